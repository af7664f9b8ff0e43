// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>
#include <typegrad/graph/scalar_type.hpp>

#include <cstdint>

namespace typegrad {

/// The types of a graph's real numbers while a program runs: C++'s.
struct machine_numbers {
  using float32 = float;
  using float64 = double;
};
/// The same of `Program`, which may name others.
template <class Program>
struct numbers_of_program {
  using type = machine_numbers;
};
template <class Program>
  requires requires { typename Program::real_numbers; }
struct numbers_of_program<Program> {
  using type = typename Program::real_numbers;
};
template <class Program>
using numbers_of = typename numbers_of_program<Program>::type;

template <class Numbers, scalar_type Type>
struct number_of_type {
  using type = scalar_t<Type>;
};
template <class Numbers>
struct number_of_type<Numbers, scalar_type::float32> {
  using type = typename Numbers::float32;
};
template <class Numbers>
struct number_of_type<Numbers, scalar_type::float64> {
  using type = typename Numbers::float64;
};
/// What `Program` computes with where its graph has `Type`.
template <class Program, scalar_type Type>
using number_in = typename number_of_type<numbers_of<Program>, Type>::type;

template <int Count, class Number>
struct float64_slots {
  Number float64[Count];
};
template <class Number>
struct float64_slots<0, Number> {};
template <int Count>
struct int64_slots {
  std::int64_t int64[Count];
};
template <>
struct int64_slots<0> {};
template <int Count, class Number>
struct float32_slots {
  Number float32[Count];
};
template <class Number>
struct float32_slots<0, Number> {};
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
template <int Booleans, int Int32s, int Int64s, int Float32s, int Float64s,
          class Numbers = machine_numbers>
struct slots : float64_slots<Float64s, typename Numbers::float64>,
               int64_slots<Int64s>,
               float32_slots<Float32s, typename Numbers::float32>,
               int32_slots<Int32s>,
               boolean_slots<Booleans> {};

/// The array of one scalar type in anything that has one per type.
template <scalar_type Type>
TYPEGRAD_INLINE_NUMBER constexpr auto& of_type(auto& arrays) {
  if constexpr (Type == scalar_type::float64) return arrays.float64;
  else if constexpr (Type == scalar_type::float32) return arrays.float32;
  else if constexpr (Type == scalar_type::int64) return arrays.int64;
  else if constexpr (Type == scalar_type::int32) return arrays.int32;
  else return arrays.boolean;
}

/// Where the caller's arguments are: one pointer per leaf, numbered within its scalar type.
template <int Booleans, int Int32s, int Int64s, int Float32s, int Float64s,
          class Numbers = machine_numbers>
struct leaf_pointers {
  typename Numbers::float64 const* float64[Float64s > 0 ? Float64s : 1];
  std::int64_t const* int64[Int64s > 0 ? Int64s : 1];
  typename Numbers::float32 const* float32[Float32s > 0 ? Float32s : 1];
  int const* int32[Int32s > 0 ? Int32s : 1];
  bool const* boolean[Booleans > 0 ? Booleans : 1];
};
template <int Booleans, int Int32s, int Int64s, int Float32s, int Float64s,
          class Numbers = machine_numbers>
struct result_pointers {
  typename Numbers::float64* float64[Float64s > 0 ? Float64s : 1];
  std::int64_t* int64[Int64s > 0 ? Int64s : 1];
  typename Numbers::float32* float32[Float32s > 0 ? Float32s : 1];
  int* int32[Int32s > 0 ? Int32s : 1];
  bool* boolean[Booleans > 0 ? Booleans : 1];
};

/// What a program needs of each: `Plan` and `Leaves` are constants of it.
template <auto const& Plan, class Numbers = machine_numbers>
using registers_of = slots<Plan.registers[0], Plan.registers[1], Plan.registers[2],
                           Plan.registers[3], Plan.registers[4], Numbers>;
template <auto const& Plan, class Numbers = machine_numbers>
using workspace_of = slots<static_cast<int>(Plan.workspace[0]), static_cast<int>(Plan.workspace[1]),
                           static_cast<int>(Plan.workspace[2]), static_cast<int>(Plan.workspace[3]),
                           static_cast<int>(Plan.workspace[4]), Numbers>;
template <auto const& Leaves, class Numbers = machine_numbers>
using inputs_of = leaf_pointers<Leaves.count[0], Leaves.count[1], Leaves.count[2], Leaves.count[3],
                                Leaves.count[4], Numbers>;
template <auto const& Leaves, class Numbers = machine_numbers>
using outputs_of = result_pointers<Leaves.count[0], Leaves.count[1], Leaves.count[2],
                                   Leaves.count[3], Leaves.count[4], Numbers>;

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
