// SPDX-License-Identifier: BSL-1.0
// expect: linalg::norm(x, 1) may mean an order or an axis; write norm<1>(x)
#include <typegrad/typegrad.hpp>

typegrad::dynamic_tensor<double> const x{{1, 2}, {3, 4}};
#ifdef SHOULD_FAIL
auto const lengths = typegrad::linalg::norm(x, 1);
#else
auto const lengths = typegrad::linalg::norm(x, {1});
auto const length = typegrad::linalg::norm<0>(x, typegrad::keepdims);
#endif
