#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/interop/eigen_types.hpp>
#include <typegrad/tensor/tensor.hpp>
#include <typegrad/tensor/tensor_view.hpp>

#include <type_traits>

namespace typegrad {

/// Anything dense of Eigen with fixed extents: matrices, vectors, arrays, maps, blocks and
/// expressions.
template <class Value>
concept FixedEigen = DenseEigen<Value> && int{Value::RowsAtCompileTime} != eigen_dynamic &&
                     int{Value::ColsAtCompileTime} != eigen_dynamic;

/// A column vector of Eigen is a tensor of rank 1; everything else is a matrix, a row vector
/// included.
template <FixedEigen Value>
inline constexpr shape eigen_shape =
    Value::ColsAtCompileTime == 1 ? make_shape(Value::RowsAtCompileTime)
                                  : make_shape(Value::RowsAtCompileTime, Value::ColsAtCompileTime);

/// The matrix of Eigen that lies in memory as a tensor does. Eigen wants column-major for columns.
template <class Number, index_t Rows, index_t Columns>
using row_major_matrix = eigen_matrix<Number, static_cast<int>(Rows), static_cast<int>(Columns),
                                      Columns == 1 && Rows != 1 ? eigen_by_columns : eigen_by_rows>;

/// `tensor x = matrix` and `matrix = x` copy, whatever the storage order. A vector may also become
/// a matrix with one row or column, and either vector a tensor of rank 1; a matrix of one element
/// may become a scalar.
template <FixedEigen Value>
struct foreign_values<Value> {
  using value_type = typename Value::Scalar;
  static constexpr shape extents = eigen_shape<Value>;

  static constexpr bool fits(shape const& wanted) noexcept {
    constexpr index_t rows = Value::RowsAtCompileTime;
    constexpr index_t columns = Value::ColsAtCompileTime;
    if (wanted == make_shape(rows, columns)) return true;
    if (wanted == make_shape(rows * columns)) return rows == 1 || columns == 1;
    return wanted.rank == 0 && rows * columns == 1;
  }

  template <class Number>
  static void copy(Value const& values, Number* place) {
    map_of_eigen<row_major_matrix<Number, Value::RowsAtCompileTime, Value::ColsAtCompileTime>>
        memory(place);
    if constexpr (ArrayOfEigen<Value>) memory = elements_of_eigen<Number>(values).matrix();
    else memory = elements_of_eigen<Number>(values);
  }
  static Value made_of(value_type const* values)
    requires std::is_base_of_v<Eigen::PlainObjectBase<Value>, Value>
  {
    using matrix = row_major_matrix<value_type, Value::RowsAtCompileTime, Value::ColsAtCompileTime>;
    return Value(map_of_eigen<matrix const>(values));
  }
};

/// The type of `as_eigen(x)` for elements T, which are const if the map only reads.
template <class Number, index_t... Extents>
struct eigen_map {
  static_assert(sizeof...(Extents) == 1 || sizeof...(Extents) == 2,
                "as_eigen(x) shows a vector or a matrix: x has one or two axes");
};
template <class Number, index_t Size>
struct eigen_map<Number, Size> : eigen_map<Number, Size, 1> {};
template <class Number, index_t Rows, index_t Columns>
struct eigen_map<Number, Rows, Columns> {
  using matrix = row_major_matrix<std::remove_const_t<Number>, Rows, Columns>;
  using shown = std::conditional_t<std::is_const_v<Number>, matrix const, matrix>;
  using type = if_eigen<Number, map_of_eigen<shown>>;
};

/// The tensor's own memory as a matrix of Eigen, rank 1 as a column; nothing is copied, the tensor
/// must outlive it. Assigning it to an Eigen matrix of either storage order copies:
/// `Eigen::Matrix3d m = as_eigen(x)`.
template <class Number, index_t... Extents>
typename eigen_map<Number, Extents...>::type as_eigen(tensor<Number, Extents...>& x) noexcept {
  static_cast<void>(needs_eigen<Number>{});
  return typename eigen_map<Number, Extents...>::type(x.data());
}
template <class Number, index_t... Extents>
typename eigen_map<Number const, Extents...>::type as_eigen(
    tensor<Number, Extents...> const& x) noexcept {
  static_cast<void>(needs_eigen<Number>{});
  return typename eigen_map<Number const, Extents...>::type(x.data());
}
template <class Number, index_t... Extents>
void as_eigen(tensor<Number, Extents...> const&& temporary) =
    delete;  // keep the tensor in a variable, or use to_eigen

/// The same for a view; it shows the memory that the view shows.
template <class Number, index_t... Extents>
typename eigen_map<Number, Extents...>::type as_eigen(tensor_view<Number, Extents...> x) noexcept {
  static_cast<void>(needs_eigen<std::remove_const_t<Number>>{});
  return typename eigen_map<Number, Extents...>::type(x.data());
}

/// A matrix of Eigen with the values of a tensor of rank 1 or 2, in Eigen's default storage order.
template <class Number, index_t... Extents>
auto to_eigen(tensor<Number, Extents...> const& x) {
  static_cast<void>(needs_eigen<Number>{});
  if constexpr (EigenIncluded<Number>) {
    using matrix = typename eigen_map<Number, Extents...>::matrix;
    return eigen_matrix_by_default<Number, matrix::RowsAtCompileTime, matrix::ColsAtCompileTime>(
        as_eigen(x));
  }
}
/// A matrix of Eigen, such as a gradient by one, is itself.
template <class Matrix>
constexpr typename Matrix::PlainObject to_eigen(Eigen::MatrixBase<Matrix> const& x) {
  return x;
}

/// Row-major rows that follow each other at once.
template <FixedEigen Value>
inline constexpr bool rows_without_gaps =
    static_cast<int>(Value::OuterStrideAtCompileTime) == static_cast<int>(Value::ColsAtCompileTime);

/// Whether a tensor can read the memory of `Value` as it lies: row-major or a vector, without gaps.
template <class Value>
concept RowMajorEigen =
    FixedEigen<Value> && requires(Value& x) { x.data(); } && Value::InnerStrideAtCompileTime == 1 &&
    (bool{Value::IsVectorAtCompileTime} || (bool{Value::IsRowMajor} && rows_without_gaps<Value>));

/// `view(matrix)` shows a matrix, vector, array or map of Eigen as a tensor without copying; it
/// must outlive the view.
/// errors: column-major matrices and strided maps, which only `tensor(matrix)` can read, by copying
template <class Value>
  requires FixedEigen<std::remove_const_t<Value>>
auto view(Value& values) noexcept {
  using source = std::remove_const_t<Value>;
  constexpr bool lies_as_a_tensor = RowMajorEigen<source>;
  static_assert(lies_as_a_tensor,
                "view(matrix) needs row-major storage without gaps; tensor(matrix) copies any");
  if constexpr (lies_as_a_tensor) {
    if constexpr (eigen_shape<source>.rank == 1)
      return view<source::RowsAtCompileTime>(values.data());
    else return view<source::RowsAtCompileTime, source::ColsAtCompileTime>(values.data());
  }
}

}  // namespace typegrad
