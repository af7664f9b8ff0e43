// SPDX-License-Identifier: BSL-1.0
// expect gcc: cross(a, b): the last axis of a and of b must have the extent 3; a is (3,), b is (2,)
// expect clang: the last axis of a and of b must have the extent 3
#include <typegrad/embedded.hpp>
namespace tg = typegrad;

#ifdef SHOULD_FAIL
using second = tg::tensor<double, 2>;
#else
using second = tg::tensor<double, 3>;
#endif
constexpr auto f = [](auto const& a, auto const& b) { return tg::sum(tg::cross(a, b)); };
double use() { return tg::evaluate(f)(tg::tensor<double, 3>{}, second{}); }
