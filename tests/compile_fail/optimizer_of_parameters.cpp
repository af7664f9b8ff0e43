// SPDX-License-Identifier: BSL-1.0
// expect: an optimizer is made of settings, adam<decltype(net)> optimizer{.learning_rate = 0.1}; what it updates is given to update(net, gradient), or update(variables)
// at most: 8 lines
#include <typegrad/embedded.hpp>
#include <typegrad/nn/adam.hpp>

namespace tg = typegrad;

constexpr tg::tensor<float, 2> net{1, 2};
#ifdef SHOULD_FAIL
tg::adam optimizer{net};
#else
tg::adam<tg::tensor<float, 2>> optimizer{.learning_rate = 0.1};
#endif
