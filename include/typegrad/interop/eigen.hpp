#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/tensor/tensor.hpp>
#include <typegrad/tensor/tensor_view.hpp>

#include <Eigen/Core>

#include <type_traits>

namespace typegrad {

/// Anything dense of Eigen with fixed extents: matrices, vectors, arrays, maps, blocks and
/// expressions.
template <class X>
concept FixedEigen =
    std::is_base_of_v<Eigen::DenseBase<X>, X> && X::RowsAtCompileTime != Eigen::Dynamic &&
    X::ColsAtCompileTime != Eigen::Dynamic;

/// A column vector of Eigen is a tensor of rank 1; everything else is a matrix, a row vector
/// included.
template <FixedEigen X>
inline constexpr shape eigen_shape =
    X::ColsAtCompileTime == 1 ? make_shape(X::RowsAtCompileTime)
                              : make_shape(X::RowsAtCompileTime, X::ColsAtCompileTime);

/// The matrix of Eigen that lies in memory as a tensor does. Eigen wants column-major for columns.
template <class T, index_t Rows, index_t Columns>
using row_major_matrix =
    Eigen::Matrix<T, static_cast<int>(Rows), static_cast<int>(Columns),
                  Columns == 1 && Rows != 1 ? Eigen::ColMajor : Eigen::RowMajor>;

/// `tensor x = matrix` copies, whatever the storage order. A vector may also become a matrix with
/// one row or column, and either vector a tensor of rank 1; a matrix of one element may become a
/// scalar.
template <FixedEigen X>
struct foreign_values<X> {
  using value_type = typename X::Scalar;
  static constexpr shape extents = eigen_shape<X>;

  static constexpr bool fits(shape const& wanted) noexcept {
    constexpr index_t rows = X::RowsAtCompileTime;
    constexpr index_t columns = X::ColsAtCompileTime;
    if (wanted == make_shape(rows, columns)) return true;
    if (wanted == make_shape(rows * columns)) return rows == 1 || columns == 1;
    return wanted.rank == 0 && rows * columns == 1;
  }

  template <class T>
  static void copy(X const& values, T* place) {
    Eigen::Map<row_major_matrix<T, X::RowsAtCompileTime, X::ColsAtCompileTime>> memory(place);
    if constexpr (std::is_base_of_v<Eigen::ArrayBase<X>, X>)
      memory = values.template cast<T>().matrix();
    else memory = values.template cast<T>();
  }
};

/// The type of `as_eigen(x)` for elements T, which are const if the map only reads.
template <class T, index_t... E>
struct eigen_map {
  static_assert(sizeof...(E) == 1 || sizeof...(E) == 2,
                "as_eigen(x) shows a vector or a matrix: x has one or two axes");
};
template <class T, index_t Size>
struct eigen_map<T, Size> : eigen_map<T, Size, 1> {};
template <class T, index_t Rows, index_t Columns>
struct eigen_map<T, Rows, Columns> {
  using matrix = row_major_matrix<std::remove_const_t<T>, Rows, Columns>;
  using type = Eigen::Map<std::conditional_t<std::is_const_v<T>, matrix const, matrix>>;
};

/// The tensor's own memory as a matrix of Eigen, rank 1 as a column; nothing is copied, the tensor
/// must outlive it. Assigning it to an Eigen matrix of either storage order copies:
/// `Eigen::Matrix3d m = as_eigen(x)`.
template <class T, index_t... E>
typename eigen_map<T, E...>::type as_eigen(tensor<T, E...>& x) noexcept {
  return typename eigen_map<T, E...>::type(x.data());
}
template <class T, index_t... E>
typename eigen_map<T const, E...>::type as_eigen(tensor<T, E...> const& x) noexcept {
  return typename eigen_map<T const, E...>::type(x.data());
}
template <class T, index_t... E>
void as_eigen(tensor<T, E...> const&& temporary) =
    delete;  // keep the tensor in a variable, or use to_eigen

/// The same for a view; it shows the memory that the view shows.
template <class T, index_t... E>
typename eigen_map<T, E...>::type as_eigen(tensor_view<T, E...> x) noexcept {
  return typename eigen_map<T, E...>::type(x.data());
}

/// A matrix of Eigen with the values of a tensor of rank 1 or 2, in Eigen's default storage order.
template <class T, index_t... E>
auto to_eigen(tensor<T, E...> const& x) {
  using matrix = typename eigen_map<T, E...>::matrix;
  return Eigen::Matrix<T, matrix::RowsAtCompileTime, matrix::ColsAtCompileTime>(as_eigen(x));
}

/// Row-major rows that follow each other at once.
template <FixedEigen X>
inline constexpr bool rows_without_gaps =
    static_cast<int>(X::OuterStrideAtCompileTime) == static_cast<int>(X::ColsAtCompileTime);

/// Whether a tensor can read the memory of X as it lies: row-major or a vector, without gaps.
template <class X>
concept RowMajorEigen =
    FixedEigen<X> && requires(X& x) { x.data(); } && X::InnerStrideAtCompileTime == 1 &&
    (bool{X::IsVectorAtCompileTime} || (bool{X::IsRowMajor} && rows_without_gaps<X>));

/// `view(matrix)` shows a matrix, vector, array or map of Eigen as a tensor without copying; it
/// must outlive the view.
/// errors: column-major matrices and strided maps, which only `tensor(matrix)` can read, by copying
template <class X>
  requires FixedEigen<std::remove_const_t<X>>
auto view(X& values) noexcept {
  using source = std::remove_const_t<X>;
  static_assert(RowMajorEigen<source>,
                "view(matrix) needs row-major storage without gaps; tensor(matrix) copies any");
  if constexpr (RowMajorEigen<source>) {
    if constexpr (eigen_shape<source>.rank == 1)
      return view<source::RowsAtCompileTime>(values.data());
    else return view<source::RowsAtCompileTime, source::ColsAtCompileTime>(values.data());
  }
}

}  // namespace typegrad
