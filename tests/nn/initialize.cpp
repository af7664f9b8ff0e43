// SPDX-License-Identifier: BSL-1.0
#include <typegrad/nn/initialize.hpp>

#include <nn/network.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(nn_initialize)

template <class T>
struct layer {
  tg::tensor<T, 100, 200> weight{};
  tg::tensor<T, 200> offset{};
};

static_assert([] {
  tg::random_numbers one(1), other(1);
  return tg::normal<float, 3>(one) == tg::normal<float, 3>(other);
}());

static_assert([] {
  tg::random_numbers one(1), other(1);
  auto const x = tg::uniform<double, 2>(one);
  return x(0) == other.uniform() && x(1) == other.uniform() && x(0) >= 0 && x(1) < 1;
}());

BOOST_AUTO_TEST_CASE(weights_have_variance_one_over_their_inputs_and_offsets_are_zero) {
  layer<double> net;
  net.offset(7) = 1;
  tg::random_numbers random(4);
  tg::initialize(net, random);
  double sum = 0, squares = 0;
  for (double const w : net.weight) sum += w, squares += w * w;
  BOOST_TEST(std::abs(sum / 20000) < 5 * 0.1 / std::sqrt(20000.0));  // five standard errors
  BOOST_TEST(std::abs(squares / 20000 - 0.01) < 5 * 0.01 * std::sqrt(2e-4 / 2));
  BOOST_TEST((net.offset == tg::tensor<double, 200>{}));
}

BOOST_AUTO_TEST_CASE(nested_structs_and_numbers_are_reached) {
  network<float> net{};
  net.scale = 3;
  tg::random_numbers random(4);
  tg::initialize(net, random);
  BOOST_TEST(net.first.weight(1, 1) != 0.0f);
  BOOST_TEST(net.scale == 0.0f);
}

BOOST_AUTO_TEST_SUITE_END()
