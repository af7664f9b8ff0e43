// SPDX-License-Identifier: BSL-1.0
#include <shape/numpy_reference.hpp>
#include <shape/reference_reader.hpp>
#include <typegrad/shape/join.hpp>

#include <boost/test/unit_test.hpp>

using namespace typegrad;

namespace {

struct join_case {
  int axis = 0;
  int count = 0;
  shape operands[max_rank];

  constexpr explicit join_case(reference_reader& reader)
      : axis(reader.small_number()), count(reader.small_number()) {
    for (int k = 0; k < count; ++k) operands[k] = reader.shape();
  }
};

constexpr auto concatenate_agrees = [](reference_reader& reader) {
  join_case const given(reader);
  return reader.agrees(shape_rule::concatenate(given.operands, given.count, given.axis));
};

constexpr auto stack_agrees = [](reference_reader& reader) {
  join_case const given(reader);
  return reader.agrees(shape_rule::stack(given.operands, given.count, given.axis));
};

}  // namespace

static_assert(first_disagreement(numpy_reference::concatenate_cases, concatenate_agrees) == 0);
static_assert(first_disagreement(numpy_reference::stack_cases, stack_agrees) == 0);

static_assert(shape_rule::concatenate({make_shape(2, 3), make_shape(4, 3)}, 0).value ==
              make_shape(6, 3));
static_assert(shape_rule::concatenate({make_shape(2, 3), make_shape(2, 1)}, -1).value ==
              make_shape(2, 4));
static_assert(!shape_rule::concatenate({make_shape(2, 3), make_shape(4, 2)}, 0));
static_assert(!shape_rule::concatenate({make_shape(), make_shape()}, 0));
static_assert(!shape_rule::concatenate(static_cast<shape const*>(nullptr), 0, 0));
static_assert(shape_rule::stack({make_shape(2, 3), make_shape(2, 3)}, 0).value ==
              make_shape(2, 2, 3));
static_assert(shape_rule::stack({make_shape(), make_shape(), make_shape()}, -1).value ==
              make_shape(3));
static_assert(!shape_rule::stack({make_shape(2, 3), make_shape(2, 1)}, 0));
static_assert(!shape_rule::stack({make_shape(1, 1, 1, 1, 1, 1, 1, 1)}, 0));

BOOST_AUTO_TEST_SUITE(shape_join)

BOOST_AUTO_TEST_CASE(answers_as_numpy_does_at_run_time_too) {
  BOOST_TEST(first_disagreement(numpy_reference::concatenate_cases, concatenate_agrees) == 0);
  BOOST_TEST(first_disagreement(numpy_reference::stack_cases, stack_agrees) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
