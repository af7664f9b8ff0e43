// SPDX-License-Identifier: BSL-1.0
// Called plainly or traced, with variables or compiled, a function gives the same number: everyday
// code, not written with any of them in mind. What C++ says of the plain call is what is wanted.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(agreement_everyday)

/// Several functions as one, so that all of them are one program.
template <class... F>
struct functions {
  template <class... X>
  constexpr auto traced(X const&... x) const {
    return tg::stack(F{}(x...)...);
  }
  template <class... X>
  std::vector<double> plain(X const&... x) const {
    return {static_cast<double>(F{}(x...))...};
  }
};
template <class... F>
constexpr functions<F...> list(F...) {
  return {};
}

static void compare(char const* mode, std::vector<double> const& wanted, auto const& got) {
  BOOST_REQUIRE(static_cast<std::size_t>(got.size()) == wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i)
    BOOST_TEST(std::abs(got.data()[i] - wanted[i]) <= 4e-16 * std::abs(wanted[i]) * 4,
               mode << ", function " << i << ": " << got.data()[i] << " for " << wanted[i]);
}
template <class Functions>
struct as_one {
  constexpr auto operator()(auto const&... x) const { return Functions{}.traced(x...); }
};
/// Static, with variables, compiled; numbers and tensors of double as arguments.
template <class Functions>
static void check(Functions, auto const&... x) {
  std::vector<double> const wanted = Functions{}.plain(x...);
  as_one<Functions> const one;
  compare("traced", wanted, tg::evaluate(one)(x...));
  compare("variable", wanted, one(tg::variable<double>(x)...).data());
  auto const compiled = tg::compile(one, tg::dynamic_tensor<double>(x).shape()...);
  compare("compile", wanted, compiled(tg::dynamic_tensor<double>(x)...));
}
template <class Functions>
static void check_traced(Functions, auto const&... x) {
  compare("traced", Functions{}.plain(x...), tg::evaluate(as_one<Functions>{})(x...));
}
/// The same three for what is made of numbers: `make(numbers)` gives the arguments of the function
/// as a tuple, whatever the numbers are.
template <class Functions, std::size_t... I>
static void check_made(Functions functions, auto make, std::array<double, sizeof...(I)> numbers,
                       std::index_sequence<I...>) {
  std::apply([&](auto const&... x) { check_traced(functions, x...); }, make(numbers));
  std::vector<double> const wanted =
      std::apply([](auto const&... x) { return Functions{}.plain(x...); }, make(numbers));
  auto const of_numbers = [make](auto const&... each) {
    return std::apply(as_one<Functions>{}, make(std::array{each...}));
  };
  compare("variable", wanted, of_numbers(tg::variable<double>(numbers[I])...).data());
  auto const compiled = tg::compile(of_numbers, ((void)I, tg::shape{})...);
  compare("compile", wanted, compiled(tg::dynamic_tensor<double>(numbers[I])...));
}
template <std::size_t Count>
static void check_made(auto functions, auto make, std::array<double, Count> numbers) {
  check_made(functions, make, numbers, std::make_index_sequence<Count>{});
}

template <class X>
using number_of = std::remove_cvref_t<X>;

