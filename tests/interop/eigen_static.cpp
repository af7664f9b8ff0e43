// SPDX-License-Identifier: BSL-1.0
/// Code for Eigen's matrices traced while compiling, with GCC's -fimplicit-constexpr. Each line
/// that adds to a sum is a use of Eigen that docs/what_your_function_may_contain.md lists; slopes
/// are compared with differences of the same function called plainly.
#define EIGEN_NO_DEBUG
#include <typegrad/embedded.hpp>
#include <typegrad/interop/eigen_static.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

BOOST_AUTO_TEST_SUITE(interop_eigen_static)

namespace tg = typegrad;

using numbers = std::array<double, 9>;
constexpr numbers at{0.9, 0.1, 0.2, 0.3, 0.8, 0.5, -0.6, 0.7, 0.4};

template <class T, int Rows, int Columns = 1, int Options = Eigen::ColMajor>
using matrix = Eigen::Matrix<T, Rows, Columns, Options>;
template <class T>
using elements = std::array<T, 9>;
template <class T>
constexpr matrix<T, 3> first_of(elements<T> const& x) {
  return {x[0], x[1], x[2]};
}
template <class T>
constexpr matrix<T, 3> second_of(elements<T> const& x) {
  return {x[3], x[4], x[5]};
}
template <class T>
constexpr matrix<T, 3, 3> matrix_of(elements<T> const& x) {
  matrix<T, 3, 3> m;
  m << x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8];
  return m;
}
/// The components with weights of their own, so that no mistake cancels another.
template <class Matrix>
constexpr auto weighted(Matrix const& m) {
  typename Matrix::Scalar sum = 0.0;
  for (int i = 0; i < m.rows(); ++i)
    for (int j = 0; j < m.cols(); ++j) sum += (1.0 + 0.3 * i + 0.17 * j) * m(i, j);
  return sum;
}

void check(auto const& f) {
  auto const [value, slopes] = tg::value_and_grad(f)(at);
  BOOST_TEST(std::abs(value - f(at)) < 1e-13 * (1 + std::abs(value)));
  for (std::size_t i = 0; i < at.size(); ++i) {
    double const step = 1e-5;
    numbers up = at, down = at;
    up[i] += step;
    down[i] -= step;
    double const slope = (f(up) - f(down)) / (2 * step);
    BOOST_TEST(std::abs(slopes[i] - slope) < 1e-7 * (1 + std::abs(slope)),
               "by number " << i << ": " << slopes[i] << " instead of " << slope);
  }
}

constexpr auto sums_and_scales = []<class T>(elements<T> const& x) -> T {
  matrix<T, 3> const v = first_of(x), w = second_of(x);
  matrix<T, 3> s = v + w - v * T(2) + 0.5 * w - w * 0.25 + x[6] * v - w / x[4];
  s += v;
  s -= T(3) * w;
  s *= x[8];
  s /= x[0];
  s(1) = s[0] * s.x() + s.y() * s.z();
  matrix<T, 3> t = matrix<T, 3>::Zero();
  t(2) = x[2];
  t += matrix<T, 3>::Ones() + matrix<T, 3>::Constant(x[1]) + matrix<T, 3>::UnitX() * x[3];
  t.normalize();
  matrix<T, 3> u;
  u.setConstant(x[7]);
  u.setZero();
  u.fill(x[5]);
  return weighted(s) + weighted(-t) + weighted(u.eval()) * x[0];
};
BOOST_AUTO_TEST_CASE(adds_and_scales) { check(sums_and_scales); }

constexpr auto reductions = []<class T>(elements<T> const& x) -> T {
  matrix<T, 3> const v = first_of(x), w = second_of(x);
  matrix<T, 3, 3> const m = matrix_of(x);
  T sum = v.dot(w) + v.norm() * w.squaredNorm() + v.sum() * m.sum() + v.prod() + w.mean() * x[0];
  sum += m.trace() * x[1] + m.determinant() + m.template topLeftCorner<2, 2>().determinant();
  sum += weighted(v.cross(w).eval()) + v.template lpNorm<1>() * x[2];
  sum += weighted(m.colwise().sum().eval()) * x[3] + weighted(m.colwise().norm().eval());
  return sum;
};
BOOST_AUTO_TEST_CASE(reduces) { check(reductions); }

/// Each of these asks traced numbers: paths multiply.
constexpr auto questions = []<class T>(elements<T> const& x) -> T {
  matrix<T, 3> const v = first_of(x);
  T sum = v.maxCoeff() * x[3] + v.template head<2>().minCoeff() * x[4];
  if ((v.array() > 0.0).all() && v.norm() > 0.5) sum += v(0) * v(1);
  else sum -= v(2);
  return sum;
};
BOOST_AUTO_TEST_CASE(asks) { check(questions); }

