// SPDX-License-Identifier: BSL-1.0
#include <typegrad/tensor/tensor.hpp>
#include <typegrad/tensor/tensor_view.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <type_traits>
#include <vector>

namespace tg = typegrad;

namespace {

using matrix = tg::tensor<double, 2, 3>;

static_assert(std::is_trivially_copyable_v<matrix> && sizeof(matrix) == 6 * sizeof(double));
static_assert(matrix::rank == 2 && matrix::size() == 6 && matrix::shape() == tg::make_shape(2, 3));
static_assert(std::is_same_v<matrix::value_type, double>);
static_assert(tg::is_tensor<matrix> && !tg::is_tensor<double>);

// zero by default, extents of zero included
static_assert(matrix{} == matrix{0, 0, 0, 0, 0, 0});
static_assert(tg::tensor<double, 2, 0>{}.size() == 0);

// nested braces, flat values and one more brace around
constexpr matrix x{{1, 2, 3}, {4, 5, 6}};
static_assert(x(0, 0) == 1 && x(0, 2) == 3 && x(1, 0) == 4 && x(1, 2) == 6);
static_assert(matrix{1, 2, 3, 4, 5, 6} == x);
static_assert(matrix{{{1, 2, 3}, {4, 5, 6}}} == x);
static_assert(matrix{{1, 2, 3}, {4, 5, 7}} != x);
static_assert(tg::tensor<float, 2, 2>{{0.1, 2}, {3, 4.5}}(0, 0) ==
              0.1f);  // literals are weak, no warning either

constexpr tg::tensor<double, 3> vector{1, 2, 3};
static_assert(vector[0] == 1 && vector[2] == 3 && &vector[1] == &vector(1));
static_assert([] {
  auto changed = vector;
  changed[1] = 20;
  return changed == tg::tensor<double, 3>{1, 20, 3};
}());
// Of more axes a row, a copy: what would change that does not compile.
static_assert(x[0] == vector && x[1][2] == 6);
static_assert(std::is_same_v<decltype(x[0]), tg::tensor<double, 3> const> &&
              std::is_same_v<decltype(matrix{}[0]), tg::tensor<double, 3> const>);
template <class Tensor>
concept changes_a_row = requires(Tensor rows) { rows[0][1] = 2; };
static_assert(!changes_a_row<matrix> && changes_a_row<tg::tensor_view<double, 2, 3>>);
static_assert(tg::tensor<double, 2, 0>{}[1].size() == 0);
// An enumerator is an index, a fraction is none.
enum channel { left, right };
static_assert(vector[right] == 2 && vector(right) == 2);
template <class Index>
concept indexes_a_vector = requires(Index i) { vector(i); } && requires(Index i) { vector[i]; };
static_assert(indexes_a_vector<int> && indexes_a_vector<unsigned char> &&
              !indexes_a_vector<double>);
static_assert(tg::tensor<double, 3>{{1, 2, 3}} == vector);
static_assert(tg::tensor<double, 1>{{5}}(0) == 5 && tg::tensor<double, 1>{5}(0) == 5);
static_assert(tg::tensor<double, 1, 3>{{1, 2, 3}}(0, 2) == 3);
static_assert(tg::tensor<double, 3, 1>{{1}, {2}, {3}}(2, 0) == 3);
static_assert(tg::tensor<double, 1, 1>{{7}}(0, 0) == 7);

constexpr tg::tensor<int, 2, 2, 2> cube{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}};
static_assert(cube[1][0][1] == 6 && cube[0] == tg::tensor<int, 2, 2>{{1, 2}, {3, 4}});
static_assert(cube(1, 0, 1) == 6 && tg::tensor<int, 2, 2, 2>{1, 2, 3, 4, 5, 6, 7, 8} == cube);
static_assert(tg::tensor<int, 1, 1, 1>{{{1}}}(0, 0, 0) == 1);
static_assert(tg::tensor<int, 2, 1, 2>{{{1, 2}}, {{3, 4}}}(1, 0, 0) == 3);
static_assert(tg::tensor<int, 2, 2, 1>{{{1}, {2}}, {{3}, {4}}}(1, 0, 0) == 3);
static_assert(tg::tensor<int, 1, 2, 2>{{{1, 2}, {3, 4}}}(0, 1, 0) == 3);
static_assert(tg::tensor<int, 2, 1, 2, 2>{{{{1, 2}, {3, 4}}}, {{{5, 6}, {7, 8}}}}(1, 0, 0, 1) == 6);
static_assert(tg::tensor<int, 1, 2, 1, 2, 1>{{{{{1}, {2}}}, {{{3}, {4}}}}}(0, 1, 0, 1, 0) == 4);

// deduction
template <class Expected, class Found>
constexpr bool same = std::is_same_v<Expected, std::remove_cvref_t<Found>>;
constexpr tg::tensor deduced{{{1., 2.}, {3., 4.}}};
constexpr tg::tensor deduced_flat_brace{{1., 2.}, {3., 4.}};
constexpr tg::tensor deduced_vector{1., 2., 3.};
constexpr tg::tensor deduced_mixed{1, 2.5f, 3.};
constexpr tg::tensor deduced_cube{{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}};
constexpr tg::tensor deduced_copy = x;
static_assert(same<tg::tensor<double, 2, 2>, decltype(deduced)> && deduced(1, 0) == 3);
static_assert(same<tg::tensor<double, 2, 2>, decltype(deduced_flat_brace)> &&
              deduced_flat_brace == deduced);
