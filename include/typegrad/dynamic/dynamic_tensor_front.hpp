// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/variable_front.hpp>

namespace typegrad {

struct dynamic_tensor_front;

template <class T>
inline constexpr bool is_recordable<dynamic_tensor<T>> = true;

template <class T>
struct operand_traits<dynamic_tensor<T>> {
  using front = dynamic_tensor_front;
  using scalar = T;
  static constexpr shape extents{};  // the type does not tell them: see `extents_of`
  [[noreturn]] static void throw_mistake(sentence const& words) { throw shape_error(words.text); }
};

/// Elements that belong to somebody else, for as long as one operation is computed.
template <class T>
struct borrowed_tensor final : stored_value {
  dynamic_tensor<T> const& tensor;

  explicit borrowed_tensor(dynamic_tensor<T> const& values)
      : stored_value(scalar_type_of<T>), tensor(values) {}
  void const* data() const override { return tensor.data(); }
  void* data() override { return nullptr; }
  shape const& extents() const override { return tensor.shape(); }
};

/// Tensors of numbers whose shape is known at run time: the operation is computed on the spot.
struct dynamic_tensor_front {
  static constexpr int precedence = 1;

  template <class T>
  static variable<T> borrow(dynamic_tensor<T> const& x) {
    return variable<T>(make_leaf(stored_pointer(new borrowed_tensor<T>(x)), true));
  }
  template <class X>
  static X const& borrow(X const& x) {
    return x;
  }
  template <class T>
  static dynamic_tensor<T> take(variable<T> const& y) {
    if (T number; y.held().is_number() && y.held().read(number)) return dynamic_tensor<T>(number);
    value_node& node = *y.held().node();
    evaluate_value(node);
    return std::move(static_cast<stored_tensor<T>&>(*node.value).tensor);
  }

  template <class Op, class... X>
  using result = dynamic_tensor<
      typename recorded_result<Op, std::integer_sequence<word>, X...>::result::value_type>;

  template <class Op, word... A, class... X>
  static auto apply(X const&... x) {
    return take(variable_front::apply<Op, A...>(borrow(x)...));
  }
};

/// Computes `Op` on tensors, with attributes known when the call is made.
template <class Op, class T, class... X>
auto record(list_view<word> attributes, dynamic_tensor<T> const& first, X const&... rest) {
  return dynamic_tensor_front::take(record<Op>(attributes, dynamic_tensor_front::borrow(first),
                                               dynamic_tensor_front::borrow(rest)...));
}
template <class Op, class T>
dynamic_tensor<T> record_all(list_view<word> attributes, list_view<dynamic_tensor<T>> operands) {
  growing_array<variable<T>> borrowed;
  for (dynamic_tensor<T> const& operand : operands)
    borrowed.push_back(dynamic_tensor_front::borrow(operand));
  return dynamic_tensor_front::take(
      record_all<Op>(attributes, list_view<variable<T>>{borrowed.data(), borrowed.size()}));
}
template <class T>
dynamic_tensor<T> literal_like(dynamic_tensor<T> const&, double value) {
  return dynamic_tensor<T>(static_cast<T>(value));
}
template <class U, class T>
dynamic_tensor<U> literal_tensor(dynamic_tensor<T> const&, shape const& extents, U const* values) {
  dynamic_tensor<U> elements(extents, uninitialized_t{});
  for (index_t i = 0; i < extents.size(); ++i) elements.data()[i] = values[i];
  return elements;
}

}  // namespace typegrad
