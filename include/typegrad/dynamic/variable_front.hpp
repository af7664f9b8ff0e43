// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/variable.hpp>
#include <typegrad/op/typed_operand.hpp>

namespace typegrad {

/// The scalar type of an operand whose type tells it; of a number, what it takes among the others.
template <class... X>
struct recorded_types {
  static constexpr scalar_type met() {
    scalar_type type = scalar_type::boolean;
    ((type = Scalar<X> ? type : promote(type, scalar_type_of<typename typed_operand<X>::scalar>)), ...);
    return type;
  }
  template <class Y>
  static constexpr scalar_type of() {
    if constexpr (Scalar<Y> && !(Scalar<X> && ...)) return weak_type<Y>(met());
    else return scalar_type_of<typename typed_operand<Y>::scalar>;
  }
  static constexpr scalar_type types[] = {of<X>()...};
  static constexpr list_view<scalar_type> list{types, sizeof...(X)};
};

/// The variable that `Op` gives for operands of these types. The type of `cast` is in its attributes.
template <class Op, class Attributes, class... X>
struct recorded_result;
template <class Op, word... A, class... X>
struct recorded_result<Op, std::integer_sequence<word, A...>, X...> {
  static constexpr word words[sizeof...(A) + 1] = {A..., 0};
  static constexpr scalar_type type = result_type<Op>(recorded_types<X...>::list, list_view<word>{words, sizeof...(A)});
  using result = variable<scalar_t<type>>;
};

/// A list of operands, each a value of its own.
struct variable_operands {
  template <class T>
  static node_pointer node_of(variable<T> const& x, scalar_type) {
    if (!x.node()) throw std::logic_error("an operand is a variable without data");
    // What was made without history is read as it is now, as a leaf is.
    if (!x.node()->recorded && history_is_kept()) evaluate_value(*x.node());
    return x.node();
  }
  template <Scalar U>
  static node_pointer node_of(U x, scalar_type type) {
    return make_any_number(type, x);
  }
  template <class U, index_t... E>
  static node_pointer node_of(tensor<U, E...> const& x, scalar_type) {
    return make_leaf(dynamic_tensor<U>(x), true);
  }
  template <class U>
  static node_pointer node_of(dynamic_tensor<U> const& x, scalar_type) {
    return make_leaf(x, true);
  }
};

/// The call of an operation as words: "a + b", "matmul(a, b)".
template <class Op>
sentence call_of_operation(int operands) {
  if constexpr (requires { Op::call; }) return sentence{}.add(Op::call);
  else return words_of_call(Op::name, sentence{}, operands);
}

/// The shape of what `Op` makes of these operands.
template <class Op, std::size_t N>
shape shape_of_recorded(operand_record const (&operands)[N], list_view<word> attributes) {
  if constexpr (Op::kind == operation_kind::element_wise) {
    bool numbers = true;
    for (operand_record const& operand : operands) numbers = numbers && operand.node->extents.rank == 0;
    if (numbers) return shape{};  // shapes are large beside all else that is done for a number
  }
  shape shapes[N];
  for (std::size_t i = 0; i < N; ++i) shapes[i] = operands[i].node->extents;
  list_view<shape> const list{shapes, static_cast<int>(N)};
  shape_result const result = Op::shape(list, attributes);
  if (!result) throw shape_error(words_of_mistake(call_of_operation<Op>(static_cast<int>(N)), result.relation, list).text);
  static_cast<void>(checked_size<double>(result.value));  // two that can be counted may give one that cannot
  return result.value;
}

/// The node of `Op`, whose operands are looked at first.
template <class Op, class... X>
node_pointer record_values(scalar_type type, list_view<word> attributes, X const&... x) {
  using types = recorded_types<X...>;
  operand_record operands[] = {as_operand(variable_operands::node_of(x, types::template of<X>()))...};
  return make_node(operation_in<Op, dynamic_graph>::object, type, shape_of_recorded<Op>(operands, attributes), attributes, operands,
                   sizeof...(X));
}

/// Variables: the operation is recorded, to be computed when somebody reads its result.
struct variable_front {
  static constexpr int precedence = 5;

  template <class Op, class... X>
  using result = typename recorded_result<Op, std::integer_sequence<word>, X...>::result;

  template <class Op, word... A, class... X>
  static auto apply(X const&... x) {
    using made = recorded_result<Op, std::integer_sequence<word, A...>, X...>;
    return typename made::result(
        record_values<Op>(made::type, list_view<word>{made::words, sizeof...(A)}, x...));
  }
};

template <class X>
concept VariableOperand = is_run_time_variable<X> || Scalar<X> || requires { typename operand_traits<X>::scalar; };

/// Records `Op` over variables, with attributes known when the call is made.
template <class Op, class T, class... X>
auto record(list_view<word> attributes, variable<T> const& first, X const&... rest) {
  using made = recorded_result<Op, std::integer_sequence<word>, variable<T>, X...>;
  return typename made::result(record_values<Op>(made::type, attributes, first, rest...));
}

/// The same over a list of any length.
template <class Op, class T>
variable<T> record_all(list_view<word> attributes, list_view<variable<T>> operands) {
  growing_array<operand_record> records;
  growing_array<shape> shapes;
  for (variable<T> const& operand : operands) {
    records.push_back(as_operand(variable_operands::node_of(operand, scalar_type_of<T>)));
    shapes.push_back(operand.extents());
  }
  list_view<shape> const list{shapes.data(), shapes.size()};
  shape_result const result = Op::shape(list, attributes);
  if (!result) throw shape_error(words_of_mistake(call_of_operation<Op>(records.size()), result.relation, list).text);
  static_cast<void>(checked_size<double>(result.value));
  return variable<T>(make_node(operation_in<Op, dynamic_graph>::object, scalar_type_of<T>, result.value, attributes, records.data(),
                               records.size()));
}

/// A number beside a variable, in its type.
template <class T>
variable<T> literal_like(variable<T> const&, double value) {
  return variable<T>(make_number(scalar_type_of<T>, value));
}
/// Numbers beside a variable.
template <class U, class T>
variable<U> literal_tensor(variable<T> const&, shape const& extents, U const* values) {
  dynamic_tensor<U> elements(extents, uninitialized_t{});
  for (index_t i = 0; i < extents.size(); ++i) elements.data()[i] = values[i];
  return variable<U>(make_leaf(std::move(elements), true));
}

}  // namespace typegrad
