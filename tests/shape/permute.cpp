// SPDX-License-Identifier: BSL-1.0
#include <shape/numpy_reference.hpp>
#include <shape/reference_reader.hpp>
#include <typegrad/shape/permute.hpp>

#include <boost/test/unit_test.hpp>

using namespace typegrad;

namespace {

constexpr auto permute_agrees = [](reference_reader& reader) {
  shape const a = reader.shape();
  axis_list const axes = reader.axes();
  shape_result const result = shape_rule::permute(a, axes);
  axes_result const order = shape_rule::normalize_permutation(axes, a.rank);
  if (reader.refusal()) return !result && !order && reader.refusal();
  bool const same_shape = reader.shape() == result.value;
  return same_shape && result && reader.axes() == shape_rule::inverse_permutation(order.value);
};

}  // namespace

static_assert(first_disagreement(numpy_reference::permute_cases, permute_agrees) == 0);

// T-13, T-15, T-16: None reverses; negative axes are normalised before inverting
static_assert(shape_rule::permute(make_shape(2, 3), all_axes).value == make_shape(3, 2));
static_assert(shape_rule::permute(make_shape(1, 2, 3, 4), make_axes(1, 0, 3, 2)).value ==
              make_shape(2, 1, 4, 3));
// T-17, T-18, X-29
static_assert(shape_rule::inverse_permutation(make_axes(3, 0, 1, 2)) == make_axes(1, 2, 3, 0));
static_assert(shape_rule::inverse_permutation(make_axes(1, 2, 0)) == make_axes(2, 0, 1));
static_assert(shape_rule::normalize_permutation(make_axes(-1, 0, 1, -2), 4).value ==
              make_axes(3, 0, 1, 2));
static_assert(!shape_rule::permute(make_shape(2, 3), make_axes(0)));
static_assert(!shape_rule::permute(make_shape(2, 3), make_axes(1, -1)));
static_assert(shape_rule::reversed_axes(3) == make_axes(2, 1, 0));

BOOST_AUTO_TEST_SUITE(shape_permute)

BOOST_AUTO_TEST_CASE(answers_as_numpy_does_at_run_time_too) {
  BOOST_TEST(first_disagreement(numpy_reference::permute_cases, permute_agrees) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
