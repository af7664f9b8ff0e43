// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_grad.hpp>
#include <typegrad/debug/print_report.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_matmul)

// T-31; integers stay integers
static_assert(tg::matmul(tg::tensor<int, 3>{1, 2, 3}, tg::tensor<int, 3>{4, 5, 6}) == 32);
static_assert(tg::matmul(tg::tensor<int, 2, 2>{{1, 2}, {3, 4}},
                         tg::tensor<int, 2, 2>{{5, 6}, {7, 8}}) ==
              tg::tensor<int, 2, 2>{{19, 22}, {43, 50}});

// d sum(a b) / da: rows of row sums of b
static_assert(tg::grad([](auto const& a, auto const& b) {
                return tg::sum(tg::matmul(a, b));
              })(tg::tensor<double, 2, 2>{}, tg::tensor<double, 2, 3>{{1, 2, 3}, {4, 5, 6}}) ==
              tg::tensor<double, 2, 2>{{6, 15}, {6, 15}});

namespace {

template <class T, tg::index_t... E>
tg::tensor<T, E...> sample(int seed) {
  tg::tensor<T, E...> x;
  for (T& element : x) element = static_cast<T>((seed = seed * 31 % 97) - 48) / T(32);
  return x;
}

/// sum((a b)^2 / 2): the upstream is the product itself, another number at each element.
constexpr auto half_square = [](auto const& a, auto const& b) {
  auto const y = tg::matmul(a, b);
  return tg::sum(y * y) * 0.5;
};

}  // namespace

// T-32: gx = gy W^T, gW = x^T gy, in the shapes of x and W
BOOST_AUTO_TEST_CASE(matrices_have_the_gradients_of_the_book) {
  tg::tensor<double, 2, 3> const x{{1, 2, 3}, {4, 5, 6}};
  auto const w = sample<double, 3, 4>(5);
  auto const [gx, gw] = tg::grad(
      [](auto const& a, auto const& b) { return tg::sum(tg::matmul(a, b)); }, tg::wrt<0, 1>)(x, w);
  static_assert(std::is_same_v<decltype(gx), tg::tensor<double, 2, 3> const>);
  static_assert(std::is_same_v<decltype(gw), tg::tensor<double, 3, 4> const>);
  BOOST_TEST(gx(1, 2) == w(2, 0) + w(2, 1) + w(2, 2) + w(2, 3));
  BOOST_TEST(gw(2, 3) == 9.0);
  BOOST_TEST(tg::check_grad(half_square, x, w));
  BOOST_TEST(tg::check_grad(half_square, sample<float, 2, 3>(3), sample<float, 3, 4>(5)));
}

// Z-07: these raise or give a gradient of the wrong shape in the book
BOOST_AUTO_TEST_CASE(vectors_are_rows_on_the_left_and_columns_on_the_right) {
  auto const a = sample<double, 3>(3);
  auto const b = sample<double, 3>(5);
  auto const m = sample<double, 3, 3>(7);
  static_assert(std::is_same_v<decltype(tg::matmul(a, b)), double>);
  static_assert(std::is_same_v<decltype(tg::matmul(m, b)), tg::tensor<double, 3>>);
  BOOST_TEST(tg::check_grad(half_square, a, b));
  BOOST_TEST(tg::check_grad(half_square, m, b));
  BOOST_TEST(tg::check_grad(half_square, a, m));
}

BOOST_AUTO_TEST_CASE(batches_broadcast_and_their_gradients_are_summed_back) {
  auto const batch = sample<double, 2, 1, 2, 3>(3);
  static_assert(std::is_same_v<decltype(tg::matmul(batch, sample<double, 4, 3, 1>(5))),
                               tg::tensor<double, 2, 4, 2, 1>>);
  BOOST_TEST(tg::check_grad(half_square, batch, sample<double, 4, 3, 1>(5)));
  BOOST_TEST(tg::check_grad(half_square, sample<double, 3, 2>(5), sample<double, 2, 2, 1>(7)));
}

