// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace typegrad {

/// Several results of a call. A plain aggregate, so that it costs nothing (a `std::tuple` by value
/// cost 2.5 times the instructions of the whole EKF update) and decomposes: `auto [gx, gw] = ...`.
template <class... Values>
struct results;
template <class Left>
struct results<Left> {
  Left first;

  friend bool operator==(results const&, results const&) = default;
};
template <class Left, class Right>
struct results<Left, Right> {
  Left first;
  Right second;

  friend bool operator==(results const&, results const&) = default;
};
template <class Left, class Right>
results(Left, Right) -> results<Left, Right>;
template <class Left, class Right, class Context>
struct results<Left, Right, Context> {
  Left first;
  Right second;
  Context third;

  friend bool operator==(results const&, results const&) = default;
};
template <class Left, class Right, class Context>
results(Left, Right, Context) -> results<Left, Right, Context>;
template <class Left, class Right, class Context, class Derived>
struct results<Left, Right, Context, Derived> {
  Left first;
  Right second;
  Context third;
  Derived fourth;

  friend bool operator==(results const&, results const&) = default;
};
template <class Left, class Right, class Context, class Derived>
results(Left, Right, Context, Derived) -> results<Left, Right, Context, Derived>;
template <class Left, class Right, class Context, class Derived, class Element>
struct results<Left, Right, Context, Derived, Element> {
  Left first;
  Right second;
  Context third;
  Derived fourth;
  Element fifth;

  friend bool operator==(results const&, results const&) = default;
};
template <class Left, class Right, class Context, class Derived, class Element>
results(Left, Right, Context, Derived, Element) -> results<Left, Right, Context, Derived, Element>;
template <class Left, class Right, class Context, class Derived, class Element, class Function>
struct results<Left, Right, Context, Derived, Element, Function> {
  Left first;
  Right second;
  Context third;
  Derived fourth;
  Element fifth;
  Function sixth;

  friend bool operator==(results const&, results const&) = default;
};
template <class Left, class Right, class Context, class Derived, class Element, class Function>
results(Left, Right, Context, Derived, Element, Function)
    -> results<Left, Right, Context, Derived, Element, Function>;
template <class Left, class Right, class Context, class Derived, class Element, class Function,
          class Gradient>
struct results<Left, Right, Context, Derived, Element, Function, Gradient> {
  Left first;
  Right second;
  Context third;
  Derived fourth;
  Element fifth;
  Function sixth;
  Gradient seventh;

  friend bool operator==(results const&, results const&) = default;
};
template <class Left, class Right, class Context, class Derived, class Element, class Function,
          class Gradient>
results(Left, Right, Context, Derived, Element, Function, Gradient)
    -> results<Left, Right, Context, Derived, Element, Function, Gradient>;
template <class Left, class Right, class Context, class Derived, class Element, class Function,
          class Gradient, class Held>
struct results<Left, Right, Context, Derived, Element, Function, Gradient, Held> {
  Left first;
  Right second;
  Context third;
  Derived fourth;
  Element fifth;
  Function sixth;
  Gradient seventh;
  Held eighth;

  friend bool operator==(results const&, results const&) = default;
};
template <class Left, class Right, class Context, class Derived, class Element, class Function,
          class Gradient, class Held>
results(Left, Right, Context, Derived, Element, Function, Gradient, Held)
    -> results<Left, Right, Context, Derived, Element, Function, Gradient, Held>;

template <class Value>
inline constexpr int count_of_results = 0;
template <class... Values>
inline constexpr int count_of_results<results<Values...>> = sizeof...(Values);
template <class... Values>
inline constexpr int count_of_results<results<Values...> const> = sizeof...(Values);

/// One of several results by its number, as `std::get` of a tuple: `tg::get<0>(gradients)`.
template <int Index, class Results>
  requires(count_of_results<Results> > 0)
constexpr auto& get(Results& r) {
  constexpr bool exists = 0 <= Index && Index < count_of_results<Results>;
  static_assert(exists, "typegrad: get<i>(results): i counts from 0, and there are fewer results");
  constexpr int i = exists ? Index : 0;
  if constexpr (i == 1) return r.second;
  else if constexpr (i == 2) return r.third;
  else if constexpr (i == 3) return r.fourth;
  else if constexpr (i == 4) return r.fifth;
  else if constexpr (i == 5) return r.sixth;
  else if constexpr (i == 6) return r.seventh;
  else if constexpr (i == 7) return r.eighth;
  else return r.first;
}
template <int Index, class... Values>
constexpr auto get(results<Values...> const&& r) {
  return get<Index>(r);
}

}  // namespace typegrad
