// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_nan_to_num)

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double most = std::numeric_limits<double>::max();
constexpr tg::tensor<double, 4> x{nan, infinity, -infinity, -1.5};

// numpy.nan_to_num of the same.
static_assert(tg::nan_to_num(x) == tg::tensor{0, most, -most, -1.5});
static_assert(tg::nan_to_num(x, 3) == tg::tensor{3, most, -most, -1.5});
static_assert(tg::nan_to_num(std::numeric_limits<float>::infinity()) ==
              std::numeric_limits<float>::max());
static_assert(tg::nan_to_num(tg::tensor{1, 2}) == tg::tensor{1, 2} && tg::nan_to_num(nan) == 0);
// What is replaced has no slope.
static_assert(tg::grad([](auto const& a) { return tg::sum(tg::nan_to_num(a)); })(x) ==
              tg::tensor{0.0, 0.0, 0.0, 1.0});

BOOST_AUTO_TEST_CASE(shapes_known_at_run_time) {
  tg::variable<double> const v(x);
  BOOST_TEST((tg::nan_to_num(v).data() == tg::dynamic_tensor<double>{0, most, -most, -1.5}));
  tg::tensor<double, tg::dyn> const open(x);
  BOOST_TEST((tg::nan_to_num(open) == tg::nan_to_num(x)));
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto a) { return tg::nan_to_num(a * a) * a; },
                            tg::tensor<double, 3>{0.5, -1.25, 2.0}));
}

BOOST_AUTO_TEST_SUITE_END()
