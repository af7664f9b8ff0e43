// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/lanes.hpp>
#include <typegrad/run/held_number.hpp>
#include <typegrad/run/long_axis.hpp>
#include <typegrad/run/loop_numbers.hpp>
#include <typegrad/run/write_elements.hpp>

namespace typegrad {

/// One group of element-wise nodes and reductions as a loop nest: the innermost axis in blocks of
/// lanes, every value of a turn a local.
template <class Program, int Step, class Context>
struct loop_step {
  using layout = loop_numbers<Program, Step>;
  using known = constant_numbers<layout>;
  using numbers = std::conditional_t<layout::is_open, looked_up_numbers<layout>, known>;
  static constexpr int inner = layout::inner;
  static constexpr step loop = Program::schedule.steps[Step];
  static constexpr int members = loop.member_count;
  static constexpr int member(int m) { return Program::schedule.members[loop.first_member + m]; }

  static constexpr bool has_float64() {
    for (int m = 0; m < members; ++m)
      if (Program::flat.nodes[member(m)].type == scalar_type::float64) return true;
    return false;
  }
  using widest = std::conditional_t<has_float64(), double, float>;
  using real = number_in<Program, scalar_type::float32>;
  using wide_real = number_in<Program, scalar_type::float64>;
  static constexpr bool has_lanes = std::is_same_v<real, float>;
  static constexpr int width = has_lanes ? lane_width<widest> : 1;
  static constexpr int narrow = has_lanes ? packet_size<widest> : 1;
  /// Which parts of the innermost axis are there, as far as is known. An open one does without
  /// packets: a third body would cost more code than the remainder takes time.
  static constexpr index_t last_extent = known::value.extents[inner];
  static constexpr bool takes_blocks = layout::is_open || last_extent >= width;
  static constexpr bool takes_packets = !layout::is_open && last_extent % width >= narrow;
  static constexpr bool takes_numbers = layout::is_open || last_extent % narrow != 0;
  /// So many blocks that they are not written out: see `store_vector`.
  static constexpr bool has_many_blocks = !layout::is_open && last_extent >= 8 * width;

  /// A long sum is added up in parts of so many turns, and so many parts are added up by
  /// themselves: the rounding error grows with about 256 turns, not with all.
  static constexpr index_t turns_of_part = 128;

  template <int Width>
  struct turn_values {
    lanes_of<wide_real, Width> float64[members];
    lanes_of<std::int64_t, Width> int64[members];
    lanes_of<real, Width> float32[members];
    lanes_of<std::int32_t, Width> int32[members];
    lanes_of<bool, Width> boolean[members];
  };

  static constexpr int number_of(int id) {
    for (int m = 0; m < members; ++m)
      if (member(m) == id) return m;
    return -1;
  }
  static constexpr bool is_reduction(int m) {
    return Program::flat.nodes[member(m)].op->kind == operation_kind::reduction;
  }
  /// A selection by one number, where its other side may not have been computed.
  static constexpr bool takes_one_side(int m) {
    return Program::schedule.branch_count > 0 && is_selection_by_number(Program::flat, member(m));
  }
  static constexpr int read_access(int id) { return layout::accesses.number_of({id, false}); }
  static constexpr int write_access(int m) { return layout::accesses.number_of({member(m), true}); }
  /// A reduction whose result does not move along the innermost axis is gathered in lanes.
  static constexpr bool gathers(int m) {
    return is_reduction(m) && known::value.strides[write_access(m)][inner] == 0;
  }

  static constexpr bool is_one_run = inner == 0 && width == 1;  ///< what is gathered is the result
  /// Where each access begins for one run along the innermost axis.
  struct run_places {
    index_t first[layout::accesses.count + 1];
  };
  template <int Access>
  TYPEGRAD_INLINE static constexpr index_t place_at(numbers const& n, index_t const* index) {
    index_t place = n.value.first[Access];
    for (int d = 0; d < inner; ++d) place += index[d] * n.value.strides[Access][d];
    return place;
  }
  template <int... Access>
  TYPEGRAD_INLINE static constexpr run_places places_at(numbers const& n, index_t const* index,
                                                        std::integer_sequence<int, Access...>) {
    return {{place_at<Access>(n, index)..., 0}};
  }

