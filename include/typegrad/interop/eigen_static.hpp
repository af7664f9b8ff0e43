// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/interop/eigen_arguments.hpp>

#include <Eigen/Core>
#include <Eigen/Geometry>
#include <Eigen/LU>

#include <type_traits>
#include <utility>

// Code that is templated on the scalar of Eigen's matrices, traced while compiling: GCC with
// -fimplicit-constexpr, because Eigen does not say constexpr. Extents are fixed. What works is in
// docs/what_your_function_may_contain.md; of the rest GCC says which function of Eigen is not
// constexpr. At run time <typegrad/interop/eigen_variable.hpp> takes everything.

namespace typegrad {

/// Whether functions are constexpr that do not say so.
template <class Value>
struct function_without_constexpr {
  static int call() { return 1; }
};
template <class Value>
concept ConstexprIsImplied =
    requires { typename std::integral_constant<int, function_without_constexpr<Value>::call()>; };

/// Whether matrices of Eigen can be traced; where not, the reason is given.
template <class Value>
constexpr bool traces_eigen() {
  constexpr bool is_implied = ConstexprIsImplied<Value>;
#ifdef EIGEN_NO_DEBUG
  constexpr bool asserts = false;
#else
  constexpr bool asserts = true;
#endif
  static_assert(is_implied,
                "typegrad: matrices of Eigen are traced while compiling by GCC with "
                "-fimplicit-constexpr; elsewhere use tg::tensor, or at run time tg::variable");
  static_assert(
      !asserts || !is_implied,
      "typegrad: while compiling, Eigen's assertions cannot be asked: traced matrices need "
      "-DNDEBUG or -DEIGEN_NO_DEBUG");
  return is_implied && !asserts;
}

}  // namespace typegrad

namespace Eigen {

template <class Number, class Graph>
struct NumTraits<typegrad::traced<Number, Graph>> : NumTraits<Number> {
  using Real = typegrad::traced<Number, Graph>;
  using NonInteger = Real;
  using Nested = Real;
  using Literal = Number;

  enum {
    IsComplex = 0,
    IsInteger = NumTraits<Number>::IsInteger,
    IsSigned = NumTraits<Number>::IsSigned,
    RequireInitialization = typegrad::traces_eigen<Number>(),
    ReadCost = 1,
    AddCost = 1,
    MulCost = 1
  };
};

// Numbers beside traced ones take their type, as in `v * 0.5`.
template <class Number, class Graph, class BinaryOp>
struct ScalarBinaryOpTraits<typegrad::traced<Number, Graph>, Number, BinaryOp> {
  using ReturnType = typegrad::traced<Number, Graph>;
};
template <class Number, class Graph, class BinaryOp>
struct ScalarBinaryOpTraits<Number, typegrad::traced<Number, Graph>, BinaryOp> {
  using ReturnType = typegrad::traced<Number, Graph>;
};

namespace internal {

/// Traced numbers are in no register, so that they need no alignment.
template <class Number, class Graph, int Size>
struct compute_default_alignment<typegrad::traced<Number, Graph>, Size> {
  enum { value = 0 };
};
/// What a constant expression makes must have a value.
template <class Number, class Graph, int Size, int Options>
struct plain_array<typegrad::traced<Number, Graph>, Size, Options, 0> {
  typegrad::traced<Number, Graph> array[Size]{};
  constexpr plain_array() = default;
  constexpr explicit plain_array(constructor_without_unaligned_array_assert) {}
};

/// A matrix that an evaluator reads, which must be there before its base is made.
template <class Matrix>
struct matrix_of_evaluator {
  Matrix m_result{};
};
/// Eigen makes the evaluator of a result anew in its place, which no constant expression may.
template <class Left, class Right, int Options, int Tag, class LeftShape, class RightShape>
  requires typegrad::is_traced_scalar<typename traits<Left>::Scalar> ||
               typegrad::is_traced_scalar<typename traits<Right>::Scalar>
struct product_evaluator<Product<Left, Right, Options>, Tag, LeftShape, RightShape>
    : matrix_of_evaluator<typename Product<Left, Right, Options>::PlainObject>,
      evaluator<typename Product<Left, Right, Options>::PlainObject> {
  using XprType = Product<Left, Right, Options>;
  using PlainObject = typename XprType::PlainObject;
  using Base = evaluator<PlainObject>;
  enum { Flags = Base::Flags | EvalBeforeNestingBit };

  constexpr explicit product_evaluator(XprType const& product)
      : matrix_of_evaluator<PlainObject>{}, Base(matrix_of_evaluator<PlainObject>::m_result) {
    generic_product_impl<Left, Right, LeftShape, RightShape, Tag>::evalTo(
        this->m_result, product.lhs(), product.rhs());
  }
};
/// `Identity()` within an expression: GCC 12 takes an evaluator without members for one that was
/// not made.
template <class Number, class Graph, class Plain>
struct evaluator<CwiseNullaryOp<scalar_identity_op<typegrad::traced<Number, Graph>>, Plain>>
    : evaluator_base<CwiseNullaryOp<scalar_identity_op<typegrad::traced<Number, Graph>>, Plain>> {
  using XprType = CwiseNullaryOp<scalar_identity_op<typegrad::traced<Number, Graph>>, Plain>;
  using CoeffReturnType = typegrad::traced<Number, Graph>;
  enum {
    CoeffReadCost = 1,
    Flags = static_cast<int>(evaluator<typename remove_all<Plain>::type>::Flags) &
            static_cast<int>(HereditaryBits),
    Alignment = 0
  };

  constexpr explicit evaluator(XprType const&) {}
  constexpr CoeffReturnType coeff(Index row, Index column) const {
    return row == column ? one : Number(0);
  }
  Number one = 1;
};

}  // namespace internal

}  // namespace Eigen

