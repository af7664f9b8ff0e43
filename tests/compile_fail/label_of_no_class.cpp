// SPDX-License-Identifier: BSL-1.0
// expect: labels_must_be_at_least_0_and_below_the_number_of_classes
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr tg::tensor<int, 2> labels{0, 3};
#else
constexpr tg::tensor<int, 2> labels{0, 2};
#endif
constexpr auto f = [](auto const& a, auto const& b) { return tg::softmax_cross_entropy(a, b); };
constexpr double answer = tg::evaluate(f)(tg::tensor<double, 2, 3>{}, labels);
