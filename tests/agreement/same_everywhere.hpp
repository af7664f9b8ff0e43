// SPDX-License-Identifier: BSL-1.0
#pragma once

// One generic function with static, open and dynamic arguments, in float (with sanitizers) and in
// double (without), gives one value and the same first and second derivatives. A function is a line
// of a table, and a test case:
//
//     agreement const table[] = {{"tanh", 4, [](auto const& x) { return tg::tanh(x); },
//     signed_values}};
//
// The number is how many units in the last place of the largest element of a result the modes may
// differ by. They run the same kernels on the same graph, but fuse other loops of it: an element
// may come from a block of lanes in one mode and from a single number in another, and these differ
// by the error of two implementations of exp (see `elementary_lanes.cpp`); sums are added up
// in another order.
//
// A line takes 4 s of a processor with GCC -O3 -march=native (eleven of `activations.cpp` 50 s): a
// program with fixed extents and one with open ones, each with derivatives of both orders, and the
// operation's kernels for variables, all of them vectorized. What is `cold` records, calls and
// compares: it computes nothing, and without its vectors a file is a seventh smaller.

#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace tg = typegrad;

/// Of a function f of tensors: f, the gradients of the sum of its squares, and the gradients of the
/// sum of the squares of those. So a linear function has derivatives of both orders, too.
using answers = std::vector<tg::dynamic_tensor<double>>;

template <class X>
using element_of_type = typename tg::typed_operand<std::remove_cvref_t<X>>::scalar;
template <class X>
inline constexpr bool is_real_value = std::is_floating_point_v<element_of_type<X>>;

/// Which arguments can be differentiated.
template <class Found, int Next, class... X>
struct find_real {
  using type = Found;
};
template <int... Position, int Next, class X, class... Rest>
struct find_real<tg::wrt_positions<Position...>, Next, X, Rest...>
    : find_real<std::conditional_t<is_real_value<X>, tg::wrt_positions<Position..., Next>,
                                   tg::wrt_positions<Position...>>,
                Next + 1, Rest...> {};
template <class... X>
using real_arguments = typename find_real<tg::wrt_positions<>, 0, X...>::type;

template <class F>
struct squares_of {
  constexpr auto operator()(auto const&... x) const {
    auto const y = F{}(x...);
    return tg::sum(y * y);
  }
};
template <class F>
struct squares_of_gradient {
  template <class... X>
  constexpr auto operator()(X const&... x) const {
    auto const gradient = tg::grad(squares_of<F>{}, real_arguments<X...>{})(x...);
    auto const squares = [](auto const&... each) { return (tg::sum(each * each) + ...); };
    if constexpr (tg::LibraryValue<std::remove_cvref_t<decltype(gradient)>>)
      return squares(gradient);
    else return tg::with_fields(gradient, squares);
  }
};

/// All answers in one program, because a program costs 0.3 s of compile time. Integers and truth
/// values have no derivatives.
template <class F>
struct with_derivatives {
  template <class... X>
  constexpr auto operator()(X const&... x) const {
    auto const y = F{}(x...);
    if constexpr (is_real_value<decltype(y)>) {
      auto const first = tg::grad(squares_of<F>{}, real_arguments<X...>{})(x...);
      auto const second = tg::grad(squares_of_gradient<F>{}, real_arguments<X...>{})(x...);
      return tg::results{y, first, second};
    } else {
      return y;
    }
  }
};

/// Nothing is lost: float and the integers below 2^53 are double numbers.
template <class T>
[[gnu::noinline, gnu::cold]] void append_to(answers& all, tg::dynamic_tensor<T> const& x) {
  tg::dynamic_tensor<double> wide(x.shape(), tg::uninitialized_t{});
  for (tg::index_t i = 0; i < x.size(); ++i) wide.data()[i] = static_cast<double>(x.data()[i]);
  all.push_back(wide);
}

/// With static and with open arguments: their types say which. Not inlined, as the others: what
/// GCC takes at -O3 grows faster than a function.
template <class F, class... X>
[[gnu::noinline]] answers typed_answers(X const&... x) {
  answers all;
  auto const given = tg::evaluate(with_derivatives<F>{})(x...);
  tg::for_each_leaf(given, [&](auto const& leaf) {
    append_to(all, tg::dynamic_tensor<element_of_type<decltype(leaf)>>(leaf));
  });
  return all;
}

/// Calls `action` with those that are variables of real numbers.
void for_each_real(auto const& action, auto const&... x) {
  auto const call = [&]<class T>(tg::variable<T> const& each) {
    if constexpr (std::is_floating_point_v<T>) action(each);
  };
  (call(x), ...);
}

template <class F, class... T>
[[gnu::noinline, gnu::cold]] answers variable_answers(tg::variable<T> const&... x) {
  answers all;
  auto const append_gradients = [&] {
    for_each_real([&](auto const& each) { append_to(all, each.grad().data()); }, x...);
    for_each_real([](auto each) { each.clear_grad(); }, x...);
  };
  auto const y = F{}(x...);
  append_to(all, y.data());
  if constexpr (is_real_value<decltype(y)>) {
    auto const squares = tg::sum(y * y);
    squares.backward();
    append_gradients();
    squares.backward(
        {.create_graph = true});  // its gradients are not the end, so they are not compared
    std::remove_cvref_t<decltype(squares)> of_gradient = 0;
    for_each_real(
        [&](auto const& each) { of_gradient = of_gradient + tg::sum(each.grad() * each.grad()); },
        x...);
    for_each_real([](auto each) { each.clear_grad(); }, x...);
    of_gradient.backward();
    append_gradients();
  }
  return all;
}