static_assert(same<tg::tensor<double, 3>, decltype(deduced_vector)> &&
              same<tg::tensor<double, 3>, decltype(deduced_mixed)>);
static_assert(same<tg::tensor<int, 2, 2, 2>, decltype(deduced_cube)> && deduced_cube == cube);
static_assert(same<matrix, decltype(deduced_copy)>);
static_assert(same<tg::tensor<double, 1>, decltype(tg::tensor{{2.}})>);

// G-11: rank 0 is made explicitly and read as a number
static_assert(same<tg::tensor<double>, decltype(tg::tensor{2.})>);
static_assert(!std::is_convertible_v<double, tg::tensor<double>> &&
              std::is_convertible_v<tg::tensor<double>, double>);
static_assert(!std::is_convertible_v<tg::tensor<double, 1>, double> &&
              !std::is_constructible_v<double, tg::tensor<double, 1>>);
constexpr double plain = tg::tensor<double>(2);
static_assert(plain == 2 && tg::tensor<double>(2)() == 2 &&
              tg::tensor<double>(2) == tg::tensor<double>(2));
static_assert(tg::tensor<double>::size() == 1 && tg::tensor<double>::rank == 0);

// only tensors of one shape and type compare
template <class A, class B>
concept Comparable = requires(A a, B b) { a == b; };
static_assert(Comparable<matrix, matrix> && !Comparable<matrix, tg::tensor<double, 3, 2>>);
static_assert(!Comparable<matrix, tg::tensor<float, 2, 3>> &&
              !Comparable<tg::tensor<double, 3>, tg::tensor<double, 1, 3>>);
static_assert(tg::tensor<double, 1>{-0.0} == tg::tensor<double, 1>{0.0});

// arrays, spans, iterators, other element types
constexpr double rows[2][3] = {{1, 2, 3}, {4, 5, 6}};
constexpr std::array<std::array<double, 3>, 2> nested{{{1, 2, 3}, {4, 5, 6}}};
constexpr std::array<int, 6> flat{1, 2, 3, 4, 5, 6};
constexpr int whole_numbers[3] = {1, 2, 3};
constexpr tg::tensor from_rows = rows;
static_assert(same<matrix, decltype(from_rows)> && from_rows == x && matrix(rows) == x);
static_assert(matrix(nested) == x && matrix(flat) == x &&
              tg::tensor<double, 3>(whole_numbers) == vector);
static_assert(std::is_convertible_v<std::array<std::array<double, 3>, 2>, matrix>);
static_assert(
    !std::is_convertible_v<std::array<double, 6>, matrix>);  // flat to rank 2 is asked for
static_assert(same<tg::tensor<int, 6>, decltype(tg::tensor(flat))>);
static_assert(same<matrix, decltype(tg::tensor(nested))> && tg::tensor(nested) == x);
static_assert(matrix(std::span(flat)) == x && matrix(flat.begin()) == x &&
              matrix(flat.data()) == x);
static_assert(same<tg::tensor<int, 6>, decltype(tg::tensor(std::span(flat)))>);
static_assert(tg::tensor<float, 2, 3>(x)(1, 2) == 6.0f &&
              !std::is_convertible_v<matrix, tg::tensor<float, 2, 3>>);

constexpr double sum_of_written_elements() {
  matrix y;
  for (int row = 0; row < 2; ++row)
    for (unsigned column = 0; column < 3; ++column) y(row, column) = x(row, column) + 1;
  double sum = 0;
  for (double value : y) sum += value;
  return sum;
}
static_assert(sum_of_written_elements() == 27);

}  // namespace

BOOST_AUTO_TEST_SUITE(tensor_tensor)

BOOST_AUTO_TEST_CASE(takes_values_of_run_time) {
  double a = 1.5;
  double b = 2.5;
  tg::tensor<double, 2, 2> const y{{a, b}, {b, a}};
  BOOST_TEST(y(0, 1) == 2.5);
  BOOST_TEST(y(1, 1) == 1.5);
}

BOOST_AUTO_TEST_CASE(reads_any_iterator) {
  std::vector<float> const values{1, 2, 3, 4, 5, 6};
  BOOST_TEST((matrix(values.begin()) == x));
}

BOOST_AUTO_TEST_CASE(shows_its_elements_in_one_row_major_block) {
  matrix y = x;
  BOOST_TEST(y.data() == &y(0, 0));
  BOOST_TEST(y.data() + 5 == &y(1, 2));
  BOOST_TEST(y.end() - y.begin() == 6);
  static_assert(decltype(y.span())::extent == 6);
  y.span()[3] = 40;
  BOOST_TEST(y(1, 0) == 40);
}

BOOST_AUTO_TEST_CASE(is_unequal_to_itself_with_a_nan) {
  tg::tensor<double, 1> const y{std::numeric_limits<double>::quiet_NaN()};
  BOOST_TEST(!(y == y));
}

BOOST_AUTO_TEST_SUITE_END()
