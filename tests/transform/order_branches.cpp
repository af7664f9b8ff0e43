// SPDX-License-Identifier: BSL-1.0
#include "check_plan.hpp"
#include "tensor_graphs.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(transform_order_branches)

using namespace typegrad;

namespace {

struct planned {
  growing_graph graph;
  growing_array<scalar_type> types;
  run_time_plan plan;

  constexpr planned(graph_builder const& builder, list_view<int> outputs,
                    branches sides = branches::by_cost)
      : graph(frozen(builder, outputs)), types(types_of_outputs(graph)) {
    plan_limits limits = compiled_limits;
    limits.sides = sides;
    plan = make_plan(graph, types.data(), limits);
  }
};

/// where(x > 0, exp(sin(x)), 2 x) and, with the same mask, where(x > 0, sin(x), x), then a
/// selection within a side of another one.
struct few_branches {
  int count = 0;
  plan_branch items[8]{};
};
template <branches Sides>
constexpr few_branches branches_of_selections() {
  graph_builder graph;
  symbol const x = input_of(graph, 0);
  symbol const y = input_of(graph, 1);
  symbol const mask = x > 0.0;
  symbol const s = sin(x);
  symbol const first = where(mask, exp(s), 2.0 * x);
  symbol const second = where(mask, s, x);
  symbol const inner = where(y > 0.0, log(y), cos(x));
  int const outputs[] = {first.id, second.id, where(first > second, inner, y).id};
  planned const p(graph, {outputs, 3}, Sides);
  few_branches found;
  for (plan_branch const& branch : p.plan.branches) found.items[found.count++] = branch;
  return found;
}
constexpr few_branches by_cost = branches_of_selections<branches::by_cost>();
// Two masks, one of them within a side of the other: both selections of the first end one branch.
static_assert(by_cost.count == 3 && by_cost.items[0].selected_count == 2 &&
              by_cost.items[0].then_count == 1 && by_cost.items[0].else_count == 1);
static_assert(by_cost.items[1].then_branches == 1 && by_cost.items[1].else_branches == 0 &&
              by_cost.items[1].selected_count == 1 && by_cost.items[2].selected_count == 1);
static_assert(branches_of_selections<branches::never>().count == 0);

/// A selection between sums is not worth a branch, until it is asked for.
template <branches Sides>
constexpr int branches_of_cheap_sides() {
  graph_builder graph;
  symbol const x = input_of(graph, 0);
  int const output = where(x > 0.0, x + 1.0, x * x).id;
  return planned(graph, {&output, 1}, Sides).plan.branch_count;
}
static_assert(branches_of_cheap_sides<branches::by_cost>() == 0 &&
              branches_of_cheap_sides<branches::always>() == 1);

/// What both sides need, or something else, is on neither; masks of tensors decide nothing.
constexpr int branches_of_shared_values() {
  graph_builder graph;
  symbol const x = input_of(graph, 0);
  symbol const v = input_of(graph, 1, make_shape(30));
  symbol const e = exp(x);
  int const outputs[] = {where(x > 0.0, e, e + 1.0).id, where(v > 0.0, exp(v), v).id};
  return planned(graph, {outputs, 2}).plan.branch_count;
}
static_assert(branches_of_shared_values() == 0);

/// Random operations on numbers, small and large tensors, every third a selection by a number.
std::vector<int> random_selections(graph_builder& graph, int count, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<symbol> values;
  shape const shapes[] = {{}, {}, {}, make_shape(3), make_shape(40)};
  for (int i = 0; i < 5; ++i) values.push_back(input_of(graph, i, shapes[i]));
  auto const like = [&](symbol a, bool number) {
    for (;;)
      if (symbol const b = values[values.size() - 1 - random() % values.size()];
          b.rank() == 0 || (!number && b.extents() == a.extents()))
        return b;
  };
  for (int i = 0; i < count; ++i) {
    symbol const a = values[random() % values.size()];
    symbol const b = like(a, false);
    switch (random() % 6) {
      case 0:
        values.push_back(exp(a));
        break;
      case 1:
        values.push_back(a * b);
        break;
      case 2:
        values.push_back(a.rank() == 0 ? sin(a) : sum(a, all_axes));
        break;
      case 3:
        values.push_back(a - b);
        break;
      default:
        values.push_back(where(like(a, true) > like(a, true), a, b));
        break;
    }
  }
  std::vector<int> ids;
  for (symbol const x : values) ids.push_back(x.id);
  return ids;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_path_computes_what_it_reads) {
  std::mt19937 random(3);
  int with_branches = 0;
  for (unsigned seed = 1; seed <= 80; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      graph_builder graph;
      auto const ids = random_selections(graph, seed < 70 ? 40 : 400, seed);
      std::vector<int> const outputs(ids.end() - 4, ids.end());
      for (branches const sides : {branches::by_cost, branches::always}) {
        planned const p(graph, {outputs.data(), 4}, sides);
        BOOST_TEST(
            (plan_checker<growing_graph, run_time_plan>(p.graph, p.plan).check(p.types.data())) ==
            "");
        with_branches += p.plan.branch_count > 0;
        int fewest = p.graph.size();
        for (int path = 0; path < 10; ++path) {
          std::vector<bool> answers;
          for (int id = 0; id < p.graph.size(); ++id) answers.push_back(random() % 2 == 0);
          plan_checker<growing_graph, run_time_plan> checker(p.graph, p.plan);
          BOOST_TEST(checker.check_path([&](int mask) {
            return static_cast<bool>(answers[static_cast<std::size_t>(mask)]);
          }) == "");
          fewest = std::min(fewest, checker.nodes_run);
        }
        int computed = 0;
        for (int id = 0; id < p.graph.size(); ++id) computed += p.plan.places[id].step >= 0;
        if (p.plan.branch_count > 0) BOOST_TEST(fewest <= computed);
      }
    }
  }
  BOOST_TEST(with_branches > 80);
}

BOOST_AUTO_TEST_SUITE_END()
