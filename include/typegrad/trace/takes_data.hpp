// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/refusal.hpp>
#include <typegrad/trace/use_of_members.hpp>

namespace typegrad {

/// Words for errors.
template <int Byte>
struct member_at_byte {
  static constexpr sentence words =
      sentence{}.add("it stands at byte ").add_number(Byte).add(" of f");
};
template <>
struct member_at_byte<-4> {
  static constexpr sentence words = sentence{}.add("which one depends on its value");
};
template <int Byte>
using computed_member = mistake<
    "typegrad: a member of f is used in arithmetic of its own, which cannot be traced: "
    "write T(v) * 2 for v * 2 and tg::sqrt(T(v)) for std::sqrt(v), where T is the type of x, or x "
    "* v * 2 for x * (v * 2); x takes part before 64 members do; of integers only an int may be a "
    "member",
    member_at_byte<Byte>>;

/// Whether a function has no data or such that can be read while compiling; where not, the reason
/// is given. Where the call is a piece of a function that is being traced, the object is there.
template <class Function, bool Traced>
constexpr auto holds_data() {
  constexpr bool copies =
      Traced || is_stateless<Function> || can_be_bytes<function_with_data<Function>>();
  static_assert(copies,
                "typegrad: a function with data must be trivially copyable: std::array, tg::tensor "
                "and tg::results may be members, std::pair and std::tuple of a plain struct, too, "
                "but not of a lambda; std::function, std::vector and Eigen's matrices not: "
                "[m = tg::tensor(matrix)]");
  constexpr bool is_made =
      !copies || Traced || is_stateless<Function> || __is_literal_type(Function);
  static_assert(is_made,
                "typegrad: a function with data is made while compiling: write constexpr before "
                "its constructor");
  if constexpr (Traced || !copies || !is_made || is_stateless<Function>) {
    return std::bool_constant<copies && is_made>{};
  } else {
    constexpr bool made = decltype(made_of_words<Function>(0))::value;
    static_assert(made,
                  "typegrad: a function with data holds numbers, and arrays and tensors of them: "
                  "no pointer, reference, bool or `this`; capture by value");
    return std::bool_constant<made>{};
  }
}

/// Whether all numbers in the arguments are traced; where not, the reason is given. Within a
/// function that is traced, plain ones are known.
template <class... Values>
constexpr auto is_traced_whole() {
  constexpr bool within = (!std::is_same_v<plain_type<Values>, Values> || ...);
  constexpr bool whole = within || !(has_plain_members<Values> || ...);
  static_assert(whole,
                "typegrad: a struct that is an argument is traced with all its members: write S n "
                "for double n, S being its template parameter; an int or bool is an argument of "
                "its own or a template parameter");
  return std::bool_constant<whole>{};
}

/// Whether the data of a function can be inputs of its graph; where not, the reason is given.
template <class Function, class... Values>
constexpr auto takes_data() {
  if constexpr (is_stateless<Function>) {
    return std::true_type{};
  } else {
    constexpr int report = use_of_members<Function, Values...>::report;
    constexpr bool ends = report != member_report::no_report;
    constexpr bool steers = report % 4 == static_cast<int>(member_use::steers);
    constexpr bool computes = report % 4 == static_cast<int>(member_use::computes);
    if constexpr (!ends && CallableWithSomeMembers<Function, Values...>)
      static_assert(
          ends,
          "typegrad: a member of f is divided by, is a count or an index, or bounds "
          "std::clamp, before it meets an argument: write x / v, T(a) / T(b) where T is the type "
          "of x, tg::clamp(x, lo, hi), or make it a template parameter");
    else if constexpr (!ends)
      static_cast<void>(Traceable<Function, Values...>);  // here the compiler says why
    static_assert(!steers,
                  "typegrad: what f computes must not depend on its members, by a branch, a count "
                  "or an index: make them arguments or template parameters, or use "
                  "where(x * 0 + v > 0, a, b)");
    if constexpr (computes) {
      using error [[maybe_unused]] =
          decltype(refusal<computed_member<report / 4 * 4 - 4>>.correct());
    }
    return std::bool_constant<ends && !steers && !computes>{};
  }
}

}  // namespace typegrad
