// SPDX-License-Identifier: BSL-1.0
#include <typegrad/shape/countable.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using namespace typegrad;

static_assert(shape_rule::countable(make_shape(2, 3)) && shape_rule::countable(make_shape()));
static_assert(shape_rule::countable(make_shape(most_elements)) &&
              !shape_rule::countable(make_shape(most_elements, 2)));
// 2^32 * 2^32 is 0 in 64 bits; a 0 among the extents excuses no other, as in NumPy's zeros
static_assert(!shape_rule::countable(make_shape(index_t{1} << 32, index_t{1} << 32)));
static_assert(!shape_rule::countable(make_shape(0, PTRDIFF_MAX, 2)));
static_assert(shape_rule::countable(make_shape(0, 5)));
static_assert(shape_rule::known_and_countable(make_shape(2, 0)) &&
              !shape_rule::known_and_countable(make_shape(2, dyn)));
static_assert(!shape_rule::known_and_countable(make_shape(-1)) &&
              !shape_rule::known_and_countable(make_shape(PTRDIFF_MIN)));

BOOST_AUTO_TEST_SUITE(shape_countable)

BOOST_AUTO_TEST_CASE(says_what_is_wrong) {
  BOOST_TEST(shape_rule::known_and_countable(make_shape(-5)).relation ==
             std::string("extents must not be negative"));
  BOOST_TEST(shape_rule::countable(make_shape(PTRDIFF_MAX)).relation ==
             std::string("the elements must fit into memory"));
}

BOOST_AUTO_TEST_SUITE_END()
