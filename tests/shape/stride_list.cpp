// SPDX-License-Identifier: BSL-1.0
#include <shape/numpy_reference.hpp>
#include <shape/reference_reader.hpp>
#include <typegrad/shape/stride_list.hpp>

#include <boost/test/unit_test.hpp>

using namespace typegrad;

namespace {

constexpr bool same_strides(shape const& expected, stride_list const& strides,
                            shape const& extents) {
  if (expected.rank != strides.count) return false;
  for (int axis = 0; axis < strides.count; ++axis)
    if (extents[axis] != 1 && expected[axis] != strides[axis]) return false;
  return true;
}

constexpr auto strides_agree = [](reference_reader& reader) {
  shape const a = reader.shape();
  return same_strides(reader.shape(), shape_rule::row_major_strides(a), a);
};

}  // namespace

static_assert(first_disagreement(numpy_reference::strides_cases, strides_agree) == 0);

static_assert(shape_rule::row_major_strides(make_shape(2, 3, 4)) == make_strides(12, 4, 1));
static_assert(shape_rule::row_major_strides(make_shape()) == make_strides());

BOOST_AUTO_TEST_SUITE(shape_stride_list)

BOOST_AUTO_TEST_CASE(answers_as_numpy_does_at_run_time_too) {
  BOOST_TEST(first_disagreement(numpy_reference::strides_cases, strides_agree) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
