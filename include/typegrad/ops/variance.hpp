// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/mean.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/sub.hpp>

namespace typegrad {

/// Delta degrees of freedom: `variance(x, ddof<1>)` divides by n - 1.
template <int Count>
struct ddof_t {};
template <int Count>
inline constexpr ddof_t<Count> ddof{};
template <class Value>
inline constexpr bool is_ddof = false;
template <int Count>
inline constexpr bool is_ddof<ddof_t<Count>> = true;
template <class Value>
concept DdofTag = is_ddof<Value>;

/// y = the mean of (x - mean(x))^2 over axes: the variance of a whole population, as `numpy.var`
/// (`tg::var` is a variable of an expression).
///
/// shape     x: S  ->  S without the axes, or with extents 1 there (keepdims)
/// backward  dx = 2 dy (x - mean(x)) / count
/// units     the square of those of x
/// cost      two passes, so that values far from zero lose nothing
/// errors    an axis outside [-rank, rank), or named twice
template <int... Axis, Operand Value, KeepTag... Keep>
constexpr auto variance(Value const& x, Keep... keep) {
  auto const centred = as_real(x) - mean<Axis...>(x, keepdims);
  return mean<Axis...>(centred * centred, keep...);
}
/// With the divisor n - N: `variance<0>(x, ddof<1>)` is the unbiased estimate from a sample of n >
/// 1.
template <int... Axis, int Count, Operand Value, KeepTag... Keep>
constexpr auto variance(Value const& x, ddof_t<Count>, Keep... keep) {
  if constexpr (!ShapeIsLookedUp<Value> && !is_refused<Value>)
    static_assert(elements_along<Value, 0, Axis...>::value > Count,
                  "typegrad: variance(x, ddof<N>): there must be more than N elements along the "
                  "axes: their number less N is the divisor");
  auto const centred = as_real(x) - mean<Axis...>(x, keepdims);
  return div(sum<Axis...>(centred * centred, keep...), count_operand<Count, Axis...>(x));
}
/// With ordinary arguments: `variance(x, {0})`, `variance(x, 0, keepdims, 1)`.
template <Recordable Symbol>
constexpr auto variance(Symbol const& x, axis_list const& axes, bool keep = false,
                        int degrees = 0) {
  require_axes("variance", x, axes, keep);
  auto const centred = as_real(x) - mean(x, axes, true);
  auto const count = count_beside(x, reduced_count(x.extents(), axes));
  return div(sum(centred * centred, axes, keep), count - degrees);
}

/// `variance(x, 0, ddof<1>)`, `variance(x, 0, ddof<1>, keepdims)`.
template <Recordable Symbol, int Count>
constexpr auto variance(Symbol const& x, axis_list const& axes, ddof_t<Count>, bool keep = false) {
  return variance(x, axes, keep, Count);
}

}  // namespace typegrad