constexpr auto of_numbers = list(
    [](auto a, auto b) { return a + b; }, [](auto a, auto b) { return 2 - a * b; },
    [](auto a, auto b) { return a / b / 3; }, [](auto a, auto b) { return -a + (b - 1) * 0.5; },
    [](auto a, auto) { return a * a * a - 1 / a; },
    [](auto a, auto b) {
      number_of<decltype(a)> sum = 0;
      for (int i = 1; i <= 4; ++i) sum += a / i;
      return sum * b;
    },
    [](auto a, auto b) {
      auto t = a;
      t -= b;
      t *= 2;
      t /= a;
      return t;
    },
    [](auto a, auto b) { return (tg::max)(a, b) - (tg::min)(a, b); },
    [](auto a, auto) { return (tg::max)(a, a); },
    [](auto a, auto b) { return tg::where(a > b, a, b); },
    [](auto a, auto b) { return tg::where(!(a > b), a, 3 * b); },
    [](auto a, auto b) { return tg::where(a > 0 && b > 100, a, b); },
    [](auto a, auto b) { return tg::where(a > 100 || b > 0, a, b); },
    [](auto a, auto b) { return tg::where(a == b, a, 2 * b); },
    [](auto a, auto b) { return tg::where(a != b, a, 2 * b); },
    [](auto a, auto b) { return tg::sin(a) * tg::exp(-b) + tg::log(a); },
    [](auto a, auto b) { return tg::pow(a, 3) + tg::pow(b, 0.5) + tg::pow(a, b); },
    [](auto a, auto b) { return tg::atan2(a, b) + tg::hypot(a, b); },
    [](auto a, auto b) { return tg::sqrt(tg::abs(b - 5 * a)) + tg::square(a); },
    [](auto a, auto) {
      using number = number_of<decltype(a)>;
      return tg::where(a > std::numeric_limits<number>::epsilon(), a,
                       std::numeric_limits<number>::infinity());
    },
    [](auto a, auto b) {
      using number = number_of<decltype(a)>;
      number least = (std::numeric_limits<number>::max)();
      for (number const& each : {a, b, a * b}) least = (tg::min)(least, each);
      return least;
    },
    [](auto a, auto b) {
      std::common_type_t<decltype(a), double> y = 1;
      y = y * a + b;
      return y;
    },
    [](auto a, auto b) { return tg::clamp(a, 0.0, 1.0) + tg::clamp(b, 0.0, 1.0); },
    [](auto a, auto b) { return tg::floor(10 * a) + tg::fmod(b, 0.75); },
    [](auto a, auto b) { return ((a > b) - (a < b)) * b; },
    [](auto a, auto b) { return -(a > 0) * b; },
    [](auto a, auto b) {
      auto either = a > 1;
      either += b > 1;
      auto differ = a > 1;
      differ -= b > 1;
      return either * a + differ * b;
    },
    [](auto a, auto b) { return (b > 0) * a + 2 * (a > 0) * b - (a > b) * (b > 1); });

BOOST_AUTO_TEST_CASE(functions_of_numbers) {
  check(of_numbers, 0.7, 1.9);
  check(of_numbers, 2.5, 2.5);  // ties
}

constexpr auto of_tensors =
    list([](auto const& x, auto) { return x(0) * x(1) - x(2); },
         [](auto const& x, auto a) { return tg::sum(x) * a; },
         [](auto const& x, auto a) { return tg::mean(a * x); },
         [](auto const& x, auto) { return tg::sum(x * x) / 2; },
         [](auto const& x, auto) { return (tg::max)(x) - (tg::min)(x); },
         [](auto const& x, auto) { return tg::norm(x); },
         [](auto const& x, auto a) { return tg::logsumexp(a * x); },
         [](auto const& x, auto) { return tg::sum(tg::softmax(x) * x); },
         [](auto const& x, auto a) { return tg::variance(x + a); },
         [](auto const& x, auto a) { return tg::sum(tg::where(x > a, x, 0.1 * x)); },
         [](auto const& x, auto a) { return tg::sum(tg::where(!(x > a), x, 0.1 * x)); },
         [](auto const& x, auto) { return tg::dot(x, x); },
         [](auto const& x, auto a) {
           auto y = x;
           y += a;
           y *= x;
           return tg::sum(y);
         },
         [](auto const& x, auto a) {
           number_of<decltype(a)> most = std::numeric_limits<number_of<decltype(a)>>::lowest();
           for (int i = 0; i < 3; ++i) most = (tg::max)(most, x(i));
           return most;
         },
         [](auto const& x, auto a) {
           auto y = a;
           for (int i = 2; i >= 0; --i) y = y * a + x(i);  // Horner's rule
           return y;
         },
         [](auto const& x, auto) {
           auto const first = x(0);
           auto const copy = first;
           return copy * first;
         },
         [](auto const& x, auto a) {
           std::array<number_of<decltype(a)>, 3> y{a, a, a};
           for (int i = 0; i < 3; ++i) y[static_cast<std::size_t>(i)] = x(i);
           y[1] += y[0];
           return y[1] * y[2];
         },
         [](auto const& x, auto a) { return tg::prod(x) + a; },
         [](auto const& x, auto a) { return tg::sum(tg::outer(x, a * x)); });

BOOST_AUTO_TEST_CASE(functions_of_tensors) {
  check(of_tensors, tg::tensor<double, 3>{0.5, -1.25, 2}, 0.75);
  check(of_tensors, tg::tensor<double, 3>{2, 2, -1}, -1.0);  // ties
}

