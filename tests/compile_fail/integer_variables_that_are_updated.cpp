// SPDX-License-Identifier: BSL-1.0
// expect: update(parameters): integers cannot be learned; make the parameters float or double
// at most: 9 lines
#include <typegrad/nn/dynamic_parameters.hpp>
#include <typegrad/typegrad.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
using weights = tg::variable<int>;
#else
using weights = tg::variable<double>;
#endif
std::vector<weights> parameters;
void step() { tg::sgd{}.update(parameters); }
