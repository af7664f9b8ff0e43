// SPDX-License-Identifier: BSL-1.0
#include <shape/numpy_reference.hpp>
#include <shape/reference_reader.hpp>
#include <typegrad/shape/normalize_axes.hpp>

#include <boost/test/unit_test.hpp>

using namespace typegrad;

namespace {

constexpr auto axes_agree = [](reference_reader& reader) {
  axis_list const axes = reader.axes();
  axes_result const result = shape_rule::normalize_axes(axes, reader.small_number());
  if (reader.refusal()) return !result;
  return reader.axes() == result.value && result;
};

}  // namespace

static_assert(first_disagreement(numpy_reference::axes_cases, axes_agree) == 0);

// G-19: negative axes, duplicates (1 and -1 of rank 2 are one), out of range
static_assert(shape_rule::normalize_axes(make_axes(-1, 0), 2).value == make_axes(1, 0));
static_assert(!shape_rule::normalize_axes(make_axes(1, -1), 2));
static_assert(!shape_rule::normalize_axes(make_axes(2), 2) &&
              !shape_rule::normalize_axes(make_axes(-3), 2));
// G-19: None is every axis, the empty tuple is none
static_assert(shape_rule::normalize_axes(all_axes, 3).value == make_axes(0, 1, 2));
static_assert(shape_rule::normalize_axes(make_axes(), 3).value == make_axes());
static_assert(!(all_axes == make_axes()));
static_assert(shape_rule::normalize_axis(-1, 3).value == 2 && !shape_rule::normalize_axis(0, 0));
static_assert(shape_rule::sorted_axes(make_axes(2, 0), 3) == make_axes(0, 2));
static_assert(shape_rule::other_axes(make_axes(2, 0), 4) == make_axes(1, 3));

BOOST_AUTO_TEST_SUITE(shape_normalize_axes)

BOOST_AUTO_TEST_CASE(answers_as_numpy_does_at_run_time_too) {
  BOOST_TEST(first_disagreement(numpy_reference::axes_cases, axes_agree) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
