// SPDX-License-Identifier: BSL-1.0
#include <typegrad/shape/small_square.hpp>

#include <boost/test/unit_test.hpp>

#include <string_view>

namespace tg = typegrad;
using namespace tg::shape_rule;

static_assert(small_square(tg::make_shape(1, 1)));
static_assert(small_square(tg::make_shape(6, 6)).value == tg::make_shape(6, 6));
static_assert(!small_square(tg::make_shape(7, 7)));
static_assert(!small_square(tg::make_shape(0, 0)));
static_assert(!small_square(tg::make_shape(2, 3)));
static_assert(!small_square(tg::make_shape(4)));
static_assert(!small_square(tg::make_shape(2, 2, 2)));

static_assert(square(tg::make_shape(7, 7)).value == tg::make_shape(7, 7));
static_assert(!square(tg::make_shape(0, 0)));
static_assert(!square(tg::make_shape(2, 3)));
static_assert(solve(tg::make_shape(40, 40), tg::make_shape(40)).value == tg::make_shape(40));
static_assert(solve(tg::make_shape(3, 3), tg::make_shape(3)).value == tg::make_shape(3));
static_assert(solve(tg::make_shape(3, 3), tg::make_shape(3, 9)).value == tg::make_shape(3, 9));
static_assert(!solve(tg::make_shape(3, 3), tg::make_shape(2)));
static_assert(!solve(tg::make_shape(3, 3), tg::shape{}));
static_assert(!solve(tg::make_shape(3, 3), tg::make_shape(3, 1, 1)));
static_assert(!solve(tg::make_shape(3, 2), tg::make_shape(3)));

BOOST_AUTO_TEST_SUITE(shape_small_square)

BOOST_AUTO_TEST_CASE(a_refusal_says_what_must_hold) {
  BOOST_TEST(std::string_view(small_square(tg::make_shape(2, 3)).relation) ==
             "a must be a square matrix");
  BOOST_TEST(std::string_view(small_square(tg::make_shape(8, 8)).relation) ==
             "a must have at most 6 rows: cofactors of more take too long");
  BOOST_TEST(std::string_view(solve(tg::make_shape(3, 3), tg::make_shape(2)).relation) ==
             "b must have as many rows as a");
}

BOOST_AUTO_TEST_SUITE_END()
