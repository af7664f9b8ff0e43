// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/variable_part.hpp>

namespace typegrad {

struct dynamic_tensor_front;

template <class Number>
inline constexpr bool is_recordable<dynamic_tensor<Number>> = true;

template <class Number>
struct operand_traits<dynamic_tensor<Number>> {
  using front = dynamic_tensor_front;
  using scalar = Number;
  static constexpr shape extents{};  // the type does not tell them: see `extents_of`
  [[noreturn]] static void throw_mistake(sentence const& words) { throw shape_error(words.text); }
};

/// Elements that belong to somebody else, for as long as one operation is computed.
template <class Number>
struct borrowed_tensor final : stored_value {
  dynamic_tensor<Number> const& tensor;

  explicit borrowed_tensor(dynamic_tensor<Number> const& values)
      : stored_value(scalar_type_of<Number>), tensor(values) {}
  void const* data() const override { return tensor.data(); }
  void* data() override { return nullptr; }
  shape const& extents() const override { return tensor.shape(); }
};

/// Tensors of numbers whose shape is known at run time: the operation is computed on the spot.
struct dynamic_tensor_front {
  using rule_value = variable_front::rule_value;
  static constexpr bool has_derivatives = false;
  static constexpr int precedence = 1;

  template <class Number>
  static variable<Number> borrow(dynamic_tensor<Number> const& x) {
    return variable<Number>(make_leaf(stored_pointer(new borrowed_tensor<Number>(x)), true));
  }
  template <class Value>
  static Value const& borrow(Value const& x) {
    return x;
  }
  template <class Number>
  static dynamic_tensor<Number> take(variable<Number> const& y) {
    if (Number number; y.held().is_number() && y.held().read(number))
      return dynamic_tensor<Number>(number);
    value_node& node = *y.held().node();
    evaluate_value(node);
    if (node.is_leaf()) return static_cast<borrowed_tensor<Number> const&>(*node.value).tensor;
    return std::move(static_cast<stored_tensor<Number>&>(*node.value).tensor);
  }

  template <class Op, class... Values>
  using result = dynamic_tensor<
      typename recorded_result<Op, std::integer_sequence<word>, Values...>::result::value_type>;

  template <class Op, word... Attributes, class... Values>
  static auto apply(Values const&... x) {
    return take(variable_front::apply<Op, Attributes...>(borrow(x)...));
  }
  template <class Op, class... Values>
  static auto record(list_view<word> attributes, Values const&... x) {
    return take(variable_front::record<Op>(attributes, borrow(x)...));
  }
};

/// Computes `Op` on tensors, with attributes known when the call is made.
template <class Op, class Number, class... Values>
auto record(list_view<word> attributes, dynamic_tensor<Number> const& first,
            Values const&... rest) {
  return dynamic_tensor_front::record<Op>(attributes, first, rest...);
}
template <class Op, class Number>
dynamic_tensor<Number> record_all(list_view<word> attributes,
                                  list_view<dynamic_tensor<Number>> operands) {
  growing_array<variable<Number>> borrowed;
  for (dynamic_tensor<Number> const& operand : operands)
    borrowed.push_back(dynamic_tensor_front::borrow(operand));
  return dynamic_tensor_front::take(
      record_all<Op>(attributes, list_view<variable<Number>>{borrowed.data(), borrowed.size()}));
}
template <class Number>
dynamic_tensor<Number> literal_like(dynamic_tensor<Number> const&, double value) {
  return dynamic_tensor<Number>(static_cast<Number>(value));
}
template <class Other, class Number>
dynamic_tensor<Other> literal_tensor(dynamic_tensor<Number> const&, shape const& extents,
                                     Other const* values) {
  dynamic_tensor<Other> elements(extents, uninitialized_t{});
  for (index_t i = 0; i < extents.size(); ++i) elements.data()[i] = values[i];
  return elements;
}

}  // namespace typegrad
