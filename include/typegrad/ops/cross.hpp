// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/call_words.hpp>
#include <typegrad/ops/matmul.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/slice.hpp>
#include <typegrad/ops/stack.hpp>
#include <typegrad/ops/sub.hpp>
#include <typegrad/ops/take.hpp>

namespace typegrad {

/// What `cross` asks of its operands: null, or what does not hold.
constexpr char const* relation_of_cross(shape const& a, shape const& b) {
  bool const fits = a.rank > 0 && b.rank > 0 && a[a.rank - 1] == 3 && b[b.rank - 1] == 3;
  return fits ? nullptr : "the last axis of a and of b must have the extent 3";
}
/// The mistake in `cross` of operands of these types.
template <class Left, class Right>
struct cross_operands {
  static constexpr auto name = "cross";
  static constexpr char const* relation =
      relation_of_cross(typed_operand<Left>::extents, typed_operand<Right>::extents);
};

/// y = a x b, the vector product along the last axis.
///
/// shape     a: (S..., 3), b: (T..., 3)  ->  the broadcast of both
/// backward  da = b x dy, db = dy x a
/// domain    all a and b
/// edge      as `*` and `-`
/// cost      six products, three differences
/// errors    a last axis of another extent, or of one that is open: `fix` it
/// source    NumPy, `numpy.cross`
template <Operand Left, Operand Right>
constexpr auto cross(Left const& a, Right const& b) {
  constexpr auto by_parts = [](auto const& x, auto const& y) {
    return take<-1, 1, 2, 0>(x) * take<-1, 2, 0, 1>(y) -
           take<-1, 2, 0, 1>(x) * take<-1, 1, 2, 0>(y);
  };
  if constexpr (is_refused<Left> || is_refused<Right>) {
    return refused{};
  } else if constexpr (Recordable<Left> || Recordable<Right>) {
    require_pair(relation_of_cross(extents_of(a), extents_of(b)), "cross", a, b);
    return by_parts(a, b);
  } else {
    using rule = cross_operands<Left, Right>;
    if constexpr (rule::relation != nullptr) {
      return refuse<ops::matmul, rule, Left, Right>();
    } else if constexpr (typed_operand<Left>::extents.rank == 1 &&
                         typed_operand<Right>::extents.rank == 1) {
      auto const at = [&]<index_t First, index_t Second>() {
        return slice<First>(a) * slice<Second>(b) - slice<Second>(a) * slice<First>(b);
      };
      return stack(at.template operator()<1, 2>(), at.template operator()<2, 0>(),
                   at.template operator()<0, 1>());
    } else {
      return by_parts(a, b);
    }
  }
}

}  // namespace typegrad
