// SPDX-License-Identifier: BSL-1.0
// expect: this_operation_has_no_backward
#include <typegrad/typegrad.hpp>

/// A table, whose slope nobody has given.
struct table {
  static constexpr typegrad::shape shape(typegrad::shape const& x) { return x; }
  static constexpr void kernel(auto* out, typegrad::shape const&, auto const& x) {
    out[0] = x[0] > 0 ? 1 : 0;
  }
};
constexpr auto f = [](auto x) { return typegrad::apply<table>(x); };
#ifdef SHOULD_FAIL
double result = typegrad::grad(f)(2.0);
#else
double result = typegrad::evaluate(f)(2.0);
#endif
