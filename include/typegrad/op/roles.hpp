// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/symbol.hpp>

namespace typegrad {

// What the contract itself needs of the operations: `ops/` supplies these, and nothing in the
// engine asks which operation does. The adjoint algebra is written `+` and `*`.

/// The adjoint of an operand that was read as broadcast: summed back to the operand's shape.
template <Recordable Symbol>
constexpr Symbol unbroadcast(Symbol adjoint, Symbol operand);
/// `x` repeated to a larger shape.
template <Recordable Symbol>
constexpr Symbol broadcast_to(Symbol x, shape const& target);
/// Node `id` with `extent` elements along an axis whose extent is open and is that, or 1, in a
/// call.
template <class Graph>
constexpr int stretch_open_extent(Graph& graph, int id, int axis, index_t extent);
/// `x` under another shape of the same size.
template <Recordable Symbol>
constexpr Symbol reshape_to(Symbol x, shape const& target);
/// `x` with its last two axes swapped.
template <Recordable Symbol>
constexpr Symbol swap_last_axes(Symbol x);
/// Element number `position` of `x` in row-major order, as a value of rank 0.
template <Recordable Symbol>
constexpr Symbol element_of(Symbol x, index_t position);
/// The element of `x` at one index for each axis, as a value of rank 0.
template <Recordable Symbol>
constexpr Symbol element_at(Symbol x, index_t const* indices);
/// Row `i` of `x`, without its first axis.
template <Recordable Symbol>
constexpr Symbol row_at(Symbol x, index_t i);
/// The part of `x` that these words describe: for each axis start, step and count, -1: one index.
template <Recordable Symbol>
constexpr Symbol slice_by(Symbol const& x, list_view<word> attributes);
/// The sum of the elements of a vector.
template <Recordable Symbol>
constexpr Symbol sum_of_vector(Symbol x);
/// The tensor of shape `extents` with these numbers, in row-major order.
template <Recordable Symbol>
constexpr Symbol stack_of_scalars(growing_array<Symbol> const& numbers, shape const& extents);
/// Zeros of shape `extents` with one number, at the row-major position `position`.
template <Recordable Symbol>
constexpr Symbol place_number(Symbol number, shape const& extents, index_t position);
/// Blocks of one shape, one for each index of `before` and `after`, with the axes of both around
/// their own.
template <Recordable Symbol>
constexpr Symbol stack_blocks(growing_array<Symbol> const& blocks, shape const& before,
                              shape const& after);
/// The sum of two joins as one join, so that a gradient is put together once; `{}` where that
/// cannot be.
template <Recordable Symbol>
constexpr Symbol merge_joins(Symbol a, Symbol b);
/// The product of a lone part (see `ops/lone_part.hpp`) and a factor, computed on the part; `{}`
/// where it is none.
template <Recordable Symbol>
constexpr Symbol scale_lone_part(Symbol part, Symbol factor);
/// `a` where the mask holds, `b` elsewhere: an operation that `selects`.
template <Recordable Symbol>
constexpr Symbol select_by(Symbol mask, Symbol a, Symbol b);
/// Where one of two masks holds, or both.
template <Recordable Symbol>
constexpr Symbol either_mask(Symbol a, Symbol b);
/// Where the mask does not hold.
template <Recordable Symbol>
constexpr Symbol opposite_mask(Symbol mask);
/// Where `x` is not 0.
template <Recordable Symbol>
constexpr Symbol nonzero(Symbol x);
/// `x` in another scalar type.
template <Recordable Symbol>
constexpr Symbol convert_to(Symbol x, scalar_type type);

}  // namespace typegrad
