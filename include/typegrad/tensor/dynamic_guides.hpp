// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/tensor/dynamic_tensor.hpp>

#include <initializer_list>
#include <vector>

namespace typegrad {

// The type of the elements from what a tensor is made of: `dynamic_tensor x{{1.0, 2.0},
// {3.0, 4.0}}`.
template <class Number>
dynamic_tensor(std::initializer_list<Number>) -> dynamic_tensor<Number>;
template <class Number>
dynamic_tensor(std::initializer_list<std::initializer_list<Number>>) -> dynamic_tensor<Number>;
template <class Number>
dynamic_tensor(std::vector<Number>) -> dynamic_tensor<Number>;
template <class Number>
dynamic_tensor(std::vector<std::vector<Number>>) -> dynamic_tensor<Number>;
template <class Number, index_t... Extents>
dynamic_tensor(tensor<Number, Extents...>) -> dynamic_tensor<Number>;
template <DynamicValues Value>
dynamic_tensor(Value const&) -> dynamic_tensor<typename dynamic_values<Value>::value_type>;

}  // namespace typegrad
