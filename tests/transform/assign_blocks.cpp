// SPDX-License-Identifier: BSL-1.0
#include "check_plan.hpp"
#include "tensor_graphs.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(transform_assign_blocks)

using namespace typegrad;

namespace {

constexpr bool diamond_needs_three_blocks() {
  graph_builder graph;
  symbol const x = input_of(graph, 0, make_shape(100));
  symbol const a = sin(x);      // block 0
  symbol const b = cos(a);      // block 1, a is read later
  symbol const c = a * b;       // block 2; then 0 and 1 are free
  symbol const d = exp(c) * c;  // one of them, and then the other
  growing_graph const whole = frozen(graph, {&d.id, 1});
  auto const types = types_of_outputs(whole);
  run_time_plan const made = make_plan(whole, types.data());
  block_plan const blocks = assign_blocks(whole, made, stored_members::in_blocks);
  return made.step_count == 1 && blocks.blocks[0] == 3 && blocks.block_of[x.id] == -1 &&
         blocks.block_of[a.id] == 0 && blocks.block_of[b.id] == 1 && blocks.block_of[c.id] == 2 &&
         blocks.block_of[d.id] != 2;
}
static_assert(diamond_needs_three_blocks());

constexpr bool stored_members_may_do_without() {
  graph_builder graph;
  symbol const x = input_of(graph, 0, make_shape(100));
  symbol const a = sin(x);
  symbol const b = exp(a);
  int const outputs[] = {a.id, sum(b * b, all_axes).id};
  growing_graph const whole = frozen(graph, {outputs, 2});
  auto const types = types_of_outputs(whole);
  run_time_plan const made = make_plan(whole, types.data());
  block_plan const all = assign_blocks(whole, made, stored_members::in_blocks);
  block_plan const rest = assign_blocks(whole, made, stored_members::in_memory);
  return made.places[a.id].kind == place_kind::output && all.block_of[a.id] >= 0 &&
         rest.block_of[a.id] == -1 && rest.block_of[b.id] >= 0 && rest.block_of[outputs[1]] == -1;
}
static_assert(stored_members_may_do_without());

}  // namespace

BOOST_AUTO_TEST_CASE(blocks_of_random_graphs_never_overlap_while_they_are_read) {
  std::mt19937 random(11);
  int loops = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      graph_builder graph;
      auto const ids = random_tensor_graph(graph, seed < 50 ? 60 : 1500, seed);
      std::vector<int> outputs;
      for (int i = 0; i < 8; ++i) outputs.push_back(ids[random() % ids.size()]);
      growing_graph const whole = frozen(graph, {outputs.data(), 8});
      auto const types = types_of_outputs(whole);
      for (plan_limits const& limits : {interpreted_limits, compiled_limits, bare_limits}) {
        run_time_plan const made = make_plan(whole, types.data(), limits);
        for (auto const stored : {stored_members::in_blocks, stored_members::in_memory}) {
          block_plan blocks = assign_blocks(whole, made, stored);
          bool const in_blocks = stored == stored_members::in_blocks;
          plan_checker<growing_graph, run_time_plan> checker{whole, made};
          BOOST_TEST(checker.check_blocks(blocks, in_blocks) == "");
          for (int s = 0; s < made.step_count; ++s) loops += blocks.blocks[s] > 1;
          // That the checker can see a mistake: every member shares one block.
          if (seed < 50 || !in_blocks) continue;
          for (int id = 0; id < whole.size(); ++id) {
            int& block = blocks.block_of[id];
            block = block < 0 ? -1 : 0;
          }
          plan_checker<growing_graph, run_time_plan> again{whole, made};
          BOOST_TEST(again.check_blocks(blocks, true) != "");
        }
      }
    }
  }
  BOOST_TEST(loops > 100);
}

BOOST_AUTO_TEST_CASE(a_chain_whose_values_are_all_read_at_its_end_needs_a_block_for_each) {
  graph_builder graph;
  std::vector<symbol> values{sin(input_of(graph, 0, make_shape(40)))};
  for (int i = 1; i < 1000; ++i) values.push_back(sin(values.back()));
  symbol total = values[0];
  for (std::size_t i = values.size() - 1; i > 0; --i) total = total + values[i];
  growing_graph const whole = frozen(graph, {&total.id, 1});
  auto const types = types_of_outputs(whole);
  run_time_plan const made = make_plan(whole, types.data());
  block_plan const blocks = assign_blocks(whole, made, stored_members::in_blocks);
  BOOST_TEST(blocks.blocks[0] ==
             1001);  // the thousand, and the first sum while it reads two of them
}

BOOST_AUTO_TEST_SUITE_END()
