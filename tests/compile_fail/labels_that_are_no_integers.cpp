// SPDX-License-Identifier: BSL-1.0
// expect gcc: softmax_cross_entropy(a, b): the labels b must be integers, the numbers of the classes; a is (2, 3), b is (2,)
// expect clang: the labels b must be integers, the numbers of the classes
// expect: labels_that_are_no_integers.cpp:
// at most: 11 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
using labels = tg::tensor<float, 2>;
#else
using labels = tg::tensor<int, 2>;
#endif

constexpr auto f = [](auto const& a, auto const& b) { return tg::softmax_cross_entropy(a, b); };
auto use(tg::tensor<float, 2, 3> const& a, labels const& b) { return tg::grad(f)(a, b)(0, 0); }
