// SPDX-License-Identifier: BSL-1.0
// expect: max(x, 1) of a run-time tensor may mean an axis or a number; write max(x, {1}) or max(x, 1.0)
#include <typegrad/typegrad.hpp>

typegrad::dynamic_tensor<double> const x{{1, 2}, {3, 4}};
#ifdef SHOULD_FAIL
auto const largest = typegrad::max(x, 1);
#else
auto const largest = typegrad::max(x, {1});
auto const at_least_one = typegrad::max(x, 1.0);
#endif
