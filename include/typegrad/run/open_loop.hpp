// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/loop.hpp>
#include <typegrad/run/opaque.hpp>
#include <typegrad/run/open_context.hpp>

namespace typegrad {

/// The same program with other typical numbers: what differs depends on extents that are not known
/// yet.
template <class Program>
struct with_other_numbers {
  static constexpr auto const& flat = Program::other_flat;
  static constexpr auto const& schedule = Program::other_schedule;
};

/// What a loop reads or writes in memory, each once.
struct loop_access_list {
  struct entry {
    int node;
    bool written;
  };
  entry items[256]{};
  int count = 0;

  constexpr int number_of(int node, bool written) const {
    for (int i = 0; i < count; ++i)
      if (items[i].node == node && items[i].written == written) return i;
    return -1;
  }
  constexpr void add(int node, bool written) {
    if (number_of(node, written) < 0) items[count++] = {node, written};
  }
};

/// A loop over an index space of which some extents are known only when the program is called.
/// Which axes are one, and what stands side by side in memory, is known while compiling; the
/// numbers are looked up.
template <class Program, int Step, class Context>
struct open_loop_step : loop_step<Program, Step, Context> {
  using known = loop_step<Program, Step, Context>;
  using other = loop_step<with_other_numbers<Program>, Step, Context>;
  using known::inner;
  using known::members;
  template <int Width>
  using turn_values = typename known::template turn_values<Width>;
  static constexpr int rank = known::axes.count;

  template <int Operand>
  static constexpr bool is_in_memory =
      !is_member<Program>(Operand, Step, known::extents) &&
      Program::flat.nodes[Operand].shape_id != 0 &&
      !(Program::schedule.places[Operand].kind == place_kind::literal &&
        Program::flat.nodes[Operand].attribute_count == 1);
  static constexpr bool reads_memory(int operand) {
    return !is_member<Program>(operand, Step, known::extents) &&
           Program::flat.nodes[operand].shape_id != 0 &&
           !(Program::schedule.places[operand].kind == place_kind::literal &&
             Program::flat.nodes[operand].attribute_count == 1);
  }
  static constexpr loop_access_list find_accesses() {
    loop_access_list list;
    for (int m = 0; m < members; ++m) {
      int const id = known::member(m);
      for (int const operand : Program::flat.operands_of(id))
        if (reads_memory(operand)) list.add(operand, false);
      if (known::is_reduction(m) || known::is_stored(m)) list.add(id, true);
    }
    return list;
  }
  static constexpr loop_access_list accesses = find_accesses();

  /// The distance between neighbours along the innermost axis where it is known while compiling.
  template <int Node, bool Written>
  static constexpr index_t stride_in(auto type) {
    using code = typename decltype(type)::type;
    if constexpr (Written)
      return code::axes.strides_of(write_in_loop<typename code::program>(Node, code::extents))
          .strides[inner];
    else
      return code::axes.strides_of(read_in_loop<typename code::program>(Node, code::extents))
          .strides[inner];
  }
  template <int Node, bool Written>
  static constexpr bool has_known_stride = stride_in<Node, Written>(type_identity<known>{}) ==
                                           stride_in<Node, Written>(type_identity<other>{});
  template <int Node, bool Written>
  static constexpr index_t known_stride = stride_in<Node, Written>(type_identity<known>{});

  /// The extents of the merged axes, and for each access its strides along them.
  struct numbers {
    index_t extents[rank];
    index_t offset[accesses.count + 1];
    index_t strides[accesses.count + 1][rank];
  };
  template <int First>
  TYPEGRAD_INLINE static void find_access(Context const& c, shape const& space, numbers& found) {
    constexpr int node = accesses.items[First].node;
    strided_view view{true, 0, {}};
    if constexpr (!accesses.items[First].written) {
      constexpr shape own = Program::symbolic.shape_of(node);
      strided_view const source = c.template view_of<node>();
      view.offset = source.offset;
      for (int axis = space.rank - 1, k = own.rank - 1; k >= 0; --axis, --k)
        view.strides[axis] = own.extents[k] == 1 ? 0 : source.strides[k];
    } else if constexpr (Program::flat.nodes[node].op->kind == operation_kind::reduction) {
      view = reduced_view(space, attribute_table<Program, node>.list());
    } else {
      view = contiguous_view(space);
    }
    found.offset[First] = view.offset;
    for (int d = 0; d < rank; ++d) found.strides[First][d] = view.strides[known::axes.last_axis[d]];
  }
  template <int... Attributes>
  TYPEGRAD_INLINE static void find_accesses_in(Context const& c, shape const& space, numbers& found,
                                               std::integer_sequence<int, Attributes...>) {
    (find_access<Attributes>(c, space, found), ...);
  }

