// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>
#include <typegrad/graph/growing_graph.hpp>

#include <boost/test/unit_test.hpp>

using namespace typegrad;

namespace {

constexpr symbol make_input(graph_builder& graph, int position, shape const& extents = {}) {
  return {&graph, intern_input(graph, position, scalar_type::float64, extents)};
}

template <class Frozen>
constexpr void freeze_needed(graph_builder const& graph, list_view<int> outputs, Frozen& frozen) {
  growing_array<unsigned char> const needed = needed_nodes(graph, outputs);
  freeze(graph, {needed.items, needed.count}, outputs, frozen);
}

template <class A, class B>
constexpr bool equal_graphs(A const& a, B const& b) {
  if (a.size() != b.size() || a.sizes.operands != b.sizes.operands ||
      a.sizes.attributes != b.sizes.attributes || a.sizes.shapes != b.sizes.shapes ||
      a.sizes.outputs != b.sizes.outputs)
    return false;
  for (int i = 0; i < a.sizes.outputs; ++i)
    if (a.outputs[i] != b.outputs[i]) return false;
  for (int id = 0; id < a.size(); ++id) {
    if (!same_operation(*a.nodes[id].op, *b.nodes[id].op) || a.nodes[id].type != b.nodes[id].type ||
        a.nodes[id].shape_id != b.nodes[id].shape_id || a.shape_of(id) != b.shape_of(id) ||
        a.operands_of(id).count != b.operands_of(id).count ||
        a.attributes_of(id).count != b.attributes_of(id).count)
      return false;
    for (int i = 0; i < a.operands_of(id).count; ++i)
      if (a.operand(id, i) != b.operand(id, i) || a.operands_of(id)[i] != b.operands_of(id)[i])
        return false;
    for (int i = 0; i < a.attributes_of(id).count; ++i)
      if (a.attributes_of(id)[i] != b.attributes_of(id)[i]) return false;
  }
  return true;
}

constexpr bool both_storages_hold_the_same_graph() {
  graph_builder graph;
  symbol const x = make_input(graph, 0, make_shape(3, 4));
  symbol const w = make_input(graph, 1, make_shape(4));
  sin(x);  // nobody reads it
  symbol const y = sum(tanh(x * w) + 0.5, make_axes(1));
  int const outputs[] = {y.id, x.id, y.id};
  frozen_graph<16, 16, 16, 8, 3> fixed;
  growing_graph growing;
  freeze_needed(graph, {outputs, 3}, fixed);
  freeze_needed(graph, {outputs, 3}, growing);
  return equal_graphs(fixed, growing) && growing.size() == graph.size() - 1 &&
         growing.outputs.size() == 3;
}
static_assert(both_storages_hold_the_same_graph());

constexpr bool an_empty_graph_has_no_nodes() {
  growing_graph growing;
  freeze_needed(graph_builder{}, {}, growing);
  return growing.size() == 0 && growing.outputs.size() == 0;
}
static_assert(an_empty_graph_has_no_nodes());

}  // namespace

BOOST_AUTO_TEST_SUITE(graph_growing_graph)

BOOST_AUTO_TEST_CASE(a_graph_larger_than_any_program_is_frozen) {
  graph_builder graph;
  symbol y = make_input(graph, 0);
  symbol const a = make_input(graph, 1);
  int const links = 10 * program_limits.nodes;
  for (int i = 0; i < links; ++i) y = sin(y * a);
  growing_graph frozen;
  freeze_needed(graph, {&y.id, 1}, frozen);
  BOOST_TEST(frozen.size() == 2 + 2 * links);
  BOOST_TEST(frozen.sizes.operands == 3 * links);
  BOOST_TEST(frozen.outputs[0] == frozen.size() - 1);
  for (int id = 0; id < frozen.size(); ++id)
    for (int const operand : frozen.operands_of(id)) BOOST_REQUIRE(operand < id);
}

BOOST_AUTO_TEST_SUITE_END()
