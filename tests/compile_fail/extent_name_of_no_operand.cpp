// SPDX-License-Identifier: BSL-1.0
// expect: typegrad: a name of an extent must be one of an operand, or, within a function, of an argument
// expect: extent_name_of_no_operand.cpp:
// at most: 12 lines
#include <typegrad/static.hpp>

#include <typegrad/api/open_program.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
auto const x = tg::broadcast_to<tg::dyn_named<"batch">, 4>(tg::tensor<double, 4>{});
#else
auto const x = tg::broadcast_to<3, 4>(tg::tensor<double, 4>{});
#endif
