// SPDX-License-Identifier: BSL-1.0
// Requirements L-01 to L-08 and the defects of the seed's layers at run time.
#include <typegrad/nn/dynamic_parameters.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <stdexcept>
#include <type_traits>

#include <requirements/run_time.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(requirements_run_time_l_layers)

namespace {

using reals = tg::dynamic_tensor<double>;
using real = tg::variable<double>;

reals const weight{{1, 0}, {0, 1}, {1, -1}};

}  // namespace

BOOST_AUTO_TEST_CASE(L_01_repeat_copies_and_its_backward_sums) {
  // seed cell 3, x as it prints it; dy is cut off there
  real const x{{-1.44304996, 1.17725675, -0.12420138, 2.07285777, -0.12241686, 0.31478663,
                -0.09785491, -0.2503511}};
  real y = tg::repeat(x, 7, 0);
  BOOST_TEST((y.shape() == tg::make_shape(7, 8)));
  bool equal_rows = true;
  for (int i = 0; i < 7; ++i)
    for (int j = 0; j < 8; ++j) equal_rows = equal_rows && y.data()(i, j) == x.data()(0, j);
  BOOST_TEST(equal_rows);
  y.set_grad(counted<double>({7, 8}) - 20);
  y.backward();
  BOOST_TEST((x.grad().shape() == tg::make_shape(1, 8)));  // the summed axis stays
  for (int j = 0; j < 8; ++j)
    BOOST_TEST(x.grad().data()(0, j) == 28 + 7 * j);  // 7 (j - 20) + 8 (0 + ... + 6)
}

BOOST_AUTO_TEST_CASE(L_02_sum_adds_and_its_backward_repeats) {
  // seed cell 5, dy as it prints it
  real const dy{{0.0284583, -0.02937256, -0.56595512, -0.42661958, -0.59715495, -0.72522904,
                 -1.03434835, 0.37130914}};
  real const x = (counted<double>({7, 8}) - 20).detach();
  real y = tg::sum(x, 0, tg::keepdims);
  for (int j = 0; j < 8; ++j) BOOST_TEST(y.data()(0, j) == 28 + 7 * j);
  y.set_grad(dy);
  y.backward();
  BOOST_TEST((x.grad().data() == tg::repeat(dy, 7, 0).data()));
}

BOOST_AUTO_TEST_CASE(L_03_parameters_and_gradients_are_lists_in_one_order) {
  tg::matmul_layer layer{weight};
  static_assert(std::is_same_v<decltype(layer), tg::matmul_layer<reals>>);
  BOOST_TEST(&std::get<0>(layer.params()) == &layer.weight);
  BOOST_TEST(&std::get<0>(layer.grads()) == &layer.weight_gradient);
  BOOST_TEST(
      (layer.weight_gradient == reals({3, 2}, {0, 0, 0, 0, 0, 0})));  // there before backward
}

BOOST_AUTO_TEST_CASE(L_04_X_01_the_gradient_is_overwritten_in_place) {
  tg::matmul_layer layer{weight};
  double const* const memory = layer.weight_gradient.data();
  reals const x{{1, 2, 3}, {4, 5, 6}}, dout{{1, 2}, {3, 4}};
  BOOST_TEST((layer.forward(x) == reals{{4, -1}, {10, -1}}));
  layer.backward(tg::reshape(dout, {2, 2}) * 5.0);
  reals const dx = layer.backward(dout);
  BOOST_TEST((dx == tg::matmul(dout, tg::transpose(weight))));
  BOOST_TEST(
      (layer.weight_gradient == tg::matmul(tg::transpose(x), dout)));  // not added to the first
  BOOST_TEST(layer.weight_gradient.data() == memory);                  // every other handle sees it
}

BOOST_AUTO_TEST_CASE(L_05_X_16_the_sigmoid_layer_keeps_its_output) {
  tg::sigmoid_layer<reals> layer;
  static_assert(std::tuple_size_v<decltype(layer.params())> == 0 &&
                std::tuple_size_v<decltype(layer.grads())> == 0);
  reals const y = layer.forward(reals{-800, 0, 800});
  BOOST_TEST((y == reals{0, 0.5, 1}));
  BOOST_TEST((layer.backward(reals{1, 4, 1}) == reals{0, 1, 0}));  // dout (1 - out) out
}

BOOST_AUTO_TEST_CASE(L_06_X_17_the_affine_layer_has_three_gradients) {
  tg::affine_layer layer{weight, reals{10, 20}};
  static_assert(std::is_same_v<decltype(layer), tg::affine_layer<reals>>);
  double const* const memory[] = {layer.weight_gradient.data(), layer.offset_gradient.data()};
  reals const x{{1, 2, 3}, {4, 5, 6}};
  reals const y = layer.forward(x);
  BOOST_TEST((y == reals{{14, 19}, {20, 19}}));
  reals const dx = layer.backward(y * 2.0);  // the loss sum(y y), numbers of tests/ops/linear.cpp
  BOOST_TEST((dx == reals{{28, 38, -10}, {40, 38, 2}}));
  BOOST_TEST((layer.weight_gradient == reals{{188, 190}, {256, 266}, {324, 342}}));
  BOOST_TEST((layer.offset_gradient == reals{68, 76}));
  BOOST_TEST(
      (layer.weight_gradient.data() == memory[0] && layer.offset_gradient.data() == memory[1]));
  reals const line{1, 2, 3};
  BOOST_TEST(mistake([&] { return layer.forward(line); }) ==
             "layer.forward(a): a must have two axes; a is (3,)");
}

BOOST_AUTO_TEST_CASE(L_07_X_18_sgd_moves_what_the_layer_owns) {
  tg::affine_layer layer{weight, reals{10, 20}};
  double const* const memory = layer.weight.data();
  reals const x{{1, 2, 3}};
  layer.forward(x);
  layer.backward(reals{{1, 0.75}});
  tg::sgd{.learning_rate = 0.5}.update(layer.params(), layer.grads());
  BOOST_TEST((layer.weight == reals{{0.5, -0.375}, {-1, 0.25}, {-0.5, -2.125}}));
  BOOST_TEST((layer.offset == reals{9.5, 19.625}));
  BOOST_TEST(layer.weight.data() == memory);
  reals p{1, 2};
  tg::sgd{}.update(p, reals{1, -1});  // a hundredth unless given
  BOOST_TEST((p == reals{0.99, 2.01}));
}

BOOST_AUTO_TEST_CASE(L_08_layers_composed_by_hand_agree_with_backward) {
  reals const x{{0.5, -1}, {2, 0.25}};
  tg::affine_layer first{reals{{1, -2, 0.5}, {0.25, 1, -1}}, reals{0.1, 0.2, 0.3}};
  tg::sigmoid_layer<reals> squash;
  tg::affine_layer second{reals{{1}, {-1}, {2}}, reals{0}};
  reals const h = first.forward(x);
  reals const s = squash.forward(h);
  reals const y = second.forward(s);
  reals const dx = first.backward(squash.backward(second.backward(y * 2.0)));

  real const in(x), w1(first.weight), b1(first.offset), w2(second.weight), b2(second.offset);
  real const out = tg::linear(tg::sigmoid(tg::linear(in, w1, b1)), w2, b2);
  tg::sum(out * out).backward();
  BOOST_TEST(near_all(in.grad(), dx, 16));
  BOOST_TEST(near_all(w1.grad(), first.weight_gradient, 16));
  BOOST_TEST(near_all(b1.grad(), first.offset_gradient, 16));
  BOOST_TEST(near_all(w2.grad(), second.weight_gradient, 16));
}

BOOST_AUTO_TEST_SUITE_END()
