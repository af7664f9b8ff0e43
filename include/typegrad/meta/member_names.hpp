// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/fields.hpp>

#include <array>
#include <string_view>
#include <tuple>

namespace typegrad {

/// Never made: only the address of a member is asked for, in whose text the compilers write its
/// name.
template <class Value>
struct never_made {
  Value value;
};
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-internal"  // of structs in unnamed namespaces
#endif
template <class Value>
extern never_made<Value> const example_of;
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

template <class Pointer>
struct address_as_argument {
  Pointer address;
};
template <class Pointer>
address_as_argument(Pointer) -> address_as_argument<Pointer>;

/// The last word of the text of an address: `... &example_of<S>.value.weight}`.
template <address_as_argument Address>
constexpr std::string_view last_name() {
  std::string_view text = __PRETTY_FUNCTION__;
#if !defined(__clang__)
  text = text.substr(0, text.find(")}"));
#else
  text = text.substr(0, text.rfind('}'));
#endif
  return text.substr(text.find_last_of(".:") + 1);
}

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#endif
template <class Value, std::size_t Which>
constexpr auto address_of_member() {
  return with_fields(example_of<Value>.value, [](auto&... member) {
    return address_as_argument{std::get<Which>(std::tuple(&member...))};
  });
}
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

/// The names of the members of a plain struct, in order of declaration.
///
/// source    Boost.PFR, `names_as_array`
template <PlainStruct Value>
constexpr auto member_names() {
  return []<std::size_t... Which>(std::index_sequence<Which...>) {
    return std::array<std::string_view, sizeof...(Which)>{
        last_name<address_of_member<Value, Which>()>()...};
  }(std::make_index_sequence<count_fields<Value>()>{});
}

}  // namespace typegrad
