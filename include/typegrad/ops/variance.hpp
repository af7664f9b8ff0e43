// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/open_call.hpp>
#include <typegrad/ops/mean.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/sub.hpp>

namespace typegrad {

template <int Count>
struct ddof_t {};
/// Delta degrees of freedom: `variance(x, ddof<1>)` divides by n - 1.
template <int Count>
inline constexpr ddof_t<Count> ddof{};
template <class Value>
inline constexpr bool is_ddof = false;
template <int Count>
inline constexpr bool is_ddof<ddof_t<Count>> = true;
template <class Value>
concept DdofTag = is_ddof<Value>;

/// The relation that a variance of elements of shape `x` breaks whose divisor is their number less
/// `degrees`, or null.
constexpr char const* relation_of_degrees(shape const& x, axis_list const& axes, int degrees) {
  if (!shape_rule::reduced_axes(x, axes)) return nullptr;
  index_t const count = reduced_count(x, axes);
  return is_open(count) || count > degrees
             ? nullptr
             : "there must be more elements along the axes than degrees of freedom that are taken "
               "off";
}
/// What `Name<Axis...>(x, ddof<Count>)` asks of the shape of x. Wrong axes are refused elsewhere.
template <fixed_string Name, int Count, int... Axis>
struct more_elements_than {
  static constexpr sentence words() {
    sentence text = sentence{}.add(Name.text);
    [[maybe_unused]] int place = 0;
    ((text.add(place++ == 0 ? "<" : ", ").add_number(Axis)), ...);
    return text.add(sizeof...(Axis) == 0 ? "(a, ddof<" : ">(a, ddof<").add_number(Count).add(">)");
  }
  static constexpr char const* relation_of(shape const& x) {
    return relation_of_degrees(x, named_axes<Axis...>, Count);
  }
};
/// Asks it of an operand whose shape is looked up; an option that is no ddof asks for nothing.
template <fixed_string Name, int... Axis, class Value, int Count>
constexpr void require_more_elements(Value const& x, ddof_t<Count>) {
  if constexpr (ShapeIsLookedUp<Value>) ask<more_elements_than<Name, Count, Axis...>>(x);
}
template <fixed_string Name, int... Axis, class Value, KeepTag Keep>
constexpr void require_more_elements(Value const&, Keep) {}
/// The same with ordinary arguments, in which 0 asks for nothing.
template <Recordable Symbol>
constexpr void require_more_elements(char const* name, Symbol const& x, axis_list const& axes,
                                     bool keep, int degrees) {
  if constexpr (ThrowsMistakes<Symbol>)
    if (degrees != 0)
      require_call(relation_of_degrees(x.extents(), axes, degrees), name, x, axes, keep, degrees);
}

/// y = the mean of (x - mean(x))^2 over axes: the variance of a whole population, as `numpy.var`
/// (`tg::var` is a variable of an expression).
///
/// shape     x: S  ->  S without the axes, or with extents 1 there (keepdims)
/// backward  dx = 2 dy (x - mean(x)) / count
/// units     the square of those of x
/// domain    all x
/// edge      NaN of no elements
/// cost      two passes, so that values far from zero lose nothing
/// errors    an axis outside [-rank, rank), or named twice; with ddof<N> no more than N elements
/// source    NumPy, `numpy.var`
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
  require_more_elements<"variance", Axis...>(x, ddof<Count>);
  auto const centred = as_real(x) - mean<Axis...>(x, keepdims);
  return div(sum<Axis...>(centred * centred, keep...), count_operand<Count, Axis...>(x));
}
template <ShapedByType Value>
constexpr refused variance(Value const&, int) {
  return refuse_axis_argument<Value>();
}
/// With ordinary arguments: `variance(x, {0})`, `variance(x, 0, keepdims, 1)`.
template <Recordable Symbol>
constexpr auto variance(Symbol const& x, axis_list const& axes, bool keep = false,
                        int degrees = 0) {
  require_axes("variance", x, axes, keep);
  require_more_elements("variance", x, axes, keep, degrees);
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
