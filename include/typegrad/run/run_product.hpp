// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/product_kernel.hpp>
#include <typegrad/run/read.hpp>
#include <typegrad/shape/product_axes.hpp>
#include <typegrad/transform/find_known_elements.hpp>

#include <type_traits>
#include <utility>

namespace typegrad {

/// The extents of a product and of its batches, and the strides of its operands.
template <class Program, int Node>
struct product_numbers {
  using program = Program;
  static constexpr bool is_open = has_open_numbers<Program>(Node);
  static constexpr int left = Program::flat.operand(Node, 0);
  static constexpr int right = Program::flat.operand(Node, 1);

  product_axes axes;
  index_t batches;
  batched_view a;
  batched_view b;

  template <class Source>
  constexpr explicit product_numbers(Source const& source)
      : axes(axes_of_product(source.template shape_of<left>(), source.template shape_of<right>(),
                             source.template shape_of<Node>())),
        batches(axes.batch.size()),
        a(batch_strides(source.template shape_of<left>(), source.template view_of<left>(),
                        axes.batch, true)),
        b(batch_strides(source.template shape_of<right>(), source.template view_of<right>(),
                        axes.batch, false)) {}
};

/// A product of two nodes, batch by batch, into the node's memory.
template <class Program, int Node, class Context>
TYPEGRAD_INLINE constexpr void run_product(Context const& c) {
  using number_type = element_t<Program, Node>;
  using numbers = product_numbers<Program, Node>;
  auto const found = find_numbers<numbers>(c);
  auto const& [axes, batches, a, b] = found.value;
  number_type const* const a_data =
      memory_of<Program, Program::schedule.places[numbers::left].base>(c);
  number_type const* const b_data =
      memory_of<Program, Program::schedule.places[numbers::right].base>(c);
  number_type* to = memory_of<Program, Program::schedule.places[Node].base>(c);
  for (index_t i = 0; i < batches; ++i, to += axes.m * axes.n) {
    matrix_reading<number_type> const x{a_data + follow(a.batch, axes.batch, i), a.row_stride,
                                        a.column_stride};
    matrix_reading<number_type> const y{b_data + follow(b.batch, axes.batch, i), b.row_stride,
                                        b.column_stride};
    if (__builtin_is_constant_evaluated()) {
      multiply_plainly(to, x, y, axes.m, axes.k, axes.n);
    } else if constexpr (numbers::is_open) {
      product_kernel<number_type>::multiply(to, x, y, axes.m, axes.k, axes.n);
    } else {
      constexpr index_t m = found.value.axes.m;
      constexpr index_t k = found.value.axes.k;
      constexpr index_t n = found.value.axes.n;
      product_kernel<number_type>::template multiply<m, k, n>(to, x, y);
    }
  }
}

/// The terms of which each element of a small product is the sum, without those where a factor is a
/// zero of the structure.
template <class Program, int Node>
struct product_terms {
  static constexpr int left = Program::flat.operand(Node, 0);
  static constexpr int right = Program::flat.operand(Node, 1);
  static constexpr index_t size = Program::flat.shape_of(Node).size();
  static constexpr index_t inner =
      Program::flat.shape_of(left).extents[Program::flat.shape_of(left).rank - 1];

  int count[size > 0 ? size : 1]{};
  index_t in_left[size > 0 ? size : 1][inner > 0 ? inner : 1]{};
  index_t in_right[size > 0 ? size : 1][inner > 0 ? inner : 1]{};

  constexpr product_terms() {
    product_reading const product(Program::flat, Node);
    placement const& a = Program::schedule.places[left];
    placement const& b = Program::schedule.places[right];
    bool const leaves_out = leaves_out_terms(Program::flat, Program::schedule, Node);
    for (index_t i = 0; i < size; ++i)
      for (index_t k = 0; k < inner; ++k) {
        if (leaves_out && !product.has_term(a, b, i, k)) continue;
        in_left[i][count[i]] = product.in_left(i) + k * product.a.column_stride;
        in_right[i][count[i]++] = product.in_right(i) + k * product.b.row_stride;
      }
  }
};
template <class Program, int Node>
inline constexpr product_terms<Program, Node> terms_of{};

/// The elements of a factor, of which all are read where they are known while compiling.
template <class Program, int Operand, class Context>
struct whole_factor {
  Context const& c;

  template <index_t Position>
  TYPEGRAD_INLINE_NUMBER constexpr auto at() const {
    return read<Program, Operand, Position>(c);
  }
};
/// A factor of a few numbers, read once: a compiler does not know that what is stored is not part
/// of it.
template <class Number, index_t Size>
struct held_factor {
  Number values[Size];

