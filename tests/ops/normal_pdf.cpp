// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_normal_pdf)

namespace {

constexpr auto f = [](auto x) { return tg::normal_pdf(x); };

// mpmath, 40 digits: f = npdf; f(0.5), diff(f, 0.5), diff(f, 0.75, 2), f(2.5), f(-30)
static_assert(near(f(0.5), 0.35206532676429948));
static_assert(near(tg::grad(f)(0.5), -0.17603266338214974));
static_assert(near(tg::grad(tg::grad(f))(0.75F), -0.13174762656772693));
static_assert(near(f(2.5), 0.017528300493568541) && near(f(-30.0), 1.4736461348785475e-196));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, -2.5}));
}

BOOST_AUTO_TEST_CASE(far_out_it_is_zero_and_flat) {
  double const infinity = std::numeric_limits<double>::infinity();
  BOOST_TEST(f(-40.0) == 0.0);
  BOOST_TEST(f(infinity) == 0.0);
  BOOST_TEST(tg::grad(f)(-40.0) == 0.0);
}

BOOST_AUTO_TEST_SUITE_END()
