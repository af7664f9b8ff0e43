// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/interop/eigen_types.hpp>

#include <cmath>
#include <limits>

namespace typegrad {
template <class Number>
class variable;
template <class Number>
class variable_part;
}  // namespace typegrad

// `variable<T>` as the scalar of matrices of Eigen: products, sums, norms and solvers written with
// loops are recorded element by element, a node for each number. For large matrices `matmul` of one
// variable records one node for all of them.
//
// A matrix that Eigen makes holds variables without data until something is assigned to them,
// `Matrix::Zero(n, m)` for one. Comparisons, pivoting among them, are answered with the values that
// the variables have now. Needs <typegrad/typegrad.hpp>.

namespace Eigen {

template <class Number>
struct NumTraits<typegrad::variable<Number>> : NumTraits<Number> {
  using Real = typegrad::variable<Number>;
  using NonInteger = typegrad::variable<typename NumTraits<Number>::NonInteger>;
  using Nested = typegrad::variable<Number>;
  using Literal = Number;

  enum {
    IsComplex = 0,
    IsInteger = NumTraits<Number>::IsInteger,
    IsSigned = NumTraits<Number>::IsSigned,
    RequireInitialization = 1,
    // A node is made, counted and later planned for each.
    ReadCost = 1,
    AddCost = 100,
    MulCost = 100
  };

  static Real epsilon() { return Real(NumTraits<Number>::epsilon()); }
  static Real dummy_precision() { return Real(NumTraits<Number>::dummy_precision()); }
  static Real highest() { return Real((NumTraits<Number>::highest)()); }
  static Real lowest() { return Real((NumTraits<Number>::lowest)()); }
  static Real infinity() { return Real((NumTraits<Number>::infinity)()); }
  static Real quiet_NaN() { return Real((NumTraits<Number>::quiet_NaN)()); }
};
template <class Number>
struct NumTraits<typegrad::variable_part<Number>> : NumTraits<typegrad::variable<Number>> {};

// Numbers beside variables take their type, as in `x * 0.5`.
template <class Number, class BinaryOp>
struct ScalarBinaryOpTraits<typegrad::variable<Number>, Number, BinaryOp> {
  using ReturnType = typegrad::variable<Number>;
};
template <class Number, class BinaryOp>
struct ScalarBinaryOpTraits<Number, typegrad::variable<Number>, BinaryOp> {
  using ReturnType = typegrad::variable<Number>;
};

/// A rotation in a plane, with Eigen's formulas. Its own leaves out the rotation where what is to
/// become 0 is 0 already, and with it the derivative.
template <class Number>
class JacobiRotation<typegrad::variable<Number>> {
  using real = typegrad::variable<Number>;
  real c_, s_;

 public:
  using RealScalar = real;

  JacobiRotation() = default;
  JacobiRotation(real const& c, real const& s) : c_(c), s_(s) {}

  real& c() { return c_; }
  real const& c() const { return c_; }
  real& s() { return s_; }
  real const& s() const { return s_; }
  JacobiRotation operator*(JacobiRotation const& other) const {
    return {c_ * other.c_ - s_ * other.s_, c_ * other.s_ + s_ * other.c_};
  }
  JacobiRotation transpose() const { return {c_, -s_}; }
  JacobiRotation adjoint() const { return transpose(); }

  /// Makes q 0, and p what is written to `r`.
  void makeGivens(real const& p, real const& q, real* r = nullptr) {
    if (p.item() == 0 && q.item() == 0) {
      c_ = real(Number(1)), s_ = real(Number(0));
      if (r != nullptr) *r = abs(p);
      return;
    }
    bool const divides_by_p = std::abs(p.item()) > std::abs(q.item());
    real const& divisor = divides_by_p ? p : q;
    real const t = divides_by_p ? q / p : p / q;
    real const root = sqrt(1 + t * t);
    real const u = divisor.item() < 0 ? -root : root;
    (divides_by_p ? c_ : s_) = divides_by_p ? 1 / u : -1 / u;
    (divides_by_p ? s_ : c_) = divides_by_p ? -t * c_ : -t * s_;
    expect_to_be_applied();
    if (r != nullptr) *r = divisor * u;
  }
  /// Makes {{x, y}, {y, z}} diagonal; false where nothing is to be done.
  bool makeJacobi(real const& x, real const& y, real const& z) {
    bool const is_diagonal = 2 * std::abs(y.item()) < (std::numeric_limits<Number>::min)();
    c_ = real(Number(1)), s_ = real(Number(0));
    if (is_diagonal && x.item() == z.item()) return false;
    if (is_diagonal) {
      s_ = y / (z - x);
    } else {
      real const tau = (x - z) / (2 * abs(y));
      real const w = sqrt(tau * tau + 1);
      real const t = tau.item() > 0 ? 1 / (tau + w) : 1 / (tau - w);
      c_ = 1 / sqrt(t * t + 1);
      s_ = (y.item() > 0 ? -t : t) * c_;
    }
    expect_to_be_applied();
    return true;
  }
  template <class Derived, class Place>
  bool makeJacobi(MatrixBase<Derived> const& m, Place p, Place q) {
    return makeJacobi(m.coeff(p, p), m.coeff(p, q), m.coeff(q, q));
  }

