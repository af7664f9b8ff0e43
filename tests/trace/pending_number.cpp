// SPDX-License-Identifier: BSL-1.0
/// Members that meet each other before an argument of the function does: what is computed from them
/// is a part of the graph. Expected numbers are derivatives by hand, exact in binary.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(trace_pending_number)

namespace tg = typegrad;
using two = tg::tensor<double, 2>;

struct difference {
  double a, b;
  template <class T>
  constexpr T operator()(T const& x) const {
    T const k = T(a) - T(b);
    return k * x * x;
  }
};
static_assert(tg::value_and_grad(difference{5, 2})(3.0) == tg::results{27.0, 18.0});
static_assert(tg::hessian(difference{2, 5})(3.0) == -6);

// Nothing is computed while tracing, where members are 0 and negative too.
struct quotient_and_root {
  double a, b;
  template <class T>
  constexpr T operator()(T const& x) const {
    auto k = T(a) / T(b);
    k *= 2.0;
    return tg::sqrt(T(a)) * x / k + tg::floor(k) * x - 1 / T(b);
  }
};
static_assert(tg::value_and_grad(quotient_and_root{4, 2})(8.0) == tg::results{35.5, 4.5});

struct sum_of_members {
  std::array<float, 16> w;
  template <class T>
  constexpr T operator()(T const& x) const {
    T total = 0;
    for (float const each : w) total += T(each);
    return total * x;
  }
};
constexpr sum_of_members ones = [] {
  sum_of_members made{};
  for (float& each : made.w) each = 1;
  return made;
}();
static_assert(tg::grad(ones)(1.0f) == 16 && std::is_same_v<decltype(tg::grad(ones)(1.0f)), float>);

/// A mask of members alone, and one that an argument joins; types that meet.
struct selected {
  float a;
  double b;
  template <class T>
  constexpr T operator()(T const& x) const {
    T const k = tg::where(T(a) < T(b) && T(b) > 1, T(a) * 2, T(b));
    if (k * x > 0) return k * x;
    return x;
  }
};
static_assert(tg::grad(selected{3, 4})(1.0) == 6 && tg::grad(selected{4, 4})(1.0) == 4);
static_assert(tg::grad(selected{-3, 1})(1.0) == 1 && tg::grad(selected{3, -4})(1.0) == 1);

/// What no member takes part in any more is a number of the program again.
struct without_its_member {
  double a;
  template <class T>
  constexpr T operator()(T const& x) const {
    T const one = tg::pow(T(a), 0.0);
    T const seven = tg::where(T(1.0) < T(2.0), T(7.0), T(a) * 2.0);
    return x * (one * 3.0 + 1.0) + x * (seven + 1.0);
  }
};
static_assert(without_its_member{3.5}(2.0) == 24);
static_assert(tg::value_and_grad(without_its_member{3.5})(2.0) == tg::results{24.0, 12.0});

/// The larger and the smaller one of members: of equal ones the first, as C++ has it.
struct chosen {
  double a, b;
  template <class T>
  constexpr T operator()(T const& x) const {
    tg::tensor<T, 2> const both{T(a), T(b)};
    return std::max(T(a), T(b)) * x * x + std::min(both(0), both(1)) * x +
           std::clamp<T>(T(a), -1.0, T(b)) + std::max<T>(3.0, 2.0) + std::min<T>(x, T(b)) * 0.0;
  }
};
static_assert(tg::value_and_grad(chosen{2, 5})(3.0) == tg::results{45.0 + 6 + 2 + 3, 32.0});
static_assert(tg::value_and_grad(chosen{5, -2})(3.0) == tg::results{45.0 - 6 - 2 + 3, 28.0});
static_assert(tg::value_and_grad(chosen{-4, 5})(3.0) == tg::results{45.0 - 12 - 1 + 3, 26.0});

/// Tensors of members before an argument meets them.
struct of_tensors {
  tg::tensor<double, 2, 2> m;
  std::array<double, 2> v;
  template <class T>
  constexpr T operator()(tg::tensor<T, 2> const& x) const {
    tg::tensor<T, 2> const w{T(v[0]), T(v[1])};
    return tg::dot(tg::matmul(m, w) + 1, x) * tg::sum(m * T(v[1]));
  }
};
// m w is (25, 55), the sum 100.
static_assert(tg::grad(of_tensors{{{1, 2}, {3, 4}}, {5, 10}})(two{1, 1}) == two{2600, 5600});
static_assert(of_tensors{{{1, 2}, {3, 4}}, {5, 10}}(two{1, 1}) == 8200);

