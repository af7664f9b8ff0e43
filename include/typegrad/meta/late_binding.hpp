// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/type_identity.hpp>

namespace typegrad {

/// What a type is bound to somewhere else in the program, known by a friend function that is only
/// declared here.
template <class Key>
struct binding_key {
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-template-friend"
#endif
  friend constexpr auto bound_to(binding_key);
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif
};

/// Binds `Key` to `Value` from where this is first instantiated: it defines the friend function.
template <class Key, class Value>
struct late_binding {
  using key = Key;
  friend constexpr auto bound_to(binding_key<Key>) { return type_identity<Value>{}; }
};

/// The type that `Key` was bound to.
template <class Key>
using bound_type = typename decltype(bound_to(binding_key<Key>{}))::type;

}  // namespace typegrad
