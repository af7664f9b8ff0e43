// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_trace)

static_assert(tg::trace(tg::tensor<double, 2, 2>{{3, 1}, {2, 4}}) == 7.0);
static_assert(tg::grad([](auto x) { return tg::trace(x) * tg::trace(x); })(tg::tensor<double, 2, 2>{
                  {3, 1}, {2, 4}}) == tg::tensor<double, 2, 2>{{14, 0}, {0, 14}});

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::trace(counted<int, 3, 4>), numpy::trace_0));
}

BOOST_AUTO_TEST_CASE(the_laws_hold_for_a_batch) {
  BOOST_TEST(
      tg::check_laws([](auto x) { return tg::trace<0, -2, -1>(x * x); },
                     tg::tensor<double, 2, 2, 2>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25, 1.1, -0.6}));
}

BOOST_AUTO_TEST_SUITE_END()
