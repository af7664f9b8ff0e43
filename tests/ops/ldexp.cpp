// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_ldexp)

static_assert(tg::ldexp(3.0, 4) == 48 && tg::ldexp(3.0f, -1) == 1.5f);
static_assert(tg::ldexp(1.0, -1074) == std::numeric_limits<double>::denorm_min());
static_assert(tg::ldexp(0x1p-1074, 2000) == 0x1p926 && tg::ldexp(1.0, -3000) == 0);
static_assert(tg::ldexp(tg::tensor<double, 2>{1, -3}, 3) == tg::tensor<double, 2>{8, -24});
static_assert(tg::value_and_grad([](auto x) { return tg::ldexp(x * x, 3); })(5.0) ==
              tg::results{200.0, 80.0});

BOOST_AUTO_TEST_CASE(variables) {
  tg::variable<double> const x(5.0);
  auto const y = ldexp(x, 3);
  y.backward();
  BOOST_TEST(y.item() == 40);
  BOOST_TEST(x.grad().item() == 8);
}

BOOST_AUTO_TEST_SUITE_END()
