// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_max)

constexpr tg::tensor<double, 2, 3> ties{{1, 3, 3}, {2, -1, 2}};

// Equal elements share the upstream: 5 in the first row, 7 in the second.
static_assert(tg::grad([](auto x) {
                return tg::sum((tg::max<1>)(x)*tg::tensor<double, 2>{5, 7});
              })(ties) == tg::tensor<double, 2, 3>{{0, 2.5, 2.5}, {3.5, 0, 3.5}});
static_assert(tg::grad([](auto x) { return (tg::max)(x); })(ties) ==
              tg::tensor<double, 2, 3>{{0, 0.5, 0.5}, {0, 0, 0}});

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  BOOST_TEST(is_near((tg::max)(numpy_a), numpy::max_all));
  BOOST_TEST(is_near((tg::max<1>)(numpy_a), numpy::max_1));
  BOOST_TEST(is_near((tg::max<0, -1>)(numpy_a), numpy::max_0_2));
  BOOST_TEST((tg::amax(tg::variable<double>(ties), {-1}).data() ==
              (tg::max)(tg::variable<double>(ties), {-1}).data()));
  static_assert(tg::amax<-1>(ties, tg::keepdims) == (tg::max<-1>)(ties, tg::keepdims));
  static_assert((tg::max<-1>)(ties, tg::keepdims) == tg::tensor<double, 2, 1>{{3}, {2}});
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto x) { return x * (tg::max<0, -1>)(x * x, tg::keepdims); },
                            tg::tensor<double, 2, 1, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

BOOST_AUTO_TEST_CASE(a_nan_is_the_largest_wherever_it_stands) {
  double const nan = std::numeric_limits<double>::quiet_NaN();
  BOOST_TEST(std::isnan((tg::max)(tg::tensor<double, 3>{nan, 1, 2})));
  BOOST_TEST(std::isnan((tg::max)(tg::tensor<double, 3>{1, nan, 2})));
  BOOST_TEST(std::isnan((tg::max)(tg::tensor<double, 3>{1, 2, nan})));
  double const infinity = std::numeric_limits<double>::infinity();
  BOOST_TEST((tg::max)(tg::tensor<double, 2>{-infinity, -infinity}) == -infinity);
}

BOOST_AUTO_TEST_CASE(integers_have_a_largest_element) {
  static_assert((tg::max)(tg::tensor<int, 3>{-7, -2, -9}) == -2);
  static_assert((tg::max)(tg::tensor<bool, 2>{false, true}));
  BOOST_TEST((tg::max)(2.5) == 2.5);
}

BOOST_AUTO_TEST_CASE(of_no_rows_there_is_no_largest) {
  constexpr auto f = [](auto const& x) { return (tg::max<0>)(x); };
  BOOST_CHECK_THROW(static_cast<void>(tg::evaluate(f)(tg::tensor<double, tg::dyn, 3>(0))),
                    tg::shape_error);
  BOOST_CHECK_THROW(static_cast<void>((tg::max)(tg::tensor<double, tg::dyn, 3>(0))),
                    tg::shape_error);
  BOOST_CHECK_THROW(static_cast<void>((tg::max)(tg::dynamic_tensor<double>({0, 3}, {}), {0})),
                    tg::shape_error);
  BOOST_CHECK_THROW(static_cast<void>((tg::max)(tg::variable<double>({0, 3}, {}), {0})),
                    tg::shape_error);
  BOOST_TEST(
      tg::evaluate([](auto const& x) { return (tg::max<1>)(x); })(tg::tensor<double, tg::dyn, 3>(0))
          .size() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
