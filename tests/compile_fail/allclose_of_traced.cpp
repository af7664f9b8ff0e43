// SPDX-License-Identifier: BSL-1.0
// expect: allclose and array_equal answer for values: in a traced function write all(isclose(a, b)), or all(equal(a, b))
// expect: allclose_of_traced.cpp
// at most: 24 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto x) { return tg::allclose(x, 1.0) ? x : -x; };
#else
constexpr auto f = [](auto x) { return tg::where(tg::all(tg::abs(x - 1.0) <= 1e-8), x, -x); };
#endif
auto answer = tg::evaluate(f)(1.0);
