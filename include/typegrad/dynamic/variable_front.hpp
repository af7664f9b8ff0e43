// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/tape/record_number.hpp>
#include <typegrad/dynamic/variable.hpp>
#include <typegrad/meta/number_limits.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/op/operand_scalars.hpp>

namespace typegrad {

/// The variable that `Op` gives for operands of these types. The type of `cast` is in its
/// attributes.
template <class Op, class Attributes, class... Values>
struct recorded_result;
template <class Op, word... Attributes, class... Values>
struct recorded_result<Op, std::integer_sequence<word, Attributes...>, Values...> {
  static constexpr word words[sizeof...(Attributes) + 1] = {Attributes..., 0};
  static constexpr scalar_type type = result_type<Op>(
      operand_scalars<Values...>::list, list_view<word>{words, sizeof...(Attributes)});
  using result = variable<scalar_t<type>>;
};

/// The node of a variable that is an operand.
[[gnu::noinline]] inline node_pointer node_of_operand(held_value const& x) {
  node_pointer node(x.node());
  if (!node)
    throw std::logic_error(
        "an operand is a variable without data: `T x{}` has none, `T x = 0` has, and a gradient "
        "has after backward");
  // What was made without history is read as it is now, as a leaf is.
  if (!node->recorded && history_is_kept()) evaluate_value(*node);
  return node;
}

/// A list of operands, each a value of its own.
struct variable_operands {
  template <class Number>
  static node_pointer node_of(variable<Number> const& x, scalar_type) {
    return node_of_operand(x.held());
  }
  template <Scalar Other>
  static node_pointer node_of(Other x, scalar_type type) {
    return make_any_number(type, x);
  }
  template <class Other, index_t... Extents>
  static node_pointer node_of(tensor<Other, Extents...> const& x, scalar_type) {
    return make_leaf(dynamic_tensor<Other>(x), true);
  }
  template <class Other>
  static node_pointer node_of(dynamic_tensor<Other> const& x, scalar_type) {
    return make_leaf(x, true);
  }
};

/// The call of an operation as words: "a + b", "matmul(a, b)".
template <class Op>
sentence call_of_operation(int operands) {
  if constexpr (requires { Op::call; }) return sentence{}.add(Op::call);
  else return words_of_call(Op::name, sentence{}, operands);
}

/// What recording an operation takes besides its object: what all operations share is compiled
/// once.
struct recording_rules {
  dynamic_operation const& op;
  shape_result (*shape)(list_view<typegrad::shape>, list_view<word>);
  sentence (*call)(int operands);
};
template <class Op>
inline constexpr recording_rules rules_of_recording{operation_in<Op, dynamic_graph>::object,
                                                    Op::shape, call_of_operation<Op>};

/// The shape of what an operation makes of values of these shapes.
inline shape checked_shape(recording_rules const& rules, list_view<shape> shapes,
                           list_view<word> attributes) {
  shape_result const result = rules.shape(shapes, attributes);
  if (!result)
    throw shape_error(words_of_mistake(rules.call(shapes.count), result.relation, shapes).text);
  static_cast<void>(
      checked_size<double>(result.value));  // two that can be counted may give one that cannot
  return result.value;
}

/// The node of an operation, whose operands are looked at first.
template <std::size_t Count>
[[gnu::noinline]] node_pointer record_operands(recording_rules const& rules, scalar_type type,
                                               list_view<word> attributes,
                                               operand_record (&operands)[Count]) {
  bool numbers = rules.op.kind == operation_kind::element_wise;
  for (operand_record const& operand : operands)
    numbers = numbers && operand.node->extents->rank == 0;
  // Shapes are large beside all else that is done for a number.
  if (numbers) return make_node(rules.op, type, shape{}, attributes, operands, Count);
  shape shapes[Count];
  for (std::size_t i = 0; i < Count; ++i) shapes[i] = operands[i].node->extents;
  return make_node(rules.op, type, checked_shape(rules, {shapes, Count}, attributes), attributes,
                   operands, Count);
}

/// Whether `Op` of these is recorded on a tape where all of them are numbers: it is element-wise,
/// without attributes, and computes in the one real type that all have.
template <class Op, class... Values>
constexpr bool works_on_numbers() {
  if constexpr (Op::kind != operation_kind::element_wise) {
    return false;
  } else {
    using types = operand_scalars<Values...>;
    scalar_type const type = types::met();
    if (sizeof...(Values) > tape_entry::most_operands ||
        Op::arity != static_cast<int>(sizeof...(Values)) || !is_real(type))
      return false;
    bool fits = ((Scalar<Values> || is_run_time_variable<Values>) && ...);
    for (int i = 0; i < types::list.count; ++i)
      fits = fits && types::list[i] == (Op::takes_mask && i == 0 ? scalar_type::boolean : type);
    scalar_type const result = result_type<Op>(types::list, {});
    return fits && result == (Op::types == type_rule::mask ? scalar_type::boolean : type) &&
           compute_type<Op>(types::list, result) == type;
  }
}

/// Whether `Op` gives its operand as it is where shape and type stay the same.
template <class Op>
constexpr bool may_keep_operand([[maybe_unused]] list_view<word> attributes) {
  if constexpr (requires { Op::keeps_order(attributes); }) return Op::keeps_order(attributes);
  else return requires { Op::keeps_values; };
}

/// The node of `Op` of these.
template <class Op, class... Values>
node_pointer record_values(scalar_type type, list_view<word> attributes, Values const&... x) {
  using types = operand_scalars<Values...>;
  operand_record operands[] = {
      as_operand(variable_operands::node_of(x, types::template of<Values>()))...};
  if (may_keep_operand<Op>(attributes)) {
    value_node const& operand = *operands[0].node;
    if (operand.type == type && checked_shape(rules_of_recording<Op>, {&operand.extents.get(), 1},
                                              attributes) == operand.extents)
      return operands[0].node;
  }
  return record_operands(rules_of_recording<Op>, type, attributes, operands);
}

/// Variables: the operation is recorded, to be computed when somebody reads its result.
struct variable_front {
  using rule_value = basic_symbol<dynamic_graph>;  ///< what derivative rules see for a variable
  static constexpr bool has_derivatives = true;
  static constexpr int precedence = 5;

