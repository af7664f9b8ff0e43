// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/operation.hpp>
#include <typegrad/meta/sentence.hpp>
#include <typegrad/shape/named_extent.hpp>
#include <typegrad/shape/open_extent.hpp>

namespace typegrad {

// The words of a shape error, the same while compiling and at run time:
//   matmul(a, b): columns of a (3) must equal rows of b (4); a is (2, 3), b is (4, 5)

/// Operands are called a, b, c, ..., as in the relations of `shape_rule`.
constexpr char operand_name(int which) { return static_cast<char>('a' + which); }

/// An extent as a number, or by its name.
constexpr void add_extent(sentence& words, index_t extent) {
  if (is_open(extent)) words.add(name_of_extent(extent).text);
  else words.add_number(extent);
}

/// "(2, 3)", "(3,)", or "a number" for rank 0.
constexpr sentence words_of(shape const& extents) {
  sentence words;
  if (extents.rank == 0) return words.add("a number");
  words.add('(');
  for (int axis = 0; axis < extents.rank; ++axis) {
    if (axis > 0) words.add(", ");
    add_extent(words, extents.extents[axis]);
  }
  return words.add(extents.rank == 1 ? ",)" : ")");
}

/// "a is (2, 3)".
constexpr sentence words_of_operand(int which, shape const& extents) {
  return sentence{}.add(operand_name(which)).add(" is ").add(words_of(extents));
}

/// "matmul(a, b)", "sum<5>(a)", or what the operation itself says in `call`: "a + b".
constexpr sentence words_of_call(char const* name, sentence const& numbers, int operands) {
  sentence words = sentence{}.add(name).add(numbers).add('(');
  for (int which = 0; which < operands && which < 4; ++which)
    words.add(which > 0 ? ", " : "").add(operand_name(which));
  return words.add(operands > 4 ? ", ...)" : ")");
}

constexpr bool starts_with(char const* text, char const* phrase) {
  for (; *phrase != '\0'; ++text, ++phrase)
    if (*text != *phrase) return false;
  return true;
}

/// Where `phrase` begins at `text`, followed by the name of an operand: the number of that operand,
/// else -1.
constexpr int operand_after(char const* text, char const* phrase, int operands) {
  for (; *phrase != '\0'; ++text, ++phrase)
    if (*text != *phrase) return -1;
  int const which = *text - 'a';
  bool const ends = text[0] == '\0' || text[1] == '\0' || text[1] == ' ' || text[1] == ',';
  return ends && which >= 0 && which < operands ? which : -1;
}

/// The relation with the sizes that it speaks of put in: "columns of a (3) must equal rows of b
/// (4)".
constexpr sentence relation_with_sizes(char const* relation, list_view<shape> operands) {
  sentence words;
  int open = -1;  // the operand whose size is due after the next letter but `skip`
  int skip = 0;
  index_t size = 0;
  for (; *relation != '\0'; ++relation) {
    if (int const a = operand_after(relation, "columns of ", operands.count);
        a >= 0 && operands[a].rank > 0) {
      open = a, skip = 11;
      size = operands[a].extents[operands[a].rank - 1];
    } else if (int const b = operand_after(relation, "rows of ", operands.count);
               b >= 0 && operands[b].rank > 0) {
      open = b, skip = 8;
      size = operands[b].extents[operands[b].rank > 1 ? operands[b].rank - 2 : 0];
    }
    words.add(*relation);
    if (open < 0 || skip-- > 0) continue;
    add_extent(words.add(" ("), size);
    words.add(')');
    open = -1;
  }
  return words;
}

/// The whole sentence.
constexpr sentence words_of_mistake(sentence const& call, char const* relation,
                                    list_view<shape> operands) {
  sentence words =
      sentence{}.add(call).add(": ").add(relation_with_sizes(relation, operands)).add("; ");
  for (int which = 0; which < operands.count && which < 6; ++which)
    words.add(which > 0 ? ", " : "").add(words_of_operand(which, operands[which]));
  return words;
}

/// The numbers among the template arguments in a type's printed name: "<0, 5>" of "...
/// typed_reduction<X, false, 0, 5>]". Open extents stand there by their names. Nothing where there
/// are arguments that are neither types, truth values nor numbers.
constexpr sentence numbers_among_arguments(char const* name) {
  sentence numbers;
  for (char const* place = name; *place != '\0'; ++place)
    if (starts_with(place, "encoded_shape<") || starts_with(place, "encoded_for<") ||
        starts_with(place, "recorded_for<"))
      for (name = place; *name++ != '<';) {}  // what the call says stands within
  for (; *name != '\0' && *name != '<'; ++name) {}
  int depth = 0;
  for (; *name != '\0'; ++name) {
    if (*name == '<') ++depth;
    if (*name == '>') --depth;
    if (depth == 0) break;
    if (depth != 1 || (*name != ',' && *name != '<')) continue;
    char const* letter = name + 1;
    while (*letter == ' ') ++letter;
    if (*letter == '{' || *letter == '(') return {};
    if (*letter != '-' && (*letter < '0' || *letter > '9')) continue;
    numbers.add(numbers.length == 0 ? "<" : ", ");
    bool const negative = *letter == '-';
    std::uint64_t size = 0;
    for (letter += negative ? 1 : 0; *letter >= '0' && *letter <= '9'; ++letter)
      size = size * 10 + static_cast<std::uint64_t>(*letter - '0');
    auto const number = static_cast<std::int64_t>(negative ? 0 - size : size);
    if (number <= dyn) numbers.add(name_of_extent(static_cast<index_t>(number)).text);
    else numbers.add_number(number);
  }
  return numbers.length == 0 ? numbers : numbers.add('>');
}

}  // namespace typegrad
