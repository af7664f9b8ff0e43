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
/// A number becomes a constant by itself, but an answer no mask: of `u ? x > 0 : false` the mask
/// becomes an answer.
template <class Element, class Other>
using constant_made_of =
    std::enable_if_t<!std::is_same_v<Element, bool> || !std::is_same_v<Other, bool>,
                     constant_of_a_number>;

}  // namespace typegrad
