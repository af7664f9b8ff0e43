// SPDX-License-Identifier: BSL-1.0
// expect: variance(x, ddof<N>): there must be more than N elements along the axes
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
using numbers = tg::tensor<double, 1>;
#else
using numbers = tg::tensor<double, 2>;
#endif
auto answer = tg::evaluate([](auto const& x) { return tg::variance(x, tg::ddof<1>); })(numbers{});
