// SPDX-License-Identifier: BSL-1.0
#include <typegrad/math/triangular.hpp>

#include <boost/test/unit_test.hpp>

#include <vector>

namespace math = typegrad::math;

BOOST_AUTO_TEST_SUITE(math_triangular)

using place = std::ptrdiff_t;

/// The product of a triangle of small whole numbers and its transpose is exact, and so is each step
/// back.
BOOST_AUTO_TEST_CASE(factors_of_whole_numbers_are_exact) {
  for (place n = 1; n <= 14; ++n) {
    auto const l = [](place i, place j) {
      return i < j    ? 0.0
             : i == j ? 1.0 + static_cast<double>(i % 2)
                      : static_cast<double>((i + 2 * j) % 3 - 1);
    };
    std::vector<double> a(static_cast<std::size_t>(n * n));
    for (place i = 0; i < n; ++i)
      for (place j = i; j < n; ++j)
        for (place k = 0; k < n; ++k) a[static_cast<std::size_t>(i * n + j)] += l(i, k) * l(j, k);
    math::factor_symmetric(a.data(), n);
    for (place i = 0; i < n; ++i)
      for (place j = 0; j < n; ++j) BOOST_TEST(a[static_cast<std::size_t>(i * n + j)] == l(i, j));
  }
}

BOOST_AUTO_TEST_CASE(triangles_are_solved_by_rows_and_by_columns) {
  for (place n = 1; n <= 14; ++n)
    for (bool const is_lower : {false, true})
      for (place columns : {1, 3}) {
        auto const a = [&](place i, place j) {
          return i == j                ? 2.0
                 : (i > j) == is_lower ? static_cast<double>((i + 2 * j) % 3 - 1)
                                       : 0.0;
        };
        std::vector<double> by_columns(static_cast<std::size_t>(n * n));
        std::vector<double> x(static_cast<std::size_t>(n * columns)), y(x.size());
        for (place i = 0; i < n; ++i)
          for (place j = 0; j < n; ++j) {
            by_columns[static_cast<std::size_t>(j * n + i)] = a(i, j);
            for (place c = 0; c < columns; ++c)
              x[static_cast<std::size_t>(i * columns + c)] +=
                  a(i, j) * static_cast<double>(j % 5 - c);
          }
        y = x;
        math::substitute(x.data(), n, columns, is_lower, a);
        for (place j = 0; j < n * columns; ++j)
          BOOST_TEST(x[static_cast<std::size_t>(j)] ==
                     static_cast<double>(j / columns % 5 - j % columns));
        if (columns != 1) continue;
        math::substitute_by_columns(y.data(), n, is_lower, by_columns.data(), n);
        BOOST_TEST((x == y));
      }
}

BOOST_AUTO_TEST_SUITE_END()