// Elements of a tensor that has a name are places to write to.
constexpr auto of_places = list(
    [](auto x) {
      x(0) = x(1);
      return tg::sum(x);
    },
    [](auto x) {
      auto y = 2 * x;
      y(2) = 7.0;
      return tg::sum(y * x);
    },
    [](auto x) {
      x(0) += x(1);
      x(0) -= 0.5;
      return x(0) * x(2);
    },
    [](auto x) {
      x(1) *= x(1);
      x(2) /= 4;
      return x(1) + x(2);
    },
    [](auto x) {
      auto y = x;
      for (int i = 0; i < 3; ++i) y(i) = x(i) * x(2 - i);
      return tg::sum(y);
    },
    [](auto x) {
      auto const before = x(0);
      x(0) = 0.0;
      return before + x(0);
    },
    [](auto x) {
      for (int i = 1; i < 3; ++i) x(i) += x(i - 1);  // running sums
      return x(2) - x(1);
    });
BOOST_AUTO_TEST_CASE(elements_are_places) {
  check(of_places, tg::tensor<double, 3>{0.5, -1.25, 2});
}

template <class T>
struct point {
  T x, y;
};
constexpr auto of_structures =
    list([](auto const& p, auto const&) { return p.x * p.y; },
         [](auto const& p, auto const& a) { return p.x * a[0] - p.y * a[2]; },
         [](auto p, auto const& a) {
           p.x = p.y + a[1];
           return p.x * p.x;
         },
         [](auto const&, auto a) {
           std::swap(a[0], a[2]);
           return a[0] - 2 * a[2];
         },
         [](auto const& p, auto const& a) {
           auto sum = p.x;
           for (auto const& each : a) sum += each * each;
           return sum;
         },
         [](auto const& p, auto const& a) {
           auto q = p;
           q.y *= a[0];
           return q.y - p.y;
         });
BOOST_AUTO_TEST_CASE(structures_and_arrays) {
  auto const make = []<class T>(std::array<T, 5> const& x) {
    return std::tuple(point<T>{x[0], x[1]}, std::array<T, 3>{x[2], x[3], x[4]});
  };
  check_made(of_structures, make, std::array{0.3, -2.0, 1.5, -0.5, 4.0});
}

constexpr auto of_eigen =
    list([](auto const& v, auto const&) { return v(0) * v(1) - v(2); },
         [](auto const& v, auto const& m) { return m(0, 1) * v(1) + m(1, 0); },
         [](auto v, auto const&) {
           v(0) = 2 * v(1);
           return v(0) + v(2);
         },
         [](auto v, auto const& m) {
           v(1) += m(1, 2);
           v(1) *= 3;
           return v(1);
         },
         [](auto const& v, auto const& m) {
           auto w = v;
           w(2) -= m(2, 2);
           return w(2) * v(2);
         },
         [](auto const& v, auto const& m) { return (v + v)(1) * (m - 2 * m)(2, 0); });
BOOST_AUTO_TEST_CASE(matrices_of_eigen) {
  auto const make = []<class T>(std::array<T, 12> const& x) {
    Eigen::Matrix<T, 3, 1> v;
    Eigen::Matrix<T, 3, 3> m;
    for (int i = 0; i < 3; ++i) {
      v(i) = x[static_cast<std::size_t>(i)];
      for (int j = 0; j < 3; ++j) m(i, j) = x[static_cast<std::size_t>(3 * (i + 1) + j)];
    }
    return std::tuple(v, m);
  };
  check_made(of_eigen, make,
             std::array{0.5, -1.25, 2.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0});
}

BOOST_AUTO_TEST_CASE(integers) {
  constexpr auto f = [](auto n, auto a) { return n * n * a - n; };
  double const wanted = f(3, 0.7);
  BOOST_TEST(tg::evaluate(f)(3, 0.7) == wanted);
  BOOST_TEST(f(tg::variable<int>(3), tg::variable<double>(0.7)).item() == wanted);
  BOOST_TEST(f(3, tg::variable<double>(0.7)).item() == wanted);
  constexpr auto g = [](auto n) { return (n - 5) * n + (tg::max)(2, n); };
  BOOST_TEST(tg::evaluate(g)(3) == g(3));
  BOOST_TEST(g(tg::variable<int>(3)).item() == g(3));
}

BOOST_AUTO_TEST_SUITE_END()
