// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <Eigen/Core>

namespace typegrad {
template <class T>
class variable;
}  // namespace typegrad

// `variable<T>` as the scalar of matrices of Eigen: products, sums, norms and solvers written with loops are recorded element
// by element, a node for each number. For large matrices `matmul` of one variable records one node for all of them.
//
// A matrix that Eigen makes holds variables without data until something is assigned to them, `Matrix::Zero(n, m)` for one.
// Comparisons are answered with the values that the variables have now; Eigen's LU does not compile, it wants its answers
// as plain bool. A product with a matrix of plain numbers is
// `x.lazyProduct(a)` or `x * a.cast<variable<double>>()`: Eigen's kernels take two types for real and complex numbers only.
// Needs <typegrad/typegrad.hpp>.

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

}  // namespace Eigen
