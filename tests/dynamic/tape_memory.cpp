// SPDX-License-Identifier: BSL-1.0
// Graphs of numbers over four orders of magnitude: memory and work for each entry are the same.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <thread>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_tape_memory)

using variable = tg::variable<double>;

/// What the arrays of the tape take for an entry, those of a sweep among them.
static constexpr int bytes_of_entry =
    sizeof(tg::tape_entry) + sizeof(tg::word) + sizeof(int) + sizeof(void*) + sizeof(tg::word) + 1;
static_assert(bytes_of_entry < 64);

BOOST_AUTO_TEST_CASE(arrays_keep_what_stands_in_them) {
  tg::tape_memory memory;
  BOOST_TEST(memory.room == tg::tape_memory::least_entries);
  BOOST_TEST(memory.room_for_sweeps == 0);
  memory.cells.items[7] = 7;
  memory.make_room_for_sweeps();
  memory.marks.items[7] = 1;
  while (memory.room <= tg::tape_memory::most_kept) memory.grow();
  memory.make_room_for_sweeps();
  BOOST_TEST(memory.room_for_sweeps == memory.room);
  BOOST_TEST(memory.cells.items[7] == 7);
  BOOST_TEST(memory.marks.items[7] == 1);
  for (int i = 8; i < memory.room; ++i) BOOST_REQUIRE(memory.marks.items[i] == 0);
  memory.shrink();
  BOOST_TEST(memory.room == tg::tape_memory::most_kept);
  BOOST_TEST(memory.room_for_sweeps == tg::tape_memory::most_kept);
  BOOST_TEST(memory.cells.items[7] == 7);
}

/// Numbers stay numbers, and nothing is planned but the rule of the sine.
BOOST_AUTO_TEST_CASE(a_chain_of_any_length) {
  for (int const length : {100, 10'000, 100'000, 1'000'000}) {
    variable const x(0.5), w(1 + 1e-7);
    tg::plan_counters const before = tg::this_threads_plans().counters;
    int const rules = tg::this_threads_rules().size();
    variable y = x;
    for (int i = 0; i < length; ++i) y = i % 1000 == 0 ? tg::sin(y) : y * w;
    BOOST_REQUIRE(y.held().is_number());
    BOOST_TEST(y.held().number() == length + 1);
    y.backward();
    double value = 0.5, slope = 1;
    for (int i = 0; i < length; ++i) {
      slope *= i % 1000 == 0 ? std::cos(value) : 1 + 1e-7;
      value = i % 1000 == 0 ? std::sin(value) : value * (1 + 1e-7);
    }
    BOOST_TEST(y.item() == value, boost::test_tools::tolerance(1e-15));
    BOOST_TEST(x.grad().item() == slope, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(tg::this_threads_plans().counters.misses == before.misses);
    BOOST_TEST(tg::this_threads_rules().size() <= rules + 1);
  }
}

/// A loop that looks at its numbers after each step, and at functions of them.
BOOST_AUTO_TEST_CASE(reading_in_each_turn_after_many_entries) {
  variable const x(0.5);
  variable w = x * 1e-6;
  tg::plan_counters const before = tg::this_threads_plans().counters;
  int turns = 0;
  for (; turns < 200'000; ++turns) {
    w = w + x * 1e-6;
    if (w > 0.05) break;
    BOOST_REQUIRE(w.item() > 0);
  }
  BOOST_TEST((turns > 99'990 && turns < 100'010));
  BOOST_TEST(w.held().is_number());
  BOOST_TEST(tg::this_threads_plans().counters.hits == before.hits);
  BOOST_TEST(tg::this_threads_plans().counters.misses == before.misses);
  w.backward();
  BOOST_TEST(x.grad().item() == 1e-6 * (turns + 2), boost::test_tools::tolerance(1e-9));
}

/// The arrays of a large graph stay for the next one like it and go when smaller ones have recorded
/// `patience` times as much.
BOOST_AUTO_TEST_CASE(arrays_are_given_back) {
  std::thread([] {  // whose tape is new
    variable const x(0.5);
    auto const room_after = [&](int length) {
      {
        variable y = x;
        for (int i = 0; i < length; ++i) y = y * x;
      }
      return tg::this_threads_recorder().memory_for_sweeps().room;
    };
    int const large = room_after(100'000);
    BOOST_TEST(large >= 100'000);
    BOOST_TEST(room_after(80'000) == large);
    int const small = 20'000, turns = tg::tape_memory::patience * large / small;
    for (int i = 0; i < turns; ++i) BOOST_REQUIRE(room_after(small) == large);
    BOOST_TEST(room_after(80'000) == large);  // counted anew from here on
    for (int i = 0; i < turns; ++i) BOOST_REQUIRE(room_after(small) == large);
    BOOST_TEST(room_after(small) == tg::tape_memory::most_kept);
    BOOST_TEST(tg::this_threads_recorder().memory_for_sweeps().room_for_sweeps ==
               tg::tape_memory::most_kept);
  })
      .join();
}

/// A sweep goes no further down than what the number was made of.
BOOST_AUTO_TEST_CASE(a_small_graph_above_a_large_one) {
  variable const x(0.5);
  variable large = x;
  for (int i = 0; i < 100'000; ++i) large = large + x;
  std::vector<variable> rows;
  for (int i = 0; i < 100; ++i) rows.push_back(large.detach() * x * (1.5 + i));
  for (int i = 99; i >= 0; --i) rows[static_cast<std::size_t>(i)].backward();
  BOOST_TEST(x.grad().item() == 50000.5 * (150 + 4950), boost::test_tools::tolerance(1e-12));
  large.backward();
  BOOST_TEST(x.grad().item() == 50000.5 * (150 + 4950) + 100'001,
             boost::test_tools::tolerance(1e-12));
}

/// An error on the way leaves no marks: the next sweep is as if it were the first.
BOOST_AUTO_TEST_CASE(a_sweep_that_is_given_up) {
  variable const x(0.5);
  variable const y = tg::sin(x) * x * x;
  { tg::adjoint_sweep<double> sweep(tg::this_threads_recorder(), y.held().number()); }
  y.backward();
  BOOST_TEST(x.grad().item() == std::cos(0.5) * 0.25 + std::sin(0.5),
             boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_SUITE_END()
