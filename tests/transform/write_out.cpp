// SPDX-License-Identifier: BSL-1.0
#include <typegrad/transform/write_out.hpp>

#include <boost/test/unit_test.hpp>

#include "transform/tensor_graphs.hpp"

#include <typegrad/transform/run_time_plan.hpp>

using namespace typegrad;

BOOST_AUTO_TEST_SUITE(transform_write_out)

/// The kind of the step that computes each of `values`, and whether it is written out.
static std::string steps_of(graph_builder const& graph, std::vector<symbol> const& values,
                            plan_limits const& limits) {
  std::vector<int> outputs;
  for (symbol const& x : values) outputs.push_back(x.id);
  growing_graph const whole = frozen(graph, {outputs.data(), static_cast<int>(outputs.size())});
  auto const types = types_of_outputs(whole);
  run_time_plan const made = make_plan(whole, types.data(), limits);
  std::string text;
  for (int k = 0; k < whole.sizes.outputs; ++k) {
    placement const& place = made.places[whole.outputs[k]];
    char const* const names[] = {"elements", "combine", "loop", "whole", "copy"};
    text += names[static_cast<int>(made.steps[place.step].kind)];
    text += place.written_out ? " written out, " : ", ";
  }
  return text;
}

BOOST_AUTO_TEST_CASE(small_tensors_from_memory_are_loops_without_vectors) {
  graph_builder graph;
  symbol const x = input_of(graph, 0, make_shape(16));
  symbol const few = input_of(graph, 1, make_shape(4));
  symbol const h = sin(x);
  std::vector<symbol> const values{h, h * x, sum(h, all_axes), sin(few)};
  BOOST_TEST(steps_of(graph, values, desktop_limits) ==
             "elements written out, elements written out, combine written out, "
             "elements written out, ");
  BOOST_TEST(steps_of(graph, values, bare_limits) == "loop, loop, loop, elements written out, ");
  BOOST_TEST(steps_of(graph, values, interpreted_limits) == "loop, loop, loop, loop, ");
}

BOOST_AUTO_TEST_CASE(what_reads_registers_is_written_out) {
  graph_builder graph;
  symbol const q = input_of(graph, 0, make_shape(4));
  symbol const few = sin(q);
  symbol const p = input_of(graph, 1, make_shape(4, 4));
  std::vector<symbol> const values{few + p, matmul_of(p, p)};
  BOOST_TEST(steps_of(graph, values, bare_limits) == "elements written out, whole, ");
  plan_limits limits = desktop_limits;
  limits.vector_products = false;
  BOOST_TEST(steps_of(graph, values, limits) == "elements written out, whole written out, ");
}

BOOST_AUTO_TEST_CASE(a_product_in_memory_is_one_of_vectors) {
  graph_builder graph;
  symbol const q = input_of(graph, 0, make_shape(4));
  symbol const p = input_of(graph, 1, make_shape(4, 4));
  plan_limits limits = desktop_limits;
  limits.vector_products = true;
  auto const steps = [&](symbol a, symbol b) { return steps_of(graph, {matmul_of(a, b)}, limits); };
  BOOST_TEST(steps(p, p) == "whole, ");
  BOOST_TEST(steps(swap_last_axes(p), p) == "whole, ");
  // Rows of the right factor that are not contiguous, and such that are in registers.
  BOOST_TEST(steps(p, swap_last_axes(p)) == "whole, ");
  BOOST_TEST(steps(sin(p), p) == "whole, ");
  BOOST_TEST(steps(p, sin(p)) == "whole, ");
  BOOST_TEST(steps(p, swap_last_axes(matmul_of(p, p))) == "whole, ");
  // A single column, numbers that were joined or added up one by one, and what is computed of
  // these.
  BOOST_TEST(steps(p, q) == "whole written out, ");
  symbol const square = input_of(graph, 2, make_shape(2, 2));
  symbol const pair = sin(input_of(graph, 3, make_shape(1, 2)));
  symbol const joined = concatenate<0>(pair, pair);
  symbol const added = sum(input_of(graph, 4, make_shape(2, 2, 2)), make_axes(0));
  for (symbol const& numbers : {joined, added}) {
    BOOST_TEST(steps(square, numbers) == "whole written out, ");
    BOOST_TEST(steps(square, numbers * square) == "whole written out, ");
    BOOST_TEST(steps(square, swap_last_axes(numbers)) == "whole written out, ");
    BOOST_TEST(steps(numbers, square) == "whole, ");
  }
  BOOST_TEST(steps(square, square) == "whole, ");
}

BOOST_AUTO_TEST_SUITE_END()
