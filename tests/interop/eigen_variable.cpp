// SPDX-License-Identifier: BSL-1.0
// 30 s to compile with GCC: Eigen's products, factorisations and solvers of a type without packets.
#include <typegrad/interop/eigen_variable.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <Eigen/Dense>

#include <cmath>
#include <sstream>
#include <type_traits>

#include <support/near.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(interop_eigen_variable)

namespace {

using real = tg::variable<double>;
using matrix = Eigen::Matrix<real, Eigen::Dynamic, Eigen::Dynamic>;
using vector = Eigen::Matrix<real, Eigen::Dynamic, 1>;
using plain_matrix = Eigen::MatrixXd;

/// A matrix of leaves.
matrix leaves(plain_matrix const& values) {
  matrix result(values.rows(), values.cols());
  for (Eigen::Index i = 0; i < values.rows(); ++i)
    for (Eigen::Index j = 0; j < values.cols(); ++j) result(i, j) = real(values(i, j));
  return result;
}
plain_matrix values(matrix const& x) {
  return x.unaryExpr([](real const& each) { return each.item(); });
}
plain_matrix gradients(matrix const& x) {
  return x.unaryExpr([](real const& each) { return each.grad().item(); });
}

plain_matrix const a =
    (plain_matrix(3, 3) << 4, 1, -0.5, 1, 3, 0.25, -0.5, 0.25, 2).finished();  // positive definite
plain_matrix const b = (plain_matrix(3, 3) << 1, -2, 0.5, 0.25, 1, -1, 2, 0.75, -3).finished();
plain_matrix const v = (plain_matrix(3, 1) << 1, -2, 0.5).finished();

/// Cholesky's factor with the loops of a textbook, for any scalar.
template <class M>
M lower_factor(M const& x) {
  using std::sqrt;
  M l = M::Zero(x.rows(), x.cols());
  for (Eigen::Index j = 0; j < x.cols(); ++j) {
    auto rest = x(j, j);
    for (Eigen::Index k = 0; k < j; ++k) rest -= l(j, k) * l(j, k);
    l(j, j) = sqrt(rest);
    for (Eigen::Index i = j + 1; i < x.rows(); ++i) {
      auto other = x(i, j);
      for (Eigen::Index k = 0; k < j; ++k) other -= l(i, k) * l(j, k);
      l(i, j) = other / l(j, j);
    }
  }
  return l;
}

}  // namespace

BOOST_AUTO_TEST_CASE(products_sums_and_blocks_have_the_values_of_doubles) {
  matrix const x = leaves(a), y = leaves(b);
  vector const w = leaves(v);
  BOOST_TEST((values(x * y) - a * b).cwiseAbs().maxCoeff() < 1e-14);
  BOOST_TEST((values(x * w) - a * v).cwiseAbs().maxCoeff() < 1e-14);
  BOOST_TEST(
      (values(x.transpose() + y - 2.0 * x) - (a.transpose() + b - 2.0 * a)).cwiseAbs().maxCoeff() <
      1e-14);
  BOOST_TEST((values(x.cwiseProduct(y) / 4.0 + x.block(0, 0, 3, 3)) - (a.cwiseProduct(b) / 4.0 + a))
                 .cwiseAbs()
                 .maxCoeff() < 1e-14);
  BOOST_TEST(near(x.sum().item(), a.sum(), 8));
  BOOST_TEST(near(x.trace().item(), a.trace(), 8));
  BOOST_TEST(near(w.dot(w).item(), 5.25, 4));
  BOOST_TEST(near(w.squaredNorm().item(), 5.25, 4));
  BOOST_TEST(near(w.norm().item(), std::sqrt(5.25), 4));  // sqrt is found among the operations
  BOOST_TEST(near(x.mean().item(), a.mean(), 8));
  BOOST_TEST(near(w.prod().item(), -1.0, 4));
  BOOST_TEST(values(matrix::Identity(3, 3) * x).isApprox(a));
}

