// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include "random_graph.hpp"
#include "scalar_values.hpp"

BOOST_AUTO_TEST_SUITE(transform_push_forward)

using namespace typegrad;

namespace {

constexpr symbol input(graph_builder& graph, int position, shape const& extents = {}) {
  return {&graph, intern_input(graph, position, scalar_type::float64, extents)};
}
constexpr int tangent(symbol y, symbol x, symbol dx) {
  return push_forward(*y.graph, {&x.id, 1}, {&dx.id, 1}, {&y.id, 1})[0];
}

constexpr bool element_wise_operations_scale_the_tangent() {
  graph_builder graph;
  symbol const x = input(graph, 0);
  symbol const dx = input(graph, 1);
  return tangent(sin(x) * x, x, dx) == (dx * cos(x) * x + dx * sin(x)).id;
}
static_assert(element_wise_operations_scale_the_tangent());

constexpr bool linear_operations_are_their_own_tangent() {
  graph_builder graph;
  symbol const x = input(graph, 0, make_shape(2, 3));
  symbol const dx = input(graph, 1, make_shape(2, 3));
  return tangent(sum(reshape_to(x, make_shape(3, 2)), make_axes(0)), x, dx) ==
             sum(reshape_to(dx, make_shape(3, 2)), make_axes(0)).id &&
         tangent(-(x - sin(dx)), x, dx) == (-dx).id;
}
static_assert(linear_operations_are_their_own_tangent());

constexpr bool products_move_with_each_factor() {
  graph_builder graph;
  symbol const a = input(graph, 0, make_shape(2, 3));
  symbol const b = input(graph, 1, make_shape(3, 4));
  symbol const y = matmul_of(a, b);
  int const inputs[] = {a.id, b.id};
  int const directions[] = {input(graph, 2, make_shape(2, 3)).id,
                            input(graph, 3, make_shape(3, 4)).id};
  int const both = push_forward(graph, {inputs, 2}, {directions, 2}, {&y.id, 1})[0];
  symbol const da{&graph, directions[0]};
  symbol const db{&graph, directions[1]};
  return tangent(y, a, da) == matmul_of(da, b).id &&
         both == (matmul_of(da, b) + matmul_of(a, db)).id;
}
static_assert(products_move_with_each_factor());

constexpr bool tangent_has_the_shape_of_its_value() {
  graph_builder graph;
  symbol const x = input(graph, 0);
  symbol const dx = input(graph, 1);
  symbol const w = input(graph, 2, make_shape(3));
  int const of_sum = tangent(x + w, x, dx);
  int const of_product = tangent(x * w, x, dx);
  return graph.shape_of(of_sum) == make_shape(3) && graph.shape_of(of_product) == make_shape(3);
}
static_assert(tangent_has_the_shape_of_its_value());

constexpr bool what_does_not_move_has_no_tangent() {
  graph_builder graph;
  symbol const x = input(graph, 0);
  symbol const y = sin(input(graph, 1));
  symbol const one = make_literal(graph, scalar_type::float64, 1.0);
  symbol const zero = make_literal(graph, scalar_type::float64, 0.0);
  symbol const rounded = convert_to(convert_to(x, scalar_type::int32), scalar_type::float64);
  int const nodes = graph.size();
  return tangent(y, x, one) == -1 && tangent(x, x, zero) == -1 && tangent(rounded, x, one) == -1 &&
         graph.size() == nodes;
}
static_assert(what_does_not_move_has_no_tangent());

constexpr bool an_input_between_holds_its_own_tangent() {
  graph_builder graph;
  symbol const x = input(graph, 0);
  symbol const middle = sin(x);
  symbol const one = make_literal(graph, scalar_type::float64, 1.0);
  symbol const y = middle * x;
  return tangent(y, middle, one) == x.id;
}
static_assert(an_input_between_holds_its_own_tangent());

// The rule of `matmul` transposed must give what the product rule gives.
constexpr bool transposition_agrees_with_the_product_rule() {
  graph_builder graph;
  symbol const a = input(graph, 0, make_shape(2, 3));
  symbol const b = input(graph, 1, make_shape(3, 4));
  symbol const da = input(graph, 2, make_shape(2, 3));
  int const tangents[] = {da.id, -1};
  return tangent_by_transposition(graph, matmul_of(a, b).id, {tangents, 2}) == matmul_of(da, b).id;
}
static_assert(transposition_agrees_with_the_product_rule());

}  // namespace

BOOST_AUTO_TEST_CASE(forward_and_reverse_agree_on_random_graphs) {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      graph_builder graph;
      auto const values = random_graph(graph, 3, 400, seed);
      int const output = values.back().id;
      int const one = make_literal(graph, scalar_type::float64, 1.0).id;
      int const wrt[] = {0, 1, 2};
      auto const adjoints = differentiate(graph, {&output, 1}, {&one, 1}, {wrt, 3});
      int tangents[3];
      for (int i = 0; i < 3; ++i)
        tangents[i] = push_forward(graph, {&wrt[i], 1}, {&one, 1}, {&output, 1})[0];
      auto const numbers = scalar_values(graph, {0.3, -0.7, 1.1});
      auto const number = [&](int id) {
        return id < 0 ? 0.0 : numbers[static_cast<std::size_t>(id)];
      };
      for (int i = 0; i < 3; ++i)
        BOOST_TEST(std::abs(number(adjoints[i]) - number(tangents[i])) <=
                   1e-12 * (1 + std::abs(number(tangents[i]))));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
