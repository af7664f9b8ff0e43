// SPDX-License-Identifier: BSL-1.0
// expect gcc: Operand
// expect clang: no matching function for call to 'sin'
// expect: unknown_type_of_operand.cpp:
// at most: 13 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
auto answer = tg::sin("text");
#else
auto answer = tg::sin(2.0);
#endif
