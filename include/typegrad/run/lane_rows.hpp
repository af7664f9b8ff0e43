// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/transpose_rows.hpp>
#include <typegrad/run/row_pointers.hpp>
#include <typegrad/run/run_lane_step.hpp>

namespace typegrad {

/// The rows `first`, ..., `first + count - 1` of `all`, at most as many as there are lanes.
struct row_span {
  index_t first;
  int count;
  index_t all;
};

/// A leaf of each row into lanes. Lanes without a row repeat the last one: nothing is read that is
/// not there, and nothing is computed that no row asks for.
template <int Width, int Size, class Number>
TYPEGRAD_INLINE inline void load_rows(lanes_of<Number, Width>* to, unsigned char const* first,
                                      index_t stride, row_span rows) {
  apart_rows<Number, Size, unsigned char const> const from{first + rows.first * stride, stride};
  if (rows.count < Width) {
    for (int e = 0; e < Size; ++e) {
      Number values[Width];
      for (int lane = 0; lane < Width; ++lane)
        values[lane] = from.at(lane < rows.count ? lane : rows.count - 1)[e];
      to[e] = load_lanes<Number, Width, 1>(values);
    }
  } else if (stride == static_cast<index_t>(sizeof(Number))) {
    *to = load_lanes<Number, Width, 1>(from.at(0));
  } else {
    index_t const behind = (rows.all - rows.first - Width) * stride;
    load_full_rows<Width>(to, from, Size + behind / static_cast<index_t>(sizeof(Number)));
  }
}
template <int Width, int Size, class Number>
TYPEGRAD_INLINE inline void store_rows(unsigned char* first, index_t stride,
                                       lanes_of<Number, Width> const* from, row_span rows) {
  apart_rows<Number, Size, unsigned char> const to{first + rows.first * stride, stride};
  if (rows.count < Width) {
    for (int e = 0; e < Size; ++e) {
      Number values[Width];
      store_lanes<Number, Width, 1>(values, from[e]);
      for (int lane = 0; lane < rows.count; ++lane) to.at(lane)[e] = values[lane];
    }
  } else if (stride == static_cast<index_t>(sizeof(Number))) {
    store_lanes<Number, Width, 1>(to.at(0), *from);
  } else {
    store_full_rows<Width>(to, from);
  }
}

/// Runs a program in lanes over rows.
template <class Program>
struct lane_rows {
  using shared_pointers = typename Program::shared;
  using arguments = row_pointers<unsigned char const, Program::leaf_count>;
  using results = row_pointers<unsigned char, Program::results.size>;

  template <int Leaf>
  TYPEGRAD_INLINE static void load(typename Program::inputs& in, arguments const& from,
                                   row_span rows) {
    constexpr scalar_type type = Program::leaves.type[Leaf];
    constexpr int size = Program::input_places.size[Leaf];
    if constexpr (Program::mapped.of[Leaf] && size > 0)
      load_rows<Program::width, size, scalar_t<type>>(
          of_type<type>(in) + Program::input_places.first[Leaf], from.first[Leaf],
          from.stride[Leaf], rows);
  }
  template <int Leaf>
  TYPEGRAD_INLINE static void store(typename Program::outputs const& out, results const& to,
                                    row_span rows) {
    constexpr scalar_type type = Program::results.type[Leaf];
    constexpr int size = Program::output_places.size[Leaf];
    if constexpr (size > 0)
      store_rows<Program::width, size, scalar_t<type>>(
          to.first[Leaf], to.stride[Leaf], of_type<type>(out) + Program::output_places.first[Leaf],
          rows);
  }

#if !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // as in `compiled`
#endif
  [[gnu::flatten]] static void run(arguments const& from, results const& to,
                                   shared_pointers const& shared, index_t count) {
    run(from, to, shared, count, std::make_integer_sequence<int, Program::leaf_count>{},
        std::make_integer_sequence<int, Program::results.size>{});
  }

 private:
  template <int... Argument, int... Result>
  TYPEGRAD_INLINE static void run(arguments const& from, results const& to,
                                  shared_pointers const& shared, index_t count,
                                  std::integer_sequence<int, Argument...>,
                                  std::integer_sequence<int, Result...>) {
    constexpr int steps = Program::schedule.step_count;
    for (index_t first = 0; first < count; first += Program::width) {
      index_t const left = count - first;
      row_span const rows{first, left < Program::width ? static_cast<int>(left) : Program::width,
                          count};
      typename Program::registers registers;
      typename Program::workspace workspace;
      typename Program::inputs in;
      typename Program::outputs out;
      (load<Argument>(in, from, rows), ...);
      run_lane_steps<Program, 0>(
          {registers, workspace, in, out, shared},
          std::make_integer_sequence<int, (steps < longest_run ? steps : longest_run)>{});
      (store<Result>(out, to, rows), ...);
    }
  }
#if !defined(__clang__)
#pragma GCC diagnostic pop
#endif
};

}  // namespace typegrad
