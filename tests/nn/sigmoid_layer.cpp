// SPDX-License-Identifier: BSL-1.0
#include <typegrad/nn/sigmoid_layer.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <tuple>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(nn_sigmoid_layer)

// L-05: dx = dy (1 - y) y from the saved output; at 0 it is 1/4. X-16: nothing overflows.
BOOST_AUTO_TEST_CASE(backward_uses_the_saved_output) {
  tg::sigmoid_layer<double, 3> layer;
  BOOST_TEST(
      (layer.forward(tg::tensor<double, 3>{0, -800, 800}) == tg::tensor<double, 3>{0.5, 0, 1}));
  BOOST_TEST((layer.backward(tg::tensor<double, 3>{8, 1, 1}) == tg::tensor<double, 3>{2, 0, 0}));
  static_assert(std::tuple_size_v<decltype(layer.params())> == 0);
  static_assert(std::tuple_size_v<decltype(layer.grads())> == 0);
}

BOOST_AUTO_TEST_SUITE_END()
