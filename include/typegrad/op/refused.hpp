// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/late_binding.hpp>

#include <array>
#include <type_traits>
#include <utility>

namespace typegrad {

/// What a refused call gives. It can be used in place of any value, so that one mistake is one
/// error: operations, accessors and transforms of it are refused too, without another message.
struct refused {
  constexpr refused() = default;
  template <class Result>
    requires(!std::is_same_v<Result, refused>)
  constexpr refused(Result const&) {}

  template <class... Indices>
  constexpr refused operator()(Indices const&...) const {
    return {};
  }
  template <class Integer>
  constexpr refused operator[](Integer const&) const {
    return {};
  }
  /// Any number, tensor or structure that the user's own code asks for; `true` where it asks for a
  /// decision.
  template <class Result>
    requires(!std::is_same_v<Result, refused>)
  constexpr operator Result() const {
    if constexpr (std::is_same_v<Result, bool>) return true;
    else return Result{};
  }
  template <class Left>
    requires std::is_arithmetic_v<Left>
  friend constexpr Left& operator+=(Left& a, refused) {
    return a;
  }
  template <class Left>
    requires std::is_arithmetic_v<Left>
  friend constexpr Left& operator-=(Left& a, refused) {
    return a;
  }
  template <class Left>
    requires std::is_arithmetic_v<Left>
  friend constexpr Left& operator*=(Left& a, refused) {
    return a;
  }
  template <class Left>
    requires std::is_arithmetic_v<Left>
  friend constexpr Left& operator/=(Left& a, refused) {
    return a;
  }
  template <class Stream>
  friend Stream& operator<<(Stream& stream, refused) {
    return stream;
  }
};

/// `auto [value, gradient] = ...` of something refused. Of that alone: anything becomes `refused`,
/// and `get<0>` of other results would be zero without a word.
template <std::size_t, class Value>
  requires std::is_same_v<Value, refused>
constexpr refused get(Value const&) {
  return {};
}

/// Whether a type is `refused` or holds it: results of a function in which a call was refused.
template <class Value>
inline constexpr bool is_refused = false;
template <>
inline constexpr bool is_refused<refused> = true;
template <class Value>
inline constexpr bool is_refused<Value const> = is_refused<Value>;
template <class Value, std::size_t Count>
inline constexpr bool is_refused<std::array<Value, Count>> = is_refused<Value>;
template <template <class...> class Holder, class... Values>
inline constexpr bool is_refused<Holder<Values...>> = (is_refused<Values> || ...);

/// A mistake that leaves no trace in the type of a function's result is remembered by a late
/// binding that what reports it inherits, so that a transform can refuse a function whose
/// evaluation would only give a second error. Asked when `Asking` is formed: the answer does not
/// change for the same `Asking`.
template <class Mistake, class... Asking>
concept MistakeMade = requires {
  bound_to(binding_key<std::conditional_t<sizeof...(Asking) != 0, Mistake, void>>{});
};

}  // namespace typegrad

template <>
struct std::tuple_size<typegrad::refused> : std::integral_constant<std::size_t, 2> {};
template <std::size_t Index>
struct std::tuple_element<Index, typegrad::refused> {
  using type = typegrad::refused;
};
