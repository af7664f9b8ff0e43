// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/trace/traced_tensor.hpp>

namespace typegrad {

/// `mask ? a : b` of a mask that `a` and `b` alone decide; where all of them are numbers that no
/// graph knows yet, the choice is left to it, too.
template <class Number, class Graph>
constexpr traced<Number, Graph> choose(traced<bool, Graph> const& mask,
                                       traced<Number, Graph> const& a,
                                       traced<Number, Graph> const& b) {
  if constexpr (can_be_pending<Graph>) {
    int const most = pending_number::most_steps / 3;
    auto const fits = [](auto const& x) { return !x.is_pending() || x.steps().count < most; };
    if (mask.is_pending() && a.is_constant() && b.is_constant() && fits(mask) && fits(a) &&
        fits(b)) {
      pending_number made = mask.steps();
      auto const add = [&](traced<Number, Graph> const& x) {
        if (x.is_pending()) made.add(x.steps());
        else made.add(pending_constant<scalar_type_of<Number>>, static_cast<double>(x.constant()));
      };
      add(a);
      add(b);
      made.add(pending_selection<Number>::operation);
      return traced<Number, Graph>(made);
    }
  }
  return mask ? a : b;
}

}  // namespace typegrad

// The standard library's own would branch on members of the function that meet before an argument,
// and its `clamp` asserts that `high < low` does not hold, a branch whose other side is no program:
// the bounds of a traced number are in order, as those of a plain one have to be.
namespace std {
template <class Number, class Graph>
constexpr typegrad::traced<Number, Graph> max(typegrad::traced<Number, Graph> const& a,
                                              typegrad::traced<Number, Graph> const& b) {
  return typegrad::choose(a < b, b, a);
}
template <class Number, class Graph>
constexpr typegrad::traced<Number, Graph> min(typegrad::traced<Number, Graph> const& a,
                                              typegrad::traced<Number, Graph> const& b) {
  return typegrad::choose(b < a, b, a);
}
template <class Number, class Graph>
constexpr typegrad::traced<Number, Graph> clamp(typegrad::traced<Number, Graph> const& x,
                                                typegrad::traced<Number, Graph> const& low,
                                                typegrad::traced<Number, Graph> const& high) {
  if (!x.is_constant() || !low.is_constant() || !high.is_constant()) {
    if (x < low) return low;
    if (high < x) return high;
    return x;
  }
  return typegrad::choose(x < low, low, typegrad::choose(high < x, high, x));
}

template <class Number, class Graph, typegrad::index_t... Extents>
constexpr typegrad::traced<Number, Graph> max(
    typegrad::traced_element<Number, Graph, Extents...> const& a,
    typegrad::traced_element<Number, Graph, Extents...> const& b) {
  using number = typegrad::traced<Number, Graph>;
  return std::max(static_cast<number const&>(a), static_cast<number const&>(b));
}
template <class Number, class Graph, typegrad::index_t... Extents>
constexpr typegrad::traced<Number, Graph> min(
    typegrad::traced_element<Number, Graph, Extents...> const& a,
    typegrad::traced_element<Number, Graph, Extents...> const& b) {
  using number = typegrad::traced<Number, Graph>;
  return std::min(static_cast<number const&>(a), static_cast<number const&>(b));
}
template <class Number, class Graph, typegrad::index_t... Extents>
constexpr typegrad::traced<Number, Graph> clamp(
    typegrad::traced_element<Number, Graph, Extents...> const& x,
    typegrad::traced_element<Number, Graph, Extents...> const& low,
    typegrad::traced_element<Number, Graph, Extents...> const& high) {
  using number = typegrad::traced<Number, Graph>;
  return std::clamp(static_cast<number const&>(x), static_cast<number const&>(low),
                    static_cast<number const&>(high));
}

// `std::max<T>(a, b)` names the type of the numbers, not that of what they hold.
template <class Traced>
  requires typegrad::is_traced_scalar<Traced>
constexpr Traced max(Traced const& a, Traced const& b) {
  return std::max(a, b);
}
template <class Traced>
  requires typegrad::is_traced_scalar<Traced>
constexpr Traced min(Traced const& a, Traced const& b) {
  return std::min(a, b);
}
template <class Traced>
  requires typegrad::is_traced_scalar<Traced>
constexpr Traced clamp(Traced const& x, Traced const& low, Traced const& high) {
  return std::clamp(x, low, high);
}
}  // namespace std
