// SPDX-License-Identifier: BSL-1.0
#include <typegrad/nn/clip_by_norm.hpp>

#include <typegrad/nn/adam.hpp>
#include <typegrad/nn/learning_rate.hpp>

#include <nn/network.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(nn_clip_by_norm)

BOOST_AUTO_TEST_CASE(the_norm_is_that_of_all_numbers_together) {
  network<float> g{};
  g.first.weight(1, 0) = 3;
  g.scale = -4;
  BOOST_TEST(tg::clip_by_norm(g, 10) == 5.0);
  BOOST_TEST(g.scale == -4.0f);
  BOOST_TEST(tg::clip_by_norm(g, 2.5) == 5.0);
  BOOST_TEST(g.scale == -2.0f);
  BOOST_TEST(g.first.weight(1, 0) == 1.5f);
}

BOOST_AUTO_TEST_CASE(weights_decay_as_a_part_of_the_gradient_or_beside_it) {
  network<double> p{}, g{};
  p.scale = 8;
  g.scale = 1;
  tg::add_weight_decay(p, g, 0.5);
  BOOST_TEST(g.scale == 5.0);
  // AdamW, PyTorch: p (1 - lr decay), then Adam's first step, which is lr.
  tg::adam<network<double>> optimizer{.learning_rate = 0.25, .weight_decay = 0.5};
  optimizer.update(p, g);
  BOOST_TEST(std::abs(p.scale - (8 * 0.875 - 0.25)) < 1e-8);
}

// By hand.
static_assert(tg::step_rate(0.5, 9, 10, 0.5) == 0.5 && tg::step_rate(0.5, 20, 10, 0.5) == 0.125);
static_assert(tg::exponential_rate(8, 3, 0.5) == 1);
static_assert(tg::cosine_rate(2, 0, 10) == 2 && tg::cosine_rate(2, 10, 10, 0.5) == 0.5);
static_assert(tg::cosine_rate(2, 5, 10, 1) - 1.5 < 1e-15 &&
              tg::cosine_rate(2, 5, 10, 1) - 1.5 > -1e-15);
static_assert(tg::warm_up(0, 4) == 0.25 && tg::warm_up(9, 4) == 1);

BOOST_AUTO_TEST_SUITE_END()
