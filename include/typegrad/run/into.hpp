// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/leaf_list.hpp>

#include <cstdint>

namespace typegrad {

/// Where the results of a program are to be written: `into(y...)`.
template <class... Results>
struct into_results;
template <class Result>
struct into_results<Result> {
  using result_type = Result;
  Result* first;

  template <class Pointers, class... Before>
  TYPEGRAD_INLINE constexpr void point(Pointers& pointers, Before&... before) const {
    point_at_leaves(pointers, before..., *first);
  }
  /// Calls `use` with all results.
  template <class Use, class... Before>
  constexpr decltype(auto) pass_to(Use&& use, Before&... before) const {
    return use(before..., *first);
  }
  template <class Value>
  bool overlaps(Value const& x) const {
    auto const at = reinterpret_cast<std::uintptr_t>(first);
    auto const other = reinterpret_cast<std::uintptr_t>(__builtin_addressof(x));
    return at < other + sizeof(Value) && other < at + sizeof(Result);
  }
};
template <class Result, class Next, class... Results>
struct into_results<Result, Next, Results...> {
  using result_type = results<Result, Next, Results...>;
  into_results<Result> one;
  into_results<Next, Results...> others;

  template <class Pointers, class... Before>
  TYPEGRAD_INLINE constexpr void point(Pointers& pointers, Before&... before) const {
    others.point(pointers, before..., *one.first);
  }
  template <class Use, class... Before>
  constexpr decltype(auto) pass_to(Use&& use, Before&... before) const {
    return others.pass_to(use, before..., *one.first);
  }
  template <class Value>
  bool overlaps(Value const& x) const {
    return one.overlaps(x) || others.overlaps(x);
  }
};

/// Results written where they go, without a copy: `program::run(memory, into(value, gradient), x)`.
///
/// Takes the result of the program or, of several, each one: of the very type. None may share
/// memory with an argument, because results are written while arguments are still read
/// (`TYPEGRAD_ASSERT` looks).
template <class Result>
  requires(!std::is_const_v<Result>)
constexpr into_results<Result> into(Result& y) {
  return {&y};
}
template <class Result, class Next, class... Results>
constexpr into_results<Result, Next, Results...> into(Result& y, Next& next, Results&... others) {
  return {into(y), into(next, others...)};
}

}  // namespace typegrad
