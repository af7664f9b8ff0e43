// SPDX-License-Identifier: BSL-1.0
#include <shape/numpy_reference.hpp>
#include <shape/reference_reader.hpp>
#include <typegrad/shape/slice.hpp>
#include <typegrad/shape/stride_list.hpp>

#include <boost/test/unit_test.hpp>

using namespace typegrad;

namespace {

constexpr auto range_agrees = [](reference_reader& reader) {
  index_t const extent = reader.number();
  slice_item const item = reader.item();
  range_result const result = shape_rule::normalize_range(item, extent);
  if (reader.refusal()) return !result;
  index_t const start = reader.number();
  index_t const count = reader.number();
  return result && result.start == start && result.extent == count && result.step == item.step;
};

constexpr auto slice_agrees = [](reference_reader& reader) {
  shape const a = reader.shape();
  slice_list items;
  for (index_t count = reader.number(); count > 0; --count) items.append(reader.item());
  slice_result const result = shape_rule::slice(a, items);
  if (reader.refusal()) return !result;
  bool const same_shape = reader.shape() == result.value && result;
  index_t const place = reader.number();
  shape const strides = reader.shape();
  if (result.value.size() == 0) return same_shape;
  stride_list const whole = shape_rule::row_major_strides(a);
  index_t expected_place = 0;
  shape expected_strides;
  for (int axis = 0; axis < a.rank; ++axis) {
    expected_place += result.start[axis] * whole[axis];
    if (axis >= items.count || !items.items[axis].is_index)
      expected_strides.append(result.step[axis] * whole[axis]);
  }
  return same_shape && place == expected_place && strides == expected_strides;
};

}  // namespace

static_assert(first_disagreement(numpy_reference::range_cases, range_agrees) == 0);
static_assert(first_disagreement(numpy_reference::slice_cases, slice_agrees) == 0);

constexpr slice_result rows_backwards =
    shape_rule::slice(make_shape(4, 5), make_slices(take_range(omitted, omitted, -2)));
static_assert(rows_backwards.value == make_shape(2, 5) && rows_backwards.start[0] == 3 &&
              rows_backwards.step[0] == -2);
constexpr slice_result last_row =
    shape_rule::slice(make_shape(4, 5), make_slices(take_index(-1), whole_axis));
static_assert(last_row.value == make_shape(5) && last_row.extents == make_shape(1, 5) &&
              last_row.start[0] == 3);
static_assert(shape_rule::slice(make_shape(4, 5), make_slices()).value == make_shape(4, 5));
static_assert(!shape_rule::slice(make_shape(4), make_slices(take_index(4))));
static_assert(!shape_rule::slice(make_shape(4), make_slices(take_index(-5))));
static_assert(!shape_rule::slice(make_shape(4), make_slices(take_range(0, 4, 0))));
static_assert(!shape_rule::slice(make_shape(4), make_slices(whole_axis, whole_axis)));
// the extreme steps do not overflow
static_assert(shape_rule::normalize_range(take_range(omitted, omitted, PTRDIFF_MIN), 4).extent ==
              1);
static_assert(shape_rule::normalize_range(take_range(omitted, omitted, PTRDIFF_MAX), 4).extent ==
              1);

// In braces, as calls say slices.
static_assert(slice_list{range(0, 2), 1, whole_axis} ==
              make_slices(take_range(0, 2), take_index(1), whole_axis));
static_assert(slice_list{-1} == make_slices(take_index(-1)) && slice_list{} == make_slices());

BOOST_AUTO_TEST_SUITE(shape_slice)

BOOST_AUTO_TEST_CASE(answers_as_numpy_does_at_run_time_too) {
  BOOST_TEST(first_disagreement(numpy_reference::range_cases, range_agrees) == 0);
  BOOST_TEST(first_disagreement(numpy_reference::slice_cases, slice_agrees) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
