// SPDX-License-Identifier: BSL-1.0
// More than 30 s of a processor with -O3, 4 s a line: same_everywhere.hpp says for what.
#include "same_everywhere.hpp"

BOOST_AUTO_TEST_SUITE(agreement_activations)

// Whole blocks of lanes and a rest, for both scalar types.
constexpr auto signs = numbers_between<19>(-3, 3);
constexpr tg::tensor<double, 2, 4> scores{{0.3, -0.7, 0.2, 1.1}, {-0.9, 0.4, 1.6, 0.1}};
constexpr tg::tensor<double, 2, 4> targets{{0.1, -0.5, 0.4, 1.2}, {-0.8, 0.7, 1.1, 0.3}};
constexpr tg::tensor<int, 2> labels{2, 0};

agreement const table[] = {
    {"sigmoid", 3, [](auto const& x) { return tg::sigmoid(x); }, signs},
    {"softplus", 3, [](auto const& x) { return tg::softplus(x); }, signs},
    {"relu", 3, [](auto const& x) { return tg::relu(x); }, signs},
    {"leaky_relu", 3, [](auto const& x) { return tg::leaky_relu(x); }, signs},
    {"silu", 3, [](auto const& x) { return tg::silu(x); }, signs},
    {"gelu", 3, [](auto const& x) { return tg::gelu(x); }, signs},
    {"softmax", 3, [](auto const& x) { return tg::softmax<-1>(x); }, scores},
    {"log_softmax", 3, [](auto const& x) { return tg::log_softmax<-1>(x); }, scores},
    {"logsumexp", 3, [](auto const& x) { return tg::logsumexp<1>(x); }, scores},
    {"softmax_cross_entropy", 3,
     [](auto const& x, auto const& l) { return tg::softmax_cross_entropy(x, l); }, scores, labels},
    {"mean_squared_error", 3,
     [](auto const& x, auto const& t) { return tg::mean_squared_error(x, t); }, scores, targets},
    {leading_axis, "one_hot", 3, [](auto const& x, auto const& l) { return x * tg::one_hot<4>(l); },
     scores, labels},
};

BOOST_AUTO_TEST_SUITE_END()
