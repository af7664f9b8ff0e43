// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/lanes.hpp>
#include <typegrad/run/loop_access.hpp>
#include <typegrad/run/written_out.hpp>

namespace typegrad {

/// One group of element-wise nodes and reductions as a loop nest: the innermost axis in blocks of
/// lanes, every value of a turn a local.
template <class Program, int Step, class Context>
struct loop_step {
  using program = Program;
  static constexpr step loop = Program::schedule.steps[Step];
  static constexpr shape extents = loop_extents<Program>(loop);
  static constexpr merged_axes axes = merge_axes<Program>(Step);
  static constexpr int inner = axes.count - 1;
  static constexpr int members = loop.member_count;
  static constexpr int member(int m) { return Program::schedule.members[loop.first_member + m]; }

  static constexpr bool has_float64() {
    for (int m = 0; m < members; ++m)
      if (Program::flat.nodes[member(m)].type == scalar_type::float64) return true;
    return false;
  }
  using widest = std::conditional_t<has_float64(), double, float>;
  static constexpr int width = lane_width<widest>;
  static constexpr int narrow = packet_size<widest>;

  template <int Width>
  struct turn_values {
    lanes_of<double, Width> float64[members];
    lanes_of<std::int64_t, Width> int64[members];
    lanes_of<float, Width> float32[members];
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
  static constexpr bool is_stored(int m) {
    return Program::schedule.places[member(m)].kind != place_kind::nowhere;
  }
  template <int Member>
  static constexpr strided_view write =
      axes.strides_of(write_in_loop<Program>(member(Member), extents));
  template <int Operand>
  static constexpr strided_view reading = axes.strides_of(read_in_loop<Program>(Operand, extents));
  /// A reduction whose result does not move along the innermost axis is gathered in lanes.
  template <int Member>
  static constexpr bool gathers = is_reduction(Member) && write<Member>.strides[inner] == 0;

  static constexpr index_t offset_of(strided_view const& view, index_t const* index) {
    index_t offset = view.offset;
    for (int d = 0; d < inner; ++d) offset += index[d] * view.strides[d];
    return offset;
  }

  template <int Width, int Operand>
  TYPEGRAD_INLINE static constexpr auto load(Context const& c, turn_values<Width> const& values,
                                             index_t const* index, index_t at) {
    using number_type = element_t<Program, Operand>;
    if constexpr (is_member<Program>(Operand, Step, extents)) {
      constexpr int number = number_of(Operand);
      return of_type<Program::flat.nodes[Operand].type>(values)[number];
    } else if constexpr (Program::flat.nodes[Operand].shape_id == 0 ||
                         (Program::schedule.places[Operand].kind == place_kind::literal &&
                          Program::flat.nodes[Operand].attribute_count == 1)) {
      return splat<number_type, Width>(read<Program, Operand, 0>(c));
    } else {
      constexpr index_t stride = reading<Operand>.strides[inner];
      number_type const* const from =
          memory_of<Program, Program::schedule.places[Operand].base>(c) +
          offset_of(reading<Operand>, index);
      return load_lanes<number_type, Width, stride>(from + at * stride);
    }
  }

  template <int Width, int Member, int... Index>
  TYPEGRAD_INLINE static constexpr void member_turn(Context const& c, turn_values<Width>& values,
                                                    index_t const* index, index_t at,
                                                    std::integer_sequence<int, Index...>) {
    constexpr int id = member(Member);
    using number_type = element_t<Program, id>;
    using op = operation_at<Program::flat.nodes[id].op>;
    auto& own = of_type<Program::flat.nodes[id].type>(values)[Member];
    if constexpr (is_reduction(Member)) {
      auto const x = convert_lanes<number_type, Width>(
          load<Width, Program::flat.operand(id, 0)>(c, values, index, at));
      if constexpr (gathers<Member>) {
        own = op::combine(own, x);
      } else {
        constexpr index_t stride = write<Member>.strides[inner];
        number_type* const to =
            memory_of<Program, id>(c) + offset_of(write<Member>, index) + at * stride;
        store_lanes<number_type, Width, stride>(
            to, op::combine(load_lanes<number_type, Width, stride>(to), x));
      }
    } else {
      own = convert_lanes<number_type, Width>(
          op::forward(as_lane_operand<op, compute_t<Program, id>, Width>(
              load<Width, Program::flat.operand(id, Index)>(c, values, index, at))...));
      if constexpr (is_stored(Member)) {
        number_type* const to = memory_of<Program, id>(c) + offset_of(write<Member>, index) + at;
        store_lanes<number_type, Width, 1>(to, own);
      }
    }
  }

