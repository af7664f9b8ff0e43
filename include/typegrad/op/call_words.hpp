// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/growing_array.hpp>
#include <typegrad/op/apply_encoded.hpp>
#include <typegrad/shape/slice.hpp>

namespace typegrad {

// The words of a call with ordinary arguments, "sum(a, {5}, keepdims)". They are put together only
// where the call is wrong: a sentence costs more than most of the calls.

template <WholeNumber Integer>
constexpr void add_argument(sentence& words, Integer number) {
  words.add(", ").add_number(static_cast<long long>(number));
}
/// Whether axes are kept.
constexpr void add_argument(sentence& words, bool keep) {
  if (keep) words.add(", keepdims");
}
/// A list of numbers, `{0, -1}`; the first eight of many.
template <class Integer>
constexpr void add_numbers(sentence& words, Integer const* numbers, int count) {
  words.add(", {");
  for (int i = 0; i < count && i < max_rank; ++i)
    words.add(i > 0 ? ", " : "").add_number(static_cast<long long>(numbers[i]));
  words.add(count > max_rank ? ", ...}" : "}");
}
/// All axes need no word.
constexpr void add_argument(sentence& words, axis_list const& axes) {
  if (!axes.is_all()) add_numbers(words, axes.values, axes.count);
}
constexpr void add_argument(sentence& words, shape const& extents) {
  add_numbers(words, extents.extents, extents.rank);
}
constexpr void add_argument(sentence& words, list_view<index_t> numbers) {
  add_numbers(words, numbers.data, numbers.count);
}

constexpr void add_bound(sentence& words, index_t bound) {
  if (bound == omitted) words.add("omitted");
  else words.add_number(bound);
}
constexpr void add_argument(sentence& words, slice_list const& items) {
  words.add(", {");
  for (int i = 0; i < items.count; ++i) {
    slice_item const& item = items.items[i];
    if (i > 0) words.add(", ");
    if (item == whole_axis) {
      words.add("whole_axis");
    } else if (item.is_index) {
      words.add_number(item.start);
    } else {
      add_bound(words.add("range("), item.start);
      add_bound(words.add(", "), item.stop);
      if (item.step != 1) words.add(", ").add_number(item.step);
      words.add(')');
    }
  }
  words.add('}');
}

/// Asks that `relation` is null of the call `name(x, arguments...)`, see `require_fit`.
template <class Value, class... Argument>
constexpr void require_call(char const* relation, char const* name, Value const& x,
                            Argument const&... argument) {
  if (relation == nullptr) return;
  sentence words = sentence{}.add(name).add("(a");
  (add_argument(words, argument), ...);
  require_fit(relation, words.add(')'), x);
}

/// Records the call `name(x, arguments...)`, of which `encoded` is what `Op` is told, or what is
/// wrong.
template <class Op, int Capacity, class Symbol, class... Argument>
constexpr auto record_called(encoded_attributes<Capacity> const& encoded, char const* name,
                             Symbol const& x, Argument const&... argument) {
  require_call(encoded.relation, name, x, argument...);
  return record<Op>(encoded.list(), x);
}

/// The same of a call whose arguments are in the type `Encoded`, in the words of its compile error.
template <class Op, class Encoded, class... Values>
constexpr void require_spelled(char const* relation, Values const&... x) {
  if (relation != nullptr)
    require_fit(relation, call_of<Op, Encoded>(static_cast<int>(sizeof...(Values))), x...);
}

/// The same of a call of two operands without other arguments.
template <class Left, class Right>
constexpr void require_pair(char const* relation, char const* name, Left const& a, Right const& b) {
  if (relation != nullptr) require_fit(relation, words_of_call(name, {}, 2), a, b);
}

/// The same of a call that takes its operands as a list: "concatenate({a, b}, 0)".
template <Recordable Symbol>
constexpr void require_list_call(char const* relation, char const* name, list_view<Symbol> operands,
                                 int axis) {
  if (relation == nullptr) return;
  if constexpr (ThrowsMistakes<Symbol>) {
    growing_array<shape> shapes(operands.count);
    sentence words = sentence{}.add(name).add("({");
    for (int i = 0; i < operands.count; ++i) {
      shapes[i] = operands[i].extents();
      if (i < 4) words.add(i > 0 ? ", " : "").add(operand_name(i));
    }
    words.add(operands.count > 4 ? ", ...}, " : "}, ").add_number(axis).add(')');
    throwing_operand<Symbol>::throw_mistake(
        words_of_mistake(words, relation, {shapes.data(), shapes.size()}));
  } else {
    shapes_must_fit(relation);
  }
}

}  // namespace typegrad
