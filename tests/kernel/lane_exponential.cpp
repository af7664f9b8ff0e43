// SPDX-License-Identifier: BSL-1.0
#include "lane_accuracy.hpp"

BOOST_AUTO_TEST_SUITE(kernel_lane_exponential)

using namespace lane_accuracy;

constexpr auto exp = [](auto const& x) { return x.exp(); };
constexpr auto exp2 = [](auto const& x) { return x.exp2(); };
constexpr auto expm1 = [](auto const& x) { return x.expm1(); };

// The bounds are those of the docstrings.
BOOST_AUTO_TEST_CASE(errors_of_double) {
  BOOST_TEST(
      worst<double>("exp", exp, [](auto x) { return reference::exp(x); }, -746, 710) <= 1.05);
  BOOST_TEST(worst<double>("exp", exp, [](auto x) { return reference::exp(x); }, -2, 2) <= 1.05);
  BOOST_TEST(
      worst<double>("exp2", exp2, [](auto x) { return reference::exp2(x); }, -1076, 1025) <= 1.2);
  BOOST_TEST(
      worst<double>("expm1", expm1, [](auto x) { return reference::expm1(x); }, -3, 3) <= 1.3);
}

BOOST_AUTO_TEST_CASE(errors_of_float) {
  BOOST_TEST(worst<float>("exp", exp, [](auto x) { return reference::exp(x); }, -104, 89) <= 1.05);
  BOOST_TEST(
      worst<float>("exp2", exp2, [](auto x) { return reference::exp2(x); }, -151, 129) <= 1.2);
  BOOST_TEST(
      worst<float>("expm1", expm1, [](auto x) { return reference::expm1(x); }, -3, 3) <= 1.3);
}

// C17 F.10.3; thresholds: ln and log2 of the largest number and of half the smallest.
BOOST_AUTO_TEST_CASE(edges_of_double) {
  check_edges<double>("exp", exp,
                      {{0, 1},
                       {-0.0, 1},
                       {inf<double>, inf<double>},
                       {-inf<double>, 0},
                       {undefined<double>, undefined<double>},
                       {709.782712893384, 0x1.fffffffffff2ap1023},
                       {709.7827128933841, inf<double>},
                       {most<double>, inf<double>},
                       {-745.13321910194110, tiny<double>},
                       {-745.13321910194122, 0},
                       {-most<double>, 0},
                       {tiny<double>, 1}});
  check_edges<double>("exp2", exp2,
                      {{0, 1},
                       {-0.0, 1},
                       {inf<double>, inf<double>},
                       {-inf<double>, 0},
                       {undefined<double>, undefined<double>},
                       {1023, 0x1p1023},
                       {1024, inf<double>},
                       {-1022, 0x1p-1022},
                       {-1074, tiny<double>},
                       {-1075, 0},
                       {10, 1024}});
  check_edges<double>("expm1", expm1,
                      {{0, 0},
                       {-0.0, -0.0},
                       {inf<double>, inf<double>},
                       {-inf<double>, -1},
                       {undefined<double>, undefined<double>},
                       {709.7827128933841, inf<double>},
                       {most<double>, inf<double>},
                       {-40, -1},
                       {-most<double>, -1},
                       {tiny<double>, tiny<double>},
                       {-3 * tiny<double>, -3 * tiny<double>},
                       {0x1p-60, 0x1p-60}});
}

BOOST_AUTO_TEST_CASE(edges_of_float) {
  check_edges<float>("exp", exp,
                     {{0, 1},
                      {-0.0f, 1},
                      {inf<float>, inf<float>},
                      {-inf<float>, 0},
                      {undefined<float>, undefined<float>},
                      {88.722839f, inf<float>},
                      {most<float>, inf<float>},
                      {-103.972076f, tiny<float>},
                      {-103.972084f, 0},
                      {-most<float>, 0},
                      {tiny<float>, 1}});
  check_edges<float>("exp2", exp2,
                     {{127, 0x1p127f},
                      {128, inf<float>},
                      {-149, tiny<float>},
                      {-150, 0},
                      {-inf<float>, 0},
                      {undefined<float>, undefined<float>}});
  check_edges<float>("expm1", expm1,
                     {{0, 0},
                      {-0.0f, -0.0f},
                      {88.722839f, inf<float>},
                      {-20, -1},
                      {-inf<float>, -1},
                      {tiny<float>, tiny<float>}});
}

BOOST_AUTO_TEST_SUITE_END()