  template <int Width, int Access, class Number>
  TYPEGRAD_INLINE static constexpr auto load_at(numbers const& n, Number const* from, index_t at) {
    if constexpr (constexpr index_t stride = known::value.strides[Access][inner];
                  layout::has_known_stride(Access))
      return load_lanes<Number, Width, stride>(from + at * stride);
    else
      return load_lanes_apart<Number, Width>(from + at * n.value.strides[Access][inner],
                                             n.value.strides[Access][inner]);
  }
  template <int Width, int Access, class Number>
  TYPEGRAD_INLINE static constexpr void store_at(numbers const& n, Number* to, index_t at,
                                                 lanes_of<Number, Width> const& x) {
    if constexpr (constexpr index_t stride = known::value.strides[Access][inner];
                  layout::has_known_stride(Access))
      store_lanes<Number, Width, stride, !(has_many_blocks && Width == width)>(to + at * stride, x);
    else
      store_lanes_apart<Number, Width>(to + at * n.value.strides[Access][inner],
                                       n.value.strides[Access][inner], x);
  }

  struct run_context {
    Context const& context;
    numbers const& found;
    run_places const& places;
  };

  template <int Width, int Operand>
  TYPEGRAD_INLINE static constexpr auto load(run_context const& c, turn_values<Width> const& values,
                                             index_t at) {
    using number_type = element_t<Program, Operand>;
    if constexpr (is_of_same_turn(Program::flat, Program::schedule, Operand, Step)) {
      return of_type<Program::flat.nodes[Operand].type>(values)[number_of(Operand)];
    } else if constexpr (is_same_in_all_turns(Program::flat, Program::schedule, Operand)) {
      return splat<number_type, Width>(held_number<Program, Operand>(c.context));
    } else {
      constexpr int access = read_access(Operand);
      number_type const* const from =
          memory_of<Program, Program::schedule.places[Operand].base>(c.context) +
          c.places.first[access];
      return load_at<Width, access>(c.found, from, at);
    }
  }

  template <int Width, int Member, int... Index>
  TYPEGRAD_INLINE static constexpr void member_turn(run_context const& c,
                                                    turn_values<Width>& values, index_t at,
                                                    std::integer_sequence<int, Index...>) {
    constexpr int id = member(Member);
    constexpr int access = write_access(Member);
    using number_type = element_t<Program, id>;
    using op = computed_operation<Program, id>;
    auto& own = of_type<Program::flat.nodes[id].type>(values)[Member];
    if constexpr (is_reduction(Member)) {
      auto const x = convert_lanes<number_type, Width>(
          load<Width, Program::flat.operand(id, 0)>(c, values, at));
      if constexpr (gathers(Member)) {
        own = op::combine(own, x);
      } else {
        number_type* const to = memory_of<Program, id>(c.context) + c.places.first[access];
        store_at<Width, access>(c.found, to, at,
                                op::combine(load_at<Width, access>(c.found, to, at), x));
      }
    } else {
      if constexpr (takes_one_side(Member)) {
        if (read<Program, Program::flat.operand(id, 0), 0>(c.context))
          own = convert_lanes<number_type, Width>(
              load<Width, Program::flat.operand(id, 1)>(c, values, at));
        else
          own = convert_lanes<number_type, Width>(
              load<Width, Program::flat.operand(id, 2)>(c, values, at));
      } else {
        own = convert_lanes<number_type, Width>(
            op::forward(as_lane_operand<op, compute_t<Program, id>, Width>(
                load<Width, Program::flat.operand(id, Index)>(c, values, at))...));
      }
      constexpr int owner = Program::schedule.places[id].base;
      if constexpr (Program::schedule.places[id].kind != place_kind::nowhere)
        store_at<Width, access>(
            c.found, memory_of<Program, owner>(c.context) + c.places.first[access], at, own);
    }
  }

  template <int Width, int... Members>
  TYPEGRAD_INLINE static constexpr void turn(run_context const& c, turn_values<Width>& values,
                                             index_t at, std::integer_sequence<int, Members...>) {
    (member_turn<Width, Members>(
         c, values, at,
         std::make_integer_sequence<int, Program::flat.nodes[member(Members)].operand_count>{}),
     ...);
  }

  template <int Width, int Member>
  TYPEGRAD_INLINE static constexpr void start_gathering(turn_values<Width>& values) {
    if constexpr (gathers(Member)) {
      using number_type = element_t<Program, member(Member)>;
      using op = computed_operation<Program, member(Member)>;
      of_type<Program::flat.nodes[member(Member)].type>(values)[Member] =
          splat<number_type, Width>(op::template identity<number_type>());
    }
  }
  template <int Width, int Member>
  TYPEGRAD_INLINE static constexpr void end_gathering(run_context const& c,
                                                      turn_values<Width> const& values) {
    if constexpr (gathers(Member)) {
      constexpr int id = member(Member), access = write_access(Member);
      using op = computed_operation<Program, id>;
      auto* const to = memory_of<Program, id>(c.context) + c.places.first[access];
      auto const sum = combine_lanes<op, element_t<Program, id>, Width>(
          of_type<Program::flat.nodes[id].type>(values)[Member]);
      *to = is_one_run ? sum : op::combine(*to, sum);
    }
  }

