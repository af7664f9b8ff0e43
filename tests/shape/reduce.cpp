// SPDX-License-Identifier: BSL-1.0
#include <shape/numpy_reference.hpp>
#include <shape/reference_reader.hpp>
#include <typegrad/shape/reduce.hpp>

#include <boost/test/unit_test.hpp>

using namespace typegrad;

namespace {

constexpr auto reduce_agrees = [](reference_reader& reader) {
  shape const a = reader.shape();
  axis_list const axes = reader.axes();
  return reader.agrees(shape_rule::reduce(a, axes, reader.number() != 0));
};

}  // namespace

static_assert(first_disagreement(numpy_reference::reduce_cases, reduce_agrees) == 0);

// T-21, T-22, T-24
static_assert(shape_rule::reduce(make_shape(2, 3), make_axes(0)).value == make_shape(3));
static_assert(shape_rule::reduce(make_shape(2, 3), make_axes(1)).value == make_shape(2));
static_assert(shape_rule::reduce(make_shape(2, 3), all_axes, true).value == make_shape(1, 1));
static_assert(shape_rule::reduce(make_shape(2, 3, 4, 5), all_axes, true).value ==
              make_shape(1, 1, 1, 1));
// T-19, G-11: everything summed is rank 0, not (1); G-19: the empty tuple is the identity
static_assert(shape_rule::reduce(make_shape(6), all_axes).value == make_shape());
static_assert(shape_rule::reduce(make_shape(2, 3), make_axes()).value == make_shape(2, 3));
// G-19, Z-03: any order, negative axes, no axis twice; axis 0 of a scalar is out of range
static_assert(shape_rule::reduce(make_shape(2, 3, 4), make_axes(-1, 0)).value == make_shape(3));
static_assert(!shape_rule::reduce(make_shape(2, 3), make_axes(1, -1)));
static_assert(!shape_rule::reduce(make_shape(), make_axes(0)));
static_assert(shape_rule::reduced_axes(make_shape(2, 3, 4), make_axes(-1, 0)).value ==
              make_axes(0, 2));

BOOST_AUTO_TEST_SUITE(shape_reduce)

BOOST_AUTO_TEST_CASE(answers_as_numpy_does_at_run_time_too) {
  BOOST_TEST(first_disagreement(numpy_reference::reduce_cases, reduce_agrees) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
