// SPDX-License-Identifier: BSL-1.0
// expect gcc: concatenate<0>(a, b): operands must agree in every extent except along the joined axis; a is (2, 3), b is (3, 2)
// expect clang: operands must
// at most: 10 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto x) { return tg::concatenate<0>(x, tg::reshape<3, 2>(x)); };
#else
constexpr auto f = [](auto x) { return tg::concatenate<1>(x, x); };
#endif
auto answer = tg::evaluate(f)(tg::tensor<double, 2, 3>{});
