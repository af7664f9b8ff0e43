// SPDX-License-Identifier: BSL-1.0
// 36 s of a processor with -O3: each network is two programs, for fixed and for open extents, with
// derivatives of both orders by two to five arguments.
#include "same_everywhere.hpp"

BOOST_AUTO_TEST_SUITE(agreement_networks)

constexpr tg::tensor<double, 5, 3> x{
    {0.3, -0.7, 0.2}, {-0.9, 0.4, 1.6}, {0.5, 0.1, -1.2}, {1, 2, -1}, {0.2, -0.4, 0.1}};
constexpr tg::tensor<double, 3, 4> w1{
    {0.5, 0.2, -0.1, 1.1}, {0.3, 0.9, 0.4, -0.6}, {-0.2, 0.1, 0.7, 0.8}};
constexpr tg::tensor<double, 4> b1{0.8, 1.7, 0.6, -0.3};
constexpr tg::tensor<double, 4, 2> w2{{0.5, 0.2}, {-0.1, 1.1}, {0.3, 0.9}, {0.4, -0.6}};
constexpr tg::tensor<double, 2> b2{-0.2, 0.1};
constexpr tg::tensor<int, 5> labels{1, 0, 1, 1, 0};

/// A network of two layers.
constexpr auto network = [](auto const& images, auto const& u1, auto const& c1, auto const& u2,
                            auto const& c2) {
  return tg::linear(tg::tanh(tg::linear(images, u1, c1)), u2, c2);
};
constexpr auto classifier = [](auto const& images, auto const& u1, auto const& c1, auto const& u2,
                               auto const& c2, auto const& right) {
  return tg::softmax_cross_entropy(network(images, u1, c1, u2, c2), right);
};

/// Softmax attention with one head.
constexpr auto attention = [](auto const& queries, auto const& keys) {
  return tg::matmul(tg::softmax<-1>(tg::matmul(queries, tg::transpose(keys)) / 1.7), keys);
};

// Whatever the type tells of the operands, a window has extents that are known.
constexpr tg::tensor<double, 2, 9> images{{0.3, -0.7, 0.2, -0.9, 0.4, 1.6, 0.5, 0.1, -1.2},
                                          {1, 2, -1, 0.2, -0.4, 0.1, 0.7, -0.3, 0.8}};
constexpr auto convolution = [](auto const& a, auto const& w) {
  return tg::conv2d(tg::reshape<2, 1, 3, 3>(a), tg::reshape<2, 1, 2, 2>(w));
};

// Fusion adds up the terms of sums of products in another order.
agreement const table[] = {
    {"MLP", 8, classifier, x, w1, b1, w2, b2, labels},
    {"conv2d", 8, convolution, images,
     tg::tensor<double, 8>{0.5, 0.2, -0.1, 1.1, 0.3, 0.9, 0.4, -0.6}},
    {"attention", 8, attention, x,
     tg::tensor<double, 4, 3>{
         {0.5, 0.2, -0.1}, {0.3, 0.9, 0.4}, {-0.2, 0.1, 0.7}, {0.6, -0.3, 0.2}}},
};

BOOST_AUTO_TEST_SUITE_END()
