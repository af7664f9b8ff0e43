// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/transform/evaluate.hpp>
#include <typegrad/transform/limits_of.hpp>

namespace typegrad {

struct little_code {
  static constexpr plan_limits adapted(plan_limits limits) { return small_limits(limits.sides); }
};
struct little_time {
  static constexpr plan_limits adapted(plan_limits limits) { return fast_limits(limits.sides); }
};
struct same_time {
  static constexpr plan_limits adapted(plan_limits limits) {
    limits.sides = branches::never;
    return limits;
  }
};

/// A function whose program is planned with a wish.
template <class Wish, class Function>
struct planned : transformed<planned<Wish, Function>> {
  using function = Function;
  using adapts_limits = Wish;
  [[no_unique_address]] Function f;

  template <class... Values>
  constexpr auto trace(Values const&... x) const {
    return callable(f)(x...);
  }
};

/// `tg::small(f)(x)` is f(x) by a program of little code: what is more than a few numbers is a
/// loop. Around a transform or within it, `tg::small(tg::grad(f))` and `tg::grad(tg::small(f))`,
/// and in the type of a program: `tg::program<decltype(tg::small(tg::grad(f))), X...>`. The program
/// of the whole function decides; within a function that is traced it is f.
///
/// Without a wish a desktop gets `fast` (at -Os matrices of more than three rows are solved in
/// loops), a microcontroller `small` but for straight-line code over up to 16 numbers that were
/// just computed.
template <class Function>
constexpr auto small(Function const& f) {
  return transform_of<planned<little_code, Function>>(f);
}

/// The same by a program that takes little time: what is small is straight-line code, matrices of
/// up to six rows are solved in registers.
template <class Function>
constexpr auto fast(Function const& f) {
  return transform_of<planned<little_time, Function>>(f);
}

/// The same by a program that takes the same time whatever the numbers are: no jump depends on
/// them. Both sides of every `if` are computed; pivots, the larger of two numbers and whatever else
/// is chosen are selected. Functions of libm and those like them (`erfinv`, `normal_cdf`),
/// `while_loop` and what sorts or looks for a place (`median`, `argmax`) are excepted. Beside
/// `small` and `fast`: `tg::small(tg::constant_time(f))`.
template <class Function>
constexpr auto constant_time(Function const& f) {
  return transform_of<planned<same_time, Function>>(f);
}

}  // namespace typegrad