/// Traced once at run time.
template <class F, class... T>
[[gnu::noinline, gnu::cold]] answers compiled_answers(tg::dynamic_tensor<T> const&... x) {
  answers all;
  auto const compiled = tg::compile(F{}, x...);
  append_to(all, compiled(x...));
  return all;
}

/// The largest difference in units in the last place of the largest element; infinite where the
/// shapes differ and for what is no number.
inline double ulps_between(tg::dynamic_tensor<double> const& a, tg::dynamic_tensor<double> const& b,
                           double epsilon) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (!(a.shape() == b.shape())) return infinity;
  double largest = 0;
  double difference = 0;
  for (tg::index_t i = 0; i < a.size(); ++i) {
    if (!std::isfinite(a.data()[i]) || !std::isfinite(b.data()[i])) return infinity;
    largest = std::max(largest, std::abs(a.data()[i]));
    difference = std::max(difference, std::abs(a.data()[i] - b.data()[i]));
  }
  return difference == 0 ? 0 : largest == 0 ? infinity : difference / (largest * epsilon);
}

[[gnu::noinline, gnu::cold]] inline void compare(std::string const& modes, answers const& expected,
                                                 answers const& got, double most_ulps,
                                                 double epsilon) {
  for (std::size_t k = 0; k < got.size(); ++k) {
    double const ulps = ulps_between(expected[k], got[k], epsilon);
    BOOST_TEST(ulps <= most_ulps, modes << ", result " << k << ": " << ulps << " ulp between "
                                        << expected[k] << " and " << got[k]);
  }
}

/// What open arguments are made of: every axis is open, without a name, so that a call says which
/// are equal; an axis of one element, which may be stretched, is not. Or only the leading one, in
/// all arguments where it has the same extent.
template <tg::index_t Leading, bool Inner, class T, tg::index_t... E>
auto opened(tg::tensor<T, E...> const& x) {
  if constexpr (Inner) return tg::tensor<T, (E == 1 ? 1 : tg::dyn)...>(x);
  else return x;
}
template <tg::index_t Leading, bool Inner, class T, tg::index_t First, tg::index_t... Rest>
  requires(First == Leading && !Inner)
auto opened(tg::tensor<T, First, Rest...> const& x) {
  return tg::tensor<T, tg::dyn_named<"n">, Rest...>(x);
}
inline constexpr struct leading_axis_t {
} leading_axis;

/// Real arguments as T, integers as they are.
template <class T, class X, tg::index_t... E>
auto in_type(tg::tensor<X, E...> const& x) {
  tg::tensor<std::conditional_t<std::is_floating_point_v<X>, T, X>, E...> result;
  std::transform(x.begin(), x.end(), result.begin(), [](X value) {
    return static_cast<std::conditional_t<std::is_floating_point_v<X>, T, X>>(value);
  });
  return result;
}

// Float with sanitizers and double without: ./dev test builds both, and each takes two minutes to
// compile.
#if defined(__SANITIZE_ADDRESS__) || defined(__clang__)
using compared_type = float;
#else
using compared_type = double;
#endif

struct agreement {
  template <class F, class... X>
  agreement(char const* name, double ulps, F, X const&... x) {
    add<F, true>(name, ulps, x...);
  }
  /// Of a function that has extents of its own.
  template <class F, class... X>
  agreement(leading_axis_t, char const* name, double ulps, F, X const&... x) {
    add<F, false>(name, ulps, x...);
  }

 private:
  template <class F, bool Inner, class... X>
  static void add(char const* name, double ulps, X const&... x) {
    auto const run = [name, ulps, x...] {
      compare_modes<F, Inner, compared_type>(std::string(name), ulps, in_type<compared_type>(x)...);
    };
    using namespace boost::unit_test;
    framework::current_auto_test_suite().add(make_test_case(run, name, __FILE__, __LINE__));
  }

  template <class F, bool Inner, class T, class X, class... Rest>
  static void compare_modes(std::string const& name, double ulps, X const& first,
                            Rest const&... rest) {
    double const epsilon = static_cast<double>(std::numeric_limits<T>::epsilon());
    answers const expected = typed_answers<F>(first, rest...);
    answers const dynamic = variable_answers<F>(tg::variable(first), tg::variable(rest)...);
    bool const real = expected.size() > 1;  // else of integers or truth values, without derivatives
    constexpr std::size_t differentiable =
        (std::size_t{is_real_value<X>} + ... + std::size_t{is_real_value<Rest>});
    BOOST_TEST_REQUIRE(expected.size() == (real ? 1 + 2 * differentiable : 1));
    BOOST_TEST_REQUIRE(dynamic.size() == expected.size());
    compare(name + ", static and dynamic", expected, dynamic, ulps, epsilon);
    compare(name + ", static and compiled", expected,
            compiled_answers<F>(tg::dynamic_tensor<element_of_type<X>>(first),
                                tg::dynamic_tensor<element_of_type<Rest>>(rest)...),
            ulps, epsilon);
    if constexpr (X::rank > 0) {
      constexpr tg::index_t leading = X::extents.extents[0];
      answers const open =
          typed_answers<F>(opened<leading, Inner>(first), opened<leading, Inner>(rest)...);
      BOOST_TEST_REQUIRE(open.size() == expected.size());
      compare(name + ", static and open", expected, open, ulps, epsilon);
    }
  }
};

/// N numbers with these limits, in equal steps that do not hit 0 or 1 where the limits lie around
/// them evenly.
template <tg::index_t N>
constexpr tg::tensor<double, N> numbers_between(double from, double to) {
  tg::tensor<double, N> x;
  for (int i = 0; i < N; ++i) x(i) = from + (to - from) * (i + 1) / (N + 1.5);
  return x;
}
