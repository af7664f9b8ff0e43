// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/product_kernel.hpp>
#include <typegrad/run/read.hpp>
#include <typegrad/shape/product_axes.hpp>

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
  number_type* to = memory_of<Program, Node>(c);
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

/// Where the elements of its operands are of which a small product makes an element.
template <class Program, int Node>
struct small_product {
  product_axes axes;
  batched_view a;
  batched_view b;

  constexpr small_product(shape const& l, shape const& r)
      : axes(axes_of_product(l, r, Program::flat.shape_of(Node))),
        a(batch_strides(l, contiguous_view(l), axes.batch, true)),
        b(batch_strides(r, contiguous_view(r), axes.batch, false)) {}
  constexpr index_t in_left(index_t position) const {
    return follow(a.batch, axes.batch, position / (axes.m * axes.n)) +
           position / axes.n % axes.m * a.row_stride;
  }
  constexpr index_t in_right(index_t position) const {
    return follow(b.batch, axes.batch, position / (axes.m * axes.n)) +
           position % axes.n * b.column_stride;
  }
};
template <class Program, int Node>
inline constexpr small_product<Program, Node> small_product_of{
    Program::flat.shape_of(Program::flat.operand(Node, 0)),
    Program::flat.shape_of(Program::flat.operand(Node, 1))};

/// Element `Position` of a small product, written out.
template <class Program, int Node, index_t Position, class Context, int... Each>
TYPEGRAD_INLINE constexpr auto product_element(Context const& c,
                                               std::integer_sequence<int, Each...>) {
  using number_type = element_t<Program, Node>;
  constexpr int left = Program::flat.operand(Node, 0);
  constexpr int right = Program::flat.operand(Node, 1);
  constexpr index_t a_at = small_product_of<Program, Node>.in_left(Position);
  constexpr index_t b_at = small_product_of<Program, Node>.in_right(Position);
  constexpr index_t a_step = small_product_of<Program, Node>.a.column_stride;
  constexpr index_t b_step = small_product_of<Program, Node>.b.row_stride;
  if (__builtin_is_constant_evaluated()) {
    auto sum = static_cast<number_type>(-0.0);  // plus x is x, for every x
    ((sum =
          multiply_add(sum, static_cast<number_type>(read<Program, left, a_at + Each * a_step>(c)),
                       static_cast<number_type>(read<Program, right, b_at + Each * b_step>(c)))),
     ...);
    return sum;
  }
  return static_cast<number_type>((... + (read<Program, left, a_at + Each * a_step>(c) *
                                          read<Program, right, b_at + Each * b_step>(c))));
}

template <class Program, int Node, class Context, index_t... Position>
TYPEGRAD_INLINE constexpr void write_product(Context const& c,
                                             std::integer_sequence<index_t, Position...>) {
  constexpr auto inner = std::make_integer_sequence<
      int, static_cast<int>(
               Program::flat.shape_of(Program::flat.operand(Node, 0))
                   .extents[Program::flat.shape_of(Program::flat.operand(Node, 0)).rank - 1])>{};
  auto* const to = memory_of<Program, Node>(c);
  ((to[Position] = product_element<Program, Node, Position>(c, inner)), ...);
}

}  // namespace typegrad
