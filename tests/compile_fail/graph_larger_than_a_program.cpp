// SPDX-License-Identifier: BSL-1.0
// expect: graph_has_more_nodes_than_a_program_can_hold
// errors gcc: 2
// at most: 12 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr int room = 2;
#else
constexpr int room = 3;
#endif
constexpr auto frozen() {
  tg::graph_builder graph;
  auto const x =
      tg::symbol{&graph, tg::intern_input(graph, 0, tg::scalar_type::float64, tg::shape{})};
  int const output = tg::sin(tg::exp(x)).id;
  unsigned char const needed[] = {1, 1, 1};
  tg::frozen_graph<room, 8, 8, 8, 1> made;
  tg::freeze(graph, {needed, 3}, {&output, 1}, made);
  return made.sizes.nodes;
}
static_assert(frozen() == 3);
