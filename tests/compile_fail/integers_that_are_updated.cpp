// SPDX-License-Identifier: BSL-1.0
// expect: update(parameters, gradient): integers cannot be learned; make the parameters float or double
// at most: 9 lines
#include <typegrad/nn/sgd.hpp>
#include <typegrad/typegrad.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
using weights = tg::tensor<int, 2>;
#else
using weights = tg::tensor<double, 2>;
#endif
weights w;
weights dw;
void step() { tg::sgd{}.update(w, dw); }