BOOST_AUTO_TEST_CASE(plain_numbers_stand_beside_variables) {
  matrix const x = leaves(a);
  BOOST_TEST(values(x * b).isApprox(a * b));  // a matrix of doubles on either side
  BOOST_TEST(values(b * x).isApprox(b * a));
  BOOST_TEST(values(x.lazyProduct(b)).isApprox(a * b));
  BOOST_TEST(values(x * v).isApprox(a * v));
  BOOST_TEST(values(b * leaves(v)).isApprox(b * v));
  BOOST_TEST(values(v.transpose() * x).isApprox(v.transpose() * a));
  matrix sum = x;
  sum += b * x.transpose();
  sum.noalias() -= x * b;
  BOOST_TEST(values(sum).isApprox(a + b * a.transpose() - a * b));
  matrix const large = leaves(plain_matrix::Constant(20, 20, .5));  // beyond Eigen's small products
  plain_matrix const twos = plain_matrix::Constant(20, 20, 2);
  BOOST_TEST(values(large * twos).isApprox(plain_matrix::Constant(20, 20, 20)));
  BOOST_TEST(values(0.5 * x).isApprox(0.5 * a));
  BOOST_TEST(values(x + b).isApprox(a + b));
  BOOST_TEST(values(x.array() * b.array() - b.array()).isApprox(a.cwiseProduct(b) - b));
}

// d(x^T A x) = (A + A^T) x dx, x x^T dA
BOOST_AUTO_TEST_CASE(the_gradient_of_a_quadratic_form) {
  matrix const m = leaves(b);
  vector const x = leaves(v);
  real const y = x.dot(m * x);
  BOOST_TEST(near(y.item(), (v.transpose() * b * v)(0), 16));
  y.backward();
  BOOST_TEST((gradients(x) - (b + b.transpose()) * v).cwiseAbs().maxCoeff() < 1e-14);
  BOOST_TEST((gradients(m) - v * v.transpose()).cwiseAbs().maxCoeff() < 1e-14);
}

// d|x| = x / |x|
BOOST_AUTO_TEST_CASE(the_gradient_of_a_norm) {
  vector const x = leaves(v);
  x.norm().backward();
  BOOST_TEST((gradients(x) - v / v.norm()).cwiseAbs().maxCoeff() < 1e-15);
}

// log det A = 2 sum(log l_ii), d(log det A)/dA = A^-1; the factor reads the lower triangle only,
// where the derivative of a symmetric matrix arrives: twice off the diagonal.
BOOST_AUTO_TEST_CASE(the_gradient_through_the_loops_of_a_cholesky_factor) {
  matrix const x = leaves(a);
  matrix const l = lower_factor(x);
  plain_matrix const expected = lower_factor(a);
  BOOST_TEST((values(l) - expected).cwiseAbs().maxCoeff() < 1e-14);
  real total = 0;
  for (Eigen::Index i = 0; i < 3; ++i) total += 2 * tg::log(l(i, i));
  BOOST_TEST(near(total.item(), std::log(20.75), 16));  // det A = 20.75, by hand
  total.backward();
  // adjugate / det, by hand: cofactors 5.9375, 7.75, 11; -2.125, 1.75, -1.5
  double const inverse[3][3] = {{5.9375, 0, 0}, {-2.125, 7.75, 0}, {1.75, -1.5, 11}};
  for (Eigen::Index i = 0; i < 3; ++i)
    for (Eigen::Index j = 0; j <= i; ++j)
      BOOST_TEST(std::abs(x(i, j).grad().item() - (i == j ? 1 : 2) * inverse[i][j] / 20.75) <
                 1e-14);
  BOOST_TEST(x(0, 1).grad().is_none());
}

BOOST_AUTO_TEST_CASE(fixed_sizes_and_floats) {
  Eigen::Matrix<tg::variable<float>, 2, 2> x;
  x << 1, 2, 3, 4;
  Eigen::Matrix<tg::variable<float>, 2, 2> const y = x * x * 0.5f;
  BOOST_TEST(y(1, 0).item() == 7.5f);
  BOOST_TEST(static_cast<float>(y.determinant()) == 1.0f);
}

/// Eigen keeps fixed extents in an array, which is moved with the matrix.
BOOST_AUTO_TEST_CASE(fixed_sizes_are_moved) {
  using three = Eigen::Matrix<real, 3, 1>;
  real const t(2.0);
  auto const multiples = [&](double factor) { return three(factor * t, t, t * t); };
  three x = multiples(1);
  x = multiples(3);
  real const y = x(0) * x(2);  // 3 t^3
  y.backward();
  BOOST_TEST(y.item() == 24);
  BOOST_TEST(t.grad().item() == 36);
}

BOOST_AUTO_TEST_CASE(traits_are_those_of_the_element) {
  using traits = Eigen::NumTraits<real>;
  static_assert(!traits::IsComplex && !traits::IsInteger && traits::IsSigned &&
                traits::RequireInitialization);
  static_assert(std::is_same_v<traits::Real, real> && std::is_same_v<traits::Literal, double>);
  static_assert(std::is_same_v<Eigen::NumTraits<tg::variable<int>>::NonInteger, real>);
  BOOST_TEST(traits::epsilon().item() == Eigen::NumTraits<double>::epsilon());
  BOOST_TEST(traits::highest().item() == Eigen::NumTraits<double>::highest());
  BOOST_TEST(std::numeric_limits<real>::min().item() == std::numeric_limits<double>::min());
  static_assert(std::numeric_limits<real>::is_specialized &&
                std::numeric_limits<real>::digits == 53);
  BOOST_TEST(traits::digits10() == Eigen::NumTraits<double>::digits10());
}

