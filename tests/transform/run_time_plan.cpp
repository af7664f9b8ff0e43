// SPDX-License-Identifier: BSL-1.0
// One set of passes for fixed and growing arrays: the same plans on small graphs, sound plans on
// large ones.
#include "check_plan.hpp"
#include "tensor_graphs.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>

BOOST_AUTO_TEST_SUITE(transform_run_time_plan)

using namespace typegrad;

namespace {

constexpr bool equal(placement const& a, placement const& b) {
  return a.kind == b.kind && a.index == b.index && a.offset == b.offset && a.base == b.base &&
         a.view == b.view && a.step == b.step && a.scalar == b.scalar;
}
constexpr bool equal(step const& a, step const& b) {
  return a.kind == b.kind && a.node == b.node && a.first_member == b.first_member &&
         a.member_count == b.member_count && a.output == b.output;
}
constexpr bool equal(step_run const& a, step_run const& b) {
  return a.first == b.first && a.count == b.count && a.scalar == b.scalar && a.type == b.type;
}
template <class A, class B>
constexpr bool equal_plans(A const& a, B const& b, int nodes) {
  if (a.step_count != b.step_count || a.run_count != b.run_count || a.load_count != b.load_count ||
      a.member_count != b.member_count)
    return false;
  for (int t = 0; t < scalar_type_count; ++t)
    if (a.registers[t] != b.registers[t] || a.workspace[t] != b.workspace[t]) return false;
  for (int id = 0; id < nodes; ++id)
    if (!equal(a.places[id], b.places[id])) return false;
  for (int m = 0; m < a.member_count; ++m)
    if (a.members[m] != b.members[m]) return false;
  for (int s = 0; s < a.step_count; ++s)
    if (!equal(a.steps[s], b.steps[s])) return false;
  for (int r = 0; r < a.run_count; ++r)
    if (!equal(a.runs[r], b.runs[r])) return false;
  for (int i = 0; i < a.load_count; ++i)
    if (a.loads[i] != b.loads[i]) return false;
  return true;
}

struct softplus_sum {
  static constexpr int record(graph_builder& graph, int* outputs) {
    symbol const a = input_of(graph, 0);
    symbol const x = input_of(graph, 1, make_shape(100));
    symbol const y = sum(log(1.0 + exp(a * x)), all_axes);
    int const one = make_literal(graph, scalar_type::float64, 1.0).id;
    int const wrt[] = {a.id, x.id};
    growing_array<int> const adjoints = differentiate(graph, {&y.id, 1}, {&one, 1}, {wrt, 2});
    outputs[0] = y.id, outputs[1] = adjoints[0], outputs[2] = adjoints[1];
    return 3;
  }
};
struct products_and_views {
  static constexpr int record(graph_builder& graph, int* outputs) {
    symbol const x = input_of(graph, 0, make_shape(8, 5));
    symbol const w = input_of(graph, 1, make_shape(5, 7));
    symbol const h = tanh(matmul_of(x, w));
    symbol const turned = reshape(transpose(h), make_shape(8, 7));  // no strides describe it
    outputs[0] = sum(turned * h, make_axes(0)).id;
    outputs[1] = transpose(h).id;
    outputs[2] = matmul_of(transpose(x), sin(turned)).id;
    return 3;
  }
};
struct numbers_and_small_tensors {
  static constexpr int record(graph_builder& graph, int* outputs) {
    symbol const a = input_of(graph, 0);
    symbol const v = input_of(graph, 1, make_shape(3), scalar_type::float32);
    symbol const b = sin(a) * a + 0.5;
    outputs[0] = b.id;
    outputs[1] = (v * v).id;
    outputs[2] = (sum(tanh(v), all_axes) * b).id;
    outputs[3] = a.id;
    return 4;
  }
};

template <class Case>
constexpr bool storages_agree(plan_limits const& limits) {
  graph_builder graph;
  int outputs[8]{};
  int const count = Case::record(graph, outputs);
  growing_graph const growing = frozen(graph, {outputs, count});
  frozen_graph<64, 128, 128, 16, 8> fixed;
  growing_array<unsigned char> const needed = needed_nodes(graph, {outputs, count});
  freeze(graph, {needed.items, needed.count}, {outputs, count}, fixed);
  auto const types = types_of_outputs(growing);
  plan<64, 8> in_fixed_arrays;
  plan_graph(fixed, types.data(), limits, in_fixed_arrays);
  return equal_plans(in_fixed_arrays, make_plan(growing, types.data(), limits), growing.size());
}
static_assert(storages_agree<softplus_sum>(compiled_limits));
static_assert(storages_agree<softplus_sum>(interpreted_limits));
static_assert(storages_agree<products_and_views>(compiled_limits));
static_assert(storages_agree<products_and_views>(interpreted_limits));
static_assert(storages_agree<numbers_and_small_tensors>(compiled_limits));
static_assert(storages_agree<numbers_and_small_tensors>(interpreted_limits));
static_assert(storages_agree<numbers_and_small_tensors>(bare_limits));

struct planned {
  growing_graph graph;
  growing_array<scalar_type> types;
  run_time_plan plan;

