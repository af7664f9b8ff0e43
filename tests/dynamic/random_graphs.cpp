// SPDX-License-Identifier: BSL-1.0
// Random sequences of operations: fused programs against one program for each step, gradients
// against differences, wrong calls against shape_error. TYPEGRAD_FUZZ=1000000 makes so many
// sequences, TYPEGRAD_SEED=1 begins at that one.
#include "random_checks.hpp"

#include <support/number_from_environment.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <iostream>

BOOST_AUTO_TEST_SUITE(dynamic_random_graphs)

/// Without optimisation and with sanitizers a sequence takes 10 ms.
#if defined(__SANITIZE_ADDRESS__)
constexpr long usual_count = 500;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr long usual_count = 500;
#else
constexpr long usual_count = 2000;
#endif
#else
constexpr long usual_count = 2000;
#endif

BOOST_AUTO_TEST_CASE(random_sequences) {
  long const count = number_from_environment("TYPEGRAD_FUZZ", usual_count);
  long const first = number_from_environment("TYPEGRAD_SEED", 1);
  long steps = 0;
  long wrong = 0;
  for (long i = 0; i < count && wrong < 10; ++i) {
    auto const seed = static_cast<std::uint64_t>(first + i);
    try {
      if (i % 4 == 3) {
        random_graphs::sequence<float> one(seed);
        one.check();
        steps += static_cast<long>(one.made().steps.size());
      } else {
        random_graphs::sequence<double> one(seed);
        one.check();
        steps += static_cast<long>(one.made().steps.size());
      }
    } catch (std::exception const& e) {
      ++wrong;
      BOOST_ERROR(e.what());
    }
    if (count > 10000 && (i + 1) % 10000 == 0)
      std::cout << i + 1 << " sequences, " << steps << " steps" << std::endl;
  }
  BOOST_TEST(wrong == 0);
  BOOST_TEST(steps > count);
}

// Found among 300,000: a factor that a loop reads while it reads another operand was overwritten by
// a member before.
BOOST_AUTO_TEST_CASE(sequences_that_were_wrong_once) {
  for (std::uint64_t const seed :
       std::to_array<std::uint64_t>({135182, 537727, 574203, 590735, 603858, 611753}))
    BOOST_CHECK_NO_THROW(random_graphs::sequence<double>(seed).check());
}

BOOST_AUTO_TEST_SUITE_END()
