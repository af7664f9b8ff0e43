// SPDX-License-Identifier: BSL-1.0
#include <typegrad/interop/eigen.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(interop_fixed_eigen)

namespace {

using row_major = Eigen::Matrix<double, 2, 3, Eigen::RowMajor>;
using column_major = Eigen::Matrix<double, 2, 3>;
tg::tensor<double, 2, 3> const x{{1, 2, 3}, {4, 5, 6}};

template <class Matrix>
Matrix filled() {
  Matrix result;
  for (Eigen::Index row = 0; row < result.rows(); ++row)
    for (Eigen::Index column = 0; column < result.cols(); ++column)
      result(row, column) = static_cast<typename Matrix::Scalar>(row * result.cols() + column + 1);
  return result;
}

// what is deduced
template <class X>
using deduced = decltype(tg::tensor(std::declval<X const&>()));
static_assert(std::is_same_v<deduced<column_major>, tg::tensor<double, 2, 3>>);
static_assert(std::is_same_v<deduced<row_major>, tg::tensor<double, 2, 3>>);
static_assert(std::is_same_v<deduced<Eigen::Vector3f>, tg::tensor<float, 3>>);
static_assert(std::is_same_v<deduced<Eigen::RowVector3f>, tg::tensor<float, 1, 3>>);
static_assert(std::is_same_v<deduced<Eigen::Array<int, 2, 2>>, tg::tensor<int, 2, 2>>);
static_assert(std::is_same_v<deduced<Eigen::Map<column_major const>>, tg::tensor<double, 2, 3>>);

// what is accepted
static_assert(tg::foreign_values<Eigen::Vector3f>::fits(tg::make_shape(3, 1)));
static_assert(tg::foreign_values<Eigen::RowVector3f>::fits(tg::make_shape(3)));
static_assert(!tg::foreign_values<Eigen::RowVector3f>::fits(tg::make_shape(3, 1)));
static_assert(!tg::foreign_values<column_major>::fits(tg::make_shape(6)));
static_assert(!tg::FixedEigen<Eigen::MatrixXd> && !tg::FixedEigen<double> &&
              !tg::ForeignValues<Eigen::VectorXd>);
static_assert(std::is_convertible_v<column_major, tg::tensor<double, 2, 3>>);
static_assert(
    !std::is_convertible_v<column_major, tg::tensor<float, 2, 3>>);  // losing digits is asked for

// the way back
static_assert(std::is_convertible_v<tg::tensor<double, 2, 3>, column_major>);
static_assert(std::is_convertible_v<tg::tensor<double, 3>, Eigen::RowVector3d>);
static_assert(!std::is_convertible_v<tg::tensor<float, 2, 3>, column_major>);
static_assert(!std::is_convertible_v<tg::tensor<double, 3, 2>, column_major>);
static_assert(!std::is_convertible_v<tg::tensor<double, 2, 3>, Eigen::Map<column_major>>);

// what is shown without a copy
static_assert(tg::RowMajorEigen<row_major> && !tg::RowMajorEigen<column_major> &&
              tg::RowMajorEigen<Eigen::Vector3d>);
static_assert(tg::RowMajorEigen<Eigen::Map<row_major>> && tg::RowMajorEigen<Eigen::RowVector3d>);
static_assert(!tg::RowMajorEigen<Eigen::Map<row_major, 0, Eigen::OuterStride<>>>);
static_assert(!tg::RowMajorEigen<Eigen::Map<Eigen::Vector3d, 0, Eigen::InnerStride<2>>>);

template <class Tensor>
concept Shown = requires(Tensor&& tensor) { tg::as_eigen(static_cast<Tensor&&>(tensor)); };
static_assert(Shown<tg::tensor<double, 3>&> && !Shown<tg::tensor<double, 3>>);

}  // namespace

BOOST_AUTO_TEST_CASE(a_tensor_takes_its_values_from_both_storage_orders) {
  tg::tensor const from_columns = filled<column_major>();
  tg::tensor const from_rows = filled<row_major>();
  BOOST_TEST((from_columns == x));
  BOOST_TEST((from_rows == x));
}

