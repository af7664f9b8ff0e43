// SPDX-License-Identifier: BSL-1.0
// Products, joins and opaque operations over whole operands, against plain loops.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstdint>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_whole_code)

using variable = tg::variable<double>;
using dense = tg::dynamic_tensor<double>;

template <class T = double>
static tg::dynamic_tensor<T> numbers(tg::shape const& extents, int start) {
  tg::dynamic_tensor<T> made(extents);
  for (tg::index_t i = 0; i < made.size(); ++i)
    made.data()[i] = static_cast<T>((i * 7 + start) % 11 - 5);
  return made;
}

template <class T>
static void check_product(tg::index_t m, tg::index_t k, tg::index_t n) {
  auto const a = numbers<T>(tg::make_shape(m, k), 1);
  auto const b = numbers<T>(tg::make_shape(k, n), 3);
  auto const a_turned = numbers<T>(tg::make_shape(k, m), 5);
  tg::variable<T> const x(a), y(b), z(a_turned);
  auto const plain = tg::matmul(x, y);
  auto const turned = tg::matmul(tg::transpose(z), y);
  auto const both = tg::matmul(tg::transpose(y), tg::transpose(x));
  BOOST_REQUIRE((plain.shape() == tg::make_shape(m, n)));
  for (tg::index_t i = 0; i < m; ++i)
    for (tg::index_t j = 0; j < n; ++j) {
      T sum = 0, turned_sum = 0;
      for (tg::index_t l = 0; l < k; ++l) {
        sum += a(i, l) * b(l, j);
        turned_sum += a_turned(l, i) * b(l, j);
      }
      // small integers: exact in any order
      BOOST_REQUIRE(plain.data()(i, j) == sum);
      BOOST_REQUIRE(turned.data()(i, j) == turned_sum);
      BOOST_REQUIRE(both.data()(j, i) == sum);
    }
}

BOOST_AUTO_TEST_CASE(products_of_every_size) {
  for (int size = 0; size <= 40; ++size) check_product<double>(size, size, size);
  for (int size = 1; size <= 40; size += 3) {
    check_product<double>(1, size, 41 - size);
    check_product<double>(size, 1, size);
    check_product<float>(size, 7, 1);
    check_product<std::int32_t>(3, size, 5);
  }
  check_product<double>(130, 131, 129);
  check_product<float>(129, 3, 140);
  check_product<double>(3, 0, 4);
  check_product<std::int64_t>(9, 17, 33);
}

BOOST_AUTO_TEST_CASE(products_of_every_rank) {
  dense const v = numbers(tg::make_shape(3), 1);
  dense const w = numbers(tg::make_shape(3), 4);
  dense const stack = numbers(tg::make_shape(2, 1, 4, 3), 2);
  dense const other = numbers(tg::make_shape(5, 3, 2), 7);
  BOOST_TEST(tg::matmul(variable(v), variable(w)).item() ==
             v(0) * w(0) + v(1) * w(1) + v(2) * w(2));
  variable const a(stack), b(other), c(v);
  variable const y = tg::matmul(a, b);
  BOOST_REQUIRE((y.shape() == tg::make_shape(2, 5, 4, 2)));
  variable const z = tg::matmul(a, c);
  BOOST_REQUIRE((z.shape() == tg::make_shape(2, 1, 4)));
  variable const left = tg::matmul(c, b);
  BOOST_REQUIRE((left.shape() == tg::make_shape(5, 2)));
  for (int p = 0; p < 2; ++p)
    for (int q = 0; q < 5; ++q)
      for (int i = 0; i < 4; ++i)
        for (int j = 0; j < 2; ++j) {
          double sum = 0;
          for (int l = 0; l < 3; ++l) sum += stack(p, 0, i, l) * other(q, l, j);
          BOOST_REQUIRE(y.data()(p, q, i, j) == sum);
        }
  tg::sum(y).backward();
  double slope = 0;
  for (int q = 0; q < 5; ++q)
    for (int j = 0; j < 2; ++j) slope += other(q, 1, j);
  BOOST_TEST(a.grad().data()(1, 0, 2, 1) == slope);
}

