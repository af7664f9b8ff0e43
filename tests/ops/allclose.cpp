// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_allclose)

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
// The answers of numpy.allclose.
static_assert(tg::allclose(tg::tensor{1.0, 1.1}, 1, 0.0, 0.2));
static_assert(tg::allclose(1e10, 1.00001e10) && !tg::allclose(1e10, 1.0001e10));
static_assert(tg::allclose(1e-9, 0.0) && !tg::allclose(1e-7, 0.0) && tg::allclose(2, 2.0));
static_assert(tg::allclose(infinity, infinity) && !tg::allclose(infinity, -infinity));
static_assert(!tg::allclose(1.0, infinity) && !tg::allclose(infinity, 1.0));
static_assert(!tg::allclose(not_a_number, not_a_number));
// |a - b| is taken of real numbers: no difference of integers wraps around.
static_assert(!tg::allclose(2147483647, -2147483647));
// Where: numpy.isclose; in traced functions, too.
static_assert(tg::isclose(tg::tensor{1.0, 1.1, infinity}, tg::tensor{1.0 + 1e-9, 1.2, infinity}) ==
              tg::tensor{true, false, true});
static_assert(tg::isclose(2, 2.0) && !tg::isclose(not_a_number, 2.0));
static_assert(tg::grad([](auto const& a) {
                return tg::sum(tg::where(tg::isclose(a, 1), a * a, a));
              })(tg::tensor{1.0, 3.0}) == tg::tensor{2.0, 1.0});
// The answers of numpy.array_equal.
static_assert(tg::array_equal(tg::tensor{1, 2}, tg::tensor{1.0, 2.0}));
static_assert(!tg::array_equal(tg::tensor{1, 2}, tg::tensor{1.0, 3.0}));
static_assert(!tg::array_equal(tg::tensor{2, 2}, tg::tensor{2, 2, 2}));
static_assert(!tg::array_equal(2, tg::tensor{2, 2}));

BOOST_AUTO_TEST_CASE(shapes_known_at_run_time) {
  tg::dynamic_tensor<double> const d{1, 2};
  tg::variable<double> const v{1, 2 + 1e-9};
  BOOST_TEST((tg::allclose(d, v) && !tg::allclose(d, 1) && tg::allclose(d, tg::tensor{1, 2})));
  BOOST_TEST((!tg::array_equal(d, v) && tg::array_equal(d, tg::tensor{1, 2})));
  BOOST_TEST(!tg::array_equal(d, tg::tensor{1, 2, 3}));
  BOOST_CHECK_THROW(tg::allclose(d, tg::tensor{1, 2, 3}), tg::shape_error);
}

BOOST_AUTO_TEST_SUITE_END()
