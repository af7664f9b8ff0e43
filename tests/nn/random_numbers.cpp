// SPDX-License-Identifier: BSL-1.0
#include <typegrad/nn/random_numbers.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <numeric>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(nn_random_numbers)

// The first numbers of SplitMix64 from seed 1234567 (the reference implementation,
// prng.di.unimi.it/splitmix64.c)
static_assert([] {
  tg::random_numbers random(1234567);
  return random.bits() == 6457827717110365317u && random.bits() == 3203168211198807973u &&
         random.bits() == 9817491932198370423u;
}());
static_assert(tg::random_numbers(5).normal() == tg::random_numbers(5).normal());

BOOST_AUTO_TEST_CASE(normal_numbers_have_the_moments_of_the_normal_distribution) {
  tg::random_numbers random(1);
  int const n = 100000;
  double sum = 0, squares = 0, fourths = 0;
  for (int i = 0; i < n; ++i) {
    double const x = random.normal();
    sum += x, squares += x * x, fourths += x * x * x * x;
  }
  // five standard errors: 5 / sqrt(n), 5 sqrt(2 / n), 5 sqrt(96 / n)
  BOOST_TEST(std::abs(sum / n) < 0.016);
  BOOST_TEST(std::abs(squares / n - 1) < 0.023);
  BOOST_TEST(std::abs(fourths / n - 3) < 0.16);
}

BOOST_AUTO_TEST_CASE(whole_numbers_stay_below_and_reach_every_value) {
  tg::random_numbers random(2);
  std::vector<int> seen(7);
  for (int i = 0; i < 7000; ++i) ++seen.at(random.below(7));
  for (int const count : seen)
    BOOST_TEST(std::abs(count - 1000) < 150);  // five standard deviations
}

BOOST_AUTO_TEST_CASE(shuffling_keeps_every_element_and_follows_the_seed) {
  std::vector<int> a(50), b(50);
  std::iota(a.begin(), a.end(), 0);
  b = a;
  tg::random_numbers(3).shuffle(a.begin(), a.end());
  tg::random_numbers(3).shuffle(b.begin(), b.end());
  BOOST_TEST(a == b);
  BOOST_TEST(!std::is_sorted(a.begin(), a.end()));
  std::sort(a.begin(), a.end());
  for (int i = 0; i < 50; ++i) BOOST_TEST(a[static_cast<std::size_t>(i)] == i);
}

BOOST_AUTO_TEST_SUITE_END()
