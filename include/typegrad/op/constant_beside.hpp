// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply.hpp>
#include <typegrad/op/exact_double.hpp>

#include <bit>

namespace typegrad {

/// A real number as a source of `constant_beside`: `real_constant<std::bit_cast<word>(0.2)>`.
/// (Floating-point template arguments: clang has them only from version 18 on.)
template <word Bits>
struct real_constant {
  static constexpr double value = std::bit_cast<double>(Bits);
};
template <auto Integer>
struct integer_constant {
  static constexpr auto value = Integer;
};

/// `Source::value`, a number or a tensor of numbers, as an operand beside `x`: what functions that
/// are written in other functions pass in place of a bare number. Typed expressions, whose values
/// are in their types, take it so.
template <class Source, class Value>
constexpr auto constant_beside(Value const&) {
  if constexpr (requires { operand_traits<Value>::template constant<Source>(); })
    return operand_traits<Value>::template constant<Source>();
  else return Source::value;
}
template <auto Integer, class Value>
constexpr auto constant_beside(Value const& x) {
  return constant_beside<integer_constant<Integer>>(x);
}

/// The scalar type of an operand, looked up where the operand's own type does not tell it.
template <class Value>
constexpr scalar_type type_of(Value const& x) {
  if constexpr (requires { x.type(); }) return x.type();
  else return (void)x, scalar_type_of<typename typed_operand<Value>::scalar>;
}

/// Operands whose type tells the scalar type, if not the shape. That of a symbol is looked up.
template <class Value>
concept KnowsScalar = Scalar<typename typed_operand<Value>::scalar>;

/// A number as an operand in the type of `like`, whose shape is looked up; a fraction makes an
/// integer real.
template <Recordable Value, Scalar Number>
constexpr auto number_beside(Value const& like, Number number) {
  if constexpr (!KnowsScalar<Value>) {
    return literal_like(like, exact_double(number));
  } else {
    using scalar =
        scalar_t<weak_type<Number>(scalar_type_of<typename typed_operand<Value>::scalar>)>;
    auto const value = weak_value<scalar>(number);
    return literal_tensor<scalar>(like, shape{}, &value);
  }
}

/// An extent, or a product of extents, as an operand beside `x`: a number, or a value of the graph
/// of `x` where every call of the function finds it anew.
template <class Value>
constexpr auto count_beside(Value const& x, index_t count) {
  if constexpr (requires { operand_traits<Value>::count_in_graph(x, count); }) {
    return operand_traits<Value>::count_in_graph(x, count);
  } else if constexpr (requires { x.graph->open; }) {
    if (!is_open(count)) return literal_like(x, static_cast<double>(count));
    return Value{x.graph,
                 intern_extent(*x.graph, is_real(x.type()) ? x.type() : scalar_type::int64, count)};
  } else {
    return (void)x, count;
  }
}

/// An operand of any kind as a value that can be recorded together with `like`.
template <Recordable Value, class Result>
constexpr auto recordable_beside(Value const& like, Result const& y) {
  if constexpr (Recordable<Result>) return y;
  else if constexpr (Scalar<Result>) return number_beside(like, y);
  else
    return literal_tensor<typename typed_operand<Result>::scalar>(
        like, typed_operand<Result>::extents, y.data());
}

/// The first of the operands that can be recorded.
template <class Value, class... Rest>
constexpr auto const& first_recordable(Value const& x, Rest const&... rest) {
  if constexpr (Recordable<Value>) return x;
  else return (void)x, first_recordable(rest...);
}

}  // namespace typegrad
