// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/tensor/dynamic_tensor.hpp>

#include <Eigen/Core>

#include <string>
#include <type_traits>

namespace typegrad {

/// Anything dense of Eigen, its extents fixed or not: matrices, vectors, arrays, maps, blocks and
/// expressions.
template <class Value>
concept DenseEigen = std::is_base_of_v<Eigen::DenseBase<Value>, Value>;

/// A row-major matrix of Eigen with any extents: how a `dynamic_tensor` lies in memory.
template <class Number>
using dynamic_row_major_matrix =
    Eigen::Matrix<Number, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// `dynamic_tensor x = matrix` copies, whatever the storage order. What is a column in its type
/// becomes rank 1, everything else rank 2, a row vector included.
template <DenseEigen Value>
struct dynamic_values<Value> {
  using value_type = typename Value::Scalar;

  static shape extents(Value const& values) {
    if constexpr (Value::ColsAtCompileTime == 1) return make_shape(values.rows());
    else return make_shape(values.rows(), values.cols());
  }

  template <class Number>
  static void copy(Value const& values, Number* place) {
    Eigen::Map<dynamic_row_major_matrix<Number>> memory(place, values.rows(), values.cols());
    if constexpr (std::is_base_of_v<Eigen::ArrayBase<Value>, Value>)
      memory = values.matrix().template cast<Number>();
    else memory = values.template cast<Number>();
  }
};

/// A tensor with the values of a matrix, vector, array, map or expression of Eigen.
template <DenseEigen Value>
dynamic_tensor<typename Value::Scalar> from_eigen(Value const& values) {
  return dynamic_tensor<typename Value::Scalar>(values);
}

/// Rows and columns of a tensor as a matrix, rank 1 as a column.
/// errors: shape_error for another rank
inline shape matrix_extents(shape const& extents) {
  if (extents.rank != 1 && extents.rank != 2)
    throw shape_error("as_eigen(x): x must have one or two axes; x is " + shape_text(extents));
  return make_shape(extents[0], extents.rank == 2 ? extents[1] : 1);
}

/// The tensor's own memory as a matrix of Eigen, rank 1 as a column; nothing is copied, the tensor
/// must outlive it.
/// errors: shape_error for a rank other than 1 and 2
template <class Number>
Eigen::Map<dynamic_row_major_matrix<Number>> as_eigen(dynamic_tensor<Number>& x) {
  shape const extents = matrix_extents(x.shape());
  return {x.data(), extents[0], extents[1]};
}
template <class Number>
Eigen::Map<dynamic_row_major_matrix<Number> const> as_eigen(dynamic_tensor<Number> const& x) {
  shape const extents = matrix_extents(x.shape());
  return {x.data(), extents[0], extents[1]};
}
template <class Number>
void as_eigen(dynamic_tensor<Number> const&& temporary) =
    delete;  // keep the tensor in a variable, or use to_eigen

/// The same for a view.
/// errors: shape_error for a rank other than 1 and 2, and for a negative stride, which Eigen does
/// not have
template <class Number>
auto as_eigen(dynamic_view<Number> x) {
  using matrix = dynamic_row_major_matrix<std::remove_const_t<Number>>;
  using strides = Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>;
  shape const extents = matrix_extents(x.shape());
  index_t const outer = x.strides()[0];
  index_t const inner = x.rank() == 2 ? x.strides()[1] : 1;
  if (outer < 0 || inner < 0)
    throw shape_error("as_eigen(x): the strides of x must not be negative");
  return Eigen::Map<std::conditional_t<std::is_const_v<Number>, matrix const, matrix>,
                    Eigen::Unaligned, strides>(x.data(), extents[0], extents[1],
                                               strides(outer, inner));
}

/// A matrix of Eigen with the values of a tensor of rank 1 or 2, in Eigen's default storage order.
/// errors: shape_error for another rank
template <class Number>
Eigen::Matrix<Number, Eigen::Dynamic, Eigen::Dynamic> to_eigen(dynamic_tensor<Number> const& x) {
  return as_eigen(x);
}

}  // namespace typegrad
