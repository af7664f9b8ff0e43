// SPDX-License-Identifier: BSL-1.0
#include "lane_accuracy.hpp"

BOOST_AUTO_TEST_SUITE(kernel_lane_hyperbolic)

using namespace lane_accuracy;

constexpr auto tanh = [](auto const& x) { return x.tanh(); };
constexpr auto sinh = [](auto const& x) { return x.sinh(); };
constexpr auto cosh = [](auto const& x) { return x.cosh(); };

template <class T>
static void check_errors() {
  BOOST_TEST(worst<T>("tanh", tanh, [](auto x) { return reference::tanh(x); }, -1.5, 1.5) <= 1.55);
  BOOST_TEST(worst<T>("sinh", sinh, [](auto x) { return reference::sinh(x); }, -3, 3) <= 1.7);
  BOOST_TEST(worst<T>("cosh", cosh, [](auto x) { return reference::cosh(x); }, -3, 3) <= 1.4);
}
BOOST_AUTO_TEST_CASE(errors_of_double) { check_errors<double>(); }
BOOST_AUTO_TEST_CASE(errors_of_float) { check_errors<float>(); }

// C17 F.10.2
template <class T>
static void check_the_edges(T overflows) {
  check_edges<T>("tanh", tanh,
                 {{0, 0},
                  {T(-0.0), T(-0.0)},
                  {inf<T>, 1},
                  {-inf<T>, -1},
                  {undefined<T>, undefined<T>},
                  {30, 1},
                  {-most<T>, -1},
                  {tiny<T>, tiny<T>},
                  {-3 * tiny<T>, -3 * tiny<T>}});
  check_edges<T>("sinh", sinh,
                 {{0, 0},
                  {T(-0.0), T(-0.0)},
                  {inf<T>, inf<T>},
                  {-inf<T>, -inf<T>},
                  {undefined<T>, undefined<T>},
                  {overflows, inf<T>},
                  {-overflows, -inf<T>},
                  {most<T>, inf<T>},
                  {tiny<T>, tiny<T>}});
  check_edges<T>("cosh", cosh,
                 {{0, 1},
                  {T(-0.0), 1},
                  {inf<T>, inf<T>},
                  {-inf<T>, inf<T>},
                  {undefined<T>, undefined<T>},
                  {overflows, inf<T>},
                  {most<T>, inf<T>},
                  {tiny<T>, 1}});
}
// ln(2 max), rounded up
BOOST_AUTO_TEST_CASE(edges_of_double) { check_the_edges<double>(710.4758600739440); }
BOOST_AUTO_TEST_CASE(edges_of_float) { check_the_edges<float>(89.415993f); }

BOOST_AUTO_TEST_CASE(tanh_does_not_go_beyond_one) {
  for (float const size : in_lanes<float>(tanh, random_numbers<float>(0, 10, 30000)))
    BOOST_REQUIRE(std::fabs(size) <= 1.0f);
}

BOOST_AUTO_TEST_SUITE_END()
