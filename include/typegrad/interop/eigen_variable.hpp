// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <Eigen/Core>

#include <limits>

namespace typegrad {
template <class T>
class variable;
}  // namespace typegrad

// `variable<T>` as the scalar of matrices of Eigen: products, sums, norms and solvers written with
// loops are recorded element by element, a node for each number. For large matrices `matmul` of one
// variable records one node for all of them.
//
// A matrix that Eigen makes holds variables without data until something is assigned to them,
// `Matrix::Zero(n, m)` for one. Comparisons, pivoting among them, are answered with the values that
// the variables have now. Needs <typegrad/typegrad.hpp>.

/// The limits of the elements. Without them the standard library answers with variables without
/// data.
template <class T>
struct std::numeric_limits<typegrad::variable<T>> : std::numeric_limits<T> {
  using number = typegrad::variable<T>;
  static number min() { return number((std::numeric_limits<T>::min)()); }
  static number max() { return number((std::numeric_limits<T>::max)()); }
  static number lowest() { return number(std::numeric_limits<T>::lowest()); }
  static number epsilon() { return number(std::numeric_limits<T>::epsilon()); }
  static number round_error() { return number(std::numeric_limits<T>::round_error()); }
  static number infinity() { return number(std::numeric_limits<T>::infinity()); }
  static number quiet_NaN() { return number(std::numeric_limits<T>::quiet_NaN()); }
  static number signaling_NaN() { return number(std::numeric_limits<T>::signaling_NaN()); }
  static number denorm_min() { return number(std::numeric_limits<T>::denorm_min()); }
};

namespace Eigen {

template <class T>
struct NumTraits<typegrad::variable<T>> : NumTraits<T> {
  using Real = typegrad::variable<T>;
  using NonInteger = typegrad::variable<typename NumTraits<T>::NonInteger>;
  using Nested = typegrad::variable<T>;
  using Literal = T;

  enum {
    IsComplex = 0,
    IsInteger = NumTraits<T>::IsInteger,
    IsSigned = NumTraits<T>::IsSigned,
    RequireInitialization = 1,
    // A node is made, counted and later planned for each.
    ReadCost = 1,
    AddCost = 100,
    MulCost = 100
  };

  static Real epsilon() { return Real(NumTraits<T>::epsilon()); }
  static Real dummy_precision() { return Real(NumTraits<T>::dummy_precision()); }
  static Real highest() { return Real((NumTraits<T>::highest)()); }
  static Real lowest() { return Real((NumTraits<T>::lowest)()); }
  static Real infinity() { return Real((NumTraits<T>::infinity)()); }
  static Real quiet_NaN() { return Real((NumTraits<T>::quiet_NaN)()); }
};

// Numbers beside variables take their type, as in `x * 0.5`.
template <class T, class BinaryOp>
struct ScalarBinaryOpTraits<typegrad::variable<T>, T, BinaryOp> {
  using ReturnType = typegrad::variable<T>;
};
template <class T, class BinaryOp>
struct ScalarBinaryOpTraits<T, typegrad::variable<T>, BinaryOp> {
  using ReturnType = typegrad::variable<T>;
};

namespace internal {

template <class T>
inline constexpr bool is_variable_of_typegrad = false;
template <class T>
inline constexpr bool is_variable_of_typegrad<typegrad::variable<T>> = true;

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