BOOST_AUTO_TEST_CASE(a_tensor_takes_its_values_from_arrays_maps_blocks_and_expressions) {
  Eigen::Array<double, 2, 3> const array = filled<Eigen::Array<double, 2, 3>>();
  BOOST_TEST((tg::tensor(array) == x));
  BOOST_TEST((tg::tensor(array * 2) == tg::tensor<double, 2, 3>{2, 4, 6, 8, 10, 12}));
  double const column_memory[6] = {1, 4, 2, 5, 3, 6};
  BOOST_TEST((tg::tensor(Eigen::Map<column_major const>(column_memory)) == x));
  Eigen::Matrix<double, 4, 5> const large = filled<Eigen::Matrix<double, 4, 5>>();
  tg::tensor const corner = large.topLeftCorner<2, 2>();
  BOOST_TEST((corner == tg::tensor<double, 2, 2>{{1, 2}, {6, 7}}));
  tg::tensor const product =
      (filled<column_major>() * filled<Eigen::Matrix<double, 3, 1>>()).eval();
  BOOST_TEST((product == tg::tensor<double, 2>{14, 32}));
  tg::tensor<double, 2> const lazily =
      filled<column_major>() * filled<Eigen::Matrix<double, 3, 1>>();
  BOOST_TEST((lazily == product));
  tg::tensor const transposed = filled<Eigen::Matrix<double, 3, 2>>().transpose();
  BOOST_TEST((transposed == tg::tensor<double, 2, 3>{{1, 3, 5}, {2, 4, 6}}));
}

BOOST_AUTO_TEST_CASE(a_tensor_is_assigned_to_matrices_of_both_storage_orders) {
  column_major columns = x;
  row_major const rows = x;
  BOOST_TEST((tg::tensor(columns) == x && tg::tensor(rows) == x));
  columns.setZero();
  columns = x;
  BOOST_TEST((tg::tensor(columns) == x));
  Eigen::Vector3d const column = tg::tensor<double, 3>{1, 2, 3};
  Eigen::RowVector3d const row = tg::tensor<double, 3>{1, 2, 3};
  BOOST_TEST((column == Eigen::Vector3d(1, 2, 3) && row == column.transpose()));
}

BOOST_AUTO_TEST_CASE(vectors_become_vectors_rows_or_columns) {
  Eigen::Vector3d const column(1, 2, 3);
  BOOST_TEST((tg::tensor<double, 3>(column) == tg::tensor<double, 3>{1, 2, 3}));
  BOOST_TEST((tg::tensor<double, 3, 1>(column) == tg::tensor<double, 3, 1>{1, 2, 3}));
  BOOST_TEST((tg::tensor<double, 3>(column.transpose()) == tg::tensor<double, 3>{1, 2, 3}));
  BOOST_TEST((tg::tensor<float, 3>(column) == tg::tensor<float, 3>{1, 2, 3}));
  BOOST_TEST((tg::tensor<double>(Eigen::Matrix<double, 1, 1>(7.0)) == 7.0));
}

BOOST_AUTO_TEST_CASE(as_eigen_shows_the_memory_of_the_tensor) {
  tg::tensor<double, 2, 3> y = x;
  auto matrix = tg::as_eigen(y);
  BOOST_TEST(matrix.data() == y.data());
  matrix(1, 0) = 40;
  BOOST_TEST(y(1, 0) == 40);
  matrix.row(0).setZero();
  BOOST_TEST((y == tg::tensor<double, 2, 3>{{0, 0, 0}, {40, 5, 6}}));

  tg::tensor<double, 3, 1> column{1, 2, 3};
  BOOST_TEST(tg::as_eigen(column)(2) == 3);
  tg::tensor<double, 1, 3> const row{{1, 2, 3}};
  BOOST_TEST(tg::as_eigen(row)(2) == 3);
  static_assert(std::is_const_v<std::remove_reference_t<decltype(*tg::as_eigen(row).data())>>);
  float memory[4] = {1, 2, 3, 4};
  BOOST_TEST(tg::as_eigen(tg::view<2, 2>(memory))(1, 0) == 3);
}

BOOST_AUTO_TEST_CASE(a_matrix_of_either_storage_order_takes_the_values_of_a_tensor) {
  column_major const columns = tg::as_eigen(x);
  row_major const rows = tg::as_eigen(x);
  BOOST_TEST((columns == filled<column_major>()));
  BOOST_TEST((rows == filled<row_major>()));
  static_assert(std::is_same_v<decltype(tg::to_eigen(x)), column_major>);
  BOOST_TEST((tg::to_eigen(Eigen::Vector3d(1, 2, 3)) == Eigen::Vector3d(1, 2, 3)));
  BOOST_TEST((tg::to_eigen(tg::tensor<double, 3>{1, 2, 3}) == Eigen::Vector3d(1, 2, 3)));
}

BOOST_AUTO_TEST_CASE(view_shows_the_memory_of_a_row_major_matrix) {
  row_major matrix = filled<row_major>();
  auto const shown = tg::view(matrix);
  static_assert(std::is_same_v<decltype(shown), tg::tensor_view<double, 2, 3> const>);
  shown(1, 2) = 60;
  BOOST_TEST(matrix(1, 2) == 60);
  Eigen::Vector3f const vector(1, 2, 3);
  static_assert(std::is_same_v<decltype(tg::view(vector)), tg::tensor_view<float const, 3>>);
  BOOST_TEST(tg::view(vector).data() == vector.data());
}

BOOST_AUTO_TEST_SUITE_END()