 private:
  /// Eigen does not apply a rotation whose sine is 0.
  void expect_to_be_applied() {
    if (s_.item() == 0) s_ = s_ + std::numeric_limits<Number>::denorm_min();
  }
};

namespace internal {

/// A reflection that has nothing to do, because what is below the pivot is 0, would leave out the
/// derivative of that. Eigen asks then whether the pivot's imaginary part is 0 too, and not a
/// number says no; a pivot of 0 stays as it is.
template <class Number>
struct imag_impl<typegrad::variable<Number>> {
  static typegrad::variable<Number> run(typegrad::variable<Number> const& x) {
    return x.item() == Number(0) ? Number(0) : std::numeric_limits<Number>::quiet_NaN();
  }
};

/// Substitution with a triangle. Eigen's own leaves out what is exactly 0: of a variable that would
/// leave out its derivative.
template <class Element, class Number, class Index, int Mode, bool ByRows>
struct triangular_solve_of_variables {
  static void run(Index size, Element const* triangle, Index stride,
                  typegrad::variable<Number>* x) {
    constexpr bool from_above = (Mode & typegrad::eigen_lower) != 0;
    auto const at = [&](Index i, Index j) -> Element const& {
      return triangle[ByRows ? i * stride + j : j * stride + i];
    };
    for (Index k = 0; k < size; ++k) {
      Index const i = from_above ? k : size - 1 - k;
      for (Index j = from_above ? 0 : i + 1; j < (from_above ? i : size); ++j)
        x[i] -= at(i, j) * x[j];
      if constexpr ((Mode & typegrad::eigen_unit_diagonal) == 0) x[i] /= at(i, i);
    }
  }
};
template <class Element, class Number, class Index, int Mode, bool Conjugate>
struct triangular_solve_vector<Element, typegrad::variable<Number>, Index,
                               typegrad::eigen_on_the_left, Mode, Conjugate,
                               typegrad::eigen_by_rows>
    : triangular_solve_of_variables<Element, Number, Index, Mode, true> {};
template <class Element, class Number, class Index, int Mode, bool Conjugate>
struct triangular_solve_vector<Element, typegrad::variable<Number>, Index,
                               typegrad::eigen_on_the_left, Mode, Conjugate,
                               typegrad::eigen_by_columns>
    : triangular_solve_of_variables<Element, Number, Index, Mode, false> {};

template <class Number>
inline constexpr bool is_variable_of_typegrad = false;
template <class Number>
inline constexpr bool is_variable_of_typegrad<typegrad::variable<Number>> = true;

/// Products of variables and plain numbers go coefficient by coefficient: the blocked kernel of
/// Eigen 3.4 takes two types for real and complex numbers only.
template <class Left, class Right>
  requires(is_variable_of_typegrad<typename Left::Scalar> !=
           is_variable_of_typegrad<typename Right::Scalar>)
struct generic_product_impl<Left, Right, DenseShape, DenseShape, typegrad::eigen_times_matrix>
    : generic_product_impl<Left, Right, DenseShape, DenseShape, typegrad::eigen_by_coefficient> {};
template <class Left, class Right>
  requires(is_variable_of_typegrad<typename Left::Scalar> !=
           is_variable_of_typegrad<typename Right::Scalar>)
struct generic_product_impl<Left, Right, DenseShape, DenseShape, typegrad::eigen_times_vector>
    : generic_product_impl<Left, Right, DenseShape, DenseShape, typegrad::eigen_by_coefficient> {};

}  // namespace internal

}  // namespace Eigen