namespace typegrad {

/// The tensor that lies in memory as a matrix of Eigen does.
template <class Number, int Rows, int Columns, int Options>
using tensor_in_memory = std::conditional_t<
    Columns == 1, tensor<Number, Rows>,
    std::conditional_t<(Options & Eigen::RowMajor) != 0, tensor<Number, Rows, Columns>,
                       tensor<Number, Columns, Rows>>>;

/// A matrix of traced numbers as a result.
template <class Number, class Graph, int Rows, int Columns, int Options>
  requires(Rows != Eigen::Dynamic && Columns != Eigen::Dynamic)
struct structure<Eigen::Matrix<traced<Number, Graph>, Rows, Columns, Options>> {
  using graph_type = Graph;
  using traced_type = Eigen::Matrix<traced<Number, Graph>, Rows, Columns, Options>;
  template <class Other>
  using traced_in = Eigen::Matrix<traced<Number, Other>, Rows, Columns, Options>;
  using plain_type = Eigen::Matrix<Number, Rows, Columns, Options>;
  static constexpr void for_each_leaf(auto& x, auto&& use) {
    tensor_in_memory<traced<Number, Graph>, Rows, Columns, Options> leaf{};
    for (int i = 0; i < Rows * Columns; ++i) leaf.set(i, x.data()[i]);
    if constexpr (std::is_const_v<std::remove_reference_t<decltype(x)>>) {
      use(std::as_const(leaf));
    } else {
      use(leaf);
      for (int i = 0; i < Rows * Columns; ++i) x.data()[i] = leaf.at(i);
    }
  }
};

/// An argument of a traced function that is a matrix of Eigen, and within the function a tensor, as
/// a matrix of Eigen again: `auto const m = to_eigen(x)`.
template <class Matrix, class Graph>
constexpr auto to_eigen(traced_matrix<Matrix, Graph> const& x) {
  using number = traced<typename Matrix::Scalar, Graph>;
  constexpr int rows = Matrix::RowsAtCompileTime, columns = Matrix::ColsAtCompileTime;
  Eigen::Matrix<number, rows, columns, Matrix::Options> made;
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < columns; ++j) made(i, j) = x.at(i * columns + j);
  return made;
}

}  // namespace typegrad
