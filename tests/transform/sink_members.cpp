// SPDX-License-Identifier: BSL-1.0
#include "check_plan.hpp"
#include "tensor_graphs.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(transform_sink_members)

using namespace typegrad;

namespace {

constexpr int float64 = static_cast<int>(scalar_type::float64);

struct planned {
  growing_graph graph;
  growing_array<scalar_type> types;
  run_time_plan plan;

  constexpr planned(graph_builder const& builder, std::initializer_list<int> outputs)
      : graph(frozen(builder, {outputs.begin(), static_cast<int>(outputs.size())})),
        types(types_of_outputs(graph)),
        plan(make_plan(graph, types.data())) {}

  std::string mistake() const {
    return plan_checker<growing_graph, run_time_plan>(graph, plan).check(types.data());
  }
  constexpr int loops() const {
    int count = 0;
    for (int s = 0; s < plan.step_count; ++s)
      count += plan.steps[s].kind == step_kind::loop ? 1 : 0;
    return count;
  }
};

constexpr shape square_shape = make_shape(6, 6);

/// tanh(x w) and a product of it, then what its derivative asks for: only h itself has to wait.
constexpr planned plan_of_layer() {
  graph_builder graph;
  symbol const w = input_of(graph, 1, square_shape);
  symbol const h = tanh(matmul_of(input_of(graph, 0, square_shape), w));
  symbol const product = matmul_of(h, w);
  symbol const slope = 1.0 - h * h;
  return planned(graph, {matmul_of(product * slope, w).id});
}
static_assert([] {
  planned const p = plan_of_layer();
  return p.loops() == 2 && p.plan.workspace[float64] == 72;
}());

}  // namespace

BOOST_AUTO_TEST_CASE(what_one_later_loop_reads_is_computed_there) {
  planned const p = plan_of_layer();
  BOOST_TEST(p.mistake() == "");
  int members[2]{};
  int loops = 0;
  for (int s = 0; s < p.plan.step_count; ++s)
    if (p.plan.steps[s].kind == step_kind::loop) members[loops++] = p.plan.steps[s].member_count;
  BOOST_TEST(members[0] == 1);  // tanh
  BOOST_TEST(members[1] == 3);  // h * h, 1 - h * h, the product with it
}

BOOST_AUTO_TEST_CASE(a_loop_whose_members_are_all_read_later_disappears) {
  graph_builder graph;
  symbol const x = input_of(graph, 0, square_shape);
  symbol const early = sin(x);
  planned const p(graph, {(early * matmul_of(x, x)).id});
  BOOST_TEST(p.loops() == 1);
  BOOST_TEST(p.plan.workspace[float64] == 36);  // the product
  BOOST_TEST(p.mistake() == "");
}

BOOST_AUTO_TEST_CASE(nothing_moves_where_more_would_have_to_wait) {
  graph_builder graph;
  symbol const w = input_of(graph, 1, square_shape);
  symbol const a = matmul_of(input_of(graph, 0, square_shape), w);
  symbol const b = matmul_of(w, a);
  symbol const both = a * b;  // one value waits for the product below, not two
  planned const p(graph, {(both * matmul_of(sin(w), w)).id});
  BOOST_TEST(p.loops() == 2);
  BOOST_TEST(p.mistake() == "");
}

BOOST_AUTO_TEST_CASE(outputs_and_what_other_steps_read_stay) {
  graph_builder graph;
  symbol const w = input_of(graph, 0, square_shape);
  symbol const early = sin(w);
  symbol const turned = cos(w);
  symbol const product = matmul_of(w, w);
  planned const p(graph, {early.id, (early * product).id, (transpose(turned) * product).id});
  BOOST_TEST(p.loops() == 2);
  BOOST_TEST(p.plan.steps[0].member_count == 2);
  BOOST_TEST(p.mistake() == "");
}

BOOST_AUTO_TEST_CASE(values_of_another_index_space_stay) {
  graph_builder graph;
  symbol const w = input_of(graph, 0, square_shape);
  symbol const row = sin(input_of(graph, 1, make_shape(6)));
  planned const p(graph, {(row * matmul_of(w, w)).id});
  BOOST_TEST(p.loops() == 2);  // computed once, not in every row
  BOOST_TEST(p.mistake() == "");
}

BOOST_AUTO_TEST_CASE(what_would_keep_more_bytes_stays) {
  graph_builder graph;
  symbol const x = input_of(graph, 0, square_shape);
  symbol const a = sin(x);
  symbol const b = cos(x);
  // Computed where it is read, the sum of two would make both of them wait for that.
  planned const p(graph, {((a + b) * matmul_of(x, x)).id});
  BOOST_TEST(p.mistake() == "");
  BOOST_TEST(p.loops() == 2);
  BOOST_TEST(p.plan.places[(a + b).id].step == p.plan.places[a.id].step);
  BOOST_TEST(p.plan.workspace[float64] == 72);  // the sum and the product
}

BOOST_AUTO_TEST_SUITE_END()