  planned(graph_builder const& builder, std::vector<int> const& outputs)
      : graph(frozen(builder, {outputs.data(), static_cast<int>(outputs.size())})),
        types(types_of_outputs(graph)),
        plan(make_plan(graph, types.data())) {}
};
template <class Graph, class Plan>
std::string mistake_in(Graph const& graph, Plan const& made, scalar_type const* types) {
  return plan_checker<Graph, Plan>(graph, made).check(types);
}

/// Elements of all values that are computed, each kept.
index_t unplanned_elements(growing_graph const& graph) {
  index_t elements = 0;
  for (int id = 0; id < graph.size(); ++id) {
    auto const kind = graph.nodes[id].op->kind;
    if (kind != operation_kind::input && kind != operation_kind::literal &&
        kind != operation_kind::view)
      elements += graph.shape_of(id).size();
  }
  return elements;
}
constexpr int float64 = static_cast<int>(scalar_type::float64);

}  // namespace

BOOST_AUTO_TEST_CASE(only_numbers_are_in_registers) {
  graph_builder graph;
  int outputs[4];
  numbers_and_small_tensors::record(graph, outputs);
  planned const p(graph, {outputs, outputs + 4});
  for (int id = 0; id < p.graph.size(); ++id)
    if (p.plan.places[id].kind == place_kind::registers) BOOST_TEST(p.graph.shape_of(id).rank == 0);
  placement const& square = p.plan.places[p.graph.outputs[1]];
  BOOST_TEST((square.kind == place_kind::output && square.index == 1));
  BOOST_TEST((p.plan.steps[square.step].kind == step_kind::loop));
  int copies = 0;
  for (int s = 0; s < p.plan.step_count; ++s) copies += p.plan.steps[s].output >= 0;
  BOOST_TEST(copies == 3);
  BOOST_TEST(!is_unrolled_whole(p.graph, p.graph.outputs[1], interpreted_limits));
}

BOOST_AUTO_TEST_CASE(empty_tensors_and_tensors_of_one_element_are_loops) {
  graph_builder graph;
  symbol const one = sin(input_of(graph, 0, make_shape(1, 1)));
  symbol const none = tanh(input_of(graph, 1, make_shape(0, 3)));
  planned const p(graph, {one.id, none.id, sum(none, make_axes(0)).id, sum(none, all_axes).id});
  for (int s = 0; s < p.plan.step_count; ++s)
    if (p.plan.steps[s].output < 0) BOOST_TEST((p.plan.steps[s].kind == step_kind::loop));
  BOOST_TEST(mistake_in(p.graph, p.plan, p.types.data()) == "");
}

BOOST_AUTO_TEST_CASE(an_output_in_another_type_is_copied) {
  graph_builder graph;
  planned const p(graph, {sin(input_of(graph, 0, make_shape(50))).id});
  scalar_type const wanted = scalar_type::float32;
  run_time_plan const made = make_plan(p.graph, &wanted);
  BOOST_TEST((p.plan.places[1].kind == place_kind::output));
  BOOST_TEST((made.places[1].kind == place_kind::workspace));
  BOOST_TEST(made.steps[made.step_count - 1].output == 0);
}

