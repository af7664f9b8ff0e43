// SPDX-License-Identifier: BSL-1.0
// expect: a * b of Eigen's matrices is their product where f is called plainly: use tg::matmul(a, b) for it
// at most: 14 lines
#include <typegrad/static.hpp>

#include <typegrad/interop/eigen.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto const& a, auto const& x) { return tg::sum((2.0 * a) * -x); };
#else
constexpr auto f = [](auto const& a, auto const& x) { return tg::sum(tg::matmul(a, x)); };
#endif
auto answer = tg::grad(f)(Eigen::Matrix2d(), Eigen::Vector2d());
