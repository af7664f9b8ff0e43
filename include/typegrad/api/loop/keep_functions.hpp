// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <type_traits>

namespace typegrad {

/// A body of a loop of which the reverse derivative keeps more than the carries.
template <class Body>
struct keeping_functions : Body {
  using Body::operator();
};
template <class Body>
inline constexpr bool keeps_functions_of = false;
template <class Body>
inline constexpr bool keeps_functions_of<keeping_functions<Body>> = true;

/// The body, or the step, of a loop whose reverse derivative reads what `sin`, `exp` and other dear
/// functions, products of at least four terms, inverses and the like gave at each turn, where else
/// it computes them once more: `fori(n, keep_functions(body), carry)`.
///
/// memory    reverse: what each of them gave, if it is read, at each turn
/// edges     a body with a loop in it, or one that may end early, keeps carries alone
template <class Body>
constexpr keeping_functions<Body> keep_functions(Body const& body) {
  static_assert(std::is_class_v<Body>,
                "typegrad: keep_functions(body) needs a lambda or another function object");
  return {body};
}

}  // namespace typegrad
