// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/interop/fixed_eigen.hpp>
#include <typegrad/trace/structure.hpp>

namespace typegrad {

/// What of Eigen may be an argument of a traced function: matrices, vectors, arrays and maps with
/// fixed extents whose elements lie without gaps, in either storage order. The gradient is a matrix
/// of the same type.
template <class Value>
concept EigenArgument = FixedEigen<Value> && requires(Value const& x) { x.data(); } &&
                        Scalar<typename Value::Scalar> && Value::InnerStrideAtCompileTime == 1 &&
                        (bool{Value::IsVectorAtCompileTime} ||
                         static_cast<int>(Value::OuterStrideAtCompileTime) ==
                             static_cast<int>(bool{Value::IsRowMajor} ? Value::ColsAtCompileTime
                                                                      : Value::RowsAtCompileTime));

/// Matrices, and maps of which the memory is theirs; sums, blocks and the like are evaluated.
template <class Value>
inline constexpr bool has_its_memory = std::is_base_of_v<Eigen::PlainObjectBase<Value>, Value>;
template <class Matrix, int Options, class Strides>
inline constexpr bool has_its_memory<Eigen::Map<Matrix, Options, Strides>> = true;
template <FixedEigen Value>
  requires Scalar<typename Value::Scalar>
inline constexpr bool is_read_first<Value> = !EigenArgument<Value> || !has_its_memory<Value>;

/// The tensor that a matrix of Eigen is while it is traced: columns have rank 1, everything else
/// rank 2.
template <class Matrix, class Graph>
using tensor_of_eigen =
    std::conditional_t<Matrix::ColsAtCompileTime == 1,
                       tensor<traced<typename Matrix::Scalar, Graph>, Matrix::RowsAtCompileTime>,
                       tensor<traced<typename Matrix::Scalar, Graph>, Matrix::RowsAtCompileTime,
                              Matrix::ColsAtCompileTime>>;

/// A traced tensor that becomes a `Matrix` again.
template <class Matrix, class Graph = graph_builder>
class traced_matrix : public tensor_of_eigen<Matrix, Graph> {
 public:
  using whole = tensor_of_eigen<Matrix, Graph>;
  using whole::whole;
  constexpr traced_matrix() = default;
  constexpr traced_matrix(whole const& x) : whole(x) {}

