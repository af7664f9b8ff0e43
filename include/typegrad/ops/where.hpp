// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/op/constant_beside.hpp>
#include <typegrad/op/mask_operation.hpp>
#include <typegrad/ops/logical_not.hpp>
#include <typegrad/ops/lone_part.hpp>

namespace typegrad {

/// y = a where the mask m holds, b elsewhere.
///
/// shape     m: S, a: T, b: U  ->  the broadcast of S, T and U
/// backward  da = dy where m holds, db = dy elsewhere; zero in the other places     reads m
/// domain    all
/// edge      selected, not multiplied: what the branch not taken holds, NaN or infinity, does not
///           matter, and its adjoint is zero by structure: it stays zero through the rules of the
///           operations in that branch, whatever their slopes are, see `op/masked_adjoint.hpp`
/// source    NumPy, `numpy.where`
struct where_operation : element_wise<3> {
  static constexpr auto name = "where";
  static constexpr int cost = 1;
  static constexpr bool takes_mask = true;
  static constexpr bool selects = true;

  static constexpr scalar_type type(list_view<scalar_type> types, list_view<word>) {
    return promote(types[1], types[2]);
  }
  template <class Mask, class Number>
  TYPEGRAD_INLINE_NUMBER static constexpr Number forward(Mask const& mask, Number const& a,
                                                         Number const& b) {
    return math::select_without_branch(mask, a, b);
  }
  static constexpr auto pullback(wrt_operand<0>, auto, auto, auto, auto, auto) { return symbol{}; }
  static constexpr auto pullback(wrt_operand<1>, auto gy, auto mask, auto, auto, auto) {
    return where(mask, gy, 0);
  }
  static constexpr auto pullback(wrt_operand<2>, auto gy, auto mask, auto, auto, auto) {
    return where(mask, 0, gy);
  }
  /// The same mask asked again inside a branch has only one answer there: gradients of gradients
  /// ask often.
  static constexpr auto identities(auto m, auto a, auto b, auto c) {
    return rewrites{
        where(m, where(m, whole(a), c), b) == where(m, a, b),
        where(m, a, where(m, c, whole(b))) == where(m, a, b),
        where(logical_not(m), a, b) == where(m, b, a),
        where(m, a, a) == a,
        where(number<true>, a, b) == a,
        where(number<false>, a, b) == b,
        otherwise([](auto mask, auto x, auto y, node_signature made) {
          auto const part = masked_part(mask, x, y);
          return part.id >= 0 ? part : the_only_one(x, y, made);
        }),
    };
  }
  static constexpr symbol masked_part(auto mask, auto a, auto b) {
    if (b.is_uniform(0.0)) return mask_lone_part(mask, a, true);
    return a.is_uniform(0.0) ? mask_lone_part(mask, b, false) : symbol{};
  }
  /// The same on either side, in the shape of the result.
  static constexpr symbol the_only_one(auto a, auto b, node_signature made) {
    return a.id == b.id ? broadcast_to(a, shape_made(a, made)) : symbol{};
  }
};

namespace ops {
using where = where_operation;
}

/// Whether `Value` can be a mask; what is only known later is let through.
template <class Value>
constexpr bool may_be_mask() {
  if constexpr (!is_refused<Value> && requires { typename typed_operand<Value>::scalar; })
    if constexpr (Scalar<typename typed_operand<Value>::scalar>)
      return std::is_same_v<typename typed_operand<Value>::scalar, bool>;
  return true;
}

/// a where the mask holds, b elsewhere: `where(x > 0, x, 0.1 * x)`. The branch not taken has no
/// gradient.
template <Operand Mask, Operand Left, Operand Right>
constexpr applied<ops::where, Mask, Left, Right> where(Mask const& mask, Left const& a,
                                                       Right const& b) {
  static_assert(may_be_mask<Mask>(),
                "typegrad: where(mask, a, b): the mask must be boolean, such as x > 0");
  // A literal beside a symbol takes the type of the other branch, not of the mask.
  if constexpr (Recordable<Mask> && Recordable<Left> && !KnowsScalar<Left> && Scalar<Right>)
    return record<ops::where>({}, mask, a, literal_like(a, static_cast<double>(b)));
  else if constexpr (Recordable<Mask> && Scalar<Left> && Recordable<Right> && !KnowsScalar<Right>)
    return record<ops::where>({}, mask, literal_like(b, static_cast<double>(a)), b);
  else return apply<ops::where>(mask, a, b);
}

template <Recordable Symbol>
constexpr Symbol select_by(Symbol mask, Symbol a, Symbol b) {
  return record<ops::where>({}, mask, a, b);
}

}  // namespace typegrad
