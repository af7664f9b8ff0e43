// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/call_words.hpp>
#include <typegrad/ops/add.hpp>
#include <typegrad/ops/full_like.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/slice.hpp>

namespace typegrad {

/// What `polyval` asks of the coefficients: null, or what does not hold.
constexpr char const* relation_of_polyval(shape const& p) {
  if (p.rank != 1) return "a must be a vector of coefficients";
  if (is_open(p.extents[0])) return "the extent of a must be known: `fix` it";
  return p.extents[0] > 0 ? nullptr : "a must have at least one coefficient";
}
/// The mistake in `polyval` of operands of these types.
template <class Coefficients, class Value>
struct polyval_operands {
  static constexpr auto name = "polyval";
  static constexpr char const* relation = relation_of_polyval(typed_operand<Coefficients>::extents);
};

/// Horner's rule from coefficient `Next` on, y being what those before it give.
template <int Next, int Count, Operand Coefficients, Operand Value, Operand Sum>
constexpr auto remaining_horner(Coefficients const& p, Value const& x, Sum const& y) {
  if constexpr (Next == Count) return y;
  else return remaining_horner<Next + 1, Count>(p, x, add(mul(y, x), slice<Next>(p)));
}

/// y = p_0 x^(k-1) + ... + p_(k-2) x + p_(k-1), by Horner's rule: `polyval(p, x)`, the coefficient
/// of the highest power first.
///
/// shape     p: (k,), x: S  ->  S
/// backward  dx = dy times the derivative of the polynomial; dp_i = the sum of dy x^(k-1-i)
/// types     those of `p * x + p`
/// domain    all p and x
/// edge      as `*` and `+`
/// cost      k - 1 products and sums for each element, in one loop with what surrounds it
/// errors    coefficients that are no vector, or none; an extent of p that is open: `fix` it
/// source    NumPy, `numpy.polyval`
template <Operand Coefficients, Operand Value>
constexpr auto polyval(Coefficients const& p, Value const& x) {
  if constexpr (is_refused<Coefficients> || is_refused<Value>) {
    return refused{};
  } else if constexpr (Recordable<Coefficients>) {
    require_pair(relation_of_polyval(p.extents()), "polyval", p, x);
    auto const coefficient = [&](index_t k) { return slice(p, {k}); };
    auto y = add(full_like(x, 0), coefficient(0));
    for (index_t k = 1; k < p.extents()[0]; ++k) y = add(mul(y, x), coefficient(k));
    return y;
  } else {
    using rule = polyval_operands<Coefficients, Value>;
    if constexpr (rule::relation != nullptr) {
      return refuse<ops::mul, rule, Coefficients, Value>();
    } else {
      constexpr int count = static_cast<int>(typed_operand<Coefficients>::extents[0]);
      if constexpr (count == 1) return add(full_like(x, 0), slice<0>(p));
      else return remaining_horner<1, count>(p, x, slice<0>(p));
    }
  }
}

}  // namespace typegrad
