// SPDX-License-Identifier: BSL-1.0
// expect: the elements must fit into memory
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr tg::index_t large = 2147483648;
#ifdef SHOULD_FAIL
constexpr auto f = [](auto x) { return x * tg::sum(tg::broadcast_to<large, large, 4>(x)); };
#else
constexpr auto f = [](auto x) { return x * tg::sum(tg::broadcast_to<large, 4>(x)); };
#endif
auto answer = tg::evaluate(f)(2.0);
