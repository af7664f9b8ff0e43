// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/text_writer.hpp>
#include <typegrad/shape/named_extent.hpp>
#include <typegrad/shape/slice.hpp>

namespace typegrad {

/// Writes the extents of a table as formulas: `2*batch + 1`, `min(batch, dyn)`, `len(batch[1:])`.
template <class Table>
struct extent_writer {
  Table const& table;
  text_writer& text;

  constexpr void extent(index_t x) const {
    if (is_in_table(x)) polynomial(table.extents[number_in_table(x)]);
    else text.append_integer(x);
  }
  constexpr void polynomial(extent_polynomial const& x) const {
    for (int i = 0; i < x.count; ++i) {
      extent_polynomial::term const& term = x.terms[i];
      bool const negative = term.coefficient < 0;
      text.append(i == 0 ? (negative ? "-" : "") : negative ? " - " : " + ");
      index_t const size = negative ? -term.coefficient : term.coefficient;
      if (size != 1) text.append_integer(size);
      for (int k = 0; k < extent_polynomial::most_factors && term.factors[k] >= 0; ++k) {
        if (k > 0 || size != 1) text.append('*');
        factor(term.factors[k]);
      }
    }
    if (x.count > 0 && x.constant == 0) return;
    if (x.count > 0) text.append(x.constant < 0 ? " - " : " + ");
    text.append_integer(x.count > 0 && x.constant < 0 ? -x.constant : x.constant);
  }
  constexpr void factor(int number) const {
    extent_factor const& x = table.factors[number];
    switch (x.kind) {
      case extent_kind::axis:
        return axis(number);
      case extent_kind::quotient:
        return call("(", x.a, " / ", x.b);
      case extent_kind::sum:
        return call("(", x.a, " + ", x.b);
      case extent_kind::product:
        return call("(", x.a, " * ", x.b);
      case extent_kind::minimum:
        return call("min(", x.a, ", ", x.b);
      case extent_kind::range_count:
        return range("len(", x);
      case extent_kind::range_start:
        return range("start(", x);
    }
  }

 private:
  constexpr void call(char const* before, index_t a, char const* between, index_t b) const {
    text.append(before);
    extent(a);
    text.append(between);
    extent(b);
    text.append(')');
  }
  constexpr void range(char const* before, extent_factor const& x) const {
    text.append(before);
    extent(x.a);
    text.append('[');
    if (x.b != omitted) text.append_integer(x.b);
    text.append(':');
    if (x.c != omitted) text.append_integer(x.c);
    if (x.step != 1) text.append(':');
    if (x.step != 1) text.append_integer(x.step);
    text.append("])");
  }
  /// Its name, or `dyn`, `dyn1`, `dyn2` in the order of the arguments.
  constexpr void axis(int number) const {
    text.append(name_of_extent(table.factors[number].c).text);
    if (is_named(table.factors[number].c)) return;
    int before = 0;
    for (int i = 0; i < number; ++i)
      before += table.factors[i].kind == extent_kind::axis && !is_named(table.factors[i].c) ? 1 : 0;
    if (before > 0) text.append_integer(before);
  }
};

/// The texts of the first `count` extents of a table.
template <class Table>
constexpr integer_names names_of_extents(Table const& table, int count) {
  integer_names names;
  names.first = extent_in_table(0);
  for (int i = 0; i < count; ++i) {
    text_writer text;
    extent_writer<Table>{table, text}.extent(extent_in_table(i));
    names.append(text.chars);
  }
  return names;
}

}  // namespace typegrad
