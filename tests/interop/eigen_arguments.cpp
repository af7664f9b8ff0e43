// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>
#include <typegrad/interop/eigen_arguments.hpp>
#include <typegrad/interop/eigen_beside_tensor.hpp>

#include <boost/test/unit_test.hpp>

#include <Eigen/Core>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(interop_eigen_arguments)

namespace {

using by_rows = Eigen::Matrix<double, 2, 3, Eigen::RowMajor>;
using by_columns = Eigen::Matrix<double, 2, 3>;
static_assert(tg::EigenArgument<by_rows> && tg::EigenArgument<by_columns> &&
              tg::EigenArgument<Eigen::Vector3f>);
static_assert(tg::EigenArgument<Eigen::Map<by_columns const>> &&
              tg::EigenArgument<Eigen::Array<float, 2, 2>>);
static_assert(!tg::EigenArgument<Eigen::MatrixXd> &&
              !tg::EigenArgument<Eigen::Map<by_rows, 0, Eigen::OuterStride<>>>);

// Rows weighted with 1 and 10, columns with 1, 2, 3: a transposed gradient would show.
constexpr auto weighted = [](auto m, auto x) {
  return tg::sum(tg::matmul(m, x) * tg::tensor{1.0, 10.0});
};

}  // namespace

BOOST_AUTO_TEST_CASE(gradients_have_the_type_of_the_matrix_in_either_storage_order) {
  Eigen::Vector3d const x{1.0, 2.0, 3.0};
  by_columns const a{{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}};
  by_columns const expected{{1.0, 2.0, 3.0}, {10.0, 20.0, 30.0}};
  auto const of_columns = tg::grad(weighted)(a, x);
  static_assert(std::is_same_v<decltype(of_columns), by_columns const>);
  BOOST_TEST((of_columns == expected));
  by_rows const b = a;
  auto const of_rows = tg::grad(weighted)(b, x);
  static_assert(std::is_same_v<decltype(of_rows), by_rows const>);
  BOOST_TEST((of_rows == expected));
  auto const [value, of_both] = tg::value_and_grad(weighted, tg::wrt<0, 1>)(a, x);
  BOOST_TEST(value == 334.0);
  BOOST_TEST((of_both.first == expected));
  BOOST_TEST((of_both.second == Eigen::Vector3d{41.0, 52.0, 63.0}));
}

// An expression, a block or a map with gaps is evaluated; the gradient has the type of its value.
BOOST_AUTO_TEST_CASE(expressions_of_eigen_are_arguments) {
  Eigen::Vector3d const x{1.0, 2.0, 3.0};
  by_columns const a{{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}};
  auto const of_sum = tg::grad(weighted)(a + a, x);
  static_assert(std::is_same_v<decltype(of_sum), by_columns const>);
  BOOST_TEST((of_sum == by_columns{{1.0, 2.0, 3.0}, {10.0, 20.0, 30.0}}));
  auto const [value, of_vector] = tg::value_and_grad(weighted, tg::wrt<1>)(2 * a, x - 0.5 * x);
  BOOST_TEST(value == 334.0);
  BOOST_TEST((of_vector == Eigen::Vector3d{82.0, 104.0, 126.0}));
  Eigen::Matrix4d const m = Eigen::Matrix4d::Constant(2.0);
  auto const of_block = tg::grad([](auto const& b) { return b(0, 0) * b(1, 1) + 3 * b(0, 1); });
  Eigen::Matrix2d const d = of_block(m.block<2, 2>(1, 1));
  BOOST_TEST((d == Eigen::Matrix2d{{2.0, 3.0}, {0.0, 2.0}}));
  BOOST_TEST(tg::evaluate([](auto const& v) { return v(0) * v(1); })(m.col(1)) == 4.0);
}

// Beside a tensor of its shape a matrix is one, expressions of Eigen too.
// Eigen derives `v.head<2>()` from a block, not from what it is itself.
BOOST_AUTO_TEST_CASE(parts_of_vectors_are_arguments) {
  Eigen::Vector4d const v{1.0, 2.0, 3.0, 4.0};
  Eigen::RowVector4d const row = v.transpose();
  Eigen::Matrix4d const m = v * row;
  constexpr auto cubes = [](auto const& x) { return tg::sum(tg::pow(x, 3)); };
  BOOST_TEST((tg::grad(cubes)(v.head<2>()) == Eigen::Vector2d{3.0, 12.0}));
  BOOST_TEST((tg::grad(cubes)(v.segment<2>(1)) == Eigen::Vector2d{12.0, 27.0}));
  BOOST_TEST((tg::grad(cubes)(row.tail<2>()) == Eigen::RowVector2d{27.0, 48.0}));
  BOOST_TEST((tg::grad(cubes)(m.diagonal()) == Eigen::Vector4d{3.0, 48.0, 243.0, 768.0}));
  BOOST_TEST((tg::grad(cubes)(m.col(1).head<2>()) == Eigen::Vector2d{12.0, 48.0}));
  BOOST_TEST((tg::hvp(cubes)(v.head<2>(), v.tail<2>()) == Eigen::Vector2d{18.0, 48.0}));
  auto const both = tg::evaluate([](auto const& a, auto const& b) { return tg::dot(a, b); });
  BOOST_TEST(both(v.head<2>(), v.tail<2>()) == 11.0);
  tg::tensor const x(v.tail<2>());
  BOOST_TEST((x == tg::tensor{3.0, 4.0} && v.head<2>() - x == tg::tensor{-2.0, -2.0}));
  BOOST_TEST((tg::tensor<double, 2>(v.array().head<2>()) == tg::tensor{1.0, 2.0}));
}

