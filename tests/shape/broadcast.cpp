// SPDX-License-Identifier: BSL-1.0
#include <shape/numpy_reference.hpp>
#include <shape/reference_reader.hpp>
#include <typegrad/shape/broadcast.hpp>

#include <boost/test/unit_test.hpp>

using namespace typegrad;

namespace {

constexpr auto broadcast_agrees = [](reference_reader& reader) {
  shape const a = reader.shape();
  shape const b = reader.shape();
  return reader.agrees(shape_rule::broadcast(a, b));
};

constexpr auto broadcast_to_agrees = [](reference_reader& reader) {
  shape const a = reader.shape();
  shape const target = reader.shape();
  return reader.agrees(shape_rule::broadcast_to(a, target));
};

constexpr auto sum_to_agrees = [](reference_reader& reader) {
  shape const a = reader.shape();
  shape const target = reader.shape();
  return reader.agrees(shape_rule::sum_to(a, target));
};

}  // namespace

static_assert(first_disagreement(numpy_reference::broadcast_cases, broadcast_agrees) == 0);
static_assert(first_disagreement(numpy_reference::broadcast_to_cases, broadcast_to_agrees) == 0);
static_assert(first_disagreement(numpy_reference::sum_to_cases, sum_to_agrees) == 0);

// G-18: both operands may be stretched; rank 0 goes with everything (G-11)
static_assert(shape_rule::broadcast(make_shape(4, 1, 3), make_shape(1, 5, 1)).value ==
              make_shape(4, 5, 3));
static_assert(shape_rule::broadcast(make_shape(), make_shape(2, 3)).value == make_shape(2, 3));
static_assert(!shape_rule::broadcast(make_shape(2, 3), make_shape(2)));
// T-25, T-26
static_assert(shape_rule::broadcast_to(make_shape(3), make_shape(2, 3)).value == make_shape(2, 3));
static_assert(shape_rule::sum_to(make_shape(2, 3), make_shape(1, 3)).value == make_shape(1, 3));
static_assert(shape_rule::sum_to(make_shape(2, 3), make_shape(2, 1)).value == make_shape(2, 1));
// Z-04: DeZero lets both pass
static_assert(!shape_rule::sum_to(make_shape(10, 20, 20), make_shape(10)));
static_assert(!shape_rule::sum_to(make_shape(2, 3), make_shape(3, 2)));
// Z-06
static_assert(!shape_rule::same_shape(make_shape(3, 1), make_shape(3)));
// an extent of run time matches itself, takes a 1, and is never stretched
static_assert(shape_rule::broadcast(make_shape(dyn, 4), make_shape(dyn, 4)).value ==
              make_shape(dyn, 4));
static_assert(shape_rule::broadcast(make_shape(dyn, 4), make_shape(1, 4)).value ==
              make_shape(dyn, 4));
static_assert(!shape_rule::broadcast(make_shape(dyn, 4), make_shape(3, 4)));

static_assert(shape_rule::stretched_axes(make_shape(1, 3), make_shape(4, 5, 3)) == make_axes(0, 1));
static_assert(shape_rule::stretched_axes(make_shape(1, 3), make_shape(1, 3)) == make_axes());

BOOST_AUTO_TEST_SUITE(shape_broadcast)

BOOST_AUTO_TEST_CASE(answers_as_numpy_does_at_run_time_too) {
  BOOST_TEST(first_disagreement(numpy_reference::broadcast_cases, broadcast_agrees) == 0);
  BOOST_TEST(first_disagreement(numpy_reference::broadcast_to_cases, broadcast_to_agrees) == 0);
  BOOST_TEST(first_disagreement(numpy_reference::sum_to_cases, sum_to_agrees) == 0);
}

BOOST_AUTO_TEST_CASE(says_which_relation_does_not_hold) {
  BOOST_TEST(shape_rule::broadcast(make_shape(2), make_shape(3)).relation ==
             "extents of a and b, aligned at the last axis, must be equal or 1");
  BOOST_TEST(shape_rule::sum_to(make_shape(2, 3), make_shape(3, 2)).relation ==
             "the target must broadcast to the shape of a");
}

BOOST_AUTO_TEST_SUITE_END()
