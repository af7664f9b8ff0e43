// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops.hpp>
#include <typegrad/run/program.hpp>

namespace typegrad {

/// What the program `Code` is drawn of: its graph with operations that know their names and no
/// more. At run time the graph itself would bring along how every operation is recorded and
/// differentiated: half of the code of a program that trains a network.
template <class Code, class Forward>
class drawn_graph {
  template <class Count>
  static constexpr void list_operations(Count const& add) {
    auto const& all = shown_graph<Code>();
    growing_array<operation const*> known;
    for (int id = 0; id < all.size(); ++id) {
      int place = 0;
      while (place < known.count && known[place] != all.nodes[id].op) ++place;
      if (place == known.count) known.push_back(all.nodes[id].op);
      add(id, place, *all.nodes[id].op);
    }
  }
  static constexpr int count_operations() {
    int count = 0;
    list_operations([&](int, int place, operation const&) {
      if (count <= place) count = place + 1;
    });
    return count;
  }
  static constexpr int size = shown_graph<Code>().size();

  struct named_operations {
    operation of[count_operations()]{};
  };
  static constexpr named_operations name_operations() {
    named_operations made;
    list_operations([&](int, int place, operation const& op) {
      operation& named = made.of[place];
      named.name = op.name;
      named.kind = op.kind;
      named.commutative = op.commutative;
      named.describe = op.describe;
    });
    return made;
  }
  static constexpr named_operations operations = name_operations();

  static constexpr auto draw() {
    auto drawn = shown_graph<Code>();
    list_operations(
        [&](int id, int place, operation const&) { drawn.nodes[id].op = &operations.of[place]; });
    return drawn;
  }

  struct added_nodes {
    bool is[size > 0 ? size : 1]{};
  };
  static constexpr added_nodes find_added() {
    graph_builder merged;
    auto const add = [&](auto const& from) {
      growing_array<int> ids;
      for (int id = 0; id < from.size(); ++id) {
        growing_array<int> operands;
        for (int const operand : from.operands_of(id)) operands.push_back(ids[operand]);
        ids.push_back(merged.intern(*from.nodes[id].op, from.nodes[id].type,
                                    merged.intern_shape(from.shape_of(id)),
                                    {operands.items, operands.count}, from.attributes_of(id)));
      }
      return ids;
    };
    add(Forward::flat);
    int const known = merged.size();
    added_nodes found;
    growing_array<int> const ids = add(Code::flat);
    for (int id = 0; id < ids.count; ++id) found.is[id] = ids[id] >= known;
    return found;
  }

 public:
  static constexpr auto graph = draw();
  /// Which nodes are not in the graph of the user's function, but belong to its derivatives.
  static constexpr added_nodes added = find_added();
};

}  // namespace typegrad
