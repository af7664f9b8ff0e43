// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/operation/dynamic_operation_object.hpp>
#include <typegrad/graph/leaves.hpp>

#include <cstdint>
#include <cstring>

namespace typegrad {

/// Where a number on a tape comes from when no operation there made it.
struct given_number : operation {
  scalar_type type = scalar_type::float64;
  bool constant = false;  ///< has no gradient
};
template <class Number>
inline constexpr given_number given_variable{
    {.name = "variable", .kind = operation_kind::input}, scalar_type_of<Number>, false};
template <class Number>
inline constexpr given_number given_constant{
    {.name = "constant", .kind = operation_kind::input}, scalar_type_of<Number>, true};
template <class Number>
inline constexpr given_number given_literal{
    {.name = "literal", .kind = operation_kind::literal}, scalar_type_of<Number>, true};

/// One number of a `number_tape`: the operation that made it with the distances back to its
/// operands.
struct tape_entry {
  static constexpr int most_operands = 4;

  word op;
  std::uint32_t distances[most_operands];  ///< 0 behind the last one; the bits of a literal

  tape_entry() = default;  // not written to: a tape has many that are never used
  explicit tape_entry(operation const& made_by)
      : op(reinterpret_cast<word>(&made_by)), distances{} {}
  tape_entry(operation const& made_by, word literal) : tape_entry(made_by) {
    std::memcpy(distances, &literal, sizeof literal);
  }

  operation const& operation_of() const { return *reinterpret_cast<operation const*>(op); }
  /// Given from outside: no operation of the tape made it.
  bool is_given() const {
    operation_kind const kind = operation_of().kind;
    return kind == operation_kind::input || kind == operation_kind::literal;
  }
  given_number const& given() const { return static_cast<given_number const&>(operation_of()); }
  bool is_variable() const {
    return operation_of().kind == operation_kind::input && !given().constant;
  }
  bool is_literal() const { return operation_of().kind == operation_kind::literal; }
  word literal() const {
    word bits;
    std::memcpy(&bits, distances, sizeof bits);
    return bits;
  }

  /// How many entries before this one operand `which` stands.
  int back(int which) const { return static_cast<int>(distances[which]); }
  void set_back(std::size_t which, int distance) {
    distances[which] = static_cast<std::uint32_t>(distance);
  }
  int operand_count() const {
    if (is_given()) return 0;
    int count = 0;
    while (count < most_operands && distances[count] != 0) ++count;
    return count;
  }
};

/// Any number in the eight bytes of a cell.
template <class Number>
word cell_of(Number value) {
  word cell = 0;
  std::memcpy(&cell, &value, sizeof value);
  return cell;
}
template <class Number>
Number from_cell(word const& cell) {
  Number value;
  std::memcpy(&value, &cell, sizeof value);
  return value;
}

}  // namespace typegrad
