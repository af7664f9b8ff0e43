#pragma once
// SPDX-License-Identifier: BSL-1.0

// The only header that defines macros. Those below an #ifndef may be set by the user, before the
// first include and the same in every file of a program.

// A file that is missing ends the compilation; after #error a compiler would go on to a thousand
// errors more.
#if !defined(__GNUC__) || (!defined(__clang__) && __GNUC__ < 12) || \
    (defined(__clang__) && __clang_major__ < 14)
#include "typegrad needs GCC 12, clang 14 or later"
#elif __cplusplus < 202002L
#include "typegrad needs C++20: compile with -std=c++20"
#endif

#define TYPEGRAD_VERSION_MAJOR 0
#define TYPEGRAD_VERSION_MINOR 2
#define TYPEGRAD_VERSION_PATCH 0

/// `TYPEGRAD_ASSERT(condition)`: what to do about a broken precondition at run time, such as an
/// index out of range. `assert` in debug builds of a desktop system; nothing with NDEBUG and on a
/// microcontroller, where `assert` costs the text and a printf. Firmware may define it as a trap:
/// `#define TYPEGRAD_ASSERT(c) ((c) ? void() : trap())`.
#ifndef TYPEGRAD_ASSERT
#if !defined(NDEBUG) && (defined(__unix__) || defined(__APPLE__) || defined(_WIN32))
#include <cassert>
#define TYPEGRAD_ASSERT(condition) assert(condition)
#else
#define TYPEGRAD_ASSERT(condition) static_cast<void>(0)
#endif
#endif

// Whether values that do not fit are reported by an exception.
#if defined(__cpp_exceptions) && (defined(__unix__) || defined(__APPLE__) || defined(_WIN32))
#define TYPEGRAD_THROWS 1
#else
#define TYPEGRAD_THROWS 0
#endif

/// The largest workspace, in bytes, that a program may put on the stack; larger ones are passed in
/// by the caller.
#ifndef TYPEGRAD_MAX_STACK_BYTES
#if defined(__unix__) || defined(__APPLE__) || defined(_WIN32)
#define TYPEGRAD_MAX_STACK_BYTES 131072
#else
#define TYPEGRAD_MAX_STACK_BYTES 4096
#endif
#endif

/// So many nodes may a graph have while it is traced, those included that are not needed in the
/// end. Tracing more ends in a sentence; without it the compiler's own limit would be met, which
/// names none of the ways out. With a higher `-fconstexpr-steps` (clang) or `-fconstexpr-ops-limit`
/// (GCC) a program may set it higher: 8,192 nodes are what its tables hold.
#ifndef TYPEGRAD_MAX_NODES
#if defined(__clang__)
#define TYPEGRAD_MAX_NODES 2500
#else
#define TYPEGRAD_MAX_NODES 8192
#endif
#endif

/// Bytes of the registers in which loops and products compute several numbers at once; 0: one
/// number at a time, which is what a microcontroller does. AVX without AVX2 counts integers in half
/// of a register.
#ifndef TYPEGRAD_VECTOR_BYTES
#if defined(__AVX512F__)
#define TYPEGRAD_VECTOR_BYTES 64
#elif defined(__AVX2__)
#define TYPEGRAD_VECTOR_BYTES 32
#elif defined(__unix__) || defined(__APPLE__) || defined(_WIN32)
#define TYPEGRAD_VECTOR_BYTES 16
#else
#define TYPEGRAD_VECTOR_BYTES 0
#endif
#endif

/// What a program does where only one side of a selection by one number is needed, `if` on traced
/// numbers included: `by_cost`, a branch where that saves more than it costs; `always`; or `never`:
/// both sides are computed and one is selected without a jump, for firmware whose time must not
/// depend on which is taken. (That of functions of libm may depend on their argument.) The same in
/// every file of a program.
#ifndef TYPEGRAD_BRANCHES
#define TYPEGRAD_BRANCHES by_cost
#endif

/// 1: what a program runs is optimized at whatever level its file is compiled. So it is at -O0 on a
/// microcontroller, by GCC; say so for -Og, which no macro tells from -O2. The same in every file
/// of a program.
#ifndef TYPEGRAD_OPTIMIZES_PROGRAMS
#if !defined(__clang__) && !defined(__OPTIMIZE__) && TYPEGRAD_VECTOR_BYTES == 0
#define TYPEGRAD_OPTIMIZES_PROGRAMS 1
#else
#define TYPEGRAD_OPTIMIZES_PROGRAMS 0
#endif
#endif

// What a program runs is one function, TYPEGRAD_ONE_FUNCTION: `flatten` on it is enough for GCC,
// which takes 15 % longer to compile when every part says so; clang's `flatten` stops after one
// level, so there every part says so, TYPEGRAD_INLINE. So it does where firmware is debugged: GCC
// flattens nothing at -O0, where a number would be some eight calls, and keeps each value of each
// call on the stack, so that this one function is optimized all the same.
#if !defined(__clang__) && TYPEGRAD_OPTIMIZES_PROGRAMS
#define TYPEGRAD_INLINE [[gnu::always_inline]]
#define TYPEGRAD_INLINE_NUMBER [[gnu::always_inline]]
#define TYPEGRAD_ONE_FUNCTION [[gnu::flatten, gnu::optimize("O1")]]
#elif defined(__clang__)
#define TYPEGRAD_INLINE [[gnu::always_inline]]
#define TYPEGRAD_INLINE_NUMBER [[gnu::always_inline]]
#define TYPEGRAD_ONE_FUNCTION [[gnu::flatten]]
#else
#define TYPEGRAD_INLINE
#define TYPEGRAD_INLINE_NUMBER  // of what reads or computes one number
#define TYPEGRAD_ONE_FUNCTION [[gnu::flatten]]
#endif