BOOST_AUTO_TEST_CASE(sums_and_differences_of_a_matrix_and_a_tensor_are_tensors) {
  Eigen::Vector2d const v(1.0, 2.0);
  tg::tensor<double, 2> const x{10, 20};
  BOOST_TEST((v + x == tg::tensor<double, 2>{11, 22} && x + (v + v) == tg::tensor{12.0, 24.0}));
  BOOST_TEST((2.0 * v - x == tg::tensor<double, 2>{-8, -16} && x - v == tg::tensor{9.0, 18.0}));
  by_columns const a{{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}};
  tg::tensor<double, 2, 3> const b{{1, 2, 3}, {4, 5, 5}};
  BOOST_TEST((a - b == tg::tensor<double, 2, 3>{0, 0, 0, 0, 0, 1}));
  static_assert(!tg::EigenOfShape<by_columns, 3, 2> && !tg::EigenOfShape<Eigen::VectorXd, 2>);
}

// What Eigen's operators make of matrices is a matrix where the function is called plainly: `*` of
// it is refused, but for columns, where Eigen refuses it too.
template <class Matrix>
using traced_of = tg::traced_matrix<Matrix>;
template <class Left, class Right>
inline constexpr bool is_refused = tg::MatrixFactors<Left, Right>;
using column = traced_of<Eigen::Vector3d>;
using square = traced_of<Eigen::Matrix3d>;
using row = decltype(column{}.transpose());
using scaled = decltype(2.0 * square{});
static_assert(is_refused<square, column> && is_refused<scaled, decltype(-column{})> &&
              is_refused<decltype(square{} + square{}), decltype(square{} / 3.0)> &&
              is_refused<decltype(scaled{} - square{}), decltype(square{}.transpose())>);
static_assert(is_refused<row, column> && is_refused<column, row> &&
              is_refused<decltype(column{} * column{}(0)), decltype((-column{}).transpose())>);
static_assert(!is_refused<column, decltype(2.0 * column{})> &&
              !is_refused<traced_of<Eigen::Array33d>, traced_of<Eigen::Array33d>>);
BOOST_AUTO_TEST_CASE(operators_that_eigen_has_too_give_the_same) {
  constexpr auto f = [](auto const& v, auto const& m, auto const& a, auto s) {
    auto w = v;
    w = 2.0 * v - v / s;
    w += -v;
    w *= s;
    auto n = m;
    n = m.transpose() - m * s;
    return w(1) + n(0, 2) * v.transpose()(2) + (a * a)(0);
  };
  Eigen::Vector3d const v(1, 2, 3);
  Eigen::Matrix3d const m{{1, 2, 3}, {4, 5, 6}, {7, 8, 10}};
  Eigen::Array3d const a(4, 5, 6);
  BOOST_TEST(tg::evaluate(f)(v, m, a, 2.0) == f(v, m, a, 2.0));
}

BOOST_AUTO_TEST_CASE(maps_are_read_in_place_and_give_matrices) {
  double const memory[] = {1.0, 4.0, 2.0, 5.0, 3.0, 6.0};
  Eigen::Map<by_columns const> const a(memory);
  auto const made = tg::grad(weighted)(a, Eigen::Vector3d{1.0, 2.0, 3.0});
  static_assert(std::is_same_v<decltype(made), by_columns const>);
  BOOST_TEST((made == by_columns{{1.0, 2.0, 3.0}, {10.0, 20.0, 30.0}}));
}

BOOST_AUTO_TEST_CASE(elements_are_those_of_eigen) {
  by_columns const a{{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}};
  BOOST_TEST(tg::evaluate([](auto m) { return m(0, 2) - 10 * m(1, 0); })(a) == -37.0);
  auto const made = tg::grad([](auto m) { return m(0, 2) * m(0, 2); })(a);
  BOOST_TEST((made == by_columns{{0.0, 0.0, 6.0}, {0.0, 0.0, 0.0}}));
}

BOOST_AUTO_TEST_CASE(vectors_have_jacobians_and_hessians_of_two_axes) {
  Eigen::Vector2f const x{2.0f, 3.0f};
  auto const f = [](auto v) {
    return tg::tensor<typename decltype(v)::value_type, 2>{v(0) * v(1), v(1) * v(1)};
  };
  BOOST_TEST((tg::jacobian(f)(x) == tg::tensor<float, 2, 2>{{3.0f, 2.0f}, {0.0f, 6.0f}}));
  BOOST_TEST((tg::hessian([](auto v) { return v(0) * v(0) * v(1); })(x) ==
              tg::tensor<float, 2, 2>{{6.0f, 4.0f}, {4.0f, 0.0f}}));
}

BOOST_AUTO_TEST_CASE(pullbacks_hold_what_a_map_showed) {
  double memory[] = {1.0, 2.0};
  auto const [y, pull] = tg::vjp([](auto v) { return v * v; })(Eigen::Map<Eigen::Vector2d>(memory));
  memory[0] = memory[1] = 100.0;
  BOOST_TEST((pull() == Eigen::Vector2d{2.0, 4.0}));
  BOOST_TEST((y == tg::tensor{1.0, 4.0}));
}

BOOST_AUTO_TEST_SUITE_END()
