// SPDX-License-Identifier: BSL-1.0
// Threads with variables of their own share nothing; built a second time with the thread sanitizer
// (../meson.build).
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <cmath>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
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
  for (int i = 0; i < 3; ++i)
    threads.emplace_back([&together, i] { together[i] = train(i + 1, steps); });
  for (std::thread& thread : threads) thread.join();
  for (int i = 0; i < 3; ++i) BOOST_TEST(together[i] == alone[i]);
}

/// Values may be made in one thread and used in another, later. What the first one noted in them is
/// not believed.
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

/// Values on their way from one thread to another.
class passage {
 public:
  void give(variable y) {
    std::lock_guard const guard(mutex_);
    waiting_.push_back(std::move(y));
  }
  bool take(variable& y) {
    std::lock_guard const guard(mutex_);
    if (waiting_.empty()) return false;
    y = std::move(waiting_.front());
    waiting_.pop_front();
    return true;
  }

 private:
  std::mutex mutex_;
  std::deque<variable> waiting_;
};

/// Numbers that stand on the tape of one thread are read, differentiated, named and given up by two
/// others, while it records on in the same arrays, uses places anew that the others have just left,
/// and leaves full arrays to them.
BOOST_AUTO_TEST_CASE(numbers_that_are_handed_over_while_their_thread_records) {
  passage from_one;
  std::atomic<bool> is_done = false;
  std::atomic<int> wrong = 0;
  auto const other = [&](unsigned seed) {
    std::vector<variable> kept;
    for (variable y;;) {
      bool const was_done = is_done;
      if (!from_one.take(y)) {
        if (was_done) break;
        std::this_thread::yield();
        continue;
      }
      seed = seed * 1103515245u + 12345u;
      switch (seed >> 16 & 7u) {
        case 0:
          break;
        case 1:
          wrong += y.item() == 0.75 ? 0 : 1;
          break;
        case 2:
          wrong += y.data().item() == 0.75 ? 0 : 1;
          break;
        case 3:
          y.backward();
          break;
        case 4:
          y.set_name("y");
          break;
        case 5:
          wrong += (y + y * 2).item() == 2.25 ? 0 : 1;
          break;
        case 6:
          y.set_data(dense(3.0));
          break;
        default:
          kept.push_back(y);
      }
      y = variable();
      if (kept.size() > 20) kept.erase(kept.begin(), kept.begin() + 10);
    }
    for (variable const& y : kept) wrong += y.item() == 0.75 ? 0 : 1;
  };

  std::thread record([&] {
    variable const own(2.0);
    std::deque<variable> later;  // holds arrays until they are full
    for (int i = 0; i < 20000; ++i) {
      variable y(0.5);
      y = y * 1.5;  // nothing of it is left here
      from_one.give(std::move(y));
      variable loss = own * own + 1;
      if (i % 3 == 0) loss.backward();
      if (i % 5 == 0) later.push_back(tg::sin(loss));
      if (later.size() > 2000) later.clear();
      wrong += loss.item() == 5.0 ? 0 : 1;
    }
    is_done = true;
  });

  std::thread second(other, 1u);
  std::thread third(other, 2u);
  record.join();
  second.join();
  third.join();
  BOOST_TEST(wrong == 0);
}

/// What another thread has made of a number counts for who recorded it.
BOOST_AUTO_TEST_CASE(a_number_that_another_thread_gives_other_data) {
  variable const x(2.0);
  variable const y = x * x;
  variable const z = tg::sin(y);
  std::thread([&] {
    variable copy = y;
    copy.set_data(dense(5.0));
  }).join();
  variable const w = y * 3 + z;
  BOOST_TEST(w.item() == 15 + std::sin(4.0));
  w.backward();
  BOOST_TEST(y.grad().item() == 3.0);
  BOOST_TEST(x.grad().item() == std::cos(4.0) * 4);
  BOOST_TEST(y.item() == 5.0);
}

/// The arrays of a thread that has ended live on where something of them is held.
BOOST_AUTO_TEST_CASE(numbers_outlive_their_thread) {
  variable x(1.5);
  std::vector<variable> made;
  for (int i = 0; i < 3; ++i)
    std::thread([&] {
      variable const unused = x * 7;
      made.push_back(tg::exp(x) * x);
    }).join();
  variable const sum = made[0] + made[1] * 2 + made[2];
  made.clear();
  sum.backward();
  BOOST_TEST(sum.item() == 4 * (std::exp(1.5) * 1.5), boost::test_tools::tolerance(1e-15));
  BOOST_TEST(x.grad().item() == 4 * (std::exp(1.5) * 2.5), boost::test_tools::tolerance(1e-15));
}

/// Copies of a compiled function share programs: three threads call their own, and ask for
/// derivatives that nobody has planned yet.
BOOST_AUTO_TEST_CASE(one_compiled_function_in_three_threads) {
  variable const factor(dense{1, 2, 3, 4});
  auto const f =
      tg::compile([&](auto const& x, auto const& w) { return tg::tanh(tg::matmul(x, w)) * factor; },
                  tg::shape{700, 3}, tg::shape{3, 4});
  auto const few =
      tg::compile([](auto const& x, auto const& w) { return tg::tanh(tg::matmul(x, w)); },
                  tg::shape{2, 3}, tg::shape{3, 4});
  dense const x = dense::full(tg::make_shape(700, 3), 0.25);
  dense const two = dense::full(tg::make_shape(2, 3), 0.25);
  dense const seeds = dense::full(tg::make_shape(700, 4), 2.0);
  std::atomic<int> wrong = 0;
  auto const work = [&, f, few](int seed) {
    auto const own = f;
    auto const own_few = few;
    for (int i = 0; i < 20; ++i) {
      double const weight = 0.1 * seed + 0.01 * i;
      double const value = std::tanh(0.75 * weight), slope = 1 - value * value;
      dense const w = dense::full(tg::make_shape(3, 4), weight);
      auto const is_near = [](double a, double b) {
        return std::fabs(a - b) <= 1e-12 * std::fabs(b);
      };
      wrong += is_near(own(x, w)(699, 3), 4 * value) ? 0 : 1;
      wrong += is_near(own.grad(x, w).second(1, 2), 700 * 0.25 * 3 * slope) ? 0 : 1;
      wrong += is_near(own.jvp(x, w, x, w).second(5, 1), 2 * 2 * 0.75 * weight * slope) ? 0 : 1;
      wrong += is_near(own.vjp(x, w, seeds).second.first(5, 1), 2 * 10 * weight * slope) ? 0 : 1;
      auto const [by_x, by_w] = own_few.jacobian(two, w);
      wrong += is_near(by_x(1, 2, 1, 0), weight * slope) && by_x(1, 2, 0, 0) == 0 ? 0 : 1;
      wrong += is_near(by_w(1, 2, 0, 2), 0.25 * slope) && by_w(1, 2, 0, 1) == 0 ? 0 : 1;
    }
  };
  std::vector<std::thread> threads;
  for (int seed = 1; seed <= 3; ++seed) threads.emplace_back(work, seed);
  for (std::thread& thread : threads) thread.join();
  BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_SUITE_END()
