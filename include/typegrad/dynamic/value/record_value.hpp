// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/value/value_node.hpp>
#include <typegrad/graph/leaves.hpp>
#include <typegrad/op/exact_double.hpp>

#include <stdexcept>

namespace typegrad {

/// Whether values that are made now keep their history; see `no_grad`.
inline bool& history_is_kept() {
  static thread_local bool kept = true;
  return kept;
}

/// A value as an operand: a leaf is read as it is now.
inline operand_record as_operand(node_pointer node) {
  if (node->is_leaf()) {
    stored_pointer value = node->value;
    return {std::move(node), std::move(value)};
  }
  return {std::move(node), {}};
}

/// Larger graphs of numbers are not brought back onto a tape; see `number_bringer`.
inline constexpr int most_numbers_behind = 256;

/// So many numbers and those that an operand is made of; 0 where it is made of something else.
inline int add_numbers_behind(int count, value_node const& operand) {
  bool const is_given = operand.is_leaf() || operand.op->kind == operation_kind::literal;
  int const more = !is_given ? operand.numbers_behind : operand.extents->rank == 0 ? 1 : 0;
  return more > 0 && count + more <= most_numbers_behind ? count + more : 0;
}

/// The node of an operation on values, which takes the operands. Nothing is computed.
inline node_pointer make_node(operation const& op, scalar_type type, shape const& extents,
                              list_view<word> attributes, operand_record* operands, int count) {
  node_pointer made(new value_node);
  value_node& node = *made;
  node.op = &op;
  node.type = type;
  node.recorded = history_is_kept();
  node.constant = true;
  node.operand_count = count;
  if (count > 2) node.more_operands.reset(new operand_record[static_cast<std::size_t>(count)]);
  operand_record* const to = node.operands();
  int behind =
      op.kind == operation_kind::element_wise && extents.rank == 0 && attributes.count == 0 ? 1 : 0;
  for (int i = 0; i < count; ++i) {
    value_node const& operand = *operands[i].node;
    node.constant = node.constant && operand.constant;
    if (behind > 0) behind = add_numbers_behind(behind, operand);
    if (extents.rank > 0 && node.extents->rank == 0 && operand.extents == extents)
      node.extents = operand.extents;
    to[i] = std::move(operands[i]);
  }
  node.numbers_behind = static_cast<short>(behind);
  if (extents.rank > 0 && node.extents->rank == 0) node.extents = extents;
  node.attribute_count = attributes.count;
  if (attributes.count > 2)
    node.more_attributes.reset(new word[static_cast<std::size_t>(attributes.count)]);
  word* const words = node.more_attributes ? node.more_attributes.get() : node.few_attributes;
  for (int i = 0; i < attributes.count; ++i) words[i] = attributes[i];
  return made;
}

/// A leaf with these elements.
inline node_pointer make_leaf(stored_pointer value, bool constant) {
  node_pointer made(new value_node);
  made->type = value->type;
  made->extents = value->extents();
  made->constant = constant;
  made->value = std::move(value);
  return made;
}
template <class Number>
node_pointer make_leaf(dynamic_tensor<Number>&& values, bool constant) {
  return make_leaf(stored_pointer(new stored_tensor<Number>(std::move(values))), constant);
}
template <class Number>
node_pointer make_leaf(dynamic_tensor<Number> const& values, bool constant) {
  return make_leaf(stored_pointer(new stored_tensor<Number>(values)), constant);
}
/// The same for a number: the shape stays as it is made.
template <class Number>
node_pointer make_number_leaf(Number number, bool constant) {
  node_pointer made(new value_node);
  made->type = scalar_type_of<Number>;
  made->constant = constant;
  made->value = stored_pointer(new stored_tensor<Number>(number));
  return made;
}

/// Integers up to this size, and powers of two, are part of a program; other numbers are given to
/// it, so that a loop over many of them plans once.
inline constexpr double largest_planned_number = 64;

inline bool is_planned_number(double x) {
  if (x >= -largest_planned_number && x <= largest_planned_number &&
      x == static_cast<double>(static_cast<int>(x)))
    return true;
  std::uint64_t const bits = std::bit_cast<std::uint64_t>(x);
  std::uint64_t const exponent = (bits >> 52) & 0x7ff;
  return (bits << 12) == 0 && exponent > 900 && exponent < 1200;
}

/// A number beside values.
inline node_pointer make_number(scalar_type type, double value) {
  if (is_planned_number(value)) {
    word const bits = encode_literal(type, value);
    node_pointer const number = make_node(literal_node, type, shape{}, {&bits, 1}, nullptr, 0);
    return number;
  }
  return with_scalar(type, [&](auto zero) {
    using number_type = decltype(zero);
    return make_number_leaf(number_conversion<number_type>(value), true);
  });
}
/// The same for an integer, all of whose digits are kept where the type has them; beside integers
/// it must be one of theirs.
template <class Integer>
  requires std::is_integral_v<Integer>
node_pointer make_number(scalar_type type, Integer value) {
  if (type == scalar_type::int32) static_cast<void>(weak_value<std::int32_t>(value));
  if (type == scalar_type::int64) static_cast<void>(weak_value<std::int64_t>(value));
  auto const whole = static_cast<std::int64_t>(value);
  constexpr auto exact = std::int64_t{1} << 53;
  if (type == scalar_type::int64 && (whole > exact || whole < -exact))
    return make_number_leaf(whole, true);
  return make_number(type, static_cast<double>(value));
}
/// The same for a number of any type.
template <class Number>
node_pointer make_any_number(scalar_type type, Number value) {
  if constexpr (std::is_integral_v<Number>) return make_number(type, value);
  else return make_number(type, static_cast<double>(value));
}
/// The same for a number that becomes a variable.
template <class Number>
node_pointer make_converted(scalar_type type, Number value) {
  node_pointer made = make_any_number(type, value);
  made->converted = true;
  return made;
}
[[gnu::cold]] inline void refuse_gradient_of_constant(value_node const& node) {
  if (node.converted)
    throw std::invalid_argument(
        "grad(): variable x = 2.0 is a constant, which has no gradient: write variable x(2.0)");
}

[[noreturn, gnu::cold]] inline void refuse_type_of_gradient(scalar_type type) {
  throw std::invalid_argument(std::string("grad(): the gradient is ") + name_of(type) +
                              ": call grad<" +
                              (type == scalar_type::float64   ? "double"
                               : type == scalar_type::float32 ? "float"
                               : type == scalar_type::int64   ? "std::int64_t"
                                                              : "std::int32_t") +
                              ">() for it");
}

}  // namespace typegrad
