// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <type_traits>
#include <utility>

namespace typegrad {

/// What a refused call gives. It can be used in place of any value, so that one mistake is one
/// error: operations, accessors and transforms of it are refused too, without another message.
struct refused {
  constexpr refused() = default;
  template <class Y>
    requires(!std::is_same_v<Y, refused>)
  constexpr refused(Y const&) {}

  template <class... I>
  constexpr refused operator()(I const&...) const {
    return {};
  }
  template <class I>
  constexpr refused operator[](I const&) const {
    return {};
  }
  /// Any number, tensor or structure that the user's own code asks for; `true` where it asks for a
  /// decision.
  template <class Y>
    requires(!std::is_same_v<Y, refused>)
  constexpr operator Y() const {
    if constexpr (std::is_same_v<Y, bool>) return true;
    else return Y{};
  }
  template <class A>
    requires std::is_arithmetic_v<A>
  friend constexpr A& operator+=(A& a, refused) {
    return a;
  }
  template <class A>
    requires std::is_arithmetic_v<A>
  friend constexpr A& operator-=(A& a, refused) {
    return a;
  }
  template <class A>
    requires std::is_arithmetic_v<A>
  friend constexpr A& operator*=(A& a, refused) {
    return a;
  }
  template <class A>
    requires std::is_arithmetic_v<A>
  friend constexpr A& operator/=(A& a, refused) {
    return a;
  }
  template <class Stream>
  friend Stream& operator<<(Stream& stream, refused) {
    return stream;
  }
};

/// `auto [value, gradient] = ...` of something refused.
template <std::size_t>
constexpr refused get(refused) {
  return {};
}

/// Whether a type is `refused` or holds it: results of a function in which a call was refused.
template <class X>
inline constexpr bool is_refused = false;
template <>
inline constexpr bool is_refused<refused> = true;
template <class X>
inline constexpr bool is_refused<X const> = is_refused<X>;
template <class X, std::size_t N>
inline constexpr bool is_refused<std::array<X, N>> = is_refused<X>;
template <template <class...> class Holder, class... X>
inline constexpr bool is_refused<Holder<X...>> = (is_refused<X> || ...);

/// A mistake that leaves no trace in the type of a function's result is remembered by a function
/// that the first one defines, so that a transform can refuse a function whose evaluation would
/// only give a second error.
template <class Mistake>
struct mistake_record {
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-template-friend"
#endif
  friend constexpr auto was_made(mistake_record<Mistake>);
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif
};
/// Inherited where the mistake is reported; `Where` keeps it from being formed earlier.
template <class Mistake, class Where>
struct made_mistake {
  friend constexpr auto was_made(mistake_record<Mistake>) { return true; }
};
/// Asked when `Asking` is formed: the answer does not change for the same `Asking`.
template <class Mistake, class... Asking>
concept MistakeMade = requires {
  was_made(mistake_record<std::conditional_t<sizeof...(Asking) != 0, Mistake, void>>{});
};

}  // namespace typegrad

template <>
struct std::tuple_size<typegrad::refused> : std::integral_constant<std::size_t, 2> {};
template <std::size_t I>
struct std::tuple_element<I, typegrad::refused> {
  using type = typegrad::refused;
};
