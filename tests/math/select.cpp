// SPDX-License-Identifier: BSL-1.0
#include <typegrad/math/select.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

namespace math = typegrad::math;

BOOST_AUTO_TEST_SUITE(math_select)

static_assert(math::select(true, 1, 2) == 1 && math::select(false, 1, 2) == 2);
// That it takes no branch is a gate of tests/embedded.
static_assert(math::select_without_branch(true, 1.0F, 2.0F) == 1.0F &&
              math::select_without_branch(false, 1.0F, 2.0F) == 2.0F);

struct block {
  double values[2];
};
struct block_mask {
  bool values[2];
  constexpr block select(block const& a, block const& b) const {
    return {{values[0] ? a.values[0] : b.values[0], values[1] ? a.values[1] : b.values[1]}};
  }
};

BOOST_AUTO_TEST_CASE(a_nan_that_is_not_taken_leaves_no_trace) {
  BOOST_TEST(math::select(true, 1.0, std::numeric_limits<double>::quiet_NaN()) == 1.0);
}

BOOST_AUTO_TEST_CASE(a_mask_of_a_block_is_asked_to_select) {
  block const y = math::select(block_mask{{true, false}}, block{{1, 2}}, block{{3, 4}});
  BOOST_TEST(y.values[0] == 1.0);
  BOOST_TEST(y.values[1] == 4.0);
}

BOOST_AUTO_TEST_SUITE_END()