  template <class Op, class... Values>
  using result = typename recorded_result<Op, std::integer_sequence<word>, Values...>::result;

  template <class Op, word... Attributes, class... Values>
  static auto apply(Values const&... x) {
    using made = recorded_result<Op, std::integer_sequence<word, Attributes...>, Values...>;
    if constexpr (sizeof...(Attributes) == 0 && works_on_numbers<Op, Values...>()) {
      using number = scalar_t<operand_scalars<Values...>::met()>;
      if (held_value y = record_number<Op, number>(std::index_sequence_for<Values...>{}, x...);
          !y.is_none())
        return typename made::result(std::move(y));
    }
    return typename made::result(
        record_values<Op>(made::type, list_view<word>{made::words, sizeof...(Attributes)}, x...));
  }
  /// With attributes known when the call is made.
  template <class Op, class... Values>
  static auto record(list_view<word> attributes, Values const&... x) {
    using made = recorded_result<Op, std::integer_sequence<word>, Values...>;
    return typename made::result(record_values<Op>(made::type, attributes, x...));
  }
};

/// Records `Op` over variables, with attributes known when the call is made.
template <class Op, class Number, class... Values>
auto record(list_view<word> attributes, variable<Number> const& first, Values const&... rest) {
  return variable_front::record<Op>(attributes, first, rest...);
}

/// The same over a list of any length.
template <class Op, class Number>
variable<Number> record_all(list_view<word> attributes, list_view<variable<Number>> operands) {
  growing_array<operand_record> records;
  growing_array<shape> shapes;
  for (variable<Number> const& operand : operands) {
    records.push_back(as_operand(variable_operands::node_of(operand, scalar_type_of<Number>)));
    shapes.push_back(operand.extents());
  }
  recording_rules const& rules = rules_of_recording<Op>;
  return variable<Number>(
      make_node(rules.op, scalar_type_of<Number>,
                checked_shape(rules, {shapes.data(), shapes.size()}, attributes), attributes,
                records.data(), records.size()));
}

/// A number beside a variable, in its type.
template <class Number>
variable<Number> literal_like(variable<Number> const&, double value) {
  return variable<Number>(make_number(scalar_type_of<Number>, value));
}
/// Numbers beside a variable.
template <class Other, class Number>
variable<Other> literal_tensor(variable<Number> const&, shape const& extents, Other const* values) {
  if (extents.rank == 0) return variable<Other>(make_any_number(scalar_type_of<Other>, *values));
  dynamic_tensor<Other> elements(extents, uninitialized_t{});
  for (index_t i = 0; i < extents.size(); ++i) elements.data()[i] = values[i];
  return variable<Other>(make_leaf(std::move(elements), true));
}

}  // namespace typegrad

template <class Number>
struct std::numeric_limits<typegrad::variable<Number>>
    : typegrad::number_limits<typegrad::variable<Number>, Number> {};
template <class Left, class Right>
  requires(!std::is_same_v<Left, Right>)
struct std::common_type<typegrad::variable<Left>, typegrad::variable<Right>> {
  using type = typegrad::variable<typegrad::scalar_t<typegrad::promote(
      typegrad::scalar_type_of<Left>, typegrad::scalar_type_of<Right>)>>;
};