  template <int Width, int... Members>
  TYPEGRAD_INLINE static constexpr void turn(Context const& c, turn_values<Width>& values,
                                             index_t const* index, index_t at,
                                             std::integer_sequence<int, Members...>) {
    (member_turn<Width, Members>(
         c, values, index, at,
         std::make_integer_sequence<int, Program::flat.nodes[member(Members)].operand_count>{}),
     ...);
  }

  template <int Width, int... Members>
  TYPEGRAD_INLINE static constexpr void start_gathering(turn_values<Width>& values,
                                                        std::integer_sequence<int, Members...>) {
    (
        [&] {
          if constexpr (gathers<Members>) {
            using number_type = element_t<Program, member(Members)>;
            using op = operation_at<Program::flat.nodes[member(Members)].op>;
            of_type<Program::flat.nodes[member(Members)].type>(values)[Members] =
                splat<number_type, Width>(op::template identity<number_type>());
          }
        }(),
        ...);
  }
  template <int Width, int... Members>
  TYPEGRAD_INLINE static constexpr void end_gathering(Context const& c,
                                                      turn_values<Width> const& values,
                                                      index_t const* index,
                                                      std::integer_sequence<int, Members...>) {
    (
        [&] {
          if constexpr (gathers<Members>) {
            using op = operation_at<Program::flat.nodes[member(Members)].op>;
            auto* const to =
                memory_of<Program, member(Members)>(c) + offset_of(write<Members>, index);
            *to = op::combine(
                *to, combine_lanes<op, element_t<Program, member(Members)>, Width>(
                         of_type<Program::flat.nodes[member(Members)].type>(values)[Members]));
          }
        }(),
        ...);
  }

  template <int Width>
  TYPEGRAD_INLINE static constexpr void run_from(Context const& c, index_t const* index,
                                                 index_t first, index_t last) {
    constexpr auto all = std::make_integer_sequence<int, members>{};
    turn_values<Width> values;
    start_gathering<Width>(values, all);
    for (index_t at = first; at < last; at += Width) turn<Width>(c, values, index, at, all);
    end_gathering<Width>(c, values, index, all);
  }

  template <int Axis>
  TYPEGRAD_INLINE static constexpr void run_axis(Context const& c, index_t* index) {
    constexpr index_t n = axes.extents[Axis];
    if constexpr (Axis < inner) {
      for (index[Axis] = 0; index[Axis] < n; ++index[Axis]) run_axis<Axis + 1>(c, index);
    } else if (std::is_constant_evaluated() || width == 1) {
      run_from<1>(c, index, 0, n);
    } else {
      constexpr index_t whole = n / width * width;
      constexpr index_t registers = n / narrow * narrow;
      if constexpr (whole > 0) run_from<width>(c, index, 0, whole);
      if constexpr (whole < registers) run_from<narrow>(c, index, whole, registers);
      if constexpr (registers < n) run_from<1>(c, index, registers, n);
    }
  }

  template <int... Members>
  TYPEGRAD_INLINE static constexpr void fill_identities(Context const& c,
                                                        std::integer_sequence<int, Members...>) {
    (
        [&] {
          if constexpr (is_reduction(Members)) {
            using op = operation_at<Program::flat.nodes[member(Members)].op>;
            auto* const to = memory_of<Program, member(Members)>(c);
            constexpr index_t size = Program::flat.shape_of(member(Members)).size();
            for (index_t i = 0; i < size; ++i)
              to[i] = op::template identity<element_t<Program, member(Members)>>();
          }
        }(),
        ...);
  }

  TYPEGRAD_INLINE static constexpr void run(Context const& c) {
    fill_identities(c, std::make_integer_sequence<int, members>{});
    index_t index[max_rank]{};
    run_axis<0>(c, index);
  }
};

}  // namespace typegrad
