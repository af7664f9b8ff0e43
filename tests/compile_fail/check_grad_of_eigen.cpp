// SPDX-License-Identifier: BSL-1.0
// expect: check_grad(f, x...), numerical_grad(f, x): write tg::tensor(x) for a matrix x of Eigen
// at most: 16 lines
#include <typegrad/debug/check_grad.hpp>
#include <typegrad/interop/eigen.hpp>
#include <typegrad/static.hpp>

namespace tg = typegrad;

constexpr auto f = [](auto const& x) { return tg::sum(x * x); };
#ifdef SHOULD_FAIL
auto answer = tg::check_grad(f, Eigen::Vector2d(1, 2));
#else
auto answer = tg::check_grad(f, tg::tensor(Eigen::Vector2d(1, 2)));
#endif