BOOST_AUTO_TEST_CASE(plans_of_random_graphs_are_sound) {
  std::mt19937 random(5);
  for (unsigned seed = 1; seed <= 60; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      graph_builder graph;
      auto const ids = random_tensor_graph(graph, seed < 50 ? 60 : 1500, seed);
      std::vector<int> outputs{ids.back(), ids.back(), 0};
      for (int i = 0; i < 8; ++i) outputs.push_back(ids[random() % ids.size()]);
      planned const p(graph, outputs);
      BOOST_TEST(mistake_in(p.graph, p.plan, p.types.data()) == "");
      run_time_plan const compiled = make_plan(p.graph, p.types.data(), compiled_limits);
      BOOST_TEST(mistake_in(p.graph, compiled, p.types.data()) == "");
      run_time_plan const bare = make_plan(p.graph, p.types.data(), bare_limits);
      BOOST_TEST(mistake_in(p.graph, bare, p.types.data()) == "");
      // That the checker can see a mistake: the last value in the workspace is moved onto the
      // first.
      int first = -1;
      run_time_plan spoiled = p.plan;
      for (int id = 0; id < p.graph.size(); ++id)
        if (spoiled.places[id].kind == place_kind::workspace &&
            p.graph.nodes[id].type == scalar_type::float64) {
          if (first < 0) first = id;
          else spoiled.places[id].offset = spoiled.places[first].offset;
        }
      if (seed >= 50) BOOST_TEST(mistake_in(p.graph, spoiled, p.types.data()) != "");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_training_step_needs_at_most_half_of_its_values) {
  for (int layers : {1, 2, 6}) {
    BOOST_TEST_CONTEXT(layers << " hidden layers") {
      graph_builder graph;
      symbol h = input_of(graph, 0, make_shape(64, 64));
      symbol const target = input_of(graph, 1, make_shape(64, 10));
      std::vector<int> wrt;
      int position = 2;
      auto const parameter = [&](shape const& extents) {
        symbol const made = input_of(graph, position++, extents);
        wrt.push_back(made.id);
        return made;
      };
      index_t width = 64;
      for (int i = 0; i < layers; ++i, width = 128) {
        symbol const w = parameter(make_shape(width, 128));
        h = tanh(matmul_of(h, w) + parameter(make_shape(128)));
      }
      symbol const w = parameter(make_shape(128, 10));
      symbol const error = matmul_of(h, w) + parameter(make_shape(10)) - target;
      symbol const loss = sum(error * error, all_axes) / 64.0;
      int const one = make_literal(graph, scalar_type::float64, 1.0).id;
      auto const adjoints = differentiate(graph, {&loss.id, 1}, {&one, 1},
                                          {wrt.data(), static_cast<int>(wrt.size())});
      std::vector<int> outputs{loss.id};
      for (int const id : adjoints) outputs.push_back(id);
      planned const p(graph, outputs);
      BOOST_TEST(mistake_in(p.graph, p.plan, p.types.data()) == "");
      BOOST_TEST_MESSAGE("workspace " << p.plan.workspace[float64] << " of "
                                      << unplanned_elements(p.graph));
      BOOST_TEST(2 * p.plan.workspace[float64] <= unplanned_elements(p.graph));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_loop_computes_where_it_reads_for_the_last_time) {
  graph_builder graph;
  symbol const w = input_of(graph, 1, make_shape(6, 6));
  symbol const product = matmul_of(input_of(graph, 0, make_shape(6, 6)), w);
  auto const workspace_of = [&](symbol y) {
    return planned(graph, {matmul_of(y, w).id}).plan.workspace[float64];
  };
  BOOST_TEST(workspace_of(tanh(product + 1.0)) == 36);
  BOOST_TEST(workspace_of(tanh(product) * transpose(product)) ==
             72);  // other turns read the same elements
  BOOST_TEST(workspace_of(product * sum(tanh(product), make_axes(0))) ==
             42);  // of two loops the second one is the last to read
  symbol const early = sin(product);
  planned const p(graph, {matmul_of(early, w).id, matmul_of(early * product, w).id});
  BOOST_TEST(p.plan.workspace[float64] == 72);  // both are read later
  BOOST_TEST(mistake_in(p.graph, p.plan, p.types.data()) == "");
}

BOOST_AUTO_TEST_CASE(a_chain_of_a_million_numbers_is_one_run) {
  graph_builder graph;
  symbol y = input_of(graph, 0);
  symbol const a = input_of(graph, 1);
  for (int i = 0; i < 500000; ++i) y = sin(y) * a;
  planned const p(graph, {y.id});
  BOOST_TEST(p.plan.run_count == 2);
  BOOST_TEST(p.plan.runs.size() == 2);
  BOOST_TEST(p.plan.runs[0].count == 1000000);
  BOOST_TEST(p.plan.registers[float64] == 4);  // one that is read, one that is written, both inputs
  BOOST_TEST(mistake_in(p.graph, p.plan, p.types.data()) == "");
}

BOOST_AUTO_TEST_CASE(a_chain_of_a_million_tensors_is_one_loop_with_few_blocks) {
  graph_builder graph;
  symbol y = input_of(graph, 0, make_shape(40));
  symbol const a = input_of(graph, 1);
  for (int i = 0; i < 500000; ++i) y = sin(y) * a;
  planned const p(graph, {y.id});
  BOOST_TEST(p.plan.step_count == 1);
  BOOST_TEST(p.plan.steps[0].member_count == 1000000);
  BOOST_TEST(p.plan.workspace[float64] == 0);
  block_plan const blocks = assign_blocks(p.graph, p.plan, stored_members::in_blocks);
  BOOST_TEST(blocks.blocks[0] == 2);
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_products_and_loops_share_two_places) {
  graph_builder graph;
  symbol y = input_of(graph, 0, make_shape(4, 4));
  symbol const w = input_of(graph, 1, make_shape(4, 4));
  for (int i = 0; i < 100000; ++i) y = tanh(matmul_of(y, w));
  planned const p(graph, {y.id});
  BOOST_TEST(p.plan.step_count == 200000);
  BOOST_TEST(p.plan.workspace[float64] == 32);
  BOOST_TEST(mistake_in(p.graph, p.plan, p.types.data()) == "");
}

BOOST_AUTO_TEST_CASE(the_gradient_of_a_hundred_thousand_products_is_planned) {
  graph_builder graph;
  symbol y = input_of(graph, 0, make_shape(4, 4));
  symbol const w = input_of(graph, 1, make_shape(4, 4));
  for (int i = 0; i < 100000; ++i) y = tanh(matmul_of(y, w));
  symbol const loss = sum(y, all_axes);
  int const one = make_literal(graph, scalar_type::float64, 1.0).id;
  auto const adjoints = differentiate(graph, {&loss.id, 1}, {&one, 1}, {&w.id, 1});
  planned const p(graph, {loss.id, adjoints[0]});
  BOOST_TEST(mistake_in(p.graph, p.plan, p.types.data()) == "");
  BOOST_TEST_MESSAGE("workspace " << p.plan.workspace[float64] << " of "
                                  << unplanned_elements(p.graph));
}

BOOST_AUTO_TEST_CASE(ten_thousand_inputs_are_one_pass) {
  for (shape const& extents : {shape{}, make_shape(40)}) {
    graph_builder graph;
    symbol total = sin(input_of(graph, 0, extents));
    for (int i = 1; i < 10000; ++i) total = total + sin(input_of(graph, i, extents));
    planned const p(graph, {total.id});
    BOOST_TEST(mistake_in(p.graph, p.plan, p.types.data()) == "");
    BOOST_TEST(p.plan.step_count == (extents.rank == 0 ? 20000 : 1));
  }
}

BOOST_AUTO_TEST_SUITE_END()
