// SPDX-License-Identifier: BSL-1.0
// expect gcc: dot(a, b): a and b must have at most two axes: batches are multiplied by matmul; a is (3, 1, 1), b is (3,)
// expect clang: a and b must have at most two axes: batches are multiplied by matmul
// expect: dot_of_batches.cpp:
// at most: 9 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
auto use(tg::tensor<double, 3, 1, 1> const& a, tg::tensor<double, 3> const& b) {
  return tg::dot(a, b);
}
#else
auto use(tg::tensor<double, 3> const& a, tg::tensor<double, 3> const& b) { return tg::dot(a, b); }
#endif