constexpr auto products = []<class T>(elements<T> const& x) -> T {
  matrix<T, 3> const v = first_of(x), w = second_of(x);
  matrix<T, 3, 3> const m = matrix_of(x);
  matrix<T, 3> s = m * v + w;
  s += m.transpose() * w;
  matrix<T, 3> const lazy = m.lazyProduct(s);
  s.applyOnTheLeft(m);
  s -= lazy * x[2];
  matrix<T, 3, 3> p = m * m * v.asDiagonal();
  p += v * w.transpose();
  matrix<T, 2, 3, Eigen::RowMajor> r;
  r << x[0], x[1], x[2], x[3], x[4], x[5];
  matrix<T, 2> const short_one = r * v;
  return weighted(s) + weighted(p) + weighted(short_one) + T(v.transpose() * w);
};
BOOST_AUTO_TEST_CASE(multiplies) { check(products); }

constexpr auto inverses = []<class T>(elements<T> const& x) -> T {
  matrix<T, 3, 3> const m = matrix_of(x);
  matrix<T, 2, 2> const n = m.template block<2, 2>(0, 1);
  matrix<T, 3, 3> const i = m.inverse();
  matrix<T, 2, 2> const j = n.inverse();
  matrix<T, 3> const s = m.inverse() * first_of(x);
  matrix<T, 4, 4> large;
  large << x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[0], T(2), x[1], x[3], x[5], x[4],
      x[6];
  matrix<T, 4, 4> const k = large.inverse();
  return weighted(i) + weighted(j) + weighted(s) + weighted(k) * large.determinant();
};
BOOST_AUTO_TEST_CASE(inverts_up_to_four_rows) { check(inverses); }

constexpr auto parts = []<class T>(elements<T> const& x) -> T {
  matrix<T, 3> const v = first_of(x), w = second_of(x);
  matrix<T, 3, 3> m = matrix_of(x);
  m.template block<2, 2>(1, 0) = m.template bottomRightCorner<2, 2>() * x[0];
  m.template block<2, 1>(1, 0) = m.template block<2, 2>(0, 0) * v.template head<2>();
  m.col(0) = v;
  m.row(1) = w.transpose();
  matrix<T, 3> s = v;
  s.template head<2>() += w.template tail<2>();
  s.template segment<2>(1) = v.template segment<2>(0);
  matrix<T, 3> const d = m.diagonal(), r = v.reverse();
  matrix<T, 3> a = w, b = r;
  a.swap(b);
  matrix<T, 4> const h = v.homogeneous();
  matrix<T, 2> const plane = (v + w).hnormalized();
  int const two = 2;
  s.tail(two) += w.head(two).cwiseProduct(v.segment(1, two));
  m.block(0, 1, two, two) += m.block(1, 1, two, two) * x[4];
  matrix<T, 6> both;
  both << v, w * x[1];
  matrix<double, 3> const plain(1.5, -2.0, 0.5);
  matrix<double, 2, 2> turn;
  turn << 3.0, 0.5, -1.0, 2.0;
  both.template head<2>() = turn.template cast<T>() * both.template tail<2>();
  s += plain.template cast<T>() * both.sum() + plain(1) * v;
  return weighted(m) * x[8] + weighted(s) * x[7] + weighted(d) * x[6] + weighted(a) * x[2] +
         weighted(w.normalized()) + weighted(h) * x[5] + weighted(plane);
};
BOOST_AUTO_TEST_CASE(takes_parts_and_writes_to_them) { check(parts); }

constexpr auto elementwise = []<class T>(elements<T> const& x) -> T {
  matrix<T, 3> const v = first_of(x), w = second_of(x);
  matrix<T, 3> s = v.cwiseProduct(w) + v.cwiseQuotient(w) + w.cwiseSqrt() + v.cwiseAbs();
  s += (v.array() * w.array() + T(1)).matrix();
  s += (v.array().sin() + w.array().exp() - v.array().square()).matrix();
  s += v.unaryExpr([](T const& each) { return each * each * each; });
  return weighted(s);
};
BOOST_AUTO_TEST_CASE(goes_element_by_element) { check(elementwise); }

