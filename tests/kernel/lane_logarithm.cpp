// SPDX-License-Identifier: BSL-1.0
#include "lane_accuracy.hpp"

BOOST_AUTO_TEST_SUITE(kernel_lane_logarithm)

using namespace lane_accuracy;

constexpr auto log = [](auto const& x) { return x.log(); };
constexpr auto log2 = [](auto const& x) { return x.log2(); };
constexpr auto log10 = [](auto const& x) { return x.log10(); };
constexpr auto log1p = [](auto const& x) { return x.log1p(); };

template <class T>
static void check_errors() {
  BOOST_TEST(worst<T>("log", log, [](auto x) { return reference::log(x); }, 0, 4) <= 1.0);
  BOOST_TEST(worst<T>("log2", log2, [](auto x) { return reference::log2(x); }, 0, 4) <= 1.55);
  BOOST_TEST(worst<T>("log10", log10, [](auto x) { return reference::log10(x); }, 0, 4) <= 1.4);
  BOOST_TEST(worst<T>("log1p", log1p, [](auto x) { return reference::log1p(x); }, -1, 3) <= 1.05);
}
BOOST_AUTO_TEST_CASE(errors_of_double) { check_errors<double>(); }
BOOST_AUTO_TEST_CASE(errors_of_float) { check_errors<float>(); }

// C17 F.10.3
template <class T>
static void check_the_edges(int lowest_exponent, T of_tiny, T of_most) {
  std::vector<edge<T>> const common{{0, -inf<T>},
                                    {T(-0.0), -inf<T>},
                                    {1, 0},
                                    {inf<T>, inf<T>},
                                    {-1, undefined<T>},
                                    {-tiny<T>, undefined<T>},
                                    {-inf<T>, undefined<T>},
                                    {undefined<T>, undefined<T>}};
  check_edges<T>("log", log, common);
  check_edges<T>("log", log, {{tiny<T>, of_tiny}, {most<T>, of_most}});
  check_edges<T>("log2", log2, common);
  check_edges<T>("log10", log10, common);
  for (int e = lowest_exponent; e < std::numeric_limits<T>::max_exponent; ++e)
    check_edges<T>("log2", log2, {{std::ldexp(T(1), e), static_cast<T>(e)}});
  check_edges<T>("log1p", log1p,
                 {{0, 0},
                  {T(-0.0), T(-0.0)},
                  {-1, -inf<T>},
                  {std::nextafter(T(-1), T(-2)), undefined<T>},
                  {-inf<T>, undefined<T>},
                  {inf<T>, inf<T>},
                  {undefined<T>, undefined<T>},
                  {tiny<T>, tiny<T>},
                  {-3 * tiny<T>, -3 * tiny<T>},
                  {most<T>, of_most}});
}
// mpmath 1.3: log(mpf(2)**-1074), log((2 - mpf(2)**-52) * mpf(2)**1023) to 17 digits, and the same
// with -149, 23 and 127
BOOST_AUTO_TEST_CASE(edges_of_double) {
  check_the_edges<double>(-1074, -744.44007192138126, 709.78271289338397);
}
BOOST_AUTO_TEST_CASE(edges_of_float) {
  check_the_edges<float>(-149, -103.27892990343185f, 88.722839052068353f);
}

BOOST_AUTO_TEST_SUITE_END()
