// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/interop/eigen.hpp>
#include <typegrad/interop/eigen_arguments.hpp>

#include <Eigen/Core>
#include <Eigen/Geometry>
#include <Eigen/LU>

#include <array>
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

#ifndef __clang__
// Not inline in Eigen 3.4, so that -fimplicit-constexpr would leave them out: `head(n)`, `<<` of
// matrices and matrices of plain numbers call them.
template <class Value>
inline Index get_runtime_value(Value const&);
template <class Value, int Size>
inline void check_static_allocation_size();
#endif

/// Traced numbers are in no register, so that they need no alignment.
template <class Number, class Graph, int Size>
  requires(Size != Dynamic)
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

/// What is kept of an argument of a constructor, and what it is for the constructor again: numbers
/// in place of a matrix, which C++ does not copy bit by bit.
template <class Value>
struct kept_argument {
  using kept_type = Value;
  static constexpr Value const& keep(Value const& x) { return x; }
  static constexpr Value const& give(Value const& x) { return x; }
};
template <class Matrix>
struct kept_matrix {
  static constexpr int size = Matrix::SizeAtCompileTime;
  static_assert(size > 0, "typegrad: functor<F>(arguments...) takes matrices of fixed extents");
  using kept_type = std::array<typename Matrix::Scalar, static_cast<std::size_t>(size)>;
  static constexpr kept_type keep(Matrix const& x) {
    kept_type made{};
    for (int i = 0; i < size; ++i) made[static_cast<std::size_t>(i)] = x.data()[i];
    return made;
  }
  static constexpr Matrix give(kept_type const& x) {
    Matrix made;
    for (int i = 0; i < size; ++i) made.data()[i] = x[static_cast<std::size_t>(i)];
    return made;
  }
};
template <class Number, int Rows, int Columns, int Options>
struct kept_argument<Eigen::Matrix<Number, Rows, Columns, Options>>
    : kept_matrix<Eigen::Matrix<Number, Rows, Columns, Options>> {};
template <class Number, int Options>
struct kept_argument<Eigen::Quaternion<Number, Options>> {
  using coefficients = kept_argument<Eigen::Matrix<Number, 4, 1>>;
  using kept_type = typename coefficients::kept_type;
  static constexpr kept_type keep(Eigen::Quaternion<Number, Options> const& x) {
    return coefficients::keep(x.coeffs());
  }
  static constexpr Eigen::Quaternion<Number, Options> give(kept_type const& x) {
    return {x[3], x[0], x[1], x[2]};
  }
};

/// Arguments of a constructor, one behind another.
template <class... Arguments>
struct kept_arguments {
  static constexpr auto call(auto const& f, auto const&... x) { return f(x...); }
};
template <class First, class... Rest>
struct kept_arguments<First, Rest...> {
  typename kept_argument<First>::kept_type first;
  [[no_unique_address]] kept_arguments<Rest...> rest;

  constexpr auto call(auto const& f, auto const&... x) const {
    return rest.call(f, x..., kept_argument<First>::give(first));
  }
};
template <class... None>
constexpr kept_arguments<> keep_arguments() {
  return {};
}
template <class First, class... Rest>
constexpr kept_arguments<First, Rest...> keep_arguments(First const& first, Rest const&... rest) {
  return {kept_argument<First>::keep(first), keep_arguments(rest...)};
}
/// What `functor<F>(arguments...)` gives.
template <class Functor, class... Arguments>
struct functor_of {
  [[no_unique_address]] kept_arguments<Arguments...> arguments;

  constexpr auto operator()(auto*... blocks) const {
    return arguments.call([&](auto const&... x) { return Functor(x...)(blocks...); });
  }
};

/// The functor `Functor(arguments...)`, whose members may be matrices and quaternions of Eigen: the
/// numbers of the arguments are what is kept, and where it is called it is made of them again.
/// `blocks<3, 4, 3>(functor<plane_distance>(point, normal, 0.5))` for a functor
/// `blocks<3, 4, 3>(plane_distance(point, normal, 0.5))`.
///
/// errors    those of functions with data: what the constructor computes of its arguments alone is
///           refused
template <class Functor, class... Arguments>
constexpr functor_of<Functor, Arguments...> functor(Arguments const&... arguments) {
  return {keep_arguments(arguments...)};
}

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

#include <typegrad/pop_macros.hpp>
