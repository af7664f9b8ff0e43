// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/lanes.hpp>
#include <typegrad/run/loop_access.hpp>
#include <typegrad/run/written_out.hpp>

namespace typegrad {

/// One group of element-wise nodes and reductions as a loop nest: the innermost axis in blocks of
/// lanes, every value of a turn a local.
template <class P, int S, class Context>
struct loop_step {
  using program = P;
  static constexpr step loop = P::schedule.steps[S];
  static constexpr shape extents = loop_extents<P>(loop);
  static constexpr merged_axes axes = merge_axes<P>(S);
  static constexpr int inner = axes.count - 1;
  static constexpr int members = loop.member_count;
  static constexpr int member(int m) { return P::schedule.members[loop.first_member + m]; }

  static constexpr bool has_float64() {
    for (int m = 0; m < members; ++m)
      if (P::flat.nodes[member(m)].type == scalar_type::float64) return true;
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
    return P::flat.nodes[member(m)].op->kind == operation_kind::reduction;
  }
  static constexpr bool is_stored(int m) {
    return P::schedule.places[member(m)].kind != place_kind::nowhere;
  }
  template <int M>
  static constexpr strided_view write = axes.strides_of(write_in_loop<P>(member(M), extents));
  template <int Operand>
  static constexpr strided_view reading = axes.strides_of(read_in_loop<P>(Operand, extents));
  /// A reduction whose result does not move along the innermost axis is gathered in lanes.
  template <int M>
  static constexpr bool gathers = is_reduction(M) && write<M>.strides[inner] == 0;

  static constexpr index_t offset_of(strided_view const& view, index_t const* index) {
    index_t offset = view.offset;
    for (int d = 0; d < inner; ++d) offset += index[d] * view.strides[d];
    return offset;
  }

  template <int Width, int Operand>
  TYPEGRAD_INLINE static constexpr auto load(Context const& c, turn_values<Width> const& values,
                                             index_t const* index, index_t at) {
    using T = element_t<P, Operand>;
    if constexpr (is_member<P>(Operand, S, extents)) {
      constexpr int number = number_of(Operand);
      return of_type<P::flat.nodes[Operand].type>(values)[number];
    } else if constexpr (P::flat.nodes[Operand].shape_id == 0 ||
                         (P::schedule.places[Operand].kind == place_kind::literal &&
                          P::flat.nodes[Operand].attribute_count == 1)) {
      return splat<T, Width>(read<P, Operand, 0>(c));
    } else {
      constexpr index_t stride = reading<Operand>.strides[inner];
      T const* const from =
          memory_of<P, P::schedule.places[Operand].base>(c) + offset_of(reading<Operand>, index);
      return load_lanes<T, Width, stride>(from + at * stride);
    }
  }

  template <int Width, int M, int... I>
  TYPEGRAD_INLINE static constexpr void member_turn(Context const& c, turn_values<Width>& values,
                                                    index_t const* index, index_t at,
                                                    std::integer_sequence<int, I...>) {
    constexpr int id = member(M);
    using T = element_t<P, id>;
    using op = operation_at<P::flat.nodes[id].op>;
    auto& own = of_type<P::flat.nodes[id].type>(values)[M];
    if constexpr (is_reduction(M)) {
      auto const x =
          convert_lanes<T, Width>(load<Width, P::flat.operand(id, 0)>(c, values, index, at));
      if constexpr (gathers<M>) {
        own = op::combine(own, x);
      } else {
        constexpr index_t stride = write<M>.strides[inner];
        T* const to = memory_of<P, id>(c) + offset_of(write<M>, index) + at * stride;
        store_lanes<T, Width, stride>(to, op::combine(load_lanes<T, Width, stride>(to), x));
      }
    } else {
      own = convert_lanes<T, Width>(op::forward(as_lane_operand<op, compute_t<P, id>, Width>(
          load<Width, P::flat.operand(id, I)>(c, values, index, at))...));
      if constexpr (is_stored(M)) {
        T* const to = memory_of<P, id>(c) + offset_of(write<M>, index) + at;
        store_lanes<T, Width, 1>(to, own);
      }
    }
  }

  template <int Width, int... M>
  TYPEGRAD_INLINE static constexpr void turn(Context const& c, turn_values<Width>& values,
                                             index_t const* index, index_t at,
                                             std::integer_sequence<int, M...>) {
    (member_turn<Width, M>(
         c, values, index, at,
         std::make_integer_sequence<int, P::flat.nodes[member(M)].operand_count>{}),
     ...);
  }

  template <int Width, int... M>
  TYPEGRAD_INLINE static constexpr void start_gathering(turn_values<Width>& values,
                                                        std::integer_sequence<int, M...>) {
    (
        [&] {
          if constexpr (gathers<M>) {
            using T = element_t<P, member(M)>;
            using op = operation_at<P::flat.nodes[member(M)].op>;
            of_type<P::flat.nodes[member(M)].type>(values)[M] =
                splat<T, Width>(op::template identity<T>());
          }
        }(),
        ...);
  }
  template <int Width, int... M>
  TYPEGRAD_INLINE static constexpr void end_gathering(Context const& c,
                                                      turn_values<Width> const& values,
                                                      index_t const* index,
                                                      std::integer_sequence<int, M...>) {
    (
        [&] {
          if constexpr (gathers<M>) {
            using op = operation_at<P::flat.nodes[member(M)].op>;
            auto* const to = memory_of<P, member(M)>(c) + offset_of(write<M>, index);
            *to = op::combine(*to, combine_lanes<op, element_t<P, member(M)>, Width>(
                                       of_type<P::flat.nodes[member(M)].type>(values)[M]));
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

  template <int D>
  TYPEGRAD_INLINE static constexpr void run_axis(Context const& c, index_t* index) {
    constexpr index_t n = axes.extents[D];
    if constexpr (D < inner) {
      for (index[D] = 0; index[D] < n; ++index[D]) run_axis<D + 1>(c, index);
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

  template <int... M>
  TYPEGRAD_INLINE static constexpr void fill_identities(Context const& c,
                                                        std::integer_sequence<int, M...>) {
    (
        [&] {
          if constexpr (is_reduction(M)) {
            using op = operation_at<P::flat.nodes[member(M)].op>;
            auto* const to = memory_of<P, member(M)>(c);
            constexpr index_t size = P::flat.shape_of(member(M)).size();
            for (index_t i = 0; i < size; ++i)
              to[i] = op::template identity<element_t<P, member(M)>>();
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