BOOST_AUTO_TEST_CASE(joins) {
  dense const a = numbers(tg::make_shape(2, 3), 1);
  dense const b = numbers(tg::make_shape(3, 2), 4);
  variable const x(a), y(b), none(dense(tg::make_shape(2, 0)));
  variable const joined = tg::concatenate({x, tg::transpose(y), none}, 1);
  BOOST_REQUIRE((joined.shape() == tg::make_shape(2, 6)));
  variable const stacked = tg::stack(
      {x, tg::slice(tg::transpose(y), {tg::whole_axis, tg::range(tg::omitted, tg::omitted, -1)})},
      -1);
  BOOST_REQUIRE((stacked.shape() == tg::make_shape(2, 3, 2)));
  for (int i = 0; i < 2; ++i)
    for (int j = 0; j < 3; ++j) {
      BOOST_TEST(joined.data()(i, j) == a(i, j));
      BOOST_TEST(joined.data()(i, 3 + j) == b(j, i));
      BOOST_TEST(stacked.data()(i, j, 0) == a(i, j));
      BOOST_TEST(stacked.data()(i, j, 1) == b(2 - j, i));
    }
  tg::sum(tg::slice(joined, {1, tg::range(2, 5)}) * dense{10, 100, 1000}).backward();
  BOOST_TEST((x.grad().data() == dense{{0, 0, 0}, {0, 0, 10}}));
  BOOST_TEST((y.grad().data() == dense{{0, 100}, {0, 1000}, {0, 0}}));
}

BOOST_AUTO_TEST_CASE(opaque_operations) {
  variable const x(dense{{3, 1, 2}, {0, 4, 1}, {5, 2, 6}});
  // numpy: argmax([[3,1,2],[0,4,1],[5,2,6]], 0), cumsum(.., 1), linalg.det, of the transposed
  // operand as well
  BOOST_TEST((tg::argmax(x, 0).data() == tg::dynamic_tensor<std::int64_t>{2, 1, 2}));
  BOOST_TEST((tg::argmax(tg::transpose(x), 0).data() == tg::dynamic_tensor<std::int64_t>{0, 1, 2}));
  BOOST_TEST((tg::cumsum(x, 1).data() == dense{{3, 4, 6}, {0, 4, 5}, {5, 7, 13}}));
  BOOST_TEST((tg::cumsum(tg::transpose(x), -2).data() == dense{{3, 0, 5}, {4, 4, 7}, {6, 5, 13}}));
  variable const determinant = tg::determinant(x);
  BOOST_TEST(determinant.item() == 31.0, boost::test_tools::tolerance(1e-14));
  determinant.backward();
  BOOST_TEST(x.grad().data()(0, 0) == 22.0,
             boost::test_tools::tolerance(1e-14));  // the cofactor 4 * 6 - 1 * 2
  variable const identity = tg::matmul(tg::inverse(x), x);
  variable const solved = tg::solve(x, tg::matmul(x, dense{1, 2, 3}));
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 3; ++j)
      BOOST_TEST(std::fabs(identity.data()(i, j) - (i == j ? 1 : 0)) < 1e-14);
    BOOST_TEST(std::fabs(solved.data()(i) - (i + 1)) < 1e-13);
  }
  // the derivative of a derivative has one operand more
  variable y(dense{{2, 1}, {1, 3}});
  tg::determinant(y).backward({.create_graph = true});
  variable const slope = tg::sum(y.grad() * y.grad());
  y.clear_grad();
  slope.backward();
  BOOST_TEST(
      (y.grad().data() == dense{{4, 2}, {2, 6}}));  // of the sum of the squares of its elements
}

BOOST_AUTO_TEST_SUITE_END()
