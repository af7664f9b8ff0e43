// SPDX-License-Identifier: BSL-1.0
// Functions with branches as people write them. Value and first and second derivative are those of
// the side that is taken, static and compiled; what is wanted is written out by hand for each side.
// Twenty-four functions with all their derivatives take GCC 25 s.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(agreement_branches)

struct wanted {
  double value;
  double slope;
  double curvature;
};

template <class Number>
static void compare(char const* mode, wanted const& w, double x, Number value, Number slope,
                    Number curvature) {
  double const most = std::is_same_v<Number, float> ? 4e-6 : 1e-13;
  auto const compare_one = [&](char const* name, Number got, double right) {
    auto const y = static_cast<double>(got);
    BOOST_TEST(std::abs(y - right) <= most * (1 + std::abs(right)),
               mode << ' ' << name << " at " << x << ": " << y << ", not " << right);
  };
  compare_one("value", value, w.value);
  compare_one("slope", slope, w.slope);
  compare_one("curvature", curvature, w.curvature);
}

/// `formula(x)` gives what is wanted at each point.
template <class F, class Formula, std::size_t Count>
static void check(F f, Formula formula, double const (&points)[Count]) {
  auto const compiled = tg::compile(f, tg::shape{});
  auto const second = tg::compile(tg::grad(tg::grad(f)), tg::shape{});
  for (double const x : points) {
    wanted const w = formula(x);
    auto const [value, slope] = tg::value_and_grad(f)(x);
    compare("static double", w, x, value, slope, tg::grad(tg::grad(f))(x));
    tg::dynamic_tensor<double> const at(x);
    compare("compiled", w, x, compiled(at).item(), tg::get<0>(compiled.grad(at)).item(),
            second(at).item());
  }
}
/// The same in single precision as well.
template <class F, class Formula, std::size_t Count>
static void check_float(F f, Formula formula, double const (&points)[Count]) {
  check(f, formula, points);
  for (double const each : points) {
    auto const x = static_cast<float>(each);
    auto const [value, slope] = tg::value_and_grad(f)(x);
    compare("static float", formula(static_cast<double>(x)), each, value, slope,
            tg::grad(tg::grad(f))(x));
  }
}

template <class T>
constexpr T own_abs(T const& x) {
  return x < 0 ? T(-x) : x;
}
template <class T>
constexpr T own_sign(T const& x) {
  if (x > 0) return 1;
  if (x < 0) return -1;
  return 0;
}
template <class T>
constexpr T own_clamp(T const& x, double low, double high) {
  if (x < low) return low;
  if (x > high) return high;
  return x;
}

constexpr double points[] = {-2.5, -0.7, 0.3, 1.7};

BOOST_AUTO_TEST_CASE(losses_and_activations) {
  check_float([](auto x) { return own_abs(x) <= 1 ? x * x / 2 : own_abs(x) - 0.5; },  // Huber
              [](double x) {
                return std::abs(x) <= 1 ? wanted{x * x / 2, x, 1}
                                        : wanted{std::abs(x) - 0.5, x < 0 ? -1. : 1., 0};
              },
              points);
  check([](auto x) -> decltype(x) { return x > 0 ? x : 0; },  // ReLU
        [](double x) { return x > 0 ? wanted{x, 1, 0} : wanted{0, 0, 0}; }, points);
  check([](auto x) { return x > 0 ? x : 0.1 * x; },
        [](double x) { return x > 0 ? wanted{x, 1, 0} : wanted{0.1 * x, 0.1, 0}; }, points);
  check_float([](auto x) { return x > 0 ? x : tg::exp(x) - 1; },  // ELU
              [](double x) {
                return x > 0 ? wanted{x, 1, 0} : wanted{std::exp(x) - 1, std::exp(x), std::exp(x)};
              },
              points);
  check([](auto x) { return std::clamp<decltype(x)>(x, 0, 6); },
        [](double x) { return x > 0 ? wanted{x, 1, 0} : wanted{0, 0, 0}; }, points);
  check(
      [](auto x) {  // hinge with a rounded corner
        if (x >= 1) return 0 * x;
        if (x > 0) return (1 - x) * (1 - x) / 2;
        return 0.5 - x;
      },
      [](double x) {
        return x >= 1  ? wanted{0, 0, 0}
               : x > 0 ? wanted{(1 - x) * (1 - x) / 2, x - 1, 1}
                       : wanted{0.5 - x, -1, 0};
      },
      points);
}

