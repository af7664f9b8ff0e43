// SPDX-License-Identifier: BSL-1.0
#include <typegrad/graph/recorded_calls.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(graph_recorded_calls)

using namespace typegrad;

constexpr operation first{.name = "first", .identity = hash_of("first")};
constexpr operation second{.name = "second", .identity = hash_of("second")};

/// Notes calls with every part different, then finds each, and none that differs in one part.
constexpr bool keeps_calls_apart(int count) {
  recorded_calls calls;
  auto const visit = [&](operation const& op, int operand_count, int seed, bool derived,
                         bool noted) {
    int operands[4] = {seed, seed / 3, seed / 7, 5};
    word attributes[2] = {seed % 11, 2};
    int const words = seed % 3;
    std::uint32_t hash = 0;
    int const found = calls.find(op, {operands, operand_count}, {attributes, words}, derived, hash);
    int const id = 20 * seed + operand_count + (&op == &first ? 0 : 5) + (derived ? 10 : 0);
    if (noted) return found == id;
    calls.note(hash, op, {operands, operand_count}, {attributes, words}, derived, id);
    return found == -1;
  };
  for (bool const noted : {false, true})
    for (int seed = 0; seed < count; ++seed)
      for (int operands = 0; operands < 5; ++operands) {
        if (operands == 0 && seed >= 3) continue;  // without operands the words alone differ
        for (bool const derived : {false, true})
          if (!visit(first, operands, seed, derived, noted) ||
              !visit(second, operands, seed, derived, noted))
            return false;
      }
  return true;
}
static_assert(keeps_calls_apart(20));

BOOST_AUTO_TEST_CASE(calls_that_differ_in_any_part_are_different) {
  BOOST_TEST(keeps_calls_apart(3000));
}

BOOST_AUTO_TEST_SUITE_END()
