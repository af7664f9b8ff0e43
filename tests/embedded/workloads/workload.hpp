// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>

/// A function that the C calls: GCC makes one of it and the program that it runs. clang writes more
/// loops out then, and what is built for a debugger is a function of its own that is optimized.
#if defined(__clang__) || TYPEGRAD_OPTIMIZES_PROGRAMS
#define ENTRY extern "C"
#else
#define ENTRY extern "C" [[gnu::flatten]]
#endif

/// What typegrad generates and what an expert writes in C, called in the same way: numbers in,
/// numbers out. `generated_NAME` stands in a file here, `by_hand_NAME` in the C file of that name.
///
/// What "an expert" means: value and derivatives in one pass, shared parts computed once, zeros and
/// symmetries used, no call of a library where a multiplication does. Loops where the text counts.

/// The numbers at `from` as the plain aggregate that they are.
template <class Value>
Value const& in(float const* from) {
  static_assert(sizeof(Value) % sizeof(float) == 0 && alignof(Value) == alignof(float));
  return *reinterpret_cast<Value const*>(from);
}
template <class Value>
Value& out(float* to) {
  static_assert(sizeof(Value) % sizeof(float) == 0 && alignof(Value) == alignof(float));
  return *reinterpret_cast<Value*>(to);
}
