// SPDX-License-Identifier: BSL-1.0
#include <typegrad/tensor/array_shape.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

static_assert(tg::array_shape<double> == tg::make_shape());
static_assert(tg::array_shape<double[2][3]> == tg::make_shape(2, 3));
static_assert(tg::array_shape<std::array<std::array<int, 3>, 2>> == tg::make_shape(2, 3));
static_assert(tg::array_shape<std::array<int[3], 2>> == tg::make_shape(2, 3));
static_assert(std::is_same_v<tg::array_element<std::array<int[3], 2>>::type, int>);

BOOST_AUTO_TEST_SUITE(tensor_array_shape)

BOOST_AUTO_TEST_CASE(copies_row_by_row) {
  int const nested[2][2] = {{1, 2}, {3, 4}};
  double flat[4] = {};
  BOOST_TEST(tg::copy_array(nested, flat) == flat + 4);
  BOOST_TEST(flat[2] == 3);
}

BOOST_AUTO_TEST_SUITE_END()
