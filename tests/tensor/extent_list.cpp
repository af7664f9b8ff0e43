// SPDX-License-Identifier: BSL-1.0
#include <typegrad/tensor/extent_list.hpp>

#include <boost/test/unit_test.hpp>

#include <vector>

namespace tg = typegrad;

namespace {

tg::shape taken(tg::extent_list const& extents) { return extents.value; }
static_assert(!std::is_convertible_v<double, tg::extent_value> &&
              !std::is_convertible_v<bool, tg::extent_value>);

}  // namespace

BOOST_AUTO_TEST_SUITE(tensor_extent_list)

BOOST_AUTO_TEST_CASE(every_integer_is_an_extent) {
  std::vector<int> const values(3);
  int const rows = 2;
  BOOST_TEST((taken({rows, values.size(), 4l}) == tg::make_shape(2, 3, 4)));
  BOOST_TEST((taken({}) == tg::shape{}));
  BOOST_TEST((taken(tg::make_shape(5)) == tg::make_shape(5)));
  BOOST_TEST((taken({-1, 2}) == tg::make_shape(-1, 2)));
}

BOOST_AUTO_TEST_CASE(too_many_and_too_large) {
  BOOST_CHECK_THROW(taken({1, 1, 1, 1, 1, 1, 1, 1, 1}), tg::shape_error);
  // would be -1, an extent to be inferred
  BOOST_CHECK_THROW(tg::checked_size<bool>(taken({~std::size_t{0}})), tg::shape_error);
  BOOST_TEST(taken({~std::size_t{0}})[0] != -1);
}

BOOST_AUTO_TEST_SUITE_END()
