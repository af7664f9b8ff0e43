// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/lanes.hpp>
#include <typegrad/run/compiled.hpp>

namespace typegrad {

/// Everything is written out, in registers full of lanes; both sides of a branch are computed.
inline constexpr index_t most_elements_in_lanes = 144;
inline constexpr plan_limits lane_limits{most_elements_in_lanes,
                                         most_elements_in_lanes,
                                         most_elements_in_lanes,
                                         most_elements_in_lanes,
                                         most_terms_left,
                                         longest_run,
                                         false,
                                         branches::never};
/// Elements of all values of a program in lanes: more are more code than it is worth.
inline constexpr index_t most_steps_in_lanes = 4096;

/// Whether every step of a plan can be taken in lanes: no loops, no repetitions, not too many.
template <class Graph, class Plan>
constexpr bool fits_in_lanes(Graph const& graph, Plan const& made) {
  index_t count = 0;
  for (int s = 0; s < made.step_count; ++s) {
    step const& next = made.steps[s];
    if (next.kind == step_kind::loop) return false;
    index_t work = graph.shape_of(next.node).size();
    if (next.kind == step_kind::whole) {
      operation_kind const kind = graph.nodes[next.node].op->kind;
      if (kind == operation_kind::repetition) return false;
      if (kind == operation_kind::contraction)
        work *= graph.shape_of(graph.operand(next.node, 0)).size();
    } else if (next.kind == step_kind::combine) {
      work = graph.shape_of(graph.operand(next.node, 0)).size();
    }
    if (work > 256) return false;
    count += work;
  }
  return count <= most_steps_in_lanes;
}

/// Whether a graph has numbers of this type.
template <class Graph>
constexpr bool has_numbers_of(Graph const& graph, scalar_type type) {
  for (int id = 0; id < graph.size(); ++id)
    if (graph.nodes[id].type == type) return true;
  return false;
}

/// Arrays of lanes, one per scalar type, as `slots`.
template <int Width, int Booleans, int Int32s, int Int64s, int Float32s, int Float64s>
struct lane_slots {
  lanes_of<double, Width> float64[Float64s > 0 ? Float64s : 1];
  lanes_of<std::int64_t, Width> int64[Int64s > 0 ? Int64s : 1];
  lanes_of<float, Width> float32[Float32s > 0 ? Float32s : 1];
  lanes_of<int, Width> int32[Int32s > 0 ? Int32s : 1];
  lanes_of<bool, Width> boolean[Booleans > 0 ? Booleans : 1];
};
template <int Width, auto const& Plan>
using lane_registers_of = lane_slots<Width, Plan.registers[0], Plan.registers[1], Plan.registers[2],
                                     Plan.registers[3], Plan.registers[4]>;
template <int Width, auto const& Plan>
using lane_workspace_of =
    lane_slots<Width, static_cast<int>(Plan.workspace[0]), static_cast<int>(Plan.workspace[1]),
               static_cast<int>(Plan.workspace[2]), static_cast<int>(Plan.workspace[3]),
               static_cast<int>(Plan.workspace[4])>;
template <int Width, auto const& Places>
using lane_leaves_of = lane_slots<Width, Places.count[0], Places.count[1], Places.count[2],
                                  Places.count[3], Places.count[4]>;

/// Where the elements of leaves are in such arrays.
template <int Leaves>
struct places_in_lanes {
  int first[Leaves > 0 ? Leaves : 1]{};
  int size[Leaves > 0 ? Leaves : 1]{};
  int count[scalar_type_count]{};

  constexpr void add(int leaf, scalar_type type, index_t elements) {
    int& end = count[static_cast<int>(type)];
    first[leaf] = end;
    size[leaf] = static_cast<int>(elements);
    end += size[leaf];
  }
};

/// The program of `Function` for rows of types `Rows...` as code for lanes: `Width` rows at once.
/// Arguments for which `Mapped` holds have a row for each lane, the others and the members of
/// `Function` are shared.
template <class Function, class Mapped, class... Rows>
struct lane_program;
template <class Function, bool... Mapped, class... Rows>
struct lane_program<Function, std::integer_sequence<bool, Mapped...>, Rows...> {
  using code = compiled<Function, Rows...>;
  static constexpr auto const& flat = code::flat;
  static constexpr auto const& leaves = code::leaves;
  static constexpr auto const& results = code::results;
  static constexpr plan_limits limits = lane_limits;
  static constexpr auto schedule = make_plan(flat, results.type, limits);
  static constexpr bool fits = fits_in_lanes(flat, schedule);

  using widest = std::conditional_t<has_numbers_of(flat, scalar_type::float64), double, float>;
  /// Of doubles two registers full where the latency of one is longer than its registers are many:
  /// 0.8 of the time with SSE2, 0.9 with AVX2, 1.4 with AVX-512.
  static constexpr int width =
      (vector_bytes < 64 && std::is_same_v<widest, double> ? 2 : 1) * packet_size<widest>;

  static constexpr int leaf_count = leaves.size;
  struct leaf_flags {
    bool of[leaf_count > 0 ? leaf_count : 1]{};
    constexpr leaf_flags() {
      int next = 0;
      auto const add = [&](bool mapped, int count) {
        for (int i = 0; i < count; ++i) of[next++] = mapped;
      };
      (add(Mapped, count_leaves<traced_type<Rows>>()), ...);
    }
  };
  static constexpr leaf_flags mapped{};

  static constexpr places_in_lanes<leaf_count> find_input_places() {
    places_in_lanes<leaf_count> made{};
    int next = 0;
    auto const add = [&](auto const& leaf) {
      using traits = operand_traits<std::remove_cvref_t<decltype(leaf)>>;
      if (mapped.of[next])
        made.add(next, scalar_type_of<typename traits::scalar>, traits::extents.size());
      ++next;
    };
    auto const add_all = [&](auto const& x) { for_each_leaf(x, add); };
    (add_all(traced_type<Rows>{}), ...);
    return made;
  }
  static constexpr places_in_lanes<results.size> find_output_places() {
    places_in_lanes<results.size> made{};
    for (int i = 0; i < results.size; ++i)
      made.add(i, results.type[i], flat.shape_of(flat.outputs[i]).size());
    return made;
  }
  static constexpr auto input_places = find_input_places();
  static constexpr auto output_places = find_output_places();

  using registers = lane_registers_of<width, schedule>;
  using workspace = lane_workspace_of<width, schedule>;
  using inputs = lane_leaves_of<width, input_places>;
  using outputs = lane_leaves_of<width, output_places>;
  using shared = typename code::inputs;
};

}  // namespace typegrad
