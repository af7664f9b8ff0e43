// SPDX-License-Identifier: BSL-1.0
#include <typegrad/transform/free_memory.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(transform_free_memory)

using typegrad::free_memory;

/// Four neighbours of 10, of which the middle two come back in either order: one gap of 20.
constexpr bool gaps_join(bool left_first) {
  free_memory<> memory;
  for (int i = 0; i < 4; ++i)
    if (memory.take(10) != 10 * i) return false;
  memory.give_back(left_first ? 10 : 20, 10);
  memory.give_back(left_first ? 20 : 10, 10);
  return memory.gaps.size() == 1 && memory.take(20) == 10 && memory.gaps.size() == 0 &&
         memory.end == 40;
}
static_assert(gaps_join(true) && gaps_join(false));

/// A value between two gaps joins both, and one before the end joins what lies behind.
constexpr bool what_lies_between_joins_both() {
  free_memory<> memory;
  for (int i = 0; i < 5; ++i) memory.take(10);
  memory.give_back(0, 10);
  memory.give_back(20, 10);
  memory.give_back(10, 10);
  if (memory.gaps.size() != 1 || memory.gaps[0].first != 0 || memory.gaps[0].end != 30)
    return false;
  memory.give_back(40, 10);
  if (memory.end != 40) return false;
  memory.give_back(30, 10);
  return memory.end == 0 && memory.gaps.size() == 0;
}
static_assert(what_lies_between_joins_both());

BOOST_AUTO_TEST_CASE(the_first_gap_that_is_large_enough_is_taken) {
  free_memory<> memory;
  for (int i = 0; i < 5; ++i) memory.take(10);
  memory.give_back(10, 10);
  memory.give_back(30, 10);
  BOOST_TEST(memory.take(4) == 10);
  BOOST_TEST(memory.take(8) == 30);
  BOOST_TEST(memory.take(6) == 14);
  BOOST_TEST(memory.take(5) == 50);
  BOOST_TEST(memory.end == 55);
}

BOOST_AUTO_TEST_SUITE_END()
