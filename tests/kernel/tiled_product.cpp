// SPDX-License-Identifier: BSL-1.0
// Products in tiles against the definition: every remainder of rows, columns and inner axis, every
// layout of the operands, and nothing read or written beyond them.
#include <typegrad/config.hpp>

#if TYPEGRAD_VECTOR_BYTES > 0
#include <typegrad/kernel/tiled_product.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <memory>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(kernel_tiled_product)

namespace {

using tg::index_t;

/// Numbers in memory of their own, which a sanitizer watches.
template <class Number>
struct matrix {
  std::unique_ptr<Number[]> numbers;
  tg::matrix_reading<Number> reading{};

  matrix(index_t rows, index_t columns, bool transposed, double start)
      : numbers(new Number[static_cast<std::size_t>(rows * columns)]) {
    reading = {numbers.get(), transposed ? 1 : columns, transposed ? rows : 1};
    for (index_t i = 0; i < rows * columns; ++i)
      numbers[static_cast<std::size_t>(i)] =
          static_cast<Number>(std::sin(start + 1.7 * static_cast<double>(i)));
  }
};

/// What `product` gives for such extents, over the bound of its error: a sum of k products errs by
/// at most k eps/2 times the sum of their magnitudes (Higham 2002, section 3.1).
template <class Number, class Product>
double worst_error(index_t m, index_t k, index_t n, Product product) {
  double worst = 0;
  for (int layout = 0; layout < 4; ++layout) {
    matrix<Number> const a(m, k, (layout & 1) != 0, 0.3), b(k, n, (layout & 2) != 0, 0.9);
    matrix<Number> const c(m, n, false, 0);
    product(c.numbers.get(), a.reading, b.reading);
    for (index_t i = 0; i < m; ++i)
      for (index_t j = 0; j < n; ++j) {
        double sum = 0, magnitude = 0;
        for (index_t p = 0; p < k; ++p) {
          double const term =
              static_cast<double>(
                  a.reading.data[i * a.reading.row_stride + p * a.reading.column_stride]) *
              static_cast<double>(
                  b.reading.data[p * b.reading.row_stride + j * b.reading.column_stride]);
          sum += term;
          magnitude += std::fabs(term);
        }
        double const bound = static_cast<double>(k) * 0.5 *
                             static_cast<double>(std::numeric_limits<Number>::epsilon()) *
                             magnitude;
        double const found = static_cast<double>(c.numbers[static_cast<std::size_t>(i * n + j)]);
        double const error = std::fabs(found - sum) / (2 * bound);
        worst = error <= worst ? worst : error;
      }
  }
  return worst;
}

template <class Number>
void check_run_time(index_t m, index_t k, index_t n) {
  double const error = worst_error<Number>(m, k, n, [=](auto* c, auto a, auto b) {
    if (n == 1) tg::tiled_product<Number>::multiply_by_column(c, a, b, m, k);
    else tg::tiled_product<Number>::multiply(c, a, b, m, k, n);
  });
  BOOST_TEST(error <= 1, m << " x " << k << " x " << n << ": " << error);
}
template <class Number, index_t Member, index_t Inner, index_t Count>
void check_static() {
  double const error = worst_error<Number>(Member, Inner, Count, [](auto* c, auto a, auto b) {
    tg::tiled_product<Number>::template multiply<Member, Inner, Count>(c, a, b);
  });
  BOOST_TEST(error <= 1, Member << " x " << Inner << " x " << Count << ": " << error);
}

}  // namespace

BOOST_AUTO_TEST_CASE(extents_of_the_run_time) {
  for (index_t const m : {1, 2, 5, 12, 13, 130})
    for (index_t const n : {1, 2, 3, 7, 8, 15, 16, 17, 31, 33}) {
      check_run_time<double>(m, 9, n);
      check_run_time<float>(m, 17, n);
    }
  check_run_time<float>(401, 140, 35);
  check_run_time<double>(131, 130, 129);  // a transposed left operand is packed
  check_run_time<double>(3, 1100, 2);
  check_run_time<double>(7, 1100, 1);
}

BOOST_AUTO_TEST_CASE(extents_of_the_type) {
  check_static<double, 2, 3, 3>();
  check_static<double, 13, 9, 5>();
  check_static<float, 1, 20, 37>();
  check_static<float, 9, 130, 6>();
  check_static<double, 25, 3, 35>();
  check_static<double, 129, 2, 4>();
  check_static<double, 4, 4, 4>();    // straight code where the rows of b are contiguous
  check_static<float, 13, 5, 22>();   // tiles of two heights, a part of a vector behind a whole one
  check_static<double, 5, 16, 12>();  // a narrower vector behind a whole one
}

// The sign of a sum of zeros is that of C: each term is -1 * 0 = -0, and so is their sum.
BOOST_AUTO_TEST_CASE(a_sum_of_negative_zeros_is_one) {
  double const ones[] = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
  double const zeros[20] = {};
  double c[12];
  auto const all_are_negative = [&] {
    int negative = 0;
    for (double& each : c) {
      negative += each == 0 && std::signbit(each) ? 1 : 0;
      each = 1;
    }
    return negative == 12;
  };
  tg::tiled_product<double>::multiply<3, 5, 4>(c, {ones, 5, 1}, {zeros, 4, 1});
  BOOST_TEST(all_are_negative());
  tg::tiled_product<double>::multiply(c, {ones, 1, 3}, {zeros, 1, 5}, 3, 5, 4);
  BOOST_TEST(all_are_negative());
}

BOOST_AUTO_TEST_SUITE_END()
#endif