  /// Whether the elements lie column after column, so that memory holds the transpose.
  static constexpr bool by_columns = !Matrix::IsVectorAtCompileTime && !Matrix::IsRowMajor;
  /// The axes that `*` takes for those of a matrix.
  static constexpr int axes = !std::is_base_of_v<Eigen::MatrixBase<Matrix>, Matrix> ? 0
                              : Matrix::ColsAtCompileTime == 1                      ? 1
                                                                                    : 2;
  constexpr auto transpose() const { return transposed_of_eigen(*this); }
};

/// What operators and `transpose()` make of traced matrices of Eigen: a tensor, whose `*` would
/// again be a product of matrices if the function were called plainly.
template <class Whole, int Axes>
class traced_matrix_expression : public Whole {
 public:
  using whole = Whole;
  static constexpr int axes = Axes;
  using Whole::Whole;
  constexpr traced_matrix_expression() = default;
  constexpr traced_matrix_expression(Whole const& x) : Whole(x) {}
  constexpr auto transpose() const { return transposed_of_eigen(*this); }
};
template <class Whole, int Axes>
struct structure<traced_matrix_expression<Whole, Axes>> : structure<Whole> {};

template <class Matrix, class Graph>
struct operand_traits<traced_matrix<Matrix, Graph>>
    : operand_traits<tensor_of_eigen<Matrix, Graph>> {};
template <class Whole, int Axes>
struct operand_traits<traced_matrix_expression<Whole, Axes>> : operand_traits<Whole> {};
template <class Matrix, class Graph>
inline constexpr int axes_as_matrix<traced_matrix<Matrix, Graph>> =
    traced_matrix<Matrix, Graph>::axes;
template <class Whole, int Axes>
inline constexpr int axes_as_matrix<traced_matrix_expression<Whole, Axes>> = Axes;

template <class Value>
concept TracedMatrix = axes_as_matrix<Value> > 0 && requires { typename Value::whole; };
template <class Value>
concept NumberBesideMatrix = Operand<Value> && typed_operand<Value>::extents.rank == 0;

template <int Axes, class Whole>
constexpr traced_matrix_expression<Whole, Axes> expression_of_eigen(Whole const& x) {
  return x;
}
template <class Value>
constexpr typename Value::whole const& whole_of(Value const& x) {
  return x;
}
/// A transposed column has one axis here, and two as a factor.
template <class Value>
constexpr auto transposed_of_eigen(Value const& x) {
  return expression_of_eigen < Value::axes == 0 ? 0 : 2 > (whole_of(x).transpose());
}
template <class Left, class Right>
  requires Operands<Left, Right> && TracedMatrix<Left> && TracedMatrix<Right>
constexpr auto operator+(Left const& a, Right const& b) {
  return expression_of_eigen<Left::axes>(whole_of(a) + whole_of(b));
}
template <class Left, class Right>
  requires Operands<Left, Right> && TracedMatrix<Left> && TracedMatrix<Right>
constexpr auto operator-(Left const& a, Right const& b) {
  return expression_of_eigen<Left::axes>(whole_of(a) - whole_of(b));
}
template <class Value>
  requires LibraryValue<Value> && TracedMatrix<Value>
constexpr auto operator-(Value const& x) {
  return expression_of_eigen<Value::axes>(-whole_of(x));
}
template <class Left, class Right>
  requires Operands<Left, Right> && TracedMatrix<Left> && NumberBesideMatrix<Right>
constexpr auto operator*(Left const& a, Right const& b) {
  return expression_of_eigen<Left::axes>(whole_of(a) * b);
}
template <class Left, class Right>
  requires Operands<Left, Right> && NumberBesideMatrix<Left> && TracedMatrix<Right>
constexpr auto operator*(Left const& a, Right const& b) {
  return expression_of_eigen<Right::axes>(a * whole_of(b));
}
template <class Left, class Right>
  requires Operands<Left, Right> && TracedMatrix<Left> && NumberBesideMatrix<Right>
constexpr auto operator/(Left const& a, Right const& b) {
  return expression_of_eigen<Left::axes>(whole_of(a) / b);
}
template <class Matrix, class Graph>
inline constexpr bool lies_transposed<traced_matrix<Matrix, Graph>> =
    traced_matrix<Matrix, Graph>::by_columns;

template <class To, class Number, class Graph, index_t Rows, index_t Columns>
constexpr To transposed_whole(tensor<traced<Number, Graph>, Rows, Columns> const& x) {
  if (x.is_whole()) return To(swap_last_axes(x.node_in(*x.graph())));
  To result{};
  for (index_t i = 0; i < Rows; ++i)
    for (index_t j = 0; j < Columns; ++j)
      result.set(static_cast<int>(j * Rows + i), x.at(static_cast<int>(i * Columns + j)));
  return result;
}

template <class Matrix, class Gradient>
struct structure<traced_matrix<Matrix, Gradient>> {
  using graph_type = Gradient;
  using traced_type = traced_matrix<Matrix, Gradient>;
  template <class Graph>
  using traced_in = traced_matrix<Matrix, Graph>;
  using plain_type = Matrix;
  static constexpr void for_each_leaf(auto& x, auto&& use) {
    using whole = tensor_of_eigen<Matrix, Gradient>;
    if constexpr (!traced_matrix<Matrix, Gradient>::by_columns) {
      use(x);
    } else {
      using memory = tensor<traced<typename Matrix::Scalar, Gradient>, Matrix::ColsAtCompileTime,
                            Matrix::RowsAtCompileTime>;
      memory leaf = transposed_whole<memory>(static_cast<whole const&>(x));
      if constexpr (std::is_const_v<std::remove_reference_t<decltype(x)>>) {
        use(static_cast<memory const&>(leaf));
      } else {
        use(leaf);
        x = transposed_whole<whole>(leaf);
      }
    }
  }
};
template <EigenArgument Value>
struct structure<Value> {
  using traced_type = traced_matrix<typename Value::PlainObject>;
  template <class Graph>
  using traced_in = traced_matrix<typename Value::PlainObject, Graph>;
  using plain_type = Value;
  static constexpr void for_each_leaf(auto& x, auto&& use) { use(x); }
};

}  // namespace typegrad
