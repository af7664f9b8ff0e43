// SPDX-License-Identifier: BSL-1.0
// Requirements L-01 to L-08: nodes, layers and update (book 2, section 1.3).
#include <typegrad/nn/affine_layer.hpp>
#include <typegrad/nn/matmul_layer.hpp>
#include <typegrad/nn/sgd.hpp>
#include <typegrad/nn/sigmoid_layer.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <tuple>
#include <type_traits>

#include <support/near.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(requirements_l_layers)

namespace {

using row = tg::tensor<double, 1, 8>;
using batch = tg::tensor<double, 7, 8>;

/// A batch without equal elements.
constexpr batch counted_batch() {
  batch y{};
  for (int i = 0; i < 56; ++i) y.data()[i] = i - 20;
  return y;
}
constexpr batch counted = counted_batch();

}  // namespace

BOOST_AUTO_TEST_CASE(L_01_repeat_copies_and_its_backward_sums) {
  // seed cell 3, x as it prints it
  constexpr row x{-1.44304996, 1.17725675, -0.12420138, 2.07285777,
                  -0.12241686, 0.31478663, -0.09785491, -0.2503511};
  constexpr auto f = [](auto a) { return tg::repeat<7, 0>(a); };
  auto const [y, pull] = tg::vjp(f)(x);
  static_assert(std::is_same_v<decltype(y), batch const>);
  bool equal_rows = true;
  for (int i = 0; i < 7; ++i)
    for (int j = 0; j < 8; ++j) equal_rows = equal_rows && y(i, j) == x(0, j);
  BOOST_TEST(equal_rows);
  auto const dx = pull(counted);
  static_assert(std::is_same_v<decltype(dx), row const>);          // the summed axis stays
  for (int j = 0; j < 8; ++j) BOOST_TEST(dx(0, j) == 28 + 7 * j);  // 7 (j - 20) + 8 (0 + ... + 6)
}

BOOST_AUTO_TEST_CASE(L_02_sum_adds_and_its_backward_repeats) {
  // seed cell 5, dy as it prints it
  constexpr row dy{0.0284583,   -0.02937256, -0.56595512, -0.42661958,
                   -0.59715495, -0.72522904, -1.03434835, 0.37130914};
  auto const [y, pull] = tg::vjp([](auto a) { return tg::sum<0>(a, tg::keepdims); })(counted);
  static_assert(std::is_same_v<decltype(y), row const>);
  for (int j = 0; j < 8; ++j) BOOST_TEST(y(0, j) == 28 + 7 * j);
  batch const dx = pull(dy);
  bool equal_rows = true;
  for (int i = 0; i < 7; ++i)
    for (int j = 0; j < 8; ++j) equal_rows = equal_rows && dx(i, j) == dy(0, j);
  BOOST_TEST(equal_rows);
}

BOOST_AUTO_TEST_CASE(L_03_a_layer_lists_its_parameters_and_gradients_in_one_order) {
  tg::matmul_layer<double, 3, 2> layer{.weight = {{1, 0}, {0, 1}, {1, -1}}};
  BOOST_TEST(&std::get<0>(layer.params()) == &layer.weight);
  BOOST_TEST(&std::get<0>(layer.grads()) == &layer.weight_gradient);
  BOOST_TEST((layer.weight_gradient == tg::tensor<double, 3, 2>{}));  // there before backward, zero
  static_assert(std::is_same_v<decltype(layer.weight), decltype(layer.weight_gradient)>);
  tg::tensor<double, 1, 3> const x{{1, 2, 3}};
  BOOST_TEST((layer.forward(x) == tg::tensor<double, 1, 2>{{4, -1}}));
}

BOOST_AUTO_TEST_CASE(L_04_backward_overwrites_the_gradient_in_place) {
  tg::matmul_layer<double, 3, 2> layer{.weight = {{1, 0}, {0, 1}, {1, -1}}};
  tg::tensor<double, 1, 3> const x{{1, 2, 3}};
  auto& handle = std::get<0>(layer.grads());
  layer.forward(x);
  layer.backward(tg::tensor<double, 1, 2>{{5, 5}});
  auto const dx = layer.backward(tg::tensor<double, 1, 2>{{1, -1}});
  BOOST_TEST((dx == tg::tensor<double, 1, 3>{{1, -1, 2}}));  // dout W^T
  BOOST_TEST((handle == tg::tensor<double, 3, 2>{
                            {1, -1}, {2, -2}, {3, -3}}));  // x^T dout, not added to the first
}

