// SPDX-License-Identifier: BSL-1.0
#include <shape/numpy_reference.hpp>
#include <shape/reference_reader.hpp>
#include <typegrad/shape/diagonal.hpp>
#include <typegrad/shape/stride_list.hpp>

#include <boost/test/unit_test.hpp>

using namespace typegrad;

namespace {

constexpr auto diagonal_agrees = [](reference_reader& reader) {
  shape const a = reader.shape();
  index_t const offset = reader.number();
  int const row_axis = reader.small_number();
  int const column_axis = reader.small_number();
  diagonal_result const result = shape_rule::diagonal(a, offset, row_axis, column_axis);
  if (reader.refusal()) return !result;
  bool const same_shape = reader.shape() == result.value && result;
  index_t const place = reader.number();
  shape const strides = reader.shape();
  if (result.extent == 0) return same_shape;
  stride_list const whole = shape_rule::row_major_strides(a);
  index_t const row = whole[result.row_axis];
  index_t const column = whole[result.column_axis];
  return same_shape && place == result.first_row * row + result.first_column * column &&
         strides[strides.rank - 1] == row + column;
};

constexpr auto diagonal_matrix_agrees = [](reference_reader& reader) {
  shape const a = reader.shape();
  return reader.agrees(shape_rule::diagonal_matrix(a, reader.number()));
};

}  // namespace

static_assert(first_disagreement(numpy_reference::diagonal_cases, diagonal_agrees) == 0);
static_assert(first_disagreement(numpy_reference::diagonal_matrix_cases, diagonal_matrix_agrees) ==
              0);

static_assert(shape_rule::diagonal(make_shape(3, 4)).value == make_shape(3));
static_assert(shape_rule::diagonal(make_shape(3, 4), -1).first_row == 1);
static_assert(shape_rule::diagonal(make_shape(3, 4), 7).extent == 0);
static_assert(!shape_rule::diagonal(make_shape(3)) &&
              !shape_rule::diagonal(make_shape(3, 3), 0, 1, -1));
static_assert(shape_rule::diagonal_matrix(make_shape(3), -1).value == make_shape(4, 4));
static_assert(!shape_rule::diagonal_matrix(make_shape(3, 3)));
// Offsets of any size: the diagonal is empty at the corner, and no matrix is that large.
static_assert(shape_rule::diagonal(make_shape(3, 4), PTRDIFF_MIN).first_row == 3);
static_assert(shape_rule::diagonal(make_shape(3, 4), PTRDIFF_MAX).first_column == 4);
static_assert(!shape_rule::diagonal_matrix(make_shape(3), PTRDIFF_MIN) &&
              !shape_rule::diagonal_matrix(make_shape(3), PTRDIFF_MAX));

BOOST_AUTO_TEST_SUITE(shape_diagonal)

BOOST_AUTO_TEST_CASE(answers_as_numpy_does_at_run_time_too) {
  BOOST_TEST(first_disagreement(numpy_reference::diagonal_cases, diagonal_agrees) == 0);
  BOOST_TEST(first_disagreement(numpy_reference::diagonal_matrix_cases, diagonal_matrix_agrees) ==
             0);
}

BOOST_AUTO_TEST_SUITE_END()
