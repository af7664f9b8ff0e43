// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/number_type.hpp>
#include <typegrad/op/operand_traits.hpp>
#include <typegrad/op/refusal.hpp>
#include <typegrad/tensor/tensor.hpp>

namespace typegrad {

template <class Value>
inline constexpr bool is_of_number_type = NumberType<Value>;
template <class Number, index_t... Extents>
inline constexpr bool is_of_number_type<tensor<Number, Extents...>> = NumberType<Number>;

/// A number of the user's type beside a traced value: in the graph all numbers are doubles.
template <class Left, class Right>
concept NumberBesideTraced = !is_refused<Left> && !is_refused<Right> &&
                             is_of_number_type<Left> != is_of_number_type<Right> &&
                             LibraryValue<std::conditional_t<is_of_number_type<Left>, Right, Left>>;

/// Depends on the operands, so that it is told where the operator is used.
template <class Left, class Right>
struct number_beside_traced
    : mistake<
          "typegrad: a number of your own type beside a traced value: write it as a literal, "
          "0.5 * x, or give it as an argument of f"> {};
template <class Left, class Right>
constexpr refused refuse_number_beside(Left const&, Right const&) {
  using error [[maybe_unused]] = decltype(refusal<number_beside_traced<Left, Right>>.correct());
  return {};
}

template <class Left, class Right>
  requires NumberBesideTraced<Left, Right>
constexpr refused operator+(Left const& a, Right const& b) {
  return refuse_number_beside(a, b);
}
template <class Left, class Right>
  requires NumberBesideTraced<Left, Right>
constexpr refused operator-(Left const& a, Right const& b) {
  return refuse_number_beside(a, b);
}
template <class Left, class Right>
  requires NumberBesideTraced<Left, Right>
constexpr refused operator*(Left const& a, Right const& b) {
  return refuse_number_beside(a, b);
}
template <class Left, class Right>
  requires NumberBesideTraced<Left, Right>
constexpr refused operator/(Left const& a, Right const& b) {
  return refuse_number_beside(a, b);
}
template <class Left, class Right>
  requires NumberBesideTraced<Left, Right>
constexpr refused operator<(Left const& a, Right const& b) {
  return refuse_number_beside(a, b);
}
template <class Left, class Right>
  requires NumberBesideTraced<Left, Right>
constexpr refused operator>(Left const& a, Right const& b) {
  return refuse_number_beside(a, b);
}
template <class Left, class Right>
  requires NumberBesideTraced<Left, Right>
constexpr refused operator<=(Left const& a, Right const& b) {
  return refuse_number_beside(a, b);
}
template <class Left, class Right>
  requires NumberBesideTraced<Left, Right>
constexpr refused operator>=(Left const& a, Right const& b) {
  return refuse_number_beside(a, b);
}
template <class Left, class Right>
  requires NumberBesideTraced<Left, Right>
constexpr refused operator==(Left const& a, Right const& b) {
  return refuse_number_beside(a, b);
}
template <class Left, class Right>
  requires NumberBesideTraced<Left, Right>
constexpr refused operator!=(Left const& a, Right const& b) {
  return refuse_number_beside(a, b);
}

}  // namespace typegrad
