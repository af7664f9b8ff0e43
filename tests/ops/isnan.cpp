// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_isnan)

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr auto f = [](auto x) { return tg::isnan(x); };

static_assert(f(missing) && !f(1.0) && !f(infinite) && !f(0) && !f(7));
static_assert(f(static_cast<float>(missing)) && !f(static_cast<float>(infinite)));

BOOST_AUTO_TEST_CASE(the_mask_is_the_standard_librarys_in_every_mode) {
  tg::tensor<double, 5> const x{-infinite, -1.5, 0.0, missing, infinite};
  auto const fixed = tg::evaluate(f)(x);
  auto const at_run_time = f(tg::variable<double>(x)).data();
  for (int i = 0; i < 5; ++i) {
    BOOST_TEST(fixed(i) == std::isnan(x(i)));
    BOOST_TEST(at_run_time(i) == std::isnan(x(i)));
  }
}

BOOST_AUTO_TEST_CASE(a_mask_selects_and_keeps_gradients_clean) {
  constexpr auto clean = [](auto x) { return tg::sum(tg::where(tg::isfinite(x), x * x, 0.0)); };
  tg::tensor<double, 3> const x{2.0, 1.0, 3.0};
  BOOST_TEST((tg::grad(clean)(x) == tg::tensor<double, 3>{4.0, 2.0, 6.0}));
}

BOOST_AUTO_TEST_SUITE_END()
