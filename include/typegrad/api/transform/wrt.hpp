// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <type_traits>
#include <utility>

namespace typegrad {

/// The positions of the arguments to differentiate with respect to.
template <int... Position>
struct wrt_positions {};
template <class Wrt>
inline constexpr bool is_wrt_positions = false;
template <int... Position>
inline constexpr bool is_wrt_positions<wrt_positions<Position...>> = true;
template <class Wrt>
concept WrtPositions = is_wrt_positions<Wrt>;

/// What `wrt<...>` is for its arguments: positions, or, where typed expressions are used,
/// variables.
template <auto... What>
struct wrt_of {
  using type = wrt_positions<What...>;
};

/// With respect to what a function is differentiated: `wrt<0, 2>` are the positions of arguments.
template <auto... What>
inline constexpr typename wrt_of<What...>::type wrt{};

/// All arguments, however many the call has.
struct wrt_all {};

template <int... Index>
constexpr wrt_positions<Index...> positions_up_to(std::integer_sequence<int, Index...>) {
  return {};
}
template <int Count, class Wrt>
constexpr auto positions_of(Wrt wanted) {
  if constexpr (std::is_same_v<Wrt, wrt_all>)
    return positions_up_to(std::make_integer_sequence<int, Count>{});
  else return wanted;
}
/// The positions that `Wrt` means in a call with `Count` arguments.
template <class Wrt, int Count>
using resolved_wrt = decltype(positions_of<Count>(Wrt{}));

/// The place of argument `Index` among `Position...`; -1 where it is not there.
template <int Index, int... Position>
constexpr int place_among(wrt_positions<Position...>) {
  int place = -1;
  int next = 0;
  ((place = Position == Index && place < 0 ? next : place, ++next), ...);
  return place;
}

template <int... Position>
constexpr int count_of(wrt_positions<Position...>) {
  return sizeof...(Position);
}

/// Whether every position names one of `count` arguments.
template <int... Position>
constexpr bool are_arguments(wrt_positions<Position...>, int count) {
  return ((Position >= 0 && Position < count) && ...);
}
/// Whether no position stands twice.
template <int... Position>
constexpr bool are_different(wrt_positions<Position...> positions) {
  int next = 0;
  return ((place_among<Position>(positions) == next++) && ...);
}

struct has_aux_t {};
/// `grad(f, has_aux)`: the function returns the number to differentiate first and then others,
/// which come back as they are.
inline constexpr has_aux_t has_aux{};

}  // namespace typegrad