/// Tensors of a program's own numbers, in a function without members: (3, 4) has norm 5.
constexpr auto along = [](auto x) {
  tg::tensor<decltype(x), 2> const direction{3, 4};
  return (direction / tg::norm(direction))(1) * x;
};
static_assert(tg::grad(along)(1.0) == 0.8 && along(1.0) == 0.8);

/// Many steps in numbers of the program; a member among them later.
struct with_a_series {
  double a;
  template <class T>
  constexpr T operator()(T const& x) const {
    T series = 1;
    for (int i = 0; i < 100; ++i) series = series * 0.5 + T(1.0);
    return x * series * T(a);
  }
};
static_assert(tg::evaluate(with_a_series{3})(2.0) == with_a_series{3}(2.0));

/// What is the result, or a carry, or an element, or belongs to the function around.
struct elsewhere {
  double a, b;
  template <class T>
  constexpr T operator()(tg::tensor<T, 2> const& x) const {
    tg::tensor<T, 2> const w{T(a) - T(b), T(a) * T(b)};
    T const power = tg::fori(3, [&](auto, auto y) { return y * x(0); }, T(a) * T(b));
    T const slope = tg::grad([k = T(a) * T(b)](auto y) { return y * y * k; })(x(1));
    return tg::sum(w * x) + power + slope;
  }
};
static_assert(tg::grad(elsewhere{2, 3})(two{1, 1}) == two{-1 + 18, 6 + 12});
struct only_members {
  double a, b;
  template <class T>
  constexpr tg::results<T, T> operator()(T const& x) const {
    return {T(a) * T(b) + 1, x};
  }
};
static_assert(tg::value_and_jacobian(only_members{2, 3})(5.0) ==
              tg::results{tg::results{7.0, 5.0}, tg::results{0.0, 1.0}});

/// As functors of Ceres are written.
struct measured {
  double a, b;
  template <class T>
  constexpr bool operator()(T const* x, T* residual) const {
    T const scale[] = {T(a) * T(b), T(a) - T(b)};
    residual[0] = scale[0] * x[0] + scale[1] * x[1];
    residual[1] = x[1] / scale[0] - scale[1];
    return true;
  }
};

BOOST_AUTO_TEST_CASE(at_run_time) {
  double volatile one = 1;
  difference const f{5 * one, 2};
  BOOST_TEST(tg::grad(f)(3.0) == 18);
  using program = tg::program<decltype(tg::grad(f)), double>;
  BOOST_TEST(program::run(tg::grad(f), 3.0) == 18);
  auto const lambda = [a = 5 * one, b = 2 * one](auto x) {
    using number = decltype(x);
    return number(a) / number(b) * x;
  };
  BOOST_TEST(tg::grad(lambda)(3.0) == 2.5);

  auto const functor = tg::blocks<2, 2>(measured{4 * one, 2});
  double const x[] = {1, 16};
  double const* const blocks[] = {x};
  double residual[2], jacobian[4];
  double* const jacobians[] = {jacobian};
  BOOST_TEST(functor(blocks, residual, jacobians));
  double const expected[] = {40, 0};
  double const expected_jacobian[] = {8, 2, 0, 0.125};
  BOOST_TEST(residual == expected, boost::test_tools::per_element());
  BOOST_TEST(jacobian == expected_jacobian, boost::test_tools::per_element());
}

/// The slopes of the members themselves.
template <class S>
struct ratio {
  S a, b;
  template <class T>
  constexpr auto operator()(T const& x) const {
    auto const k = a / b;
    return k * x;
  }
};
BOOST_AUTO_TEST_CASE(members_that_are_differentiated) {
  auto const slope = tg::grad(ratio<double>{6, 2}, tg::wrt<tg::members>)(4.0);
  BOOST_TEST(slope.a == 2);
  BOOST_TEST(slope.b == -6);
}

/// A long computation of numbers alone is none of members: it becomes a number of the program.
BOOST_AUTO_TEST_CASE(numbers_of_the_program) {
  auto const f = [](auto x) {
    decltype(x) total = 0;
    for (int i = 0; i < 300; ++i) total += decltype(x)(i) / 2;
    return total * x;
  };
  BOOST_TEST(tg::grad(f)(1.0) == 300 * 299 / 4.0);
  static_assert(tg::program<decltype(tg::grad(f)), double>::flops == 0);
}

BOOST_AUTO_TEST_SUITE_END()
