// SPDX-License-Identifier: BSL-1.0
#include <shape/numpy_reference.hpp>
#include <shape/reference_reader.hpp>
#include <typegrad/shape/strided_view.hpp>

#include <boost/test/unit_test.hpp>

using namespace typegrad;

namespace {

constexpr strided_view view_of(index_t offset, index_t first, index_t second, index_t third) {
  return {true, offset, {first, second, third}};
}

constexpr auto broadcast_strides_agree = [](reference_reader& reader) {
  shape const from = reader.shape();
  shape const to = reader.shape();
  shape const expected = reader.shape();
  strided_view const aligned = aligned_view(contiguous_view(from), from, to.rank);
  bool agree = aligned.exists && aligned.offset == 0;
  for (int axis = 0; axis < to.rank; ++axis)
    agree = agree && (to[axis] == 1 || aligned.strides[axis] == expected[axis]);
  return agree;
};

}  // namespace

static_assert(first_disagreement(numpy_reference::broadcast_strides_cases,
                                 broadcast_strides_agree) == 0);
// NumPy: np.broadcast_to(np.empty((3, 1), np.int8), (2, 3, 4)).strides
static_assert(aligned_view(contiguous_view(make_shape(3, 1)), make_shape(3, 1), 3) ==
              view_of(0, 0, 1, 0));
// The reading of another view, from its offset on: the second of two columns.
static_assert(aligned_view(view_of(1, 2, 1, 0), make_shape(3, 1), 3) == view_of(1, 0, 2, 0));
// An extent that is not known yet is not stretched, even where it turns out to be 1.
static_assert(aligned_view(view_of(0, 4, 1, 0), make_shape(dyn, 4), 3) == view_of(0, 0, 4, 1));

static_assert(contiguous_view(make_shape(2, 3, 4)) == view_of(0, 12, 4, 1));
static_assert(is_contiguous(contiguous_view(make_shape(2, 3)), make_shape(2, 3)));
static_assert(!is_contiguous(view_of(0, 1, 2, 0), make_shape(2, 3)));
// Element 4 of the transposed (3, 2) is (2, 0).
static_assert(follow(view_of(5, 1, 3, 0), make_shape(3, 2), 4) == 5 + 2);

BOOST_AUTO_TEST_SUITE(shape_strided_view)

BOOST_AUTO_TEST_CASE(answers_as_numpy_does_at_run_time_too) {
  BOOST_TEST(
      first_disagreement(numpy_reference::broadcast_strides_cases, broadcast_strides_agree) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
