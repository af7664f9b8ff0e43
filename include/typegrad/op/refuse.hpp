// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/literal_sentences.hpp>
#include <typegrad/op/refused.hpp>

namespace typegrad {

// How a mistake becomes one compile error whose first line says what is wrong: `refusal<Mistake>.correct()`,
// called as near to the user's line as can be. `Mistake` is a type with
//   static constexpr char const* reason;     what must hold: "columns of a must equal rows of b"
//   static constexpr sentence words;         "matmul(a, b): columns of a (3) must equal rows of b (4); a is (2, 3), ..."
//   using parts = call<...>;                 (clang) what surrounds the reason, as a type

#if __cpp_static_assert >= 202306L

template <class Mistake>
inline constexpr bool is_correct = false;

/// The compiler prints computed text.
template <class Mistake>
struct spoken_refusal {
  static constexpr void correct() {
    constexpr bool correct = is_correct<Mistake>;
    static_assert(correct, Mistake::words);
  }
};
template <class Mistake>
inline constexpr spoken_refusal<Mistake> refusal{};

#elif defined(__clang__)

/// Clang cuts template arguments after 32 characters, and prints a literal with the condition that failed.
template <class Mistake>
inline constexpr literal_refusal<Mistake> refusal{};

#else

/// GCC prints texts that are template arguments: "'call<"matmul(a, b): columns ...">' has no member named 'correct'".
template <fixed_string Words>
struct call {};
template <class Mistake>
inline constexpr call<fitted_text<Mistake::words.length>(Mistake::words)> refusal{};

#endif

template <class Op, class Encoded, class... X>
struct operand_mistake;

}  // namespace typegrad
