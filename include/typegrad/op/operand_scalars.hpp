// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/list_view.hpp>
#include <typegrad/op/typed_operand.hpp>

#include <type_traits>

namespace typegrad {

/// A literal is weak: it takes the type of what it meets, unless it is a fraction among integers.
/// `operand_scalars` says what fractions among masks are.
template <Scalar Value>
constexpr scalar_type weak_type(scalar_type met) {
  if (is_real(met)) return met;
  return std::is_integral_v<Value> ? promote(met, scalar_type::int32) : scalar_type::float64;
}

/// The scalar types of operands whose types tell them; of a number, what it takes among the others.
template <class... Values>
struct operand_scalars {
  static constexpr scalar_type met() {
    scalar_type type = scalar_type::boolean;
    ((type = Scalar<Values>
                 ? type
                 : promote(type, scalar_type_of<typename typed_operand<Values>::scalar>)),
     ...);
    return type;
  }
  /// Where only masks are met, fractions have the types that they have in C++, and whole numbers
  /// take those: `where(mask, 1.0f, 2)` is float32.
  static constexpr scalar_type met_with_fractions() {
    scalar_type type = met();
    if (type != scalar_type::boolean) return type;
    ((type = std::is_floating_point_v<Values>
                 ? promote(type, scalar_type_of<typename typed_operand<Values>::scalar>)
                 : type),
     ...);
    return type;
  }
  /// Among integers of C++ a literal is what it is to C++: `n * 1000000LL` has 64 bits.
  template <class Result>
  static constexpr scalar_type of() {
    if constexpr (Scalar<Result> && NumbersOfCpp<Values...> && !is_real(met())) {
      constexpr bool is_signed = std::is_signed_v<Result> || sizeof(Result) < sizeof(int);
      static_assert(is_signed,
                    "typegrad: an unsigned number beside a traced integer: C++ makes both unsigned "
                    "where f is called plainly: write 3 for 3u, int(i) for an index i");
      return promote(met(), scalar_type_of<Result>);
    } else if constexpr (Scalar<Result> && !(Scalar<Values> && ...))
      return weak_type<Result>(met_with_fractions());
    else return scalar_type_of<typename typed_operand<Result>::scalar>;
  }
  static constexpr scalar_type types[sizeof...(Values)] = {of<Values>()...};
  static constexpr list_view<scalar_type> list{types, sizeof...(Values)};
};

}  // namespace typegrad
