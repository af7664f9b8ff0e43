// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/trace/structure.hpp>

#include <utility>

namespace typegrad {

/// One of several values, told apart by its number.
template <int Index, class Value>
struct held_argument {
  Value value;
};

template <class Sequence, class... Values>
struct held_sequence;
template <int... Index, class... Values>
struct held_sequence<std::integer_sequence<int, Index...>, Values...>
    : held_argument<Index, Values>... {
  /// Calls `use` with the values.
  template <class Use>
  constexpr decltype(auto) pass_to(Use&& use) const {
    return use(static_cast<held_argument<Index, Values> const&>(*this).value...);
  }
};

/// A pack of arguments as one value; `Value` may be references.
template <class... Values>
using held_arguments = held_sequence<std::make_integer_sequence<int, sizeof...(Values)>, Values...>;

template <class... Values>
constexpr held_arguments<Values...> hold(Values const&... x) {
  return {{x}...};
}

/// The type in which a value of type `Value` is kept: views become what they show.
template <class Value>
struct own_type_of {
  using type = plain_type<traced_type<Value>>;
};
template <class Value>
  requires(!std::is_same_v<plain_type<Value>, Value>)
struct own_type_of<Value> {
  using type = Value;
};
template <class Value>
using own_type = typename own_type_of<Value>::type;

}  // namespace typegrad
