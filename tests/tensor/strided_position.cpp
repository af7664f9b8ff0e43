// SPDX-License-Identifier: BSL-1.0
#include <typegrad/tensor/strided_position.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(tensor_strided_position)

// numpy.ravel_multi_index((1, 2, 3), (2, 3, 4)) is 23
BOOST_AUTO_TEST_CASE(counts_row_by_row) {
  tg::shape const extents = tg::make_shape(2, 3, 4);
  BOOST_TEST(tg::row_major_position(extents, 1, 2, 3) == 23);
  BOOST_TEST(tg::row_major_position(extents, 0u, 1l, '\2') == 6);
  BOOST_TEST(tg::row_major_position({}) == 0);
  BOOST_TEST(tg::strided_position(extents, tg::make_strides(1, 2, 6), 1, 2, 3) == 23);
  BOOST_TEST(tg::strided_position(extents, tg::make_strides(-12, 4, 1), 1, 0, 0) == -12);
}

BOOST_AUTO_TEST_CASE(every_index_is_checked) {
  tg::shape const extents = tg::make_shape(2, 3);
  tg::stride_list const strides = tg::make_strides(3, 1);
  BOOST_CHECK_THROW(tg::row_major_position(extents, 2, 0), tg::shape_error);
  BOOST_CHECK_THROW(tg::row_major_position(extents, 0, 3), tg::shape_error);
  BOOST_CHECK_THROW(tg::row_major_position(extents, 0, -1), tg::shape_error);
  BOOST_CHECK_THROW(tg::row_major_position(extents, 0), tg::shape_error);
  BOOST_CHECK_THROW(tg::row_major_position(extents, 0, 0, 0), tg::shape_error);
  BOOST_CHECK_THROW(tg::row_major_position({}, 0), tg::shape_error);
  BOOST_CHECK_THROW(tg::strided_position(extents, strides, 0, 3), tg::shape_error);
  BOOST_CHECK_THROW(tg::strided_position(extents, strides, -1, 0), tg::shape_error);
  BOOST_CHECK_THROW(tg::strided_position(extents, strides), tg::shape_error);
}

BOOST_AUTO_TEST_CASE(extents_and_lengths) {
  BOOST_TEST(tg::checked_extent(tg::make_shape(2, 3), -1) == 3);
  BOOST_CHECK_THROW(tg::checked_extent(tg::make_shape(2, 3), 2), tg::shape_error);
  BOOST_CHECK_THROW(tg::checked_extent({}, 0), tg::shape_error);
  BOOST_TEST(tg::checked_length(tg::make_shape(2, 3)) == 2);
  BOOST_CHECK_THROW(tg::checked_length({}), tg::shape_error);
}

BOOST_AUTO_TEST_SUITE_END()
