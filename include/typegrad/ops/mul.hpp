// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/constant_arithmetic.hpp>
#include <typegrad/math/wrapping.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = a b, element by element (never a matrix product).
///
/// shape     a: S, b: T  ->  the broadcast of S and T
/// backward  da = dy b, db = dy a                  reads a and b
/// domain    all a and b
/// edge      infinities and NaN as in IEEE 754; 0 that the structure makes stays 0
///           (docs/edge_rules.md)
/// source    NumPy, `numpy.multiply`
struct mul_operation : element_wise<2> {
  static constexpr auto name = "mul";
  static constexpr int cost = 1;
  static constexpr auto call = "a * b";
  static constexpr bool commutative = true;
  static constexpr growth_rule growth = growth_rule::product;
  static constexpr arithmetic_rule arithmetic = arithmetic_rule::product;

  template <class Number>
  TYPEGRAD_INLINE_NUMBER static constexpr Number forward(Number const& a, Number const& b) {
    if constexpr (math::wraps_around<Number>) return math::wrapped_product(a, b);
    else if constexpr (math::is_ieee<Number>)
      return __builtin_is_constant_evaluated() ? math::constant::product(a, b) : a * b;
    else return static_cast<Number>(a * b);
  }
  static constexpr auto partial(wrt_operand<0>, auto, auto b, auto) { return b; }
  static constexpr auto partial(wrt_operand<1>, auto a, auto, auto) { return a; }

  /// Powers of two meet, which is exact but for overflow. A single one stays where it is: moved out
  /// of one product it would be multiplied again in every other that shares its factor.
  /// A literal takes up a power of two without another rounding, in derivatives any other literal.
  static constexpr auto identities(auto a, auto b, auto p, auto q) {
    return rewrites{
        in_derivatives(a * number<0> == number<0>),
        of_literal([](auto x, auto y, node_signature made) { return zero_or_nan(x, y, made); }),
        a * number<1> == a,
        whole(a) * number<-1> == -a,
        -a * b == -(a * b),
        of_join([](auto x, auto y, node_signature) { return product_of_lone_part(x, y); }),
        a * a == square(a),
        exact(p) * (constant(q) * b) == (p * q) * b,
        constant(p) * (exact(q) * b) == (p * q) * b,
        in_derivatives(constant(p) * (constant(q) * b) == (p * q) * b),
        in_derivatives((constant(p) * a) * (constant(q) * a) == (p * q) * square(a)),
        (exact(p) * a) * (exact(q) * b) == (p * q) * (a * b),
        (exact(p) * a) * a == p * square(a),
        in_derivatives((constant(p) * a) * a == p * square(a)),
    };
  }
  template <class Value>
  static constexpr Value zero_or_nan(Value a, Value b, node_signature made) {
    if (made.shape_id != 0 || !(a.is_uniform(0.0) || b.is_uniform(0.0))) return {};
    int const ids[] = {a.id, b.id};
    return {a.graph, beside_zeros<mul_operation>(*a.graph, ids, made)};
  }
  static constexpr symbol product_of_lone_part(auto a, auto b) {
    if (a.op().kind == operation_kind::join)
      if (auto const part = scale_lone_part(a, b); part.id >= 0) return part;
    return b.op().kind == operation_kind::join ? scale_lone_part(b, a) : symbol{};
  }
};

namespace ops {
using mul = mul_operation;
}

/// a * b, element by element, with NumPy's broadcasting. The matrix product is `matmul`.
template <class Left, class Right>
  requires Operands<Left, Right>
constexpr applied<ops::mul, Left, Right> operator*(Left const& a, Right const& b) {
  return apply<ops::mul>(a, b);
}
/// Two operands whose `*` would be a product of matrices if the function were called plainly.
template <class Left, class Right>
concept MatrixFactors = (axes_as_matrix<Left> > 0 || axes_as_matrix<Right> > 0) &&
                        typed_operand<Left>::extents.rank > 0 &&
                        typed_operand<Right>::extents.rank > 0 &&
                        (typed_operand<Left>::extents.rank + typed_operand<Right>::extents.rank >
                             2 ||
                         axes_as_matrix<Left> + axes_as_matrix<Right> > 2);
template <class Left, class Right>
  requires Operands<Left, Right> && MatrixFactors<Left, Right>
constexpr refused operator*(Left const&, Right const&) {
  static_assert(
      !MatrixFactors<Left, Right>,
      "typegrad: a * b of Eigen's matrices is their product where f is called plainly: use "
      "tg::matmul(a, b) for it, or tg::mul(a, b) element by element");
  return {};
}
/// The product element by element, by name: of traced matrices of Eigen, too.
template <Operand Left, Operand Right>
constexpr applied<ops::mul, Left, Right> mul(Left const& a, Right const& b) {
  return apply<ops::mul>(a, b);
}
template <LibraryValue Left, Operand Right>
constexpr Left& operator*=(Left& a, Right const& b) {
  return a = a * b;
}

}  // namespace typegrad
