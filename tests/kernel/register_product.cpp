// SPDX-License-Identifier: BSL-1.0
#include <typegrad/kernel/register_product.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(kernel_register_product)

/// Small integers, whose products are exact; a and b as they stand and transposed.
template <tg::index_t Rows, tg::index_t Inner, tg::index_t Columns>
static void check() {
  float a[Rows * Inner + 1], b[Inner * Columns + 1], c[Rows * Columns + 1];
  for (tg::index_t i = 0; i < Rows * Inner; ++i) a[i] = static_cast<float>(i * 7 % 11 - 5);
  for (tg::index_t i = 0; i < Inner * Columns; ++i) b[i] = static_cast<float>(i * 5 % 13 - 6);
  for (int transposed = 0; transposed < 4; ++transposed) {
    tg::matrix_reading<float> x{a, Inner, 1};
    tg::matrix_reading<float> y{b, Columns, 1};
    if (transposed % 2 == 1) x = {a, 1, Rows};
    if (transposed / 2 == 1) y = {b, 1, Inner};
    for (float& each : c) each = 1000;
    tg::register_product<float>::multiply_all<Rows, Inner, Columns>(c, x, y);
    for (tg::index_t i = 0; i < Rows; ++i)
      for (tg::index_t j = 0; j < Columns; ++j) {
        float sum = 0;
        for (tg::index_t p = 0; p < Inner; ++p)
          sum += x.data[i * x.row_stride + p * x.column_stride] *
                 y.data[p * y.row_stride + j * y.column_stride];
        BOOST_TEST(c[i * Columns + j] == sum);
      }
    BOOST_TEST(c[Rows * Columns] == 1000);
  }
}

BOOST_AUTO_TEST_CASE(products_of_every_remainder) {
  check<1, 1, 1>();
  check<2, 3, 4>();
  check<3, 1, 5>();
  check<5, 6, 1>();  // a column is added up four rows at a time
  check<4, 2, 1>();
  check<3, 4, 2>();
  check<1, 5, 7>();
  check<2, 2, 11>();
  check<2, 0, 3>();  // a sum of nothing
}

// 0.1f 20,000 times is off by 1.7e-4 in one register, by 2.9e-6 in parts of 256.
BOOST_AUTO_TEST_CASE(long_sums_are_made_of_parts) {
  constexpr tg::index_t inner = 20000;
  std::vector<float> const tenths(inner, 0.1f), ones(2 * inner, 1.0f);
  float c[2];
  tg::register_product<float>::multiply_all<1, inner, 2>(c, {tenths.data(), inner, 1},
                                                         {ones.data(), 2, 1});
  for (float const each : c) BOOST_TEST(std::abs(each - 2000) < 2000 * 5e-6f);
  check<2, 515, 3>();
}

BOOST_AUTO_TEST_SUITE_END()