  /// Where each access begins for one run along the innermost axis.
  struct run_places {
    index_t first[accesses.count + 1];
    index_t stride[accesses.count + 1];
  };
  TYPEGRAD_INLINE static run_places places_at(numbers const& n, index_t const* index) {
    run_places places;
    for (int a = 0; a < accesses.count; ++a) {
      places.first[a] = n.offset[a];
      for (int d = 0; d < inner; ++d) places.first[a] += index[d] * n.strides[a][d];
      places.stride[a] = n.strides[a][inner];
    }
    return places;
  }

  template <int Width, int Operand>
  TYPEGRAD_INLINE static auto load(Context const& c, turn_values<Width> const& values,
                                   run_places const& places, index_t at) {
    using number_type = element_t<Program, Operand>;
    if constexpr (is_member<Program>(Operand, Step, known::extents)) {
      constexpr int number = known::number_of(Operand);
      return of_type<Program::flat.nodes[Operand].type>(values)[number];
    } else if constexpr (!reads_memory(Operand)) {
      return splat<number_type, Width>(read<Program, Operand, 0>(c));
    } else {
      constexpr int a = accesses.number_of(Operand, false);
      number_type const* const from =
          memory_of<Program, Program::schedule.places[Operand].base>(c) + places.first[a];
      if constexpr (has_known_stride<Operand, false>) {
        constexpr index_t stride = known_stride<Operand, false>;
        return load_lanes<number_type, Width, stride>(from + at * stride);
      } else {
        return load_lanes_apart<number_type, Width>(from + at * places.stride[a], places.stride[a]);
      }
    }
  }