/// Rodrigues' formula with its branch, as robotics code has it.
constexpr auto rodrigues = []<class T>(elements<T> const& x) -> T {
  using std::cos, std::sin, std::sqrt;
  matrix<T, 3> const w = first_of(x);
  matrix<T, 3, 3> skew;
  skew << T(0), -w(2), w(1), w(2), T(0), -w(0), -w(1), w(0), T(0);
  T const squared = w.squaredNorm();
  matrix<T, 3, 3> turn = matrix<T, 3, 3>::Identity() + skew;
  if (squared > 1e-12) {
    T const angle = sqrt(squared);
    turn = matrix<T, 3, 3>::Identity() + sin(angle) / angle * skew +
           (1.0 - cos(angle)) / squared * skew * skew;
  }
  turn.template block<2, 2>(0, 0) += matrix<T, 2, 2>::Identity() * x[8];
  return weighted((turn * second_of(x)).eval());
};
BOOST_AUTO_TEST_CASE(turns_by_a_formula_with_a_branch) {
  check(rodrigues);
  // At no turn the derivative is that of w x p, and x[8] adds its block.
  numbers const slopes = tg::value_and_grad(rodrigues)(numbers{0, 0, 0, 2, 3, 5, 0, 0, 0}).second;
  BOOST_TEST(slopes[0] == 1.3 * -5 + 1.6 * 3, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(slopes[8] == 2 + 1.3 * 3);
}

/// What a residual of Ceres has: pointers shown as vectors and quaternions, and members of Eigen.
struct relative_pose {
  relative_pose(Eigen::Vector3d const& p, Eigen::Quaterniond const& q) : apart_(p), turned_(q) {}
  template <class T>
  bool operator()(T const* a, T const* b, T* residual) const {
    Eigen::Map<matrix<T, 3> const> const pa(a + 4), pb(b + 4);
    Eigen::Map<Eigen::Quaternion<T> const> const qa(a), qb(b);
    Eigen::Quaternion<T> const between = qa.conjugate() * qb;
    matrix<T, 3> const apart = qa.conjugate() * (pb - pa);
    Eigen::Map<matrix<T, 6>> to(residual);
    to.template block<3, 1>(0, 0) = apart - apart_.template cast<T>();
    to.template tail<3>() = 2.0 * (turned_.template cast<T>() * between).vec();
    return true;
  }

  Eigen::Vector3d apart_;
  Eigen::Quaterniond turned_;
};
BOOST_AUTO_TEST_CASE(shows_memory_as_vectors_and_quaternions) {
  double const a[] = {0.1, 0.2, 0.3, 0.9, 1, 2, 3}, b[] = {-0.2, 0.1, 0.4, 0.8, 5, 1, 2};
  double const* const blocks[] = {a, b};
  double residual[6], by_a[42], by_b[42];
  double* const jacobians[] = {by_a, by_b};
  Eigen::Vector3d const p(0.5, -1, 2);
  Eigen::Quaterniond const q(0.9, -0.2, 0.1, 0.3);
  relative_pose const plain(p, q);
  auto const f = tg::blocks<6, 7, 7>(tg::functor<relative_pose>(p, q));
  static_assert(sizeof(f) == 7 * sizeof(double));
  BOOST_TEST(f(blocks, residual, jacobians));
  for (int k = 0; k < 14; ++k) {
    double up[14], down[14], r[2][6];
    for (int i = 0; i < 14; ++i) up[i] = down[i] = i < 7 ? a[i] : b[i - 7];
    up[k] += 1e-5;
    down[k] -= 1e-5;
    plain(up, up + 7, r[0]);
    plain(down, down + 7, r[1]);
    double exact[6];
    plain(a, b, exact);
    for (int i = 0; i < 6; ++i) BOOST_TEST(std::abs(residual[i] - exact[i]) < 1e-14);
    for (int i = 0; i < 6; ++i)
      BOOST_TEST(std::abs((k < 7 ? by_a[7 * i + k] : by_b[7 * i + k - 7]) -
                          (r[0][i] - r[1][i]) / 2e-5) < 1e-8);
  }
}

constexpr auto turns = []<class T>(elements<T> const& x) -> T {
  Eigen::Quaternion<T> const q(x[0], x[1], x[2], x[3]), p(x[8], x[7], x[6], x[5]);
  matrix<T, 3> const v = second_of(x);
  Eigen::AngleAxis<T> const turn(x[4], matrix<T, 3>(v / v.norm()));
  Eigen::Quaternion<T> const product = q * p.inverse() * Eigen::Quaternion<T>(turn);
  return weighted(matrix<T, 3>(q * v)) + weighted(product.coeffs()) +
         weighted(matrix<T, 3, 3>(q.toRotationMatrix())) * x[6] + q.vec()(1) * q.w() +
         q.angularDistance(p);
};
BOOST_AUTO_TEST_CASE(turns_by_quaternions) { check(turns); }

constexpr auto made_from_matrix = []<class T>(elements<T> const& x) -> T {
  return weighted(Eigen::Quaternion<T>(matrix_of(x)).normalized().coeffs());
};
BOOST_AUTO_TEST_CASE(makes_quaternions_of_matrices) { check(made_from_matrix); }

/// Arguments are tensors within the function until `to_eigen`; results may be matrices.
constexpr auto image = [](auto const& argument) {
  auto const m = tg::to_eigen(argument);
  return (m * m.transpose()).eval();
};
constexpr auto area = [](auto const& argument) { return tg::to_eigen(argument).determinant(); };
BOOST_AUTO_TEST_CASE(takes_and_returns_matrices) {
  Eigen::Matrix<double, 2, 3> m;
  m << 1, 2, 3, 4, 5, 6;
  Eigen::Matrix2d const y = tg::evaluate(image)(m);
  BOOST_TEST((y - m * m.transpose()).norm() == 0);
  Eigen::Matrix3d n;
  n << 2, 1, 0, 0, 3, 1, 1, 0, 4;
  // the gradient of a determinant is the matrix of cofactors
  Eigen::Matrix3d const cofactors = n.inverse().transpose() * n.determinant();
  BOOST_TEST((tg::grad(area)(n) - cofactors).norm() < 1e-13);
}

BOOST_AUTO_TEST_SUITE_END()
