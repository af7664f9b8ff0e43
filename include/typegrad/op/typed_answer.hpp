// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/operand_mistake.hpp>
#include <typegrad/op/operand_scalars.hpp>
#include <typegrad/shape/countable.hpp>
#include <typegrad/tensor/tensor.hpp>

namespace typegrad {

/// The scalar type and shape that `Op` gives for operands of these types, known while compiling.
template <class Op, class Attributes, class... Values>
struct typed_answer;
template <class Op, word... Attributes, class... Values>
struct typed_answer<Op, std::integer_sequence<word, Attributes...>, Values...> {
  static constexpr word attribute_words[sizeof...(Attributes) + 1] = {Attributes..., 0};
  static constexpr list_view<word> attributes{attribute_words, sizeof...(Attributes)};
  static constexpr int count = sizeof...(Values);
  using scalars = operand_scalars<Values...>;

  static constexpr shape_result fit() {
    shape const shapes[] = {typed_operand<Values>::extents...};
    shape_result const made = Op::shape({shapes, count}, attributes);
    return made ? shape_rule::countable(made.value) : made;
  }
  static constexpr scalar_type result() { return result_type<Op>(scalars::list, attributes); }
  static constexpr shape_result answer = fit();
  using scalar = scalar_t<result()>;

  template <template <class> class Number, std::size_t... Axis>
  static auto value_of(std::index_sequence<Axis...>) {
    if constexpr (sizeof...(Axis) == 0) return type_identity<Number<scalar>>{};
    else return type_identity<tensor<Number<scalar>, answer.value.extents[Axis]...>>{};
  }
  /// The type of the result over `Number<scalar>`: a number for rank 0, else a tensor of them.
  template <template <class> class Number>
  using value = typename decltype(value_of<Number>(
      std::make_index_sequence<static_cast<std::size_t>(answer ? answer.value.rank : 0)>{}))::type;
};

/// The type that a call gives, or `refused` where it makes no sense.
template <bool Fits, template <class> class Number, class Answer>
struct typed_result_of {
  using type = typename Answer::template value<Number>;
};
template <template <class> class Number, class Answer>
struct typed_result_of<false, Number, Answer> {
  using type = refused;
};
template <template <class> class Number, class Answer>
using typed_result =
    typename typed_result_of<static_cast<bool>(Answer::answer), Number, Answer>::type;

}  // namespace typegrad
