// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/scalar_type.hpp>

#include <type_traits>

namespace typegrad {

/// Says what a library value is to `apply`: which front end takes it. Specialised by each front
/// end.
template <class Value>
struct operand_traits {};

template <class Value>
concept LibraryValue = requires { typename operand_traits<Value>::front; };

/// A number of C++ that no graph holds, `x * 0.1L` or `x + 'a'`: rounded to double, or promoted to
/// int as C++ does, before it becomes an operand.
template <class Value>
concept NumberToConvert = Arithmetic<Value> && !Scalar<Value>;
template <NumberToConvert Value>
using converted_number = std::conditional_t<std::is_integral_v<Value>, int, double>;

/// What `tg::sin(x)` accepts: numbers, tensors, traced values, typed expressions, variables.
template <class Value>
concept Operand = LibraryValue<Value> || Arithmetic<Value>;

/// How many axes `Value` has as a factor where its `*` is the product of matrices if the function
/// is called plainly, as of Eigen's: 1 for a column, 2 for others. Specialised by the adapter.
template <class Value>
inline constexpr int axes_as_matrix = 0;

/// Whether `Value` stands for a number of C++: where the function is called plainly, its operators
/// are those of C++. Specialised by what is traced.
template <class Value>
inline constexpr bool stands_for_number = false;
template <class... Values>
concept NumbersOfCpp = ((Arithmetic<Values> || stands_for_number<Values>) && ...) &&
                       (stands_for_number<Values> || ...);

/// What an operator accepts: operands of which at least one is the library's own.
template <class... Values>
concept Operands = (Operand<Values> && ...) && (LibraryValue<Values> || ...);

}  // namespace typegrad
