// SPDX-License-Identifier: BSL-1.0
#pragma once

/// A function of numbers and its derivatives three times, called in the same way: numbers in,
/// numbers out.
///
/// `generated_NAME` is typegrad's. `by_hand_NAME` is the best C that we could write, as
/// tests/codegen/workloads/workload.hpp defines it; zeros of the structure and the structure of
/// rotations are used, because whoever writes such code by hand knows them. `sympy_NAME` stands in
/// sympy.inc, which sympy_code.py writes.
struct call {
  char const* name;
  int input_size;
  int output_size;
  void (*generated)(double const* x, double* result);
  void (*by_hand)(double const* x, double* result);
  void (*sympy)(double const* x, double* result);
  double const* input;
};

/// The numbers at `from` as the plain aggregate that they are.
template <class Value>
Value const& in(double const* from) {
  static_assert(sizeof(Value) % sizeof(double) == 0);
  return *reinterpret_cast<Value const*>(from);
}
template <class Value>
Value& out(double* to) {
  static_assert(sizeof(Value) % sizeof(double) == 0);
  return *reinterpret_cast<Value*>(to);
}

/// Straight-line code, as it is generated: GCC unrolls loops from -O3 on only.
#define TYPEGRAD_UNROLL _Pragma("GCC unroll 24")

/// Declares the three functions NAME and defines the call of that name.
#define TYPEGRAD_CALL(NAME, INPUT_SIZE, OUTPUT_SIZE, ...)                           \
  extern "C" void sympy_##NAME(double const* x, double* result);                    \
  static constexpr double input_of_##NAME[INPUT_SIZE] = {__VA_ARGS__};              \
  extern call const NAME;                                                           \
  call const NAME {                                                                 \
    #NAME, INPUT_SIZE, OUTPUT_SIZE, generated_##NAME, by_hand_##NAME, sympy_##NAME, \
        input_of_##NAME                                                             \
  }
