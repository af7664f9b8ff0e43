// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/literal_refusal.hpp>
#include <typegrad/op/refused.hpp>

namespace typegrad {

// How a mistake becomes one compile error whose first line says what is wrong: `using error =
// decltype(refusal<Mistake>.correct())` as near to the user's line as can be; not a call, so that
// GCC still evaluates the function around it. `Mistake` is a type with
//   static constexpr char const* reason;     what must hold: "columns of a must equal rows of b"
//   static constexpr sentence words;         "matmul(a, b): columns of a (3) must equal rows of b
//   (4); a is (2, 3), ..."
//   using parts = call<...>;                 (clang) what surrounds the reason, as a type

#if __cpp_static_assert >= 202306L

template <class Mistake>
inline constexpr bool is_correct = false;

/// The compiler prints computed text.
template <class Mistake>
struct spoken_refusal {
  static constexpr auto correct() {
    constexpr bool correct = is_correct<Mistake>;
    static_assert(correct, Mistake::words);
    return true;
  }
};
template <class Mistake>
inline constexpr spoken_refusal<Mistake> refusal{};

#elif defined(__clang__)

/// Clang cuts template arguments after 32 characters, and prints a literal with the condition that
/// failed.
template <class Mistake>
inline constexpr literal_refusal<Mistake> refusal{};

#else

/// GCC prints texts that are template arguments: "'call<"matmul(a, b): columns ...">' has no member
/// named 'correct'".
template <fixed_string Words>
struct call {};
template <class Mistake>
inline constexpr call<fitted_text<Mistake::words.length>(Mistake::words)> refusal{};

#endif

template <class... Details>
struct found {};

/// A mistake whose reason is fixed. Each of `Details` is a type with `words` that say what is there
/// instead.
template <fixed_string Reason, class... Details>
struct mistake {
  static constexpr char const* reason = Reason.text;
  static constexpr sentence join_words() {
    sentence joined = sentence{}.add(Reason.text);
    ((joined.add("; ").add(Details::words)), ...);
    return joined;
  }
  static constexpr sentence words = join_words();
  using parts = found<Details...>;
};

}  // namespace typegrad