BOOST_AUTO_TEST_CASE(control_and_friction) {
  check(
      [](auto x) {  // a dead zone
        if (x > 0.5) return x - 0.5;
        if (x < -0.5) return x + 0.5;
        return 0 * x;
      },
      [](double x) {
        return std::abs(x) <= 0.5 ? wanted{0, 0, 0} : wanted{x + (x < 0 ? 0.5 : -0.5), 1, 0};
      },
      points);
  check([](auto x) { return 0.2 * own_sign(x) + 0.1 * x * own_abs(x); },  // Coulomb, and drag
        [](double x) {
          double const s = x < 0 ? -1 : 1;
          return wanted{0.2 * s + 0.1 * s * x * x, 0.2 * s * x, 0.2 * s};
        },
        points);
  check_float([](auto x) { return tg::square(own_clamp(x, -1, 1)); },
              [](double x) { return std::abs(x) > 1 ? wanted{1, 0, 0} : wanted{x * x, 2 * x, 2}; },
              points);
  check(
      [](auto x) {  // three sides of a switch
        switch (x > 0.5) {
          case true:
            return tg::sqrt(x);
          default:
            return x * x * x;
        }
      },
      [](double x) {
        return x > 0.5 ? wanted{std::sqrt(x), 0.5 / std::sqrt(x), -0.25 / (x * std::sqrt(x))}
                       : wanted{x * x * x, 3 * x * x, 6 * x};
      },
      points);
  check(
      [](auto x) {  // nested
        if (x > 0) {
          if (x > 1) return tg::log(x);
          return x - 1;
        } else {
          if (!(x > -1)) return 1 / x;
          return -1 + x * 0;
        }
      },
      [](double x) {
        return x > 1    ? wanted{std::log(x), 1 / x, -1 / (x * x)}
               : x > 0  ? wanted{x - 1, 1, 0}
               : x > -1 ? wanted{-1, 0, 0}
                        : wanted{1 / x, -1 / (x * x), 2 / (x * x * x)};
      },
      points);
  check([](auto x) { return (std::max)(x, 2 * x - 1) + (std::min)(x, -x); },
        [](double x) {
          return wanted{std::max(x, 2 * x - 1) - std::abs(x), (x > 1 ? 2. : 1.) - (x > 0 ? 1 : -1),
                        0};
        },
        points);
}

constexpr double from_zero[] = {0, 1.2, -0.8};

// What is infinite or no number at 0 is on the other side.
BOOST_AUTO_TEST_CASE(the_other_side_does_not_leak) {
  check_float(
      [](auto x) {
        if (own_abs(x) < 1e-4) return 1 - x * x / 6;
        return tg::sin(x) / x;
      },
      [](double x) {
        if (x == 0) return wanted{1, 0, -1. / 3};
        double const s = std::sin(x);
        double const c = std::cos(x);
        return wanted{s / x, (c - s / x) / x, (2 * (s / x - c) / x - s) / x};
      },
      from_zero);
  check([](auto x) { return x > 0 ? tg::sqrt(x) : 2 * x; },
        [](double x) {
          return x > 0 ? wanted{std::sqrt(x), 0.5 / std::sqrt(x), -0.25 / (x * std::sqrt(x))}
                       : wanted{2 * x, 2, 0};
        },
        from_zero);
  check([](auto x) { return x == 0 ? 0 * x : x * x * tg::log(x * x); },
        [](double x) {
          if (x == 0) return wanted{0, 0, 0};
          double const l = std::log(x * x);
          return wanted{x * x * l, 2 * x * (l + 1), 2 * l + 6};
        },
        from_zero);
  check(
      [](auto x) {  // a quaternion's half angle over its sine
        auto const n = tg::sqrt(x * x);
        if (n < 1e-8) return 2 + x * x / 3;
        return 2 * n / tg::sin(n);
      },
      [](double x) {
        if (x == 0) return wanted{2, 0, 2. / 3};
        double const s = std::sin(x);
        double const c = std::cos(x);
        return wanted{2 * x / s, 2 * (s - x * c) / (s * s),
                      2 * (x * s * s - 2 * c * (s - x * c)) / (s * s * s)};
      },
      from_zero);
  check([](auto x) { return x > 1 ? x : tg::exp(800 * (x - 1)); },  // overflows behind the edge
        [](double x) {
          if (x > 1) return wanted{x, 1, 0};
          double const e = std::exp(800 * (x - 1));
          return wanted{e, 800 * e, 640000 * e};
        },
        from_zero);
}

