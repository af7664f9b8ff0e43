// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/sum_levels.hpp>
#include <typegrad/op/operation_defaults.hpp>
#include <typegrad/run/loop_numbers.hpp>
#include <typegrad/run/write_elements.hpp>

#include <type_traits>
#include <utility>

namespace typegrad {

/// The `sum_levels` of `Loop` over its axis `Axis`, which others follow. Few rows, known while
/// compiling, give the code without any of this.
template <class Loop, int Axis>
struct long_axis {
  using layout = typename Loop::layout;
  using program = typename layout::program;
  using numbers = typename Loop::numbers;

  /// A level is on the stack: more results have one sum, row after row.
  static constexpr index_t most_bytes = 4096;

  static constexpr layout other_numbers() {
    if constexpr (layout::is_open) return layout(known_numbers<with_other_numbers<program>>{});
    else return Loop::known::value;
  }
  /// What is the same for other trial extents is known.
  static constexpr bool may_be_long() {
    index_t const rows = Loop::known::value.extents[Axis];
    return rows > sum_levels::few_rows ||
           (layout::is_open && rows != other_numbers().extents[Axis]);
  }

  /// The results of one turn of the axes in front of this one.
  static constexpr index_t results_of(layout const& found, int m) {
    index_t count = 1;
    for (int d = Axis + 1; d <= Loop::inner; ++d)
      if (Loop::known::value.strides[Loop::write_access(m)][d] != 0) count *= found.extents[d];
    return count;
  }
  template <int Member>
  using number = element_t<program, Loop::member(Member)>;
  /// Of how many results the levels can be.
  template <int Member>
  static constexpr index_t room() {
    constexpr index_t most = most_bytes / static_cast<index_t>(sizeof(number<Member>));
    constexpr index_t results = results_of(Loop::known::value, Member);
    if (layout::is_open && results != results_of(other_numbers(), Member)) return most;
    return results <= most ? results : 0;
  }
  /// Whether it is a sum of C++'s real numbers along this axis.
  template <int Member>
  static constexpr bool is_sum_along() {
    if constexpr (Loop::is_reduction(Member) && std::is_floating_point_v<number<Member>>) {
      using op = operation_at<program::flat.nodes[Loop::member(Member)].op>;
      return op::arithmetic == arithmetic_rule::sum && may_be_long() &&
             Loop::known::value.strides[Loop::write_access(Member)][Axis] == 0;
    }
    return false;
  }
  template <int Member>
  static constexpr bool has_levels() {
    if constexpr (is_sum_along<Member>()) return room<Member>() > 0;
    return false;
  }
  template <int... Members>
  static constexpr bool has_sums(std::integer_sequence<int, Members...>) {
    return (has_levels<Members>() || ...);
  }
  using all_members = std::make_integer_sequence<int, Loop::members>;
  static constexpr bool exists = has_sums(all_members{});

  template <int Member, bool Exists = has_levels<Member>()>
  struct levels_of {};
  template <int Member>
  struct levels_of<Member, true> {
    number<Member> parts[room<Member>()];
    number<Member> parts_of_parts[room<Member>()];
    number<Member>* results;
    index_t count;  ///< of them; 0 for one sum, row after row
  };
  template <class Members>
  struct levels;
  template <int... Members>
  struct levels<std::integer_sequence<int, Members...>> : levels_of<Members>... {};

  template <int Member>
  using op_of = operation_at<program::flat.nodes[Loop::member(Member)].op>;
  template <int Member, class Context>
  TYPEGRAD_INLINE static constexpr bool begin(Context const& context, numbers const& found,
                                              index_t const* index, levels_of<Member>& own) {
    if constexpr (has_levels<Member>()) {
      constexpr int access = Loop::write_access(Member);
      constexpr auto identity = op_of<Member>::template identity<number<Member>>();
      own.results = memory_of<program, Loop::member(Member)>(context) + found.value.first[access];
      for (int d = 0; d < Axis; ++d) own.results += index[d] * found.value.strides[access][d];
      own.count = results_of(found.value, Member);
      if (own.count > room<Member>() || found.value.extents[Axis] <= sum_levels::few_rows)
        own.count = 0;
      for (index_t i = 0; i < own.count; ++i) own.parts[i] = own.parts_of_parts[i] = identity;
      return own.count > 0;
    }
    return false;
  }
  /// Adds the sums of a lower level to those of a higher one, and begins again.
  template <int Member>
  TYPEGRAD_INLINE static constexpr void add_level(number<Member>* higher, number<Member>* lower,
                                                  index_t count) {
    for (index_t i = 0; i < count; ++i) {
      higher[i] = op_of<Member>::combine(higher[i], lower[i]);
      lower[i] = op_of<Member>::template identity<number<Member>>();
    }
  }
  template <int Member>
  TYPEGRAD_INLINE static constexpr void end_part(levels_of<Member>& own, index_t parts) {
    if constexpr (has_levels<Member>()) {
      add_level<Member>(own.parts, own.results, own.count);
      if (parts % sum_levels::parts == 0)
        add_level<Member>(own.parts_of_parts, own.parts, own.count);
    }
  }
  template <int Member>
  TYPEGRAD_INLINE static constexpr void end(levels_of<Member>& own) {
    if constexpr (has_levels<Member>()) {
      add_level<Member>(own.results, own.parts, own.count);
      add_level<Member>(own.results, own.parts_of_parts, own.count);
    }
  }

  template <class Context, int... Members>
  TYPEGRAD_INLINE static constexpr void run(Context const& context, numbers const& found,
                                            index_t* index,
                                            std::integer_sequence<int, Members...>) {
    levels<all_members> sums;
    bool in_parts = false;
    ((in_parts = begin<Members>(context, found, index, sums) || in_parts), ...);
    index_t const n = found.value.extents[Axis];
    index_t const part = in_parts ? sum_levels::rows : n;
    index_t parts = 0;
    for (index[Axis] = 0; index[Axis] < n;) {
      index_t const end = n - index[Axis] < part ? n : index[Axis] + part;
      for (; index[Axis] < end; ++index[Axis])
        Loop::template run_axis<Axis + 1>(context, found, index);
      if (end == n) break;
      ++parts;
      (end_part<Members>(sums, parts), ...);
    }
    (long_axis::end<Members>(sums), ...);
  }
};

/// Whether a reduction of the loop goes along this axis, without a look at what it is.
template <class Loop, int Axis>
constexpr bool has_reduced_axis() {
  for (int m = 0; m < Loop::members; ++m)
    if (Loop::is_reduction(m) && Loop::known::value.strides[Loop::write_access(m)][Axis] == 0)
      return true;
  return false;
}
template <class Loop, int Axis>
constexpr bool find_long_sums() {
  if constexpr (Axis < Loop::inner)
    if constexpr (has_reduced_axis<Loop, Axis>()) return long_axis<Loop, Axis>::exists;
  return false;
}
template <class Loop, int Axis>
inline constexpr bool has_long_sums = find_long_sums<Loop, Axis>();

}  // namespace typegrad
