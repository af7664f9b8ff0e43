// SPDX-License-Identifier: BSL-1.0
// expect: jacobian and hessian need the extents of the result, or those of the arguments, while compiling; use jvp, vjp or hvp, or fix<8, 4>(x)
// expect: jacobian_of_open_extents.cpp:
// at most: 10 lines
#include <typegrad/static.hpp>

#include <typegrad/api/open_program.hpp>

namespace tg = typegrad;

constexpr auto f = [](auto x) { return tg::sin(x); };
tg::tensor<double, tg::dyn, 2> const x(3);
#ifdef SHOULD_FAIL
auto const jacobian = tg::jacobian(f)(x);
#else
auto const jacobian = tg::jacobian(f)(tg::fix<3, 2>(x));
#endif
