// SPDX-License-Identifier: BSL-1.0
#include <typegrad/nn/affine_layer.hpp>
#include <typegrad/nn/sgd.hpp>
#include <typegrad/nn/sigmoid_layer.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(nn_affine_layer)

// L-06, with the numbers of ops/linear: dy = 2y for the loss sum(y y)
BOOST_AUTO_TEST_CASE(backward_gives_the_three_gradients) {
  tg::tensor<double, 2, 3> const x{{1, 2, 3}, {4, 5, 6}};
  tg::affine_layer<double, 3, 2> layer{.weight = {{1, 0}, {0, 1}, {1, -1}}, .offset = {10, 20}};
  auto const y = layer.forward(x);
  BOOST_TEST((y == tg::tensor<double, 2, 2>{{14, 19}, {20, 19}}));
  auto const dx = layer.backward(2 * y);
  BOOST_TEST((dx == tg::tensor<double, 2, 3>{{28, 38, -10}, {40, 38, 2}}));
  BOOST_TEST(
      (layer.weight_gradient == tg::tensor<double, 3, 2>{{188, 190}, {256, 266}, {324, 342}}));
  BOOST_TEST((layer.offset_gradient == tg::tensor<double, 2>{68, 76}));
}

// L-03, L-04, L-07: params and grads are lists in one order; gradients exist before backward, zero,
// and are overwritten in place; the layer sees what the optimizer does.
BOOST_AUTO_TEST_CASE(gradients_are_overwritten_in_place_and_the_optimizer_moves_the_layer) {
  tg::tensor<double, 1, 2> const x{{1, 2}};
  tg::affine_layer<double, 2, 1> layer{};
  auto const [weight_gradient, offset_gradient] = layer.grads();
  BOOST_TEST((weight_gradient == tg::tensor<double, 2, 1>{}));
  auto const* const place = weight_gradient.data();
  layer.forward(x);
  layer.backward(tg::tensor<double, 1, 1>{{3}});
  layer.backward(tg::tensor<double, 1, 1>{{1}});
  BOOST_TEST((weight_gradient == tg::tensor<double, 2, 1>{{1}, {2}}));
  BOOST_TEST(layer.weight_gradient.data() == place);
  BOOST_TEST(offset_gradient(0) == 1.0);
  tg::sgd{.learning_rate = 0.5}.update(layer.params(), layer.grads());
  BOOST_TEST((layer.weight == tg::tensor<double, 2, 1>{{-0.5}, {-1}}));
  BOOST_TEST(layer.offset(0) == -0.5);
}

// L-08: layers composed by hand agree with grad of the same function.
BOOST_AUTO_TEST_CASE(layers_composed_by_hand_agree_with_grad) {
  tg::tensor<double, 2, 2> const x{{0.5, -1}, {2, 0.25}};
  tg::affine_layer<double, 2, 3> first{.weight = {{1, -2, 0.5}, {0.25, 1, -1}},
                                       .offset = {0.1, 0.2, 0.3}};
  tg::sigmoid_layer<double, 2, 3> squash;
  tg::affine_layer<double, 3, 1> second{.weight = {{1}, {-1}, {2}}};
  auto const h = first.forward(x);
  auto const s = squash.forward(h);
  auto const y = second.forward(s);
  auto const dx = first.backward(squash.backward(second.backward(2 * y)));

  constexpr auto loss = [](auto const& in, auto const& w1, auto const& b1, auto const& w2,
                           auto const& b2) {
    auto const out = tg::linear(tg::sigmoid(tg::linear(in, w1, b1)), w2, b2);
    return tg::sum(out * out);
  };
  auto const [gx, gw] =
      tg::grad(loss, tg::wrt<0, 1>)(x, first.weight, first.offset, second.weight, second.offset);
  for (int i = 0; i < 4; ++i) BOOST_TEST(std::abs(dx.data()[i] - gx.data()[i]) < 1e-14);
  for (int i = 0; i < 6; ++i)
    BOOST_TEST(std::abs(first.weight_gradient.data()[i] - gw.data()[i]) < 1e-14);
}

BOOST_AUTO_TEST_SUITE_END()
