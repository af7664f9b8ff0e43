// SPDX-License-Identifier: BSL-1.0
// expect: an_integer_among_integers_must_fit_into_their_type
// at most: 12 lines
#include <typegrad/tensor/tensor.hpp>

#ifdef SHOULD_FAIL
constexpr auto second = 5000000000LL;
#else
constexpr auto second = 2000000000LL;
#endif
constexpr typegrad::tensor<int, 2> x{1, second};
