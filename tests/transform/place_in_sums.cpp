// SPDX-License-Identifier: BSL-1.0
#include <typegrad/transform/place_in_sums.hpp>

#include <boost/test/unit_test.hpp>

#include "transform/tensor_graphs.hpp"

#include <typegrad/transform/run_time_plan.hpp>

using namespace typegrad;

BOOST_AUTO_TEST_SUITE(transform_place_in_sums)

/// a b + c, with numbers of c that are zeros but for each `step`-th: its diagonal.
static growing_graph covariance(bool read_again, int step = 7) {
  graph_builder graph;
  symbol const a = input_of(graph, 0, make_shape(6, 6));
  symbol const product = matmul_of(a, input_of(graph, 1, make_shape(6, 6)));
  growing_array<symbol> numbers;
  for (int i = 0; i < 36; ++i)
    numbers.push_back(make_literal(graph, scalar_type::float64, i % step == 0 ? 0.1 : 0.0));
  symbol const sum = product + stack_of_scalars(numbers, make_shape(6, 6));
  int const outputs[] = {(read_again ? sum + product : matmul_of(sum, a)).id};
  return frozen(graph, {outputs, 1});
}
static int count_places(growing_graph const& graph, plan_limits const& limits) {
  auto const types = types_of_outputs(graph);
  run_time_plan const made = make_plan(graph, types.data(), limits);
  int count = 0;
  for (int id = 0; id < graph.size(); ++id) {
    int const product = made.places[id].summand;
    if (product < 0) continue;
    ++count;
    BOOST_TEST(made.places[product].base == id);
    BOOST_TEST(made.places[id].step > made.places[product].step);
    BOOST_TEST(static_cast<int>(made.places[id].kind) == static_cast<int>(place_kind::workspace));
  }
  return count;
}

BOOST_AUTO_TEST_CASE(a_product_stands_where_its_sum_with_zeros_is) {
  BOOST_TEST(count_places(covariance(false), bare_limits) == 1);
  BOOST_TEST(count_places(covariance(false), desktop_limits) == 0);
}

BOOST_AUTO_TEST_CASE(a_product_that_is_read_again_keeps_its_place) {
  BOOST_TEST(count_places(covariance(true), bare_limits) == 0);
}

BOOST_AUTO_TEST_CASE(a_summand_with_few_zeros_has_its_own_place) {
  BOOST_TEST(count_places(covariance(false, 3), bare_limits) == 1);
  BOOST_TEST(count_places(covariance(false, 2), bare_limits) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
