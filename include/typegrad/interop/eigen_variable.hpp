// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <Eigen/Core>

#include <limits>

namespace typegrad {
template <class Number>
class variable;
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

// Numbers beside variables take their type, as in `x * 0.5`.
template <class Number, class BinaryOp>
struct ScalarBinaryOpTraits<typegrad::variable<Number>, Number, BinaryOp> {
  using ReturnType = typegrad::variable<Number>;
};
template <class Number, class BinaryOp>
struct ScalarBinaryOpTraits<Number, typegrad::variable<Number>, BinaryOp> {
  using ReturnType = typegrad::variable<Number>;
};

namespace numext {

// Triangular solvers leave out what is exactly 0: of a variable that would leave out its
// derivative. Eigen calls these by their full names, so that only specialisations are found.
template <>
inline bool not_equal_strict(typegrad::variable<double> const&, typegrad::variable<double> const&) {
  return true;
}
template <>
inline bool not_equal_strict(typegrad::variable<float> const&, typegrad::variable<float> const&) {
  return true;
}

}  // namespace numext

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

template <class Number>
inline constexpr bool is_variable_of_typegrad = false;
template <class Number>
inline constexpr bool is_variable_of_typegrad<typegrad::variable<Number>> = true;

/// Products of variables and plain numbers go coefficient by coefficient: the blocked kernel of
/// Eigen 3.4 takes two types for real and complex numbers only.
template <class Left, class Right>
  requires(is_variable_of_typegrad<typename Left::Scalar> !=
           is_variable_of_typegrad<typename Right::Scalar>)
struct generic_product_impl<Left, Right, DenseShape, DenseShape, GemmProduct>
    : generic_product_impl<Left, Right, DenseShape, DenseShape, CoeffBasedProductMode> {};
template <class Left, class Right>
  requires(is_variable_of_typegrad<typename Left::Scalar> !=
           is_variable_of_typegrad<typename Right::Scalar>)
struct generic_product_impl<Left, Right, DenseShape, DenseShape, GemvProduct>
    : generic_product_impl<Left, Right, DenseShape, DenseShape, CoeffBasedProductMode> {};

}  // namespace internal

}  // namespace Eigen
