// SPDX-License-Identifier: BSL-1.0
#include <typegrad/interop/eigen.hpp>
#include <typegrad/interop/eigen_dynamic.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(interop_eigen_dynamic)

namespace {

using dense = tg::dynamic_tensor<double>;

template <class X>
concept Shown = requires(X&& x) { tg::as_eigen(static_cast<X&&>(x)); };
static_assert(Shown<dense&> && Shown<dense const&> && !Shown<dense> && !Shown<dense const>);
static_assert(std::is_convertible_v<Eigen::MatrixXd, dense> &&
              std::is_convertible_v<Eigen::Vector3d, dense>);
static_assert(!std::is_convertible_v<Eigen::MatrixXf, dense> &&
              std::is_constructible_v<dense, Eigen::MatrixXf>);

Eigen::MatrixXd matrix() {
  Eigen::MatrixXd result(2, 3);
  result << 1, 2, 3, 4, 5, 6;
  return result;
}

}  // namespace

BOOST_AUTO_TEST_CASE(as_eigen_shows_the_memory_of_the_tensor) {
  dense x{{1, 2, 3}, {4, 5, 6}};
  auto shown = tg::as_eigen(x);
  BOOST_TEST(shown.data() == x.data());
  BOOST_TEST((shown == matrix()));
  shown(1, 0) = 40;
  BOOST_TEST(x(1, 0) == 40);
  dense const vector{1, 2, 3};
  static_assert(std::is_const_v<std::remove_reference_t<decltype(*tg::as_eigen(vector).data())>>);
  BOOST_TEST(tg::as_eigen(vector).rows() == 3);
  BOOST_TEST(tg::as_eigen(vector).cols() == 1);
  dense const empty = dense::zeros({0, 3});
  BOOST_TEST(tg::as_eigen(empty).cols() == 3);
  BOOST_TEST(tg::as_eigen(empty).rows() == 0);
}

BOOST_AUTO_TEST_CASE(only_one_or_two_axes_are_a_matrix) {
  dense number(1);
  dense cube = dense::zeros({1, 1, 1});
  BOOST_CHECK_THROW(tg::as_eigen(number), tg::shape_error);
  BOOST_CHECK_THROW(tg::as_eigen(cube), tg::shape_error);
  BOOST_CHECK_THROW(tg::to_eigen(cube), tg::shape_error);
}

BOOST_AUTO_TEST_CASE(a_view_becomes_a_map_with_strides) {
  dense x{{1, 2, 3}, {4, 5, 6}};
  BOOST_TEST((tg::as_eigen(x.view().transposed()) == matrix().transpose()));
  BOOST_TEST((tg::as_eigen(x.row(1)) == Eigen::Vector3d(4, 5, 6)));
  auto const column = x.view().transposed();
  tg::as_eigen(column.row(2)).setZero();
  BOOST_TEST((x == dense{{1, 2, 0}, {4, 5, 0}}));
  auto const backwards =
      x.view().slice(tg::make_slices(tg::take_range(tg::omitted, tg::omitted, -1)));
  BOOST_CHECK_THROW(tg::as_eigen(backwards), tg::shape_error);
}

BOOST_AUTO_TEST_CASE(a_tensor_takes_values_from_everything_dense) {
  dense const expected{{1, 2, 3}, {4, 5, 6}};
  BOOST_TEST((tg::from_eigen(matrix()) == expected));
  Eigen::Matrix<double, 2, 3, Eigen::RowMajor> const rows = matrix();
  dense const from_rows = rows;
  BOOST_TEST((from_rows == expected));
  BOOST_TEST((tg::from_eigen(Eigen::ArrayXXd(matrix())) == expected));
  double const by_columns[6] = {1, 4, 2, 5, 3, 6};
  BOOST_TEST((tg::from_eigen(Eigen::Map<Eigen::MatrixXd const>(by_columns, 2, 3)) == expected));
  BOOST_TEST((tg::from_eigen(Eigen::MatrixXd(0, 4)) == dense::zeros({0, 4})));
  BOOST_TEST((tg::from_eigen(matrix().block(0, 1, 2, 2)) == dense{{2, 3}, {5, 6}}));
  BOOST_TEST((dense(matrix() * 2) == dense{{2, 4, 6}, {8, 10, 12}}));
  dense const product = matrix() * Eigen::Vector3d(1, 1, 1);
  BOOST_TEST((product == dense{6, 15}));
  BOOST_TEST((tg::from_eigen(Eigen::VectorXd(Eigen::Vector2d(1, 2))) == dense{1, 2}));
  BOOST_TEST((tg::from_eigen(Eigen::RowVectorXd(Eigen::RowVector2d(1, 2))) == dense{{1, 2}}));
  BOOST_TEST(
      (tg::dynamic_tensor<float>(matrix()) == tg::dynamic_tensor<float>{{1, 2, 3}, {4, 5, 6}}));
  BOOST_TEST((tg::from_eigen(Eigen::Vector2i(1, 2)) == tg::dynamic_tensor<std::int32_t>{1, 2}));
  BOOST_TEST((tg::from_eigen((matrix().array() > 2).eval()) ==
              tg::dynamic_tensor<bool>{{false, false, true}, {true, true, true}}));
}

// tests/tensor/weak_value.cpp has the sentence.
BOOST_AUTO_TEST_CASE(integers_that_do_not_fit_are_refused) {
  Eigen::Matrix<std::int64_t, 2, 1> const fixed(1, 5000000000);
  Eigen::Array<std::int64_t, Eigen::Dynamic, 1> const any = fixed.array();
  BOOST_CHECK_THROW(tg::dynamic_tensor<int>{fixed}, tg::value_error);
  BOOST_CHECK_THROW(tg::dynamic_tensor<int>{any}, tg::value_error);
  BOOST_CHECK_THROW((tg::tensor<int, 2>{fixed}), tg::value_error);
  BOOST_TEST((tg::tensor<int, 2>(fixed / 5) == tg::tensor<int, 2>{0, 1000000000}));
}

BOOST_AUTO_TEST_CASE(there_and_back) {
  dense const x{{1, 2, 3}, {4, 5, 6}};
  static_assert(std::is_same_v<decltype(tg::to_eigen(x)), Eigen::MatrixXd>);
  BOOST_TEST((tg::to_eigen(x) == matrix()));
  BOOST_TEST((tg::from_eigen(tg::to_eigen(x)) == x));
  BOOST_TEST((tg::from_eigen(tg::as_eigen(x)) == x));
}

BOOST_AUTO_TEST_SUITE_END()
