// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_grad.hpp>
#include <typegrad/debug/print_report.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_softmax_cross_entropy)

constexpr auto cross_entropy = [](auto const& scores, auto const& labels) {
  return tg::softmax_cross_entropy(scores, labels);
};

// Two equal scores: softmax - one_hot = (-1/2, 1/2), the mean over two lines halves it.
static_assert(tg::grad(cross_entropy)(tg::tensor<double, 2, 2>{{1, 1}, {3, 3}},
                                      tg::tensor<int, 2>{0, 1}) ==
              tg::tensor<double, 2, 2>{{-0.25, 0.25}, {0.25, -0.25}});

constexpr tg::tensor<double, 2, 4> scores{{-1, 0, 1, 2}, {2, 0, 1, -1}};
constexpr tg::tensor<int, 2> labels{3, 0};

// E-09. Both lines hold -1, 0, 1, 2 and the label is that of the 2:
// log(1 + e^-1 + e^-2 + e^-3) = 0.44018969856119544 (mpmath)
BOOST_AUTO_TEST_CASE(values_are_those_of_the_reference) {
  BOOST_TEST(std::abs(tg::evaluate(cross_entropy)(scores, labels) - 0.44018969856119544) < 2e-16);
  BOOST_TEST(std::abs(tg::softmax_cross_entropy(scores, labels) - 0.44018969856119544) < 2e-16);
}

BOOST_AUTO_TEST_CASE(the_gradient_is_softmax_minus_one_hot_over_the_batch) {
  auto const g = tg::grad(cross_entropy)(scores, labels);
  auto const y = tg::softmax(scores);
  for (int i = 0; i < 2; ++i)
    for (int k = 0; k < 4; ++k)
      BOOST_TEST(std::abs(g(i, k) - (y(i, k) - (k == labels(i) ? 1 : 0)) / 2) < 1e-16);
  BOOST_TEST(tg::check_grad(cross_entropy, scores, labels));
}

BOOST_AUTO_TEST_CASE(large_scores_give_finite_numbers) {
  tg::tensor<float, 2, 2> const x{{1e30, 0}, {-100, 100}};
  tg::tensor<std::int64_t, 2> const wide{0, 0};
  BOOST_TEST(tg::evaluate(cross_entropy)(x, wide) == 100.0f);
  BOOST_TEST((tg::grad(cross_entropy)(x, wide) == tg::tensor<float, 2, 2>{{0, 0}, {-0.5, 0.5}}));
}

BOOST_AUTO_TEST_CASE(one_line_takes_one_label) {
  BOOST_TEST(std::abs(tg::evaluate(cross_entropy)(tg::tensor<double, 4>{-1, 0, 1, 2}, 3) -
                      0.44018969856119544) < 2e-16);
}

BOOST_AUTO_TEST_SUITE_END()
