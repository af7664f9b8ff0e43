// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include "random_graph.hpp"
#include "scalar_values.hpp"

BOOST_AUTO_TEST_SUITE(transform_differentiate)

using namespace typegrad;

namespace {

constexpr symbol input(graph_builder& graph, int position, shape const& extents = {},
                       scalar_type type = scalar_type::float64) {
  return {&graph, intern_input(graph, position, type, extents)};
}
constexpr int adjoint(symbol y, symbol x) {
  int const one = make_literal(*y.graph, y.type(), 1.0).id;
  return differentiate(*y.graph, {&y.id, 1}, {&one, 1}, {&x.id, 1})[0];
}

// Equal nodes are one node, so that a derivative can be compared with what a person would write.
constexpr bool product_rule() {
  graph_builder graph;
  symbol const x = input(graph, 0);
  return adjoint(sin(x) * x, x) == (sin(x) + cos(x) * x).id;
}
static_assert(product_rule());

constexpr bool no_path_gives_no_node() {
  graph_builder graph;
  symbol const x = input(graph, 0);
  symbol const y = sin(input(graph, 1));
  int const nodes = graph.size() + 1;  // the upstream
  return adjoint(y, x) == -1 && graph.size() == nodes;
}
static_assert(no_path_gives_no_node());

constexpr bool zero_upstream_is_not_followed() {
  graph_builder graph;
  symbol const x = input(graph, 0);
  symbol const y = sin(x) * x;
  int const zero = make_literal(graph, scalar_type::float64, 0.0).id;
  int const nodes = graph.size();
  return differentiate(graph, {&y.id, 1}, {&zero, 1}, {&x.id, 1})[0] == -1 && graph.size() == nodes;
}
static_assert(zero_upstream_is_not_followed());

constexpr bool broadcast_operand_is_summed() {
  graph_builder graph;
  symbol const x = input(graph, 0);
  symbol const w = input(graph, 1, make_shape(3));
  symbol const y = sum(w * x, all_axes);
  return adjoint(y, x) == sum_to(w, shape{}).id;
}
static_assert(broadcast_operand_is_summed());

constexpr bool comparison_does_not_move() {
  graph_builder graph;
  symbol const x = input(graph, 0);
  symbol const y = convert_to(convert_to(x, scalar_type::int32), scalar_type::float64) * x;
  return adjoint(y, x) == convert_to(convert_to(x, scalar_type::int32), scalar_type::float64).id;
}
static_assert(comparison_does_not_move());

constexpr bool adjoint_takes_the_type_of_its_value() {
  graph_builder graph;
  symbol const x = input(graph, 0, {}, scalar_type::float32);
  symbol const w = input(graph, 1);
  return adjoint(x * w, x) == convert_to(w, scalar_type::float32).id;
}
static_assert(adjoint_takes_the_type_of_its_value());

constexpr bool several_outputs_add_up() {
  graph_builder graph;
  symbol const x = input(graph, 0);
  int const outputs[] = {sin(x).id, x.id};
  int const upstreams[] = {input(graph, 1).id, input(graph, 2).id};
  int const made = differentiate(graph, {outputs, 2}, {upstreams, 2}, {&x.id, 1})[0];
  return made == (symbol{&graph, upstreams[1]} + symbol{&graph, upstreams[0]} * cos(x)).id;
}
static_assert(several_outputs_add_up());

}  // namespace

BOOST_AUTO_TEST_CASE(adjoints_of_a_random_graph_agree_with_central_differences) {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      graph_builder graph;
      auto const values = random_graph(graph, 3, 400, seed);
      int const output = values.back().id;
      int const one = make_literal(graph, scalar_type::float64, 1.0).id;
      int const wrt[] = {0, 1, 2};
      auto const adjoints = differentiate(graph, {&output, 1}, {&one, 1}, {wrt, 3});
      std::vector<double> const at{0.3, -0.7, 1.1};
      auto const numbers = scalar_values(graph, at);
      for (int i = 0; i < 3; ++i) {
        double const h = 1e-6;
        auto above = at;
        auto below = at;
        above[static_cast<std::size_t>(i)] += h;
        below[static_cast<std::size_t>(i)] -= h;
        auto const y = static_cast<std::size_t>(output);
        double const difference =
            (scalar_values(graph, above)[y] - scalar_values(graph, below)[y]) / (2 * h);
        double const exact = adjoints[i] < 0 ? 0.0 : numbers[static_cast<std::size_t>(adjoints[i])];
        BOOST_TEST(std::abs(exact - difference) <= 1e-6 * (1 + std::abs(exact)));
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
