// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/roles.hpp>

namespace typegrad {

// Zeros of the structure.
//
// The derivative of what a mask did not select is zero because of what the function says, not
// because of the numbers in it: such a zero stays zero whatever slope it meets, infinite ones and
// NaN included. A rule is linear in its upstream, element by element where the operation is
// element-wise, so a mask commutes with it: where(m, g, 0) is taken apart, the rule is called with
// g, and the mask is put on the result. This is a rule of adjoints and tangents alone: what a user
// multiplies stays IEEE.

/// An adjoint or tangent that is zero, by its structure, where the mask does not have the answer
/// `side`; `mask.id` is -1 where there is no mask.
template <class Symbol>
struct masked_adjoint {
  Symbol mask{};
  Symbol value{};
  bool side = true;

  constexpr bool is_masked() const { return mask.id >= 0; }
  /// The same mask on another value.
  constexpr Symbol on(Symbol x) const {
    auto const zero = literal_like(x, 0.0);
    return side ? select_by(mask, x, zero) : select_by(mask, zero, x);
  }
  constexpr Symbol where_it_holds() const { return side ? mask : opposite_mask(mask); }
};

template <class Graph>
constexpr masked_adjoint<basic_symbol<Graph>> split_mask(basic_symbol<Graph> x) {
  if (!x.op().selects) return {};
  if (x.operand(2).is_uniform(0.0)) return {x.operand(0), x.operand(1), true};
  if (x.operand(1).is_uniform(0.0)) return {x.operand(0), x.operand(2), false};
  return {};
}

/// `x` without the masks around it, in the same shape.
template <class Graph>
constexpr basic_symbol<Graph> without_masks(basic_symbol<Graph> x) {
  auto const split = split_mask(x);
  if (!split.is_masked()) return x;
  shape const whole = x.extents();
  return without_masks(broadcast_to(split.value, whole));
}
/// The masks around `x` on what a rule made of `x` without them.
template <class Graph>
constexpr basic_symbol<Graph> with_masks_of(basic_symbol<Graph> x, basic_symbol<Graph> made) {
  auto const split = split_mask(x);
  return split.is_masked() ? split.on(with_masks_of(split.value, made)) : made;
}

/// 1 where all masks around `x` hold, 0 elsewhere, in the shape of `x`.
template <class Graph>
constexpr basic_symbol<Graph> seen_through_masks(basic_symbol<Graph> x) {
  shape const extents = x.extents();
  return broadcast_to(with_masks_of(x, literal_like(x, 1.0)), extents);
}

/// The sum of adjoints, or of tangents, of one value. Those under one mask stay under it; those
/// under several are zero where none of the masks holds, their support, which is put on the sum
/// when a rule reads it.
template <class Graph>
struct sum_of_adjoints {
  using symbol = basic_symbol<Graph>;
  symbol sum{};
  symbol support{};

  constexpr void add(symbol term, symbol support_of_term = {}) {
    if (sum.id < 0) {
      sum = term;
      support = support_of_term;
      return;
    }
    auto const old = split_mask(sum);
    auto const added = split_mask(term);
    bool const masked = old.is_masked() && added.is_masked();
    if (masked && support.id < 0 && support_of_term.id < 0 && old.mask == added.mask) {
      sum = old.side == added.side ? old.on(plus(old.value, added.value))
            : old.side             ? select_by(old.mask, old.value, added.value)
                                   : select_by(old.mask, added.value, old.value);
      return;
    }
    bool const both =
        (old.is_masked() || support.id >= 0) && (added.is_masked() || support_of_term.id >= 0);
    support = !both
                  ? symbol{}
                  : either_mask(support.id >= 0 ? support : old.where_it_holds(),
                                support_of_term.id >= 0 ? support_of_term : added.where_it_holds());
    sum = sum + term;
  }
  /// As a rule wants it.
  constexpr symbol masked() const {
    return support.id < 0 ? sum : masked_adjoint<symbol>{support, sum, true}.on(sum);
  }

 private:
  static constexpr symbol plus(symbol a, symbol b) {
    sum_of_adjoints both{a};
    both.add(b);
    return both.masked();
  }
};

}  // namespace typegrad
