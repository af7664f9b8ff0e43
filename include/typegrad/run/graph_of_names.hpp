// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/program.hpp>

namespace typegrad {

/// The text of one extent of the program `Program` as a constant.
template <class Program, int Number>
struct text_of_extent {
  static constexpr text_writer write() {
    text_writer made;
    extent_writer<std::remove_cvref_t<decltype(Program::extents)>>{Program::extents, made}.extent(
        Program::extents.counts[Number].extent);
    return made;
  }
  static constexpr int size = write().chars.size();
  static constexpr constant_text<size> text{write()};
};

/// The names of the inputs of the program `Program`: those of its arguments, then the extents that
/// it computes with.
template <class Program, class... Values>
struct names_of_open_inputs {
  static constexpr void append(growing_array<char const*>& names) {
    names_of_arguments<Values...>::append(names);
    append_extents(names, std::make_integer_sequence<int, Program::extents.sizes.counts>{});
  }

 private:
  template <int... Number>
  static constexpr void append_extents(growing_array<char const*>& names,
                                       std::integer_sequence<int, Number...>) {
    (names.push_back(text_of_extent<Program, Number>::text.chars), ...);
  }
};

/// The graph of the program `Program` with names and `dyn` in the place of open extents, as they
/// stand in types.
template <class Program>
struct graph_of_names {
  static constexpr auto make() {
    auto graph = Program::open_graph;
    auto const name = [](index_t extent) {
      if (!is_in_table(extent)) return extent;
      int const factor = Program::extents.extents[number_in_table(extent)].as_factor();
      return factor >= 0 && Program::extents.factors[factor].kind == extent_kind::axis
                 ? Program::extents.factors[factor].c
                 : dyn;
    };
    for (int i = 0; i < graph.sizes.shapes; ++i)
      for (int axis = 0; axis < graph.shapes[i].rank; ++axis)
        graph.shapes[i].extents[axis] = name(graph.shapes[i].extents[axis]);
    for (int id = 0; id < graph.sizes.nodes; ++id) {
      node_record const& node = graph.nodes[id];
      for (int i = 0; i < node.attribute_count && may_have_extents(node.op->kind); ++i)
        graph.attributes[node.first_attribute + i] =
            name(static_cast<index_t>(graph.attributes[node.first_attribute + i]));
    }
    return graph;
  }
  static constexpr auto flat = make();
};

}  // namespace typegrad
