// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace typegrad {

/// A type of numbers that is not C++'s: fixed point, 16 bits, one of your own. See
/// `number/number_functions.hpp`.
template <class Number>
concept NumberType = requires { typename Number::is_number_type; };

}  // namespace typegrad
