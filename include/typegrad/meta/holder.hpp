// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/fields.hpp>
#include <typegrad/meta/results.hpp>
#include <typegrad/meta/type_identity.hpp>

#include <array>
#include <tuple>
#include <utility>

namespace typegrad {

/// What a type that holds values of other types is made of: `std::array`, `results`, `std::pair`
/// and `std::tuple`. Who asks something of such a type answers for its members, in one
/// specialisation.
///
/// members<List>      `List` of the types of the members, of an array once
/// sum<Number>        `Number<Member>::value` of all members together
/// with<Change>       the same holder of `Change<Member>::type`
/// for_each(x, use)   calls `use` with each member, in order
/// make<Made>(next)   a holder with `next(type_identity<Member>)` in the place of each, in order
/// map(x, change)     the same holder of `change(member)`
template <class Value>
struct holder;

template <class Value, std::size_t Count>
struct holder<std::array<Value, Count>> {
  template <template <class...> class List>
  using members = List<Value>;
  template <template <class> class Change>
  using with = std::array<typename Change<Value>::type, Count>;
  template <template <class> class Number>
  static constexpr int sum = static_cast<int>(Count) * Number<Value>::value;

  static constexpr void for_each(auto& x, auto&& use) {
    for (auto& member : x) use(member);
  }
  template <class Made>
  static constexpr Made make(auto&& next) {
    Made made{};
    for (auto& member : made) member = next(type_identity<Value>{});
    return made;
  }
  static constexpr auto map(auto const& x, auto&& change) {
    return std::apply(
        [&](auto const&... member) {
          return std::array<decltype(change(x[0])), Count>{change(member)...};
        },
        x);
  }
};
template <class... Values>
struct holder<results<Values...>> {
  template <template <class...> class List>
  using members = List<Values...>;
  template <template <class> class Change>
  using with = results<typename Change<Values>::type...>;
  template <template <class> class Number>
  static constexpr int sum = (Number<Values>::value + ... + 0);

  static constexpr void for_each(auto& x, auto&& use) {
    with_fields(x, [&](auto&... member) { (use(member), ...); });
  }
  template <class Made>
  static constexpr Made make(auto&& next) {
    return Made{next(type_identity<Values>{})...};
  }
  static constexpr auto map(auto const& x, auto&& change) {
    return with_fields(x, [&](auto const&... member) {
      return results<decltype(change(member))...>{change(member)...};
    });
  }
};
/// `std::pair` and `std::tuple`.
template <template <class...> class Tuple, class... Values>
struct tuple_holder {
  template <template <class...> class List>
  using members = List<Values...>;
  template <template <class> class Change>
  using with = Tuple<typename Change<Values>::type...>;
  template <template <class> class Number>
  static constexpr int sum = (Number<Values>::value + ... + 0);

  static constexpr void for_each(auto& x, auto&& use) {
    std::apply([&](auto&... member) { (use(member), ...); }, x);
  }
  template <class Made>
  static constexpr Made make(auto&& next) {
    return Made{next(type_identity<Values>{})...};
  }
  static constexpr auto map(auto const& x, auto&& change) {
    return std::apply(
        [&](auto const&... member) {
          return Tuple<decltype(change(member))...>{change(member)...};
        },
        x);
  }
};
template <class... Values>
struct holder<std::tuple<Values...>> : tuple_holder<std::tuple, Values...> {};
template <class First, class Second>
struct holder<std::pair<First, Second>> : tuple_holder<std::pair, First, Second> {};

template <class Value>
concept Holder = requires { sizeof(holder<Value>); };

}  // namespace typegrad
