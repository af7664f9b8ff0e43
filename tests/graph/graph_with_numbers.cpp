// SPDX-License-Identifier: BSL-1.0
#include <typegrad/graph/graph_with_numbers.hpp>

#include <boost/test/unit_test.hpp>

#include <set>
#include <vector>

namespace {

using namespace typegrad;

/// The table of a graph in fixed arrays.
template <class F>
frozen_extents<extent_sizes{16, 32, 1, 1, 1, 1}> frozen_table(F const& fill) {
  graph_builder graph;
  fill(graph.open.table);
  frozen_extents<extent_sizes{16, 32, 1, 1, 1, 1}> frozen;
  freeze_extents(graph, frozen);
  return frozen;
}

std::vector<index_t> trial_numbers(auto const& extents, int set, int axes) {
  trial_factors numbers{set, axes};
  std::vector<index_t> factors(static_cast<std::size_t>(extents.sizes.factors) + 1);
  for (int i = 0; i < extents.sizes.factors; ++i)
    factors[static_cast<std::size_t>(i)] = numbers.value(extents, factors.data(), i);
  return factors;
}

// What is planned with trial numbers must hold for all: sizes above what is written out, no
// equation by chance, nothing equal in both sets, and no overflow in the elements of the largest
// tensor.
BOOST_AUTO_TEST_CASE(trial_numbers_do_not_agree_by_chance) {
  for (int axes = 1; axes <= max_rank; ++axes) {
    auto const extents = frozen_table([&](extent_table& table) {
      for (int i = 0; i < axes; ++i) table.axis(0, i, dyn);
      table.range_count(extent_in_table(0), 1, 3, 1);
      table.quotient(extent_in_table(0), 11);
    });
    std::vector<index_t> const first = trial_numbers(extents, 0, axes);
    std::vector<index_t> const second = trial_numbers(extents, 1, axes);
    std::set<index_t> seen;
    index_t elements = 8;
    for (std::size_t i = 0; i + 1 < first.size(); ++i) {
      BOOST_TEST(first[i] > 64);
      BOOST_TEST(first[i] != second[i]);
      seen.insert(first[i]);
      if (static_cast<int>(i) < axes)
        BOOST_TEST(!__builtin_mul_overflow(elements, second[i], &elements));
    }
    BOOST_TEST(seen.size() == first.size() - 1);
    for (int i = axes; i < axes + 1; ++i)
      BOOST_TEST(first[static_cast<std::size_t>(i)] < first[0]);  // a part of an axis
  }
}

BOOST_AUTO_TEST_CASE(quotients_that_come_out_even_are_honest) {
  auto const extents = frozen_table([](extent_table& table) {
    table.axis(0, 0, dyn);
    table.quotient(extent_in_table(0), 8);
  });
  std::vector<index_t> const numbers = trial_numbers(extents, 0, 1);
  BOOST_TEST(numbers[1] * 8 == numbers[0]);
}

}  // namespace
