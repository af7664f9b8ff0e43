// SPDX-License-Identifier: BSL-1.0
#include "lane_accuracy.hpp"

BOOST_AUTO_TEST_SUITE(kernel_lane_trigonometric)

using namespace lane_accuracy;

constexpr auto sin = [](auto const& x) { return x.sin(); };
constexpr auto cos = [](auto const& x) { return x.cos(); };

// Random numbers of every binade are nearly all beyond the reductions, which go to the platform's
// functions.
template <class T>
static void check_errors() {
  for (double const range : {1.0, 10.0, 1000.0, 1e6, 1e8}) {
    BOOST_TEST(
        worst<T>("sin", sin, [](auto x) { return reference::sin(x); }, -range, range) <= 1.5);
    BOOST_TEST(
        worst<T>("cos", cos, [](auto x) { return reference::cos(x); }, -range, range) <= 1.5);
  }
}
BOOST_AUTO_TEST_CASE(errors_of_double) { check_errors<double>(); }
BOOST_AUTO_TEST_CASE(errors_of_float) { check_errors<float>(); }

/// Next to multiples of pi / 2 everything but the last digits of x cancels.
template <class T>
static void check_zeros() {
  std::vector<T> x;
  for (int k = 1; k < 20000; ++k) {
    T const zero = static_cast<T>(k * 1.5707963267948966192);
    for (T const each : {zero, std::nextafter(zero, T(0)), std::nextafter(zero, inf<T>)})
      x.push_back(each);
  }
  std::vector<T> const s = in_lanes<T>(sin, x), c = in_lanes<T>(cos, x);
  for (std::size_t i = 0; i < x.size(); ++i) {
    BOOST_REQUIRE(reference::ulps<T>(s[i], reference::sin(static_cast<reference::real>(x[i]))) <=
                  1.5);
    BOOST_REQUIRE(reference::ulps<T>(c[i], reference::cos(static_cast<reference::real>(x[i]))) <=
                  1.5);
    BOOST_REQUIRE(std::fabs(s[i]) <= T(1));
    BOOST_REQUIRE(std::fabs(c[i]) <= T(1));
  }
}
BOOST_AUTO_TEST_CASE(close_to_their_zeros_of_double) { check_zeros<double>(); }
BOOST_AUTO_TEST_CASE(close_to_their_zeros_of_float) { check_zeros<float>(); }

// C17 F.10.1; mpmath 1.3: sin(mpf(10)**22), cos(mpf(10)**22); sin and cos of float(1e22) =
// 9999999778196308361216
BOOST_AUTO_TEST_CASE(edges_of_double) {
  check_edges<double>("sin", sin,
                      {{0, 0},
                       {-0.0, -0.0},
                       {inf<double>, undefined<double>},
                       {-inf<double>, undefined<double>},
                       {undefined<double>, undefined<double>},
                       {tiny<double>, tiny<double>},
                       {1e22, -0.8522008497671888}});
  check_edges<double>("cos", cos,
                      {{0, 1},
                       {-0.0, 1},
                       {inf<double>, undefined<double>},
                       {undefined<double>, undefined<double>},
                       {tiny<double>, 1},
                       {1e22, 0.52321478539513894}});
}
BOOST_AUTO_TEST_CASE(edges_of_float) {
  check_edges<float>("sin", sin,
                     {{0, 0},
                      {-0.0f, -0.0f},
                      {inf<float>, undefined<float>},
                      {-inf<float>, undefined<float>},
                      {undefined<float>, undefined<float>},
                      {tiny<float>, tiny<float>},
                      {1e22f, -0.7340815353f}});
  check_edges<float>("cos", cos,
                     {{0, 1},
                      {-0.0f, 1},
                      {inf<float>, undefined<float>},
                      {undefined<float>, undefined<float>},
                      {1e22f, 0.6790613371f}});
}

BOOST_AUTO_TEST_SUITE_END()
