// SPDX-License-Identifier: BSL-1.0
#include <shape/numpy_reference.hpp>
#include <shape/reference_reader.hpp>
#include <typegrad/shape/squeeze.hpp>

#include <boost/test/unit_test.hpp>

using namespace typegrad;

namespace {

constexpr auto squeeze_agrees = [](reference_reader& reader) {
  shape const a = reader.shape();
  axis_list const axes = reader.axes();
  return reader.agrees(shape_rule::squeeze(a, axes));
};

constexpr auto expand_dims_agrees = [](reference_reader& reader) {
  shape const a = reader.shape();
  axis_list const axes = reader.axes();
  return reader.agrees(shape_rule::expand_dims(a, axes));
};

}  // namespace

static_assert(first_disagreement(numpy_reference::squeeze_cases, squeeze_agrees) == 0);
static_assert(first_disagreement(numpy_reference::expand_dims_cases, expand_dims_agrees) == 0);

static_assert(shape_rule::squeeze(make_shape(1, 3, 1)).value == make_shape(3));
static_assert(shape_rule::squeeze(make_shape(1, 3, 1), make_axes(-1)).value == make_shape(1, 3));
static_assert(shape_rule::squeeze(make_shape(1, 3, 1), make_axes()).value == make_shape(1, 3, 1));
static_assert(!shape_rule::squeeze(make_shape(1, 3, 1), make_axes(1)));
// Z-05: DeZero answers (2, 1, 3)
static_assert(shape_rule::expand_dims(make_shape(2, 3), make_axes(-1)).value ==
              make_shape(2, 3, 1));
static_assert(shape_rule::expand_dims(make_shape(2, 3), make_axes(0, -1)).value ==
              make_shape(1, 2, 3, 1));
static_assert(shape_rule::expand_dims(make_shape(2, 3), make_axes(-1, -2)).value ==
              make_shape(2, 3, 1, 1));
static_assert(!shape_rule::expand_dims(make_shape(2, 3), make_axes(0, -4)));
static_assert(!shape_rule::expand_dims(make_shape(2, 3), make_axes(3)));
static_assert(!shape_rule::expand_dims(make_shape(1, 1, 1, 1, 1, 1, 1, 1), make_axes(0)));
static_assert(!shape_rule::expand_dims(make_shape(2, 3), all_axes));

BOOST_AUTO_TEST_SUITE(shape_squeeze)

BOOST_AUTO_TEST_CASE(answers_as_numpy_does_at_run_time_too) {
  BOOST_TEST(first_disagreement(numpy_reference::squeeze_cases, squeeze_agrees) == 0);
  BOOST_TEST(first_disagreement(numpy_reference::expand_dims_cases, expand_dims_agrees) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
