// SPDX-License-Identifier: BSL-1.0
// What Eigen 3.4 computes by functions that are not constexpr: GCC names them, clang has no such
// flag. Thirteen programs in one, because a start of the compiler with Eigen takes seconds.
// flags: -fimplicit-constexpr -DEIGEN_NO_DEBUG
// expect gcc: MatrixBase<Derived>::noalias()
// expect gcc: AngleAxis<Scalar>::toRotationMatrix() const
// expect gcc: Rotation2D<Scalar>::toRotationMatrix() const
// expect gcc: transform_make_affine<Mode>::run
// expect gcc: QuaternionBase<Derived>::slerp
// expect gcc: DenseBase<Derived>::isApprox
// expect gcc: MatrixBase<Derived>::stableNorm() const
// expect gcc: LLT<MatrixType, UpLo>::LLT
// expect gcc: non-literal type ‘const Eigen::PartialPivLU
// expect gcc: HouseholderQR<MatrixType>::compute
// expect gcc: MatrixBase<Derived>::triangularView() const
// expect gcc: MatrixBase<Derived>::selfadjointView() const
// expect gcc: ‘malloc(
// errors gcc: 21
// expect clang: -fimplicit-constexpr
// at most: 290 lines
#include <typegrad/embedded.hpp>

#include <typegrad/interop/eigen_static.hpp>

#include <Eigen/Dense>

namespace tg = typegrad;

template <class X>
using number_of = std::remove_cvref_t<decltype(std::declval<X>()[0] * 1.0)>;
template <class T>
using matrix = Eigen::Matrix<T, 3, 3>;
template <class T>
using vector = Eigen::Matrix<T, 3, 1>;
template <class X>
constexpr auto matrix_of(X const& x) {
  matrix<number_of<X>> m;
  for (int i = 0; i < 9; ++i) m(i / 3, i % 3) = x[static_cast<std::size_t>(i)];
  return m;
}
template <class X>
constexpr auto vector_of(X const& x) {
  return vector<number_of<X>>(x[0], x[1], x[2]);
}
constexpr auto no_alias = [](auto const& x) {
  auto const m = matrix_of(x);
  auto y = m;
  y.noalias() = m * m;
  return y(0, 0);
};
constexpr auto angle_axis = [](auto const& x) {
  return Eigen::AngleAxis<number_of<decltype(x)>>(x[0], vector_of(x)).toRotationMatrix()(0, 0);
};
constexpr auto rotation = [](auto const& x) {
  return Eigen::Rotation2D<number_of<decltype(x)>>(x[0]).toRotationMatrix()(0, 0);
};
constexpr auto transform = [](auto const& x) {
  Eigen::Transform<number_of<decltype(x)>, 3, Eigen::Isometry> a;
  a.setIdentity();
  return (a * vector_of(x))(0);
};
constexpr auto slerp = [](auto const& x) {
  using T = number_of<decltype(x)>;
  Eigen::Quaternion<T> const p(x[0], x[1], x[2], x[3]), q(x[4], x[5], x[6], x[7]);
  return p.slerp(x[8], q).x();
};
constexpr auto approximate = [](auto const& x) {
  auto const m = matrix_of(x);
  return m.isApprox(2 * m) ? x[0] : x[1];
};
constexpr auto stable_norm = [](auto const& x) { return vector_of(x).stableNorm(); };
constexpr auto llt = [](auto const& x) { return matrix_of(x).llt().solve(vector_of(x)).eval()(0); };
constexpr auto lu = [](auto const& x) {
  return matrix_of(x).partialPivLu().solve(vector_of(x)).eval()(0);
};
constexpr auto qr = [](auto const& x) {
  return matrix_of(x).householderQr().solve(vector_of(x)).eval()(0);
};
constexpr auto triangular = [](auto const& x) {
  auto const m = matrix_of(x);
  return (m.template triangularView<Eigen::Upper>() * vector_of(x)).eval()(0);
};
constexpr auto self_adjoint = [](auto const& x) {
  auto const m = matrix_of(x);
  return (m.template selfadjointView<Eigen::Upper>() * vector_of(x)).eval()(0);
};
constexpr auto dynamic_extents = [](auto const& x) {
  Eigen::Matrix<number_of<decltype(x)>, Eigen::Dynamic, 1> v(3);
  v << x[0], x[1], x[2];
  return v.sum();
};

using numbers = std::array<double, 9>;
#ifdef SHOULD_FAIL
template <auto const& F>
double use(numbers const& x) {
  return tg::grad(F)(x)[0];
}
template double use<no_alias>(numbers const&);
template double use<angle_axis>(numbers const&);
template double use<rotation>(numbers const&);
template double use<transform>(numbers const&);
template double use<slerp>(numbers const&);
template double use<approximate>(numbers const&);
template double use<stable_norm>(numbers const&);
template double use<llt>(numbers const&);
template double use<lu>(numbers const&);
template double use<qr>(numbers const&);
template double use<triangular>(numbers const&);
template double use<self_adjoint>(numbers const&);
template double use<dynamic_extents>(numbers const&);
#else
double use(numbers const& x) { return stable_norm(x); }
#endif