BOOST_AUTO_TEST_CASE(pieces_of_polynomials) {
  check(
      [](auto x) {  // a smooth step
        if (x <= 0) return 0 * x;
        if (x >= 1) return 1 + 0 * x;
        return x * x * (3 - 2 * x);
      },
      [](double x) {
        return x <= 0 || x >= 1 ? wanted{x < 0.5 ? 0. : 1., 0, 0}
                                : wanted{x * x * (3 - 2 * x), 6 * x * (1 - x), 6 - 12 * x};
      },
      points);
  check(
      [](auto x) {  // a spline's kernel
        auto const r = own_abs(x);
        if (r < 1) return 2. / 3 - r * r + r * r * r / 2;
        if (r < 2) return (2 - r) * (2 - r) * (2 - r) / 6;
        return 0 * r;
      },
      [](double x) {
        double const r = std::abs(x);
        double const s = x < 0 ? -1 : 1;
        double const d = 2 - r;
        return r < 1 ? wanted{2. / 3 - r * r + r * r * r / 2, s * (1.5 * r * r - 2 * r), 3 * r - 2}
               : r < 2 ? wanted{d * d * d / 6, -s * d * d / 2, d}
                       : wanted{0, 0, 0};
      },
      points);
  check([](auto x) { return own_sign(x) * (std::max)(own_abs(x) - 0.5, 0 * x); },  // soft threshold
        [](double x) {
          return std::abs(x) < 0.5 ? wanted{0, 0, 0} : wanted{x + (x < 0 ? 0.5 : -0.5), 1, 0};
        },
        points);
  check(
      [](auto x) {  // folded into [-1, 1]
        for (int i = 0; i < 3; ++i) {
          if (x > 1) x = x - 2;
          else if (x < -1) x = x + 2;
          else break;
        }
        return x * x;
      },
      [](double x) {
        double const folded = x - 2 * std::round(x / 2);
        return wanted{folded * folded, 2 * folded, 2};
      },
      points);
}

BOOST_AUTO_TEST_CASE(loops_that_end_early) {
  constexpr double positive[] = {0.5, 2, 3.3};
  check(
      [](auto x) {  // Newton's square root; the last turn gives the slope its digits
        auto y = 0.5 * (1 + x);
        for (int i = 0; i < 5; ++i) {
          auto const next = 0.5 * (y + x / y);
          bool const done = tg::abs(next - y) < 1e-9;
          y = next;
          if (done) break;
        }
        y = 0.5 * (y + x / y);
        return 0.5 * (y + x / y);
      },
      [](double x) { return wanted{std::sqrt(x), 0.5 / std::sqrt(x), -0.25 / (x * std::sqrt(x))}; },
      positive);
  check(
      [](auto x) {  // bisection finds the interval, a line in it has the slope
        double low = 0;
        double high = 4;
        for (int i = 0; i < 4; ++i) {
          double const middle = (low + high) / 2;
          if (x < middle) high = middle;
          else low = middle;
        }
        return low * low + (x - low) * (low + high);
      },
      [](double x) {
        double const low = std::floor(4 * x) / 4;
        return wanted{low * low + (x - low) * (2 * low + 0.25), 2 * low + 0.25, 0};
      },
      positive);
  check(
      [](auto x) {  // a table of a spline
        double const knots[] = {0, 1, 2, 3};
        double const values[] = {1, 3, -1, 2};
        for (int i = 0; i < 3; ++i)
          if (x < knots[i + 1])
            return values[i] + (x - knots[i]) * (values[i + 1] - values[i]) +
                   tg::square(x - knots[i]);
        return 2 + 0 * x;
      },
      [](double x) {
        if (x >= 3) return wanted{2, 0, 0};
        int const i = static_cast<int>(x);
        double const d = x - i;
        double const rise[] = {2, -4, 3};
        double const from[] = {1, 3, -1};
        return wanted{from[i] + d * rise[i] + d * d, rise[i] + 2 * d, 2};
      },
      positive);
}

BOOST_AUTO_TEST_SUITE_END()