  template <index_t Position>
  TYPEGRAD_INLINE_NUMBER constexpr Number at() const {
    return values[Position];
  }
};
template <class Program, int Operand, class Context, index_t... Position>
TYPEGRAD_INLINE constexpr auto hold(Context const& c, std::integer_sequence<index_t, Position...>) {
  return held_factor<element_t<Program, Operand>, static_cast<index_t>(sizeof...(Position))>{
      {read<Program, Operand, Position>(c)...}};
}
template <class Program, int Operand, class Context>
TYPEGRAD_INLINE constexpr auto whole_of(Context const& c) {
  constexpr index_t size = Program::flat.shape_of(Operand).size();
  if constexpr (size <= Program::limits.short_factor)
    return hold<Program, Operand>(c, std::make_integer_sequence<index_t, size>{});
  else return whole_factor<Program, Operand, Context>{c};
}
/// The row, or column, of a factor that a turn of a loop reads; `Stride` lies between the positions
/// of its elements in the first one.
template <class Number, index_t Stride>
struct part_of_factor {
  Number const* first;
  index_t step;

  template <index_t Position>
  TYPEGRAD_INLINE_NUMBER constexpr Number at() const {
    return first[Position / Stride * step];
  }
};

/// `sum` and term number `Each` of an element; a factor that is 1 is no factor.
template <class Program, int Node, index_t Position, int Each, class Number, class Left,
          class Right>
TYPEGRAD_INLINE_NUMBER constexpr Number add_term(Left const& left, Right const& right,
                                                 [[maybe_unused]] Number sum) {
  using terms = product_terms<Program, Node>;
  constexpr index_t a = terms_of<Program, Node>.in_left[Position][Each];
  constexpr index_t b = terms_of<Program, Node>.in_right[Position][Each];
  if constexpr (Program::schedule.places[terms::left].ones.has(a)) {
    if constexpr (Each == 0) return static_cast<Number>(right.template at<b>());
    else return add_to(sum, static_cast<Number>(right.template at<b>()));
  } else if constexpr (Program::schedule.places[terms::right].ones.has(b)) {
    if constexpr (Each == 0) return static_cast<Number>(left.template at<a>());
    else return add_to(sum, static_cast<Number>(left.template at<a>()));
  } else {
    auto const x = static_cast<Number>(left.template at<a>());
    auto const y = static_cast<Number>(right.template at<b>());
    if constexpr (Each == 0) return multiply(x, y);
    else return multiply_add(sum, x, y);
  }
}
/// Element `Position` of a small product.
template <class Program, int Node, index_t Position, class Left, class Right, int... Each>
TYPEGRAD_INLINE constexpr auto product_element(Left const& left, Right const& right,
                                               std::integer_sequence<int, Each...>) {
  auto sum = element_t<Program, Node>();
  ((sum = add_term<Program, Node, Position, Each>(left, right, sum)), ...);
  return sum;
}

/// A row or a column of a product at one turn of a loop: all is computed before any of it is
/// stored, because it may be stored where the factor was, and because of other memory a compiler
/// does not know that it is not read again.
template <class Program, int Node, index_t Stride, class Number, class Left, class Right,
          index_t... Index>
TYPEGRAD_INLINE constexpr void write_turn(Number* to, Left const& left, Right const& right,
                                          std::integer_sequence<index_t, Index...>) {
  Number const made[] = {product_element<Program, Node, Index * Stride>(
      left, right,
      std::make_integer_sequence<int, terms_of<Program, Node>.count[Index * Stride]>{})...};
  ((to[Index * Stride] = made[Index]), ...);
}
template <class Program, int Node, class Context>
TYPEGRAD_INLINE constexpr void run_turns(Context const& c) {
  using number_type = element_t<Program, Node>;
  using numbers = product_numbers<Program, Node>;
  constexpr bool by_rows = Program::schedule.places[Node].turns == product_loop::along_rows;
  constexpr int factor = by_rows ? numbers::left : numbers::right;
  auto const found = find_numbers<numbers>(c);
  constexpr index_t m = found.value.axes.m;
  constexpr index_t n = found.value.axes.n;
  auto const& view = by_rows ? found.value.a : found.value.b;
  auto* to = memory_of<Program, Program::schedule.places[Node].base>(c);
  auto const* from =
      memory_of<Program, Program::schedule.places[factor].base>(c) + view.batch.offset;
  if constexpr (by_rows) {
    auto const right = whole_of<Program, numbers::right>(c);
    for (index_t i = 0; i < m; ++i, to += n, from += view.row_stride)
      write_turn<Program, Node, 1>(to, part_of_factor<number_type, 1>{from, view.column_stride},
                                   right, std::make_integer_sequence<index_t, n>{});
  } else {
    auto const left = whole_of<Program, numbers::left>(c);
    for (index_t i = 0; i < n; ++i, ++to, from += view.column_stride)
      write_turn<Program, Node, n>(to, left, part_of_factor<number_type, n>{from, view.row_stride},
                                   std::make_integer_sequence<index_t, m>{});
  }
}

/// A small product, written out.
template <class Program, int Node, class Context, index_t... Position>
TYPEGRAD_INLINE constexpr void write_product(Context const& c,
                                             std::integer_sequence<index_t, Position...>) {
  using terms = product_terms<Program, Node>;
  whole_factor<Program, terms::left, Context> const left{c};
  whole_factor<Program, terms::right, Context> const right{c};
  auto* const to = memory_of<Program, Node>(c);
  ((to[Position] = product_element<Program, Node, Position>(
        left, right, std::make_integer_sequence<int, terms_of<Program, Node>.count[Position]>{})),
   ...);
}

}  // namespace typegrad
