// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/row_pointers.hpp>
#include <typegrad/run/run_lane_step.hpp>

namespace typegrad {

/// The rows `first`, ..., `first + count - 1`, at most as many as there are lanes.
struct row_span {
  index_t first;
  int count;
};

/// A leaf of each row into lanes. Lanes without a row repeat the last one: nothing is read that is
/// not there, and nothing is computed that no row asks for.
template <int Width, class Number>
TYPEGRAD_INLINE inline void load_rows(lanes_of<Number, Width>* to, unsigned char const* from,
                                      index_t stride, int size, row_span rows) {
  auto const number_at = [&](index_t row) {
    return static_cast<Number const*>(static_cast<void const*>(from + row * stride));
  };
  if (rows.count == Width) {
    if (stride == static_cast<index_t>(sizeof(Number))) {
      *to = load_lanes<Number, Width, 1>(number_at(rows.first));
      return;
    }
    for (int e = 0; e < size; ++e) {
      Number values[Width];
      for (int lane = 0; lane < Width; ++lane) values[lane] = number_at(rows.first + lane)[e];
      to[e] = load_lanes<Number, Width, 1>(values);
    }
  } else {
    for (int e = 0; e < size; ++e) {
      Number values[Width];
      for (int lane = 0; lane < Width; ++lane)
        values[lane] = number_at(rows.first + (lane < rows.count ? lane : rows.count - 1))[e];
      to[e] = load_lanes<Number, Width, 1>(values);
    }
  }
}
template <int Width, class Number>
TYPEGRAD_INLINE inline void store_rows(unsigned char* to, index_t stride,
                                       lanes_of<Number, Width> const* from, int size,
                                       row_span rows) {
  auto const number_at = [&](index_t row) {
    return static_cast<Number*>(static_cast<void*>(to + row * stride));
  };
  if (rows.count == Width && stride == static_cast<index_t>(sizeof(Number))) {
    store_lanes<Number, Width, 1>(number_at(rows.first), *from);
    return;
  }
  for (int e = 0; e < size; ++e) {
    Number values[Width];
    store_lanes<Number, Width, 1>(values, from[e]);
    for (int lane = 0; lane < rows.count; ++lane) number_at(rows.first + lane)[e] = values[lane];
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
    if constexpr (Program::mapped.of[Leaf]) {
      constexpr scalar_type type = Program::leaves.type[Leaf];
      load_rows<Program::width, scalar_t<type>>(
          of_type<type>(in) + Program::input_places.first[Leaf], from.first[Leaf],
          from.stride[Leaf], Program::input_places.size[Leaf], rows);
    }
  }
  template <int Leaf>
  TYPEGRAD_INLINE static void store(typename Program::outputs const& out, results const& to,
                                    row_span rows) {
    constexpr scalar_type type = Program::results.type[Leaf];
    store_rows<Program::width, scalar_t<type>>(
        to.first[Leaf], to.stride[Leaf], of_type<type>(out) + Program::output_places.first[Leaf],
        Program::output_places.size[Leaf], rows);
  }

#if !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // as in `compiled`
#endif
  template <int... Argument, int... Result>
  [[gnu::flatten]] static void run(arguments const& from, results const& to,
                                   shared_pointers const& shared, index_t count,
                                   std::integer_sequence<int, Argument...>,
                                   std::integer_sequence<int, Result...>) {
    constexpr int steps = Program::schedule.step_count;
    for (index_t first = 0; first < count; first += Program::width) {
      index_t const left = count - first;
      row_span const rows{first, left < Program::width ? static_cast<int>(left) : Program::width};
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
