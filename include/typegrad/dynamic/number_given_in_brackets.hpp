// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/scalar_type.hpp>

#include <type_traits>

namespace typegrad {

/// Where `variable(x)` makes a leaf, which has a gradient, `variable total = 0` makes a constant,
/// which has none.
template <class Other>
concept NumberGivenInBrackets = Arithmetic<Other> && std::is_arithmetic_v<Other>;

/// What tells the two apart in the names of their symbols: GCC 12 leaves constraints out.
struct leaf_of_a_number {};
struct constant_of_a_number {};

}  // namespace typegrad
