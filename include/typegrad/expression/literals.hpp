// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/expression/expression_front.hpp>
#include <typegrad/meta/parse_number.hpp>

namespace typegrad {

template <char... Characters>
struct written_number {
  static constexpr char text[] = {Characters..., '\0'};
  static constexpr parsed_number number = parse_number(text, sizeof...(Characters));

  static constexpr auto value() {
    if constexpr (!number.integer) return number.real;
    else if constexpr (number.whole <= INT32_MAX) return static_cast<int>(number.whole);
    else return number.whole;
  }
};

inline namespace literals {

/// A number of a typed expression, `0.5_c`, `2_c`: its value is in its type. Weak: it takes the
/// scalar type of what it meets.
///
/// errors    hexadecimal, octal and binary numbers; magnitudes outside [1e-290, 1e290]; more than
///           19 digits
template <char... Characters>
constexpr auto operator""_c() {
  using written = written_number<Characters...>;
  static_assert(written::number.valid,
                "typegrad: a literal is a decimal number of at most 19 digits, 0.5_c or 1e-3_c");
  using number = decltype(written::value());
  return expression<graph<literal<number, literal_bits(written::value())>>, number>{};
}

}  // namespace literals

}  // namespace typegrad