BOOST_AUTO_TEST_CASE(comparisons_are_answered_with_the_values_of_now) {
  matrix const x = leaves(b);
  BOOST_TEST(static_cast<bool>(x(2, 0) > x(0, 0)));
  BOOST_TEST(x.maxCoeff().item() == 2.0);
  Eigen::Index row = 0, column = 0;
  x.maxCoeff(&row, &column);
  BOOST_TEST((row == 2 && column == 0));
}

// A^-1 of fixed size is made of cofactors; d(c^T A^-1 v)/dv = A^-T c
BOOST_AUTO_TEST_CASE(the_gradient_through_an_inverse) {
  Eigen::Matrix<real, 3, 3> const x = leaves(b);
  vector const right = leaves(v);
  vector const solution = x.inverse() * right;
  BOOST_TEST(values(solution).isApprox(b.inverse() * v));
  real const y = leaves(v).col(0).dot(solution);
  y.backward();
  BOOST_TEST(gradients(right).isApprox(b.inverse().transpose() * v));
}

// y = c^T A^-1 v: dy/dv = A^-T c, dy/dA = -(A^-T c) (A^-1 v)^T
template <class Solve>
void check_gradients_of_solver(plain_matrix const& of, Solve solve) {
  matrix const x = leaves(of);
  vector const right = leaves(v);
  plain_matrix const c = (plain_matrix(3, 1) << .5, 2, -1).finished();
  real const y = leaves(c).col(0).dot(solve(x, right));
  plain_matrix const to_c = of.inverse().transpose() * c;
  plain_matrix const solution = of.inverse() * v;
  BOOST_TEST(near(y.item(), (c.transpose() * solution)(0), 64));
  y.backward();
  BOOST_TEST(gradients(right).isApprox(to_c));
  plain_matrix to_a =
      x.unaryExpr([](real const& each) { return each.grad().is_none() ? 0 : each.grad().item(); });
  // Cholesky's factors read the lower triangle alone, where what belongs to both arrives.
  plain_matrix const expected = -to_c * solution.transpose();
  // A solver and its derivative lose as many digits as the condition number has, each of two
  // solutions once.
  plain_matrix const inverse = of.inverse();
  double const close =
      1e-16 * std::pow(of.norm() * inverse.norm(), 2) * expected.cwiseAbs().maxCoeff();
  BOOST_TEST(close < 1e-10);
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < i; ++j) {
      to_a(i, j) += to_a(j, i);
      BOOST_TEST(std::abs(to_a(i, j) - expected(i, j) - expected(j, i)) < close);
    }
  BOOST_TEST((to_a.diagonal() - expected.diagonal()).cwiseAbs().maxCoeff() < close);
}

BOOST_AUTO_TEST_CASE(the_gradients_through_solvers) {
  check_gradients_of_solver(b, [](matrix const& x, vector const& right) -> vector {
    return x.partialPivLu().solve(right);
  });
  check_gradients_of_solver(
      b, [](matrix const& x, vector const& right) -> vector { return x.fullPivLu().solve(right); });
  check_gradients_of_solver(b, [](matrix const& x, vector const& right) -> vector {
    return x.householderQr().solve(right);
  });
  check_gradients_of_solver(b, [](matrix const& x, vector const& right) -> vector {
    return x.colPivHouseholderQr().solve(right);
  });
  check_gradients_of_solver(
      a, [](matrix const& x, vector const& right) -> vector { return x.llt().solve(right); });
  check_gradients_of_solver(
      a, [](matrix const& x, vector const& right) -> vector { return x.ldlt().solve(right); });
}

BOOST_AUTO_TEST_CASE(matrices_are_written_to_streams) {
  Eigen::Matrix<real, 1, 2> row;
  row << 1.0, 2.5;
  std::ostringstream stream;
  stream << row;
  BOOST_TEST(stream.str() == "variable(1.0) variable(2.5)");
}

