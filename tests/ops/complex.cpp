// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <complex>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_complex)

namespace {

using number = tg::complex<double>;
constexpr number z{3, -4};
constexpr number w{-0.5, 2};

static_assert(z + w == number{2.5, -2} && z - w == number{3.5, -6} && -z == number{-3, 4});
static_assert(z * w == number{6.5, 8} && tg::conj(z) == number{3, 4});
static_assert(number{6.5, 8} / w == z);
static_assert(z * 2 == number{6, -8} && 2 * z == z * 2 && z / 2 == number{1.5, -2});
static_assert(1 - z == number{-2, 4} && z + 1 == 1 + z && z - 1 == -(1 - z));
static_assert(1 / number{0, 2} == number{0, -0.5});
static_assert(tg::abs(z) == 5 && tg::norm(z) == 25 && tg::real(z) == 3 && tg::imag(z) == -4);
static_assert(tg::sqrt(number{3, -4}) == number{2, -1} && tg::sqrt(number{-3, 4}) == number{1, 2});
static_assert(tg::sqrt(number{0, 0}) == number{0, 0});
// Infinite parts, as NumPy 1.24 has them.
constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
static_assert(tg::sqrt(number{1, inf}) == number{inf, inf});
static_assert(tg::sqrt(number{-inf, -inf}) == number{inf, -inf});
static_assert(tg::sqrt(number{-inf, 1}) == number{0, inf} &&
              tg::sqrt(number{inf, -1}) == number{inf, -0.0});
static_assert(tg::exp(number{-inf, nan}) == number{0, 0} &&
              tg::exp(number{-inf, inf}) == number{0, 0});
static_assert(tg::exp(number{inf, 0}) == number{inf, 0} &&
              tg::exp(number{800, 0}) == number{inf, 0});
// Slopes are those of the functions there, too: exp'(z) is exp(z), here 1.
static_assert(tg::jvp([](auto const& a) { return tg::exp(a); })(number{0, 0}, number{0, 1})
                  .second == number{0, 1});
// Nothing overflows on the way.
static_assert(number{1e300, 1e300} / number{1e300, 1e300} == number{1, 0});
constexpr bool is_updated() {
  number a = z;
  a += w;
  a *= 2;
  a -= number{1, 0};
  a /= number{4, -4};
  return a == number{1, 0};
}
static_assert(is_updated());

// As a structure it is argument and result. d|z|^2 = 2 z; a product turns and stretches.
static_assert(tg::grad([](auto const& a) { return tg::norm(a); })(z) == number{6, -8});
static_assert(tg::jvp([](auto const& a) { return a * a; })(z, number{0, 1}).second == number{8, 6});

// The functions of C++ for complex<double>, of which each is one formula in holomorphic numbers:
// the slope along h is f'(z) h, whatever the direction of h.
constexpr auto function = [](auto const& a) { return tg::exp(a * a) / (tg::sqrt(a) + tg::log(a)); };
std::complex<double> reference(std::complex<double> a) {
  return std::exp(a * a) / (std::sqrt(a) + std::log(a));
}
// A quotient, the dearest of them, may lose five units in the last place, 1e-15.
bool is_near(number const& a, std::complex<double> const& b, double tolerance) {
  return std::abs(std::complex<double>(a.re, a.im) - b) <= tolerance * std::abs(b);
}

}  // namespace

BOOST_AUTO_TEST_CASE(without_a_direction_there_is_no_value) {
  double angle = inf;
  BOOST_TEST(tg::isnan(tg::exp(number{1, angle}).re));
  BOOST_TEST(tg::isnan(tg::exp(number{0, angle * 0}).im));
}

BOOST_AUTO_TEST_CASE(values_are_those_of_the_standard_library) {
  for (double const re : {-2.5, -1.0, -0.0, 0.0, 0.75, 3.0})
    for (double const im : {-3.0, -0.5, -0.0, 0.0, 0.25, 2.0}) {
      number const a{re, im};
      std::complex<double> const b(re, im);
      BOOST_TEST_CONTEXT("z = " << b) {
        BOOST_TEST(is_near(tg::exp(a), std::exp(b), 2e-15));
        BOOST_TEST(is_near(tg::sqrt(a), std::sqrt(b), 2e-15));
        BOOST_TEST(std::signbit(tg::sqrt(a).im) == std::signbit(std::sqrt(b).imag()));
        BOOST_TEST(tg::arg(a) == std::arg(b));
        if (std::abs(b) == 0) continue;
        BOOST_TEST(is_near(tg::log(a), std::log(b), 2e-15));
        BOOST_TEST(is_near(z / a, std::complex<double>(3, -4) / b, 2e-15));
        BOOST_TEST(is_near(tg::polar(tg::abs(a), tg::arg(a)), b, 2e-15));
      }
    }
}

BOOST_AUTO_TEST_CASE(slopes_are_those_of_holomorphic_functions) {
  double const h = 1e-5;
  for (number const a : {number{0.5, -1.25}, number{0, 1.5}, number{-1.5, 0.25}, number{2, 0}}) {
    std::complex<double> const b(a.re, a.im);
    std::complex<double> const slope = (reference(b + h) - reference(b - h)) / (2 * h);
    auto const [y, along_re] = tg::jvp(function)(a, number{1, 0});
    BOOST_TEST(is_near(y, reference(b), 1e-14));
    BOOST_TEST(is_near(along_re, slope, 1e-8));
    BOOST_TEST(is_near(tg::jvp(function)(a, number{0, 1}).second,
                       slope * std::complex<double>(0, 1), 1e-8));
  }
  // On the cut the side is that of the sign of zero: 1 / (2 sqrt(z)), turned by i.
  constexpr auto root = [](auto const& a) { return tg::sqrt(a); };
  BOOST_TEST(tg::jvp(root)(number{-1, 0.0}, number{0, 1}).second.re == 0.5);
  BOOST_TEST(tg::jvp(root)(number{-1, -0.0}, number{0, 1}).second.re == -0.5);
}

BOOST_AUTO_TEST_CASE(variables_and_tensors) {
  tg::complex<tg::variable<double>> const a{tg::variable<double>(0.5), tg::variable<double>(-1.25)};
  function(a).re.backward();
  // The real part of f has the slopes f'.re and -f'.im.
  number const slope = tg::jvp(function)(number{0.5, -1.25}, number{1, 0}).second;
  BOOST_TEST(is_near(number{a.re.grad().item(), -a.im.grad().item()}, {slope.re, slope.im}, 1e-13));

  using vector = tg::tensor<double, 2>;
  tg::complex<vector> const v{vector{3, 0}, vector{-4, 2}};
  BOOST_TEST((tg::abs(v) == vector{5, 2}));
  BOOST_TEST((tg::sqrt(v).re == vector{2, 1}));
}

BOOST_AUTO_TEST_SUITE_END()
