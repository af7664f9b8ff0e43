// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/interop/eigen_types.hpp>
#include <typegrad/tensor/dynamic_tensor.hpp>

#include <string>
#include <type_traits>

namespace typegrad {

/// A row-major matrix of Eigen with any extents: how a `dynamic_tensor` lies in memory.
template <class Number>
using dynamic_row_major_matrix = eigen_matrix<Number, eigen_dynamic, eigen_dynamic, eigen_by_rows>;

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
    map_of_eigen<dynamic_row_major_matrix<Number>> memory(place, values.rows(), values.cols());
    if constexpr (ArrayOfEigen<Value>) memory = elements_of_eigen<Number>(values).matrix();
    else memory = elements_of_eigen<Number>(values);
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

/// The type of `as_eigen(x)`.
template <class Number, int Strides = 0>
struct dynamic_eigen_map {
  using strides = Eigen::Stride<Strides, Strides>;
  using matrix = dynamic_row_major_matrix<std::remove_const_t<Number>>;
  using shown = std::conditional_t<std::is_const_v<Number>, matrix const, matrix>;
  using type = if_eigen<Number, Eigen::Map<shown, 0, strides>>;
};

/// The tensor's own memory as a matrix of Eigen, rank 1 as a column; nothing is copied, the tensor
/// must outlive it.
/// errors: shape_error for a rank other than 1 and 2
template <class Number>
typename dynamic_eigen_map<Number>::type as_eigen(dynamic_tensor<Number>& x) {
  static_cast<void>(needs_eigen<Number>{});
  shape const extents = matrix_extents(x.shape());
  return {x.data(), extents[0], extents[1]};
}
template <class Number>
typename dynamic_eigen_map<Number const>::type as_eigen(dynamic_tensor<Number> const& x) {
  static_cast<void>(needs_eigen<Number>{});
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
  static_cast<void>(needs_eigen<std::remove_const_t<Number>>{});
  using map = dynamic_eigen_map<Number, eigen_dynamic>;
  shape const extents = matrix_extents(x.shape());
  index_t const outer = x.strides()[0];
  index_t const inner = x.rank() == 2 ? x.strides()[1] : 1;
  if (outer < 0 || inner < 0)
    throw shape_error("as_eigen(x): the strides of x must not be negative");
  if constexpr (EigenIncluded<std::remove_const_t<Number>>)
    return
        typename map::type(x.data(), extents[0], extents[1], typename map::strides(outer, inner));
}

/// A matrix of Eigen with the values of a tensor of rank 1 or 2, in Eigen's default storage order.
/// errors: shape_error for another rank
template <class Number>
auto to_eigen(dynamic_tensor<Number> const& x) {
  static_cast<void>(needs_eigen<Number>{});
  if constexpr (EigenIncluded<Number>)
    return eigen_matrix_by_default<Number, eigen_dynamic, eigen_dynamic>(as_eigen(x));
}

}  // namespace typegrad
