// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/tensor/weak_value.hpp>

#include <type_traits>

// Eigen's templates as it declares them, without their default arguments: the library recognises
// matrices without reading a file of Eigen, which takes longer than the library itself. A program
// that has matrices includes Eigen, before or after; each name of it that is looked into here
// depends on a template's argument, whose types are complete where it is used.

namespace Eigen {

template <class Derived>
class DenseBase;
template <class Derived>
class PlainObjectBase;
template <class Derived>
class MatrixBase;
template <class Derived>
class ArrayBase;
template <class Scalar, int Rows, int Columns, int Options, int MaxRows, int MaxColumns>
class Matrix;
template <int Outer, int Inner>
class Stride;
template <class Matrix, int Options, class Strides>
class Map;
struct DenseShape;

template <class Scalar>
class JacobiRotation;
template <class Scalar>
struct NumTraits;
template <class Left, class Right, class Operation>
struct ScalarBinaryOpTraits;

namespace internal {

template <class Scalar>
struct imag_impl;
template <class Left, class Right, class LeftShape, class RightShape, int Kind>
struct generic_product_impl;
template <class Left, class Right, class Index, int Side, int Mode, bool Conjugate, int Order>
struct triangular_solve_vector;

}  // namespace internal

}  // namespace Eigen

namespace typegrad {

// Eigen's enumerators and constants; <typegrad/interop/eigen.hpp> compares them.
inline constexpr int eigen_by_columns = 0, eigen_by_rows = 1;         // ColMajor, RowMajor
inline constexpr int eigen_dynamic = -1;                              // Dynamic
inline constexpr int eigen_on_the_left = 1;                           // OnTheLeft
inline constexpr int eigen_lower = 1, eigen_unit_diagonal = 4;        // Lower, UnitDiag
inline constexpr int eigen_by_coefficient = 3;                        // CoeffBasedProductMode
inline constexpr int eigen_times_vector = 7, eigen_times_matrix = 8;  // GemvProduct, GemmProduct

template <class Derived>
void take_dense_of_eigen(Eigen::DenseBase<Derived> const*);
template <class Derived>
void take_array_of_eigen(Eigen::ArrayBase<Derived> const*);

/// Anything dense of Eigen, its extents fixed or not: matrices, vectors, arrays, maps, blocks and
/// expressions. Derived is not always the type itself: `v.head<2>()` is derived from a block.
template <class Value>
concept DenseEigen = std::is_class_v<Value> && requires(Value* x) { take_dense_of_eigen(x); };
template <class Value>
concept ArrayOfEigen = requires(Value* x) { take_array_of_eigen(x); };

template <class Number, int Rows, int Columns, int Options>
using eigen_matrix = Eigen::Matrix<Number, Rows, Columns, Options, Rows, Columns>;
/// A matrix that shows memory which lies without gaps.
template <class Matrix>
using map_of_eigen = Eigen::Map<Matrix, 0, Eigen::Stride<0, 0>>;

/// A matrix in the storage order that Eigen takes where none is said, which a program may choose:
/// columns by columns, rows by rows, and others as the 1 x 1 matrix that belongs to one.
template <class Number, int Rows, int Columns>
using eigen_matrix_by_default =
    eigen_matrix<Number, Rows, Columns,
                 Rows == 1 && Columns != 1 ? eigen_by_rows
                 : Columns == 1 && Rows != 1
                     ? eigen_by_columns
                     : int{eigen_matrix<Number, 1, 1, 0>::SquareMatrixType::Options}>;

/// Whether the program has included Eigen.
template <class Number>
concept EigenIncluded = requires { sizeof(Eigen::NumTraits<Number>); };
/// Says that it has not, where a function that needs it is called.
template <class Number>
struct needs_eigen {
  static constexpr bool is_there = EigenIncluded<Number>;
  static_assert(is_there,
                "as_eigen(x) and to_eigen(x) need Eigen: #include <typegrad/interop/eigen.hpp>");
};
/// What such a function returns then.
struct no_eigen {
  constexpr no_eigen(auto const&...) noexcept {}
};
/// `Made`, which is looked into only where Eigen is there.
template <class Number, class Made>
using if_eigen = std::conditional_t<EigenIncluded<std::remove_const_t<Number>>, Made, no_eigen>;

/// The elements of a matrix as those of a tensor; an integer among integers must fit.
template <class Number, class Value>
decltype(auto) elements_of_eigen(Value const& values) {
  using given = typename Value::Scalar;
  if constexpr (takes_every<Number, given>) return values.template cast<Number>();
  else return values.unaryExpr([](given x) { return weak_value<Number>(x); });
}

}  // namespace typegrad