BOOST_AUTO_TEST_CASE(L_05_backward_of_the_sigmoid_layer_reads_its_output) {
  tg::sigmoid_layer<double, 3> layer;
  static_assert(std::tuple_size_v<decltype(layer.params())> == 0 &&
                std::tuple_size_v<decltype(layer.grads())> == 0);
  // 1 / (1 + exp(-2)) = 0.880797077977882444... (mpmath); X-16: no overflow at -800
  auto const y = layer.forward({0, 2, -800});
  BOOST_TEST(y(0) == 0.5);
  BOOST_TEST(near(y(1), 0.88079707797788244));
  BOOST_TEST((y(2) >= 0 && y(2) < 1e-300));
  auto const dx = layer.backward({4, 1, 1});
  BOOST_TEST(dx(0) == 1.0);
  BOOST_TEST(near(dx(1), 0.10499358540350652, 16));  // s (1 - s): 1 - s has 3 bits less than s
  BOOST_TEST((dx(2) >= 0 && dx(2) < 1e-300));
}

BOOST_AUTO_TEST_CASE(L_06_the_affine_layer_has_three_gradients) {
  tg::affine_layer<double, 3, 2> layer{.weight = {{1, 0}, {0, 1}, {1, -1}}, .offset = {10, 20}};
  tg::tensor<double, 2, 3> const x{{1, 2, 3}, {4, 5, 6}};
  BOOST_TEST((layer.forward(x) == tg::tensor<double, 2, 2>{{14, 19}, {20, 19}}));
  auto const dx = layer.backward(tg::tensor<double, 2, 2>{{1, 2}, {3, 4}});
  BOOST_TEST((dx == tg::tensor<double, 2, 3>{{1, 2, -1}, {3, 4, -1}}));
  BOOST_TEST(
      (std::get<0>(layer.grads()) == tg::tensor<double, 3, 2>{{13, 18}, {17, 24}, {21, 30}}));
  BOOST_TEST((std::get<1>(layer.grads()) == tg::tensor<double, 2>{4, 6}));  // summed over the batch
}

BOOST_AUTO_TEST_CASE(L_07_the_update_moves_the_parameters_of_the_layer_in_place) {
  tg::matmul_layer<double, 1, 2> layer{.weight = {{1, 2}}, .weight_gradient = {{100, -100}}};
  tg::sgd{}.update(layer.params(), layer.grads());  // seed cell 9: lr = 0.01
  BOOST_TEST((layer.weight == tg::tensor<double, 1, 2>{{0, 3}}));
  tg::sgd{.learning_rate = 0.5}.update(layer.params(), layer.grads());
  BOOST_TEST((layer.weight == tg::tensor<double, 1, 2>{{-50, 53}}));
}

BOOST_AUTO_TEST_CASE(L_08_layers_are_composed_by_hand_and_agree_with_grad) {
  tg::tensor<double, 1, 3> const x{{0.5, -1, 2}};
  tg::affine_layer<double, 3, 2> first{.weight = {{1, -2}, {0.25, 1}, {-1, 0.5}},
                                       .offset = {0.1, 0.2}};
  tg::sigmoid_layer<double, 1, 2> second;
  auto const h = first.forward(x);
  second.forward(h);
  auto const dx = first.backward(second.backward(tg::tensor<double, 1, 2>{{1, -3}}));
  constexpr auto f = [](auto a, auto w, auto b) { return tg::sigmoid(tg::linear(a, w, b)); };
  auto const [gx, gw, gb] =
      tg::vjp(f)(x, first.weight, first.offset).second(tg::tensor<double, 1, 2>{{1, -3}});
  for (int i = 0; i < 3; ++i) BOOST_TEST(near(dx.data()[i], gx.data()[i], 8));
  for (int i = 0; i < 6; ++i) BOOST_TEST(near(first.weight_gradient.data()[i], gw.data()[i], 8));
  for (int i = 0; i < 2; ++i) BOOST_TEST(near(first.offset_gradient.data()[i], gb.data()[i], 8));
}

BOOST_AUTO_TEST_SUITE_END()
