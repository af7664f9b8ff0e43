// SPDX-License-Identifier: BSL-1.0
#include <typegrad/nn/matmul_layer.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <concepts>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(nn_matmul_layer)

using layer = tg::matmul_layer<float, 3, 2>;
template <class X>
concept GoesForward = requires(layer l) { l.forward(std::declval<X>()); };
static_assert(GoesForward<tg::tensor<float, 4, 3> const&>);
static_assert(
    !GoesForward<tg::tensor<float, 4, 3>>);  // a temporary would be gone when backward reads it

// L-03, L-04: dx = dout W^T, dW = x^T dout, for dout of ones
BOOST_AUTO_TEST_CASE(backward_is_that_of_the_matrix_product) {
  tg::tensor<float, 2, 3> const x{{1, 2, 3}, {4, 5, 6}};
  layer l{.weight = {{1, 2}, {3, 4}, {5, 6}}};
  BOOST_TEST((l.weight_gradient == tg::tensor<float, 3, 2>{}));
  BOOST_TEST((l.forward(x) == tg::tensor<float, 2, 2>{{22, 28}, {49, 64}}));
  BOOST_TEST(
      (l.backward(tg::ones<float, 2, 2>()) == tg::tensor<float, 2, 3>{{3, 7, 11}, {3, 7, 11}}));
  BOOST_TEST((std::get<0>(l.grads()) == tg::tensor<float, 3, 2>{{5, 5}, {7, 7}, {9, 9}}));
  BOOST_TEST(&std::get<0>(l.params()) == &l.weight);
}

BOOST_AUTO_TEST_SUITE_END()