BOOST_AUTO_TEST_CASE(batched_values_are_those_of_numpy) {
  // numpy.arange(12).reshape(2, 2, 3) @ numpy.arange(3)
  tg::tensor<int, 2, 2, 3> a{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
  BOOST_TEST(
      (tg::matmul(a, tg::tensor<int, 3>{0, 1, 2}) == tg::tensor<int, 2, 2>{{5, 14}, {23, 32}}));
}

BOOST_AUTO_TEST_CASE(derivatives_of_derivatives_follow_from_the_rule) {
  // sum(grad^2) with respect to both
  constexpr auto second = [](auto const& a, auto const& b) {
    auto const g = tg::grad(half_square)(a, b);
    return tg::sum(g * g);
  };
  BOOST_TEST(tg::check_grad(second, sample<double, 2, 3>(3), sample<double, 3, 2>(5)));
}

/// The largest relative error of a product of matrices all of whose elements are `x`, `k` of them
/// in a sum.
static double error_of_equal_terms(tg::dynamic_tensor<float> const& product, float x, int k) {
  double const expected = static_cast<double>(x) * static_cast<double>(x) * k;
  double largest = 0;
  for (float const each : product)
    largest = std::max(largest, std::abs(static_cast<double>(each) / expected - 1));
  return largest;
}
// NumPy's pairwise sum of a million such numbers is 7e-7 off, one sum after the other 1.4e-2.
BOOST_AUTO_TEST_CASE(long_sums_keep_their_digits) {
  for (int const k : {30'000, 1'000'000}) {
    auto const wide = tg::full<float>({2, k}, 0.1f);
    auto const high = tg::full<float>({k, 3}, 0.1f);
    auto const row = tg::full<float>({k}, 0.1f);
    double const least = 1e-6;
    BOOST_TEST(error_of_equal_terms(tg::matmul(wide, high), 0.1f, k) < least);
    BOOST_TEST(error_of_equal_terms(tg::matmul(row, high), 0.1f, k) < least);
    BOOST_TEST(error_of_equal_terms(tg::matmul(wide, row), 0.1f, k) < least);
    BOOST_TEST(error_of_equal_terms(tg::matmul(tg::transpose(high), row), 0.1f, k) < least);
    BOOST_TEST(error_of_equal_terms(tg::dot(row, row), 0.1f, k) < least);
  }
}

/// Of a float and a double the product is one of doubles, whatever is known of the shapes, and each
/// operand's gradient has its own type.
template <tg::index_t Rows, tg::index_t Inner>
static void check_two_types() {
  constexpr auto product = [](auto const& a, auto const& b) { return tg::matmul(a, b); };
  auto const a = sample<float, Rows, Inner>(5);
  auto const b = sample<double, Inner, 3>(7);
  tg::tensor<double, Rows, Inner> const a_of_doubles = tg::cast<double>(a);
  auto const expected = tg::evaluate(product)(a_of_doubles, b);
  auto const [da, db] = tg::grad(half_square, tg::wrt<0, 1>)(a_of_doubles, b);
  auto const same = [&](auto const& left, auto const& right) {
    BOOST_TEST((tg::evaluate(product)(left, right) == expected));
    auto const [dl, dr] = tg::grad(half_square, tg::wrt<0, 1>)(left, right);
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(*dl.data())>, float>);
    BOOST_TEST((dl == tg::cast<float>(da)));
    BOOST_TEST((dr == db));
  };
  same(a, b);
  same(tg::tensor<float, tg::dyn, Inner>(a), b);
  same(tg::tensor<float, tg::dyn, tg::dyn>(a), tg::tensor<double, tg::dyn, 3>(b));
  tg::variable<float> const left(a);
  tg::variable<double> const right(b);
  BOOST_TEST((tg::matmul(left, right).data() == tg::dynamic_tensor<double>(expected)));
}
BOOST_AUTO_TEST_CASE(operands_of_two_types) {
  check_two_types<2, 2>();
  check_two_types<40, 24>();  // not written out
}

BOOST_AUTO_TEST_SUITE_END()
