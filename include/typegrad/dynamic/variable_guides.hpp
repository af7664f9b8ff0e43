// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/variable.hpp>

#include <initializer_list>
#include <type_traits>
#include <vector>

namespace typegrad {

// The type of the elements from what a variable is made of: `variable x{{1.0, 2.0}, {3.0, 4.0}}`.
template <class Number>
  requires std::is_arithmetic_v<Number>
variable(Number) -> variable<Number>;
template <class Number>
variable(std::initializer_list<Number>) -> variable<Number>;
template <class Number>
variable(std::initializer_list<std::initializer_list<Number>>) -> variable<Number>;
template <class Number>
variable(std::vector<Number>) -> variable<Number>;
template <class Number>
variable(dynamic_tensor<Number>) -> variable<Number>;
template <class Number, index_t... Extents>
variable(tensor<Number, Extents...>) -> variable<Number>;

}  // namespace typegrad
