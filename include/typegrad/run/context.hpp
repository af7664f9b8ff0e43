// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>
#include <typegrad/graph/scalar_type.hpp>

#include <cstdint>

namespace typegrad {

template <int Count>
struct float64_slots {
  double float64[Count];
};
template <>
struct float64_slots<0> {};
template <int Count>
struct int64_slots {
  std::int64_t int64[Count];
};
template <>
struct int64_slots<0> {};
template <int Count>
struct float32_slots {
  float float32[Count];
};
template <>
struct float32_slots<0> {};
template <int Count>
struct int32_slots {
  int int32[Count];
};
template <>
struct int32_slots<0> {};
template <int Count>
struct boolean_slots {
  bool boolean[Count];
};
template <>
struct boolean_slots<0> {};

/// One array per scalar type, so that no value's bytes are ever reinterpreted (constant evaluation
/// forbids it) and the compiler can hold every slot in a register. Types without slots take no
/// room.
template <int Booleans, int Int32s, int Int64s, int Float32s, int Float64s>
struct slots : float64_slots<Float64s>,
               int64_slots<Int64s>,
               float32_slots<Float32s>,
               int32_slots<Int32s>,
               boolean_slots<Booleans> {};

/// The array of one scalar type in anything that has one per type.
template <scalar_type Type>
TYPEGRAD_INLINE constexpr auto& of_type(auto& arrays) {
  if constexpr (Type == scalar_type::float64) return arrays.float64;
  else if constexpr (Type == scalar_type::float32) return arrays.float32;
  else if constexpr (Type == scalar_type::int64) return arrays.int64;
  else if constexpr (Type == scalar_type::int32) return arrays.int32;
  else return arrays.boolean;
}

/// Where the caller's arguments are: one pointer per leaf, numbered within its scalar type.
template <int Booleans, int Int32s, int Int64s, int Float32s, int Float64s>
struct leaf_pointers {
  double const* float64[Float64s > 0 ? Float64s : 1];
  std::int64_t const* int64[Int64s > 0 ? Int64s : 1];
  float const* float32[Float32s > 0 ? Float32s : 1];
  int const* int32[Int32s > 0 ? Int32s : 1];
  bool const* boolean[Booleans > 0 ? Booleans : 1];
};
template <int Booleans, int Int32s, int Int64s, int Float32s, int Float64s>
struct result_pointers {
  double* float64[Float64s > 0 ? Float64s : 1];
  std::int64_t* int64[Int64s > 0 ? Int64s : 1];
  float* float32[Float32s > 0 ? Float32s : 1];
  int* int32[Int32s > 0 ? Int32s : 1];
  bool* boolean[Booleans > 0 ? Booleans : 1];
};

/// What a program needs of each: `Plan` and `Leaves` are constants of it.
template <auto const& Plan>
using registers_of = slots<Plan.registers[0], Plan.registers[1], Plan.registers[2],
                           Plan.registers[3], Plan.registers[4]>;
template <auto const& Plan>
using workspace_of = slots<static_cast<int>(Plan.workspace[0]), static_cast<int>(Plan.workspace[1]),
                           static_cast<int>(Plan.workspace[2]), static_cast<int>(Plan.workspace[3]),
                           static_cast<int>(Plan.workspace[4])>;
template <auto const& Leaves>
using inputs_of = leaf_pointers<Leaves.count[0], Leaves.count[1], Leaves.count[2], Leaves.count[3],
                                Leaves.count[4]>;
template <auto const& Leaves>
using outputs_of = result_pointers<Leaves.count[0], Leaves.count[1], Leaves.count[2],
                                   Leaves.count[3], Leaves.count[4]>;

/// A workspace that is known while compiling: `at` is the value that begins `offset` elements
/// behind the beginning of its type's part.
template <class Slots>
struct fixed_workspace {
  Slots& slots;

  template <scalar_type Type>
  TYPEGRAD_INLINE constexpr auto* at(std::ptrdiff_t offset) const {
    return of_type<Type>(slots) + offset;
  }
};

/// All that is known while compiling: a program that has no open extents looks nothing up.
struct no_open_numbers {};

/// All that the steps of a running program see.
template <class Registers, class Workspace, class Inputs, class Outputs, class Numbers>
struct context {
  Registers& registers;
  Workspace workspace;
  Inputs const& inputs;
  Outputs const& outputs;
  Numbers const& numbers;  ///< what depends on open extents
};

}  // namespace typegrad