  template <int Width, int Member, int... Index>
  TYPEGRAD_INLINE static void member_turn(Context const& c, turn_values<Width>& values,
                                          run_places const& places, index_t at,
                                          std::integer_sequence<int, Index...>) {
    constexpr int id = known::member(Member);
    using number_type = element_t<Program, id>;
    using op = operation_at<Program::flat.nodes[id].op>;
    auto& own = of_type<Program::flat.nodes[id].type>(values)[Member];
    if constexpr (known::is_reduction(Member)) {
      auto const x = convert_lanes<number_type, Width>(
          load<Width, Program::flat.operand(id, 0)>(c, values, places, at));
      if constexpr (known::template gathers<Member>) {
        own = op::combine(own, x);
      } else {
        constexpr int a = accesses.number_of(id, true);
        if constexpr (has_known_stride<id, true>) {
          constexpr index_t stride = known_stride<id, true>;
          number_type* const to = memory_of<Program, id>(c) + places.first[a] + at * stride;
          store_lanes<number_type, Width, stride>(
              to, op::combine(load_lanes<number_type, Width, stride>(to), x));
        } else {
          number_type* const to =
              memory_of<Program, id>(c) + places.first[a] + at * places.stride[a];
          store_lanes_apart<number_type, Width>(
              to, places.stride[a],
              op::combine(load_lanes_apart<number_type, Width>(to, places.stride[a]), x));
        }
      }
    } else {
      own = convert_lanes<number_type, Width>(
          op::forward(as_lane_operand<op, compute_t<Program, id>, Width>(
              load<Width, Program::flat.operand(id, Index)>(c, values, places, at))...));
      if constexpr (known::is_stored(Member)) {
        constexpr int a = accesses.number_of(id, true);
        store_lanes<number_type, Width, 1>(memory_of<Program, id>(c) + places.first[a] + at, own);
      }
    }
  }
  template <int Width, int... Members>
  TYPEGRAD_INLINE static void turn(Context const& c, turn_values<Width>& values,
                                   run_places const& places, index_t at,
                                   std::integer_sequence<int, Members...>) {
    (member_turn<Width, Members>(
         c, values, places, at,
         std::make_integer_sequence<int,
                                    Program::flat.nodes[known::member(Members)].operand_count>{}),
     ...);
  }
  template <int Width, int Member>
  TYPEGRAD_INLINE static void end_gathering_of(Context const& c, turn_values<Width> const& values,
                                               run_places const& places) {
    if constexpr (known::template gathers<Member>) {
      using op = operation_at<Program::flat.nodes[known::member(Member)].op>;
      auto* const to = memory_of<Program, known::member(Member)>(c) +
                       places.first[accesses.number_of(known::member(Member), true)];
      *to = op::combine(
          *to, combine_lanes<op, element_t<Program, known::member(Member)>, Width>(
                   of_type<Program::flat.nodes[known::member(Member)].type>(values)[Member]));
    }
  }
  template <int Width, int... Members>
  TYPEGRAD_INLINE static void end_gathering(Context const& c, turn_values<Width> const& values,
                                            run_places const& places,
                                            std::integer_sequence<int, Members...>) {
    (end_gathering_of<Width, Members>(c, values, places), ...);
  }
  template <int Width>
  TYPEGRAD_INLINE static void run_from(Context const& c, run_places const& places, index_t first,
                                       index_t last) {
    constexpr auto all = std::make_integer_sequence<int, members>{};
    turn_values<Width> values;
    known::template start_gathering<Width>(values, all);
    for (index_t at = first; at < last; at += Width) turn<Width>(c, values, places, at, all);
    end_gathering<Width>(c, values, places, all);
  }
  template <int Axis>
  TYPEGRAD_INLINE static void run_axis(Context const& c, numbers const& n, index_t* index) {
    if constexpr (Axis < inner) {
      for (index[Axis] = 0; index[Axis] < n.extents[Axis]; ++index[Axis])
        run_axis<Axis + 1>(c, n, index);
    } else {
      run_places const places = places_at(n, index);
      index_t const count = n.extents[inner];
      if constexpr (known::width == 1) {
        run_from<1>(c, places, 0, count);
      } else {
        index_t const whole = count / known::width * known::width;
        if (whole > 0) run_from<known::width>(c, places, 0, whole);
        if (whole < count) run_from<1>(c, places, whole, count);
      }
    }
  }

  template <int Member>
  TYPEGRAD_INLINE static void fill_identity(Context const& c) {
    if constexpr (known::is_reduction(Member)) {
      using op = operation_at<Program::flat.nodes[known::member(Member)].op>;
      auto* const to = memory_of<Program, known::member(Member)>(c);
      index_t const size = c.template shape_of<known::member(Member)>().size();
      for (index_t i = 0; i < size; ++i)
        to[i] = op::template identity<element_t<Program, known::member(Member)>>();
    }
  }
  template <int... Members>
  TYPEGRAD_INLINE static void fill_identities(Context const& c,
                                              std::integer_sequence<int, Members...>) {
    (fill_identity<Members>(c), ...);
  }

  TYPEGRAD_INLINE static void run(Context const& c) {
    fill_identities(c, std::make_integer_sequence<int, members>{});
    constexpr int first = known::loop.node;
    constexpr int of_space = Program::flat.nodes[first].op->kind == operation_kind::reduction
                                 ? Program::flat.operand(first, 0)
                                 : first;
    shape const& space = c.template shape_of<of_space>();
    numbers n;
    for (int d = 0, axis = 0; d < rank; ++d) {
      n.extents[d] = 1;
      for (; axis <= known::axes.last_axis[d]; ++axis) n.extents[d] *= space.extents[axis];
    }
    find_accesses_in(c, space, n, std::make_integer_sequence<int, accesses.count>{});
    index_t index[max_rank]{};
    run_axis<0>(c, n, index);
  }
};

}  // namespace typegrad