/// The derivative at 0 of w^T A(t)^-1 b(t), by a solver of Eigen's.
static double slope_of_solution(bool in_matrix, auto solve) {
  real const t(0.0);
  matrix left(3, 3);
  vector right(3);
  if (in_matrix) {
    left << real(4.0), t, 2 * t, t, real(3.0), 3 * t, 2 * t, 3 * t, real(2.0);
    right << real(1.0), real(2.0), real(3.0);
  } else {
    left << real(4.0), real(1.0), real(0.5), real(1.0), real(3.0), real(0.25), real(0.5),
        real(0.25), real(2.0);
    right << 2 * t, t, -t;
  }
  vector const x = solve(left).solve(right);
  real const y = x(0) + 2 * x(1) + 3 * x(2);
  y.backward();
  return t.grad().item();
}
BOOST_AUTO_TEST_CASE(what_is_zero_now_may_still_have_a_derivative) {
  // By numbers: w^T A^-1 b', and -w^T A^-1 A' A^-1 b.
  Eigen::Vector3d const w(1, 2, 3);
  Eigen::Matrix3d fixed, moved;
  fixed << 4, 1, 0.5, 1, 3, 0.25, 0.5, 0.25, 2;
  moved << 0, 1, 2, 1, 0, 3, 2, 3, 0;
  Eigen::Matrix3d const inverse = Eigen::Vector3d(1. / 4, 1. / 3, 1. / 2).asDiagonal();
  double const of_right_side = w.dot(fixed.inverse() * Eigen::Vector3d(2, 1, -1));
  double const of_matrix = -w.dot(inverse * moved * inverse * w);
  auto const check = [&](auto solve) {
    BOOST_TEST(near(slope_of_solution(false, solve), of_right_side, 64));
    BOOST_TEST(near(slope_of_solution(true, solve), of_matrix, 64));
  };
  check([](auto const& m) { return m.llt(); });
  check([](auto const& m) { return m.partialPivLu(); });
  check([](auto const& m) { return m.householderQr(); });
  check([](auto const& m) { return m.colPivHouseholderQr(); });
}

/// L of A + v v^T, by the update and from the beginning, where elements of v and of A are 0 now.
BOOST_AUTO_TEST_CASE(the_update_of_a_factor_has_the_derivatives_of_the_factor) {
  auto const slope = [](bool updates) {
    real const t(0.0);
    matrix start(3, 3);
    start << 4 + t, t, 2 * t, t, real(3.0), 3 * t, 2 * t, 3 * t, real(2.0);
    vector added(3);
    added << t, real(1.0), -2 * t;
    Eigen::LLT<matrix> factor(updates ? start : matrix(start + added * added.transpose()));
    if (updates) factor.rankUpdate(added, real(1.0));
    matrix const l = factor.matrixL();
    real const y = l(0, 0) + 2 * l(1, 0) + 3 * l(2, 0) + 5 * l(1, 1) + 7 * l(2, 1) + 11 * l(2, 2);
    y.backward();
    return t.grad().item();
  };
  BOOST_TEST(near(slope(true), slope(false), 64));
}

/// Against Eigen's own rotations of numbers, which are left out where they are derived at 0.
BOOST_AUTO_TEST_CASE(rotations_have_the_values_of_numbers_and_slopes_at_zero) {
  double const numbers[] = {-2, -1, 0, 0.5, 3};
  for (double const p : numbers)
    for (double const q : numbers) {
      Eigen::JacobiRotation<double> wanted;
      Eigen::JacobiRotation<real> got;
      double length = 0;
      real r;
      wanted.makeGivens(p, q, &length);
      got.makeGivens(real(p), real(q), &r);
      BOOST_TEST(std::abs(got.c().item() - wanted.c()) < 1e-15);
      BOOST_TEST(std::abs(got.s().item() - wanted.s()) < 1e-15);
      BOOST_TEST(std::abs(r.item() - length) < 1e-15);
      for (double const z : numbers) {
        bool const does = wanted.makeJacobi(p, q, z);
        BOOST_TEST((got.makeJacobi(real(p), real(q), real(z)) || !does));
        BOOST_TEST(std::abs(got.c().item() - wanted.c()) < 1e-15);
        BOOST_TEST(std::abs(got.s().item() - wanted.s()) < 1e-15);
      }
    }
  // tan of the angle is -q / p, and half of the tangent of twice the angle y / (z - x).
  real const q(0.0), y(0.0);
  Eigen::JacobiRotation<real> rotation;
  rotation.makeGivens(real(4.0), q);
  rotation.s().backward();
  BOOST_TEST(q.grad().item() == -0.25);
  rotation.makeJacobi(real(5.0), y, real(1.0));
  rotation.s().backward();
  BOOST_TEST(y.grad().item() == -0.25);
}

BOOST_AUTO_TEST_SUITE_END()