  /// Reductions of real numbers along an axis that may be long.
  template <int Width>
  static constexpr bool is_summed_in_parts(int m) {
    return Width == width && gathers(m) && is_real(Program::flat.nodes[member(m)].type) &&
           (layout::is_open ? width > 1 : last_extent / width > turns_of_part);
  }
  /// Adds what has been gathered to the sums of the next level, and begins again.
  template <int Width, int Member>
  TYPEGRAD_INLINE static constexpr void add_to(turn_values<Width>& level,
                                               turn_values<Width>& gathered) {
    if constexpr (is_summed_in_parts<Width>(Member)) {
      constexpr int id = member(Member);
      auto& sum = of_type<Program::flat.nodes[id].type>(level)[Member];
      sum = computed_operation<Program, id>::combine(
          sum, of_type<Program::flat.nodes[id].type>(gathered)[Member]);
      start_gathering<Width, Member>(gathered);
    }
  }

  template <int Width, int... Members>
  TYPEGRAD_INLINE static constexpr void run_from(run_context const& c, index_t first, index_t last,
                                                 std::integer_sequence<int, Members...> all) {
    turn_values<Width> values;
    (start_gathering<Width, Members>(values), ...);
    if constexpr (has_many_blocks && Width == width && width > 1) last = unknown(last);
    if constexpr ((is_summed_in_parts<Width>(Members) || ...)) {
      turn_values<Width> parts, whole;
      (start_gathering<Width, Members>(parts), ...);
      (start_gathering<Width, Members>(whole), ...);
      constexpr index_t size = turns_of_part * Width;
      index_t count = 0;
      for (index_t at = first; at < last;) {
        index_t const end = last - at < size ? last : at + size;
        for (; at < end; at += Width) turn<Width>(c, values, at, all);
        (add_to<Width, Members>(parts, values), ...);
        if (++count % turns_of_part == 0) (add_to<Width, Members>(whole, parts), ...);
      }
      (add_to<Width, Members>(values, parts), ...);
      (add_to<Width, Members>(values, whole), ...);
    } else {
      for (index_t at = first; at < last; at += Width) turn<Width>(c, values, at, all);
    }
    (end_gathering<Width, Members>(c, values), ...);
  }

  template <int Axis>
  TYPEGRAD_INLINE static constexpr void run_axis(Context const& context, numbers const& found,
                                                 index_t* index) {
    constexpr auto all = std::make_integer_sequence<int, members>{};
    index_t const n = found.value.extents[Axis];
    if constexpr (has_long_sums<loop_step, Axis>) {
      long_axis<loop_step, Axis>::run(context, found, index, all);
    } else if constexpr (Axis < inner) {
      for (index[Axis] = 0; index[Axis] < n; ++index[Axis])
        run_axis<Axis + 1>(context, found, index);
    } else {
      run_places const places =
          places_at(found, index, std::make_integer_sequence<int, layout::accesses.count>{});
      run_context const c{context, found, places};
      if (__builtin_is_constant_evaluated() || width == 1) {
        run_from<1>(c, 0, n, all);
      } else {
        index_t const in_blocks = n / width * width;
        index_t const in_packets = takes_packets ? n / narrow * narrow : in_blocks;
        if constexpr (takes_blocks)
          if (in_blocks > 0) run_from<width>(c, 0, in_blocks, all);
        if constexpr (takes_packets) run_from<narrow>(c, in_blocks, in_packets, all);
        if constexpr (takes_numbers)
          if (in_packets < n) run_from<1>(c, in_packets, n, all);
      }
    }
  }

  template <int Member>
  TYPEGRAD_INLINE static constexpr void fill_identity(Context const& c) {
    if constexpr (is_reduction(Member) && !(is_one_run && gathers(Member))) {
      constexpr int id = member(Member);
      using op = computed_operation<Program, id>;
      auto const found = find_numbers<node_numbers<Program, id>>(c);
      for (index_t i = 0; i < found.value.size; ++i)
        memory_of<Program, id>(c)[i] = op::template identity<element_t<Program, id>>();
    }
  }

  template <int... Members>
  TYPEGRAD_INLINE static constexpr void run(Context const& c,
                                            std::integer_sequence<int, Members...>) {
    (fill_identity<Members>(c), ...);
    numbers const found = find_numbers<layout>(c);
    index_t index[max_rank]{};
    run_axis<0>(c, found, index);
  }
};

}  // namespace typegrad
