// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/constant_arithmetic.hpp>
#include <typegrad/math/wrapping.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/ops/cast.hpp>
#include <typegrad/tensor/value_error.hpp>

#include <cstdint>
#include <type_traits>

namespace typegrad {

/// y = a + b, element by element.
///
/// shape     a: S, b: T  ->  the broadcast of S and T
/// backward  da = dy, db = dy                      reads nothing
/// domain    all a and b
/// edge      infinities and NaN as in IEEE 754; integers wrap around; masks are joined, those of
///           numbers in a traced function counted, as in C++; of numbers of variables refused
/// source    NumPy, `numpy.add`
struct add_operation : element_wise<2> {
  static constexpr auto name = "add";
  static constexpr int cost = 1;
  static constexpr auto call = "a + b";
  static constexpr bool commutative = true;
  static constexpr bool linear = true;
  static constexpr growth_rule growth = growth_rule::sum;
  static constexpr arithmetic_rule arithmetic = arithmetic_rule::sum;

  template <class Number>
  TYPEGRAD_INLINE_NUMBER static constexpr Number forward(Number const& a, Number const& b) {
    if constexpr (math::wraps_around<Number>) return math::wrapped_sum(a, b);
    else if constexpr (math::is_ieee<Number>)
      return __builtin_is_constant_evaluated() ? math::constant::sum(a, b) : a + b;
    else return static_cast<Number>(a + b);
  }
  template <int Index>
  static constexpr auto pullback(wrt_operand<Index>, auto gy, auto, auto, auto) {
    return gy;
  }
  static constexpr auto identities(auto a, auto b, auto p, auto q) {
    return rewrites{
        a + number<0> == a,
        a + -b == a - b,
        a + a == number<2> * a,
        in_derivatives(small(p) + (small(q) - b) == (p + q) - b),
        in_derivatives(small(p) + (small(q) + b) == (p + q) + b),
        of_join([](auto x, auto y, node_signature) { return join_sum(x, y); }),
    };
  }
  /// Adjoints of the parts of one tensor arrive one by one: each is added to the join among those
  /// before it.
  static constexpr symbol join_sum(auto a, auto b) {
    if (a.op().kind == operation_kind::join) {
      auto const swap = a;
      a = b;
      b = swap;
    }
    if (b.op().kind != operation_kind::join) return {};
    if (a.op().kind == operation_kind::join) return merge_joins(a, b);
    if (!is_node_of<add_operation>(a)) return {};
    for (int i = 0; i < 2; ++i) {
      if (a.operand(i).op().kind != operation_kind::join) continue;
      if (auto const together = merge_joins(a.operand(i), b); together.id >= 0)
        return a.operand(1 - i) + together;
    }
    return {};
  }
};

namespace ops {
using add = add_operation;
}

/// a + b, element by element, with NumPy's broadcasting.
template <class Left, class Right>
  requires Operands<Left, Right>
constexpr applied<ops::add, Left, Right> operator+(Left const& a, Right const& b) {
  return apply<ops::add>(a, b);
}
template <class Left, class Right>
concept Masks = std::is_same_v<typename typed_operand<Left>::scalar, bool> &&
                std::is_same_v<typename typed_operand<Right>::scalar, bool>;
/// Answers that C++ would count, as `(x > 0) + (y > 0)` does; tensors of masks stay masks.
template <class Left, class Right>
concept MasksOfCpp = NumbersOfCpp<Left, Right> && Masks<Left, Right>;
/// Masks of which only a run tells whether they are numbers of C++ or tensors.
template <class Left, class Right>
concept MasksOfAnyShape = (ShapeIsLookedUp<Left> || ShapeIsLookedUp<Right>) && Masks<Left, Right>;
template <class Left, class Right>
  requires Operands<Left, Right> && MasksOfCpp<Left, Right>
constexpr auto operator+(Left const& a, Right const& b) {
  return cast<std::int32_t>(a) + cast<std::int32_t>(b);
}
template <class Left, class Right>
  requires Operands<Left, Right> && MasksOfAnyShape<Left, Right>
constexpr auto operator+(Left const& a, Right const& b) {
  if (extents_of(a).rank == 0 && extents_of(b).rank == 0)
    refuse_values([] {
      return sentence{}.add(
          "a + b of two answers, which C++ counts and NumPy joins: write cast<int>(a) + "
          "cast<int>(b), or logical_or(a, b)");
    });
  return apply<ops::add>(a, b);
}
template <Operand Left, Operand Right>
constexpr applied<ops::add, Left, Right> add(Left const& a, Right const& b) {
  return apply<ops::add>(a, b);
}
template <LibraryValue Left, Operand Right>
constexpr Left& operator+=(Left& a, Right const& b) {
  if constexpr (Masks<Left, Right>) return a = add(a, b);  // as C++: true where either is
  else return a = a + b;
}

}  // namespace typegrad
