// SPDX-License-Identifier: BSL-1.0
// A saddle point by nested gradient descent: GradBench's `saddle`, of Siskind and Pearlmutter. With
// f(x, y) = |x|^2 - |y|^2, minimize over x the maximum over y: a value of the outer function is the
// end of an inner descent, and its derivative that of f there. A variant is two letters, the modes
// of the outer and of the inner derivative: r is `grad`, f is `jvp` along each axis.
#include "descent.hpp"
#include "protocol.hpp"

#include <typegrad/static.hpp>

namespace tg = typegrad;

namespace {

using point = std::array<double, 2>;

struct input {
  point start;

  explicit input(gradbench::json const& from) {
    auto const both = from["start"].numbers();
    start = {both.at(0), both.at(1)};
  }
};

constexpr auto f = [](auto const& x, auto const& y) {
  return x[0] * x[0] + x[1] * x[1] - (y[0] * y[0] + y[1] * y[1]);
};

/// The gradient of f by argument `Which`.
struct reverse {
  template <int Which>
  static point gradient(point const& x, point const& y) {
    return tg::grad(f, tg::wrt<Which>)(x, y);
  }
};
struct forward {
  template <int Which>
  static point gradient(point const& x, point const& y) {
    point made{};
    for (std::size_t axis = 0; axis < 2; ++axis) {
      point along{}, still{};
      along[axis] = 1;
      made[axis] = tg::jvp(f)(x, y, Which == 0 ? along : still, Which == 1 ? along : still).second;
    }
    return made;
  }
};
struct by_hand {
  template <int Which>
  static point gradient(point const& x, point const& y) {
    if constexpr (Which == 0) return {2 * x[0], 2 * x[1]};
    else return {-2 * y[0], -2 * y[1]};
  }
};

template <class Outer, class Inner>
struct saddle_point {
  using result = std::vector<double>;
  input const& from;

  explicit saddle_point(input const& in) : from(in) {}
  template <class Mode>
  point highest(point const& x) const {
    return gradbench::maximize([&](point const& y) { return f(x, y); },
                               [&](point const& y) { return Mode::template gradient<1>(x, y); },
                               from.start);
  }
  void operator()(std::vector<double>& found) const {
    point const x = gradbench::minimize(
        [&](point const& at) { return f(at, highest<Inner>(at)); },
        [&](point const& at) { return Outer::template gradient<0>(at, highest<Inner>(at)); },
        from.start);
    point const y = highest<Outer>(x);
    found = {x[0], x[1], y[0], y[1]};
  }
};

/// All variants beside the hand; and for the start (1, 1) what GradBench expects.
int check(gradbench::json const& file) {
  input const in(file);
  auto const by_hand_ = gradbench::result_of<saddle_point<by_hand, by_hand>>(in);
  bool good = gradbench::agree("rr", gradbench::result_of<saddle_point<reverse, reverse>>(in),
                               by_hand_, 1e-12);
  good &= gradbench::agree("rf", gradbench::result_of<saddle_point<reverse, forward>>(in), by_hand_,
                           1e-12);
  good &= gradbench::agree("fr", gradbench::result_of<saddle_point<forward, reverse>>(in), by_hand_,
                           1e-12);
  good &= gradbench::agree("ff", gradbench::result_of<saddle_point<forward, forward>>(in), by_hand_,
                           1e-12);
  if (in.start == point{1, 1})
    good &= gradbench::agree("GradBench's", by_hand_, std::vector(4, 8.246324826140356e-06), 1e-12);
  return good ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  using gradbench::timed;
  return gradbench::run_protocol(argc, argv,
                                 {{"rr", timed<input, saddle_point<reverse, reverse>>},
                                  {"rf", timed<input, saddle_point<reverse, forward>>},
                                  {"fr", timed<input, saddle_point<forward, reverse>>},
                                  {"ff", timed<input, saddle_point<forward, forward>>},
                                  {"by_hand", timed<input, saddle_point<by_hand, by_hand>>},
                                  {"check", check}});
}
