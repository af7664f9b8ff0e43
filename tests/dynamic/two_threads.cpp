// SPDX-License-Identifier: BSL-1.0
// Threads with variables of their own share nothing; built a second time with the thread sanitizer (../meson.build).
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <cmath>
#include <thread>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_two_threads)

using variable = tg::variable<double>;
using dense = tg::dynamic_tensor<double>;

/// Steps of different shapes, with gradients, no_grad, errors: all that keeps something per thread.
static double train(int seed, int steps) {
  variable w(dense{{0.1, -0.2}, {0.3, 0.4}});
  double sum = 0;
  for (int i = 0; i < steps; ++i) {
    variable const x(dense::full(tg::make_shape(1 + (i + seed) % 5, 2), 0.25 * (i % 3)));
    variable const loss = tg::sum(tg::tanh(tg::matmul(x, w)) * (0.1 * seed)) + tg::sum(w * w);
    w.clear_grad();
    loss.backward({.retain_grad = i % 4 == 0, .create_graph = i % 7 == 0});
    dense next = w.data();
    for (tg::index_t k = 0; k < 4; ++k) next.data()[k] -= 0.01 * w.grad().data().data()[k];
    w.set_data(next);
    {
      tg::no_grad const scope;
      sum += tg::mean(w * 2).item();
    }
    try {
      tg::matmul(w, variable(dense{1, 2, 3}));
    } catch (tg::shape_error const&) {
      sum += 1;
    }
  }
  return sum;
}

BOOST_AUTO_TEST_CASE(threads_with_their_own_variables) {
  int const steps = 300;
  double const alone[] = {train(1, steps), train(2, steps), train(3, steps)};
  double together[3] = {};
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) threads.emplace_back([&together, i] { together[i] = train(i + 1, steps); });
  for (std::thread& thread : threads) thread.join();
  for (int i = 0; i < 3; ++i) BOOST_TEST(together[i] == alone[i]);
}

/// Values may be made in one thread and used in another, later. What the first one noted in them is not believed.
BOOST_AUTO_TEST_CASE(values_that_are_handed_over) {
  variable y;
  variable x;
  auto const busy = [] {
    for (int i = 0; i < 3; ++i) {
      variable const q(1.5 * i);
      static_cast<void>((q * q).data());
    }
  };
  std::thread([&] {
    busy();
    x = variable(dense{1.5, 2.5});
    y = x * x;
    static_cast<void>(y.data());
    y = tg::sum(y + x * 2);
  }).join();
  std::thread([&] {
    busy();
    y.backward();
  }).join();
  BOOST_TEST(y.item() == 1.5 * 1.5 + 2.5 * 2.5 + 8);
  BOOST_TEST(x.grad().data()(0) == 5.0);
  BOOST_TEST(x.grad().data()(1) == 7.0);
}

BOOST_AUTO_TEST_SUITE_END()
