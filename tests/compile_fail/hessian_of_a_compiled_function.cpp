// SPDX-License-Identifier: BSL-1.0
// expect: compile(f, ...) has no hessian: write tg::hessian(f)(x), or tg::compile(tg::grad(f), ...).jacobian(x)
// at most: 12 lines
#include <typegrad/typegrad.hpp>

namespace tg = typegrad;

auto const cubes = [](auto const& a) { return tg::sum(a * a * a); };
#ifdef SHOULD_FAIL
auto answer = tg::compile(cubes, tg::shape{2}).hessian({1.0, 2.0});
#else
auto answer = tg::compile(cubes, tg::shape{2}).jacobian({1.0, 2.0});
#endif
