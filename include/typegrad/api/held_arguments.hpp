// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/trace/structure.hpp>

#include <utility>

namespace typegrad {

/// One of several values, told apart by its number.
template <int I, class X>
struct held_argument {
  X value;
};

template <class Sequence, class... X>
struct held_sequence;
template <int... I, class... X>
struct held_sequence<std::integer_sequence<int, I...>, X...> : held_argument<I, X>... {
  /// Calls `use` with the values.
  template <class Use>
  constexpr decltype(auto) pass_to(Use&& use) const {
    return use(static_cast<held_argument<I, X> const&>(*this).value...);
  }
};

/// A pack of arguments as one value; `X` may be references.
template <class... X>
using held_arguments = held_sequence<std::make_integer_sequence<int, sizeof...(X)>, X...>;

template <class... X>
constexpr held_arguments<X...> hold(X const&... x) {
  return {{x}...};
}

/// The type in which a value of type `X` is kept: views become what they show.
template <class X>
struct own_type_of {
  using type = plain_type<traced_type<X>>;
};
template <class X>
  requires(!std::is_same_v<plain_type<X>, X>)
struct own_type_of<X> {
  using type = X;
};
template <class X>
using own_type = typename own_type_of<X>::type;

}  // namespace typegrad
