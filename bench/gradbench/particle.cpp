// SPDX-License-Identifier: BSL-1.0
// A charged particle that is to hit the origin: GradBench's `particle`, of Siskind and Pearlmutter.
// Two charges at (10, 10 - w) and (10, 0) push it with the gradient of their potential
//
//     p(x) = 1 / |x - (10, 10 - w)| + 1 / |x - (10, 0)|
//
// from (0, 8) with speed (0.75, 0); Euler's method with steps of 0.1 finds where it crosses the
// axis, and w is to make that smallest in square: a derivative of a loop that ends by its values,
// in whose body there is a derivative. A variant is two letters, the modes of the outer and of the
// inner derivative: r is `grad`, f is `jvp`.
#include "descent.hpp"
#include "protocol.hpp"

#include <typegrad/static.hpp>

namespace tg = typegrad;

namespace {

struct input {
  double w;

  explicit input(gradbench::json const& from) : w(from["w"].number()) {}
};

constexpr double time_step = 0.1;

constexpr auto potential = [](auto const& x, auto const& w) {
  auto const from_first = x - tg::stack(10 + 0 * w, 10 - w);
  auto const from_second = x - tg::tensor{10.0, 0.0};
  return 1 / tg::norm(from_first) + 1 / tg::norm(from_second);
};

struct reverse {
  static constexpr auto inner = [](auto const& x, auto const& w) {
    return tg::grad(potential)(x, w);
  };
  template <class Function>
  static double outer(Function const& f, double w) {
    return tg::grad(f)(w);
  }
};
struct forward {
  static constexpr auto inner = [](auto const& x, auto const& w) {
    auto const along = [&](auto const& direction) {
      return tg::jvp([&](auto const& at) { return potential(at, w); })(x, direction).second;
    };
    return tg::stack(along(tg::tensor{1.0, 0.0}), along(tg::tensor{0.0, 1.0}));
  };
  template <class Function>
  static double outer(Function const& f, double w) {
    return tg::jvp(f)(w, 1.0).second;
  }
};

/// The square of where the particle crosses the axis; it takes 60 to 70 steps.
template <class Inner>
constexpr auto crossing = [](auto const& w) {
  auto const [x, v] = tg::while_loop<1000>(
      [](auto const& state) { return state.first(1) + time_step * state.second(1) > 0; },
      [&](auto const& state) {
        return tg::results{state.first + time_step * state.second,
                           state.second - time_step * Inner::inner(state.first, w)};
      },
      tg::results{tg::stack(0 * w, 8 + 0 * w), tg::stack(0.75 + 0 * w, 0 * w)});
  auto const below = x + time_step * v;
  auto const place = below(0) - below(1) / v(1) * v(0);
  return place * place;
};

template <class Outer, class Inner>
struct best_charge {
  using result = double;
  input const& from;

  explicit best_charge(input const& in) : from(in) {}
  void operator()(double& w) const {
    using at = std::array<double, 1>;
    w = gradbench::minimize([](at const& x) { return tg::evaluate(crossing<Inner>)(x[0]); },
                            [](at const& x) { return at{Outer::outer(crossing<Inner>, x[0])}; },
                            at{from.w})[0];
  }
};

/// Positions, speeds and their derivatives by w, in one loop.
struct by_hand {
  using result = double;
  input const& from;

  explicit by_hand(input const& in) : from(in) {}
  struct value_and_slope {
    double value, slope;
  };
  static value_and_slope crossing_of(double w) {
    double x[2] = {0, 8}, v[2] = {0.75, 0}, of_x[2] = {0, 0}, of_v[2] = {0, 0};
    for (;;) {
      double force[2] = {0, 0}, of_force[2] = {0, 0};
      for (int charge = 0; charge < 2; ++charge) {
        double const d[2] = {x[0] - 10, charge == 0 ? x[1] - (10 - w) : x[1]};
        double const of_d[2] = {of_x[0], charge == 0 ? of_x[1] + 1 : of_x[1]};
        double const squared = d[0] * d[0] + d[1] * d[1];
        double const cubed = 1 / (squared * std::sqrt(squared));
        double const of_cubed = -3 * cubed / squared * (d[0] * of_d[0] + d[1] * of_d[1]);
        for (int i = 0; i < 2; ++i) {
          force[i] += d[i] * cubed;
          of_force[i] += of_d[i] * cubed + d[i] * of_cubed;
        }
      }
      for (int i = 0; i < 2; ++i) {
        x[i] += time_step * v[i];
        of_x[i] += time_step * of_v[i];
      }
      if (x[1] <= 0) break;
      for (int i = 0; i < 2; ++i) {
        v[i] += time_step * force[i];
        of_v[i] += time_step * of_force[i];
      }
    }
    double const time = -x[1] / v[1], of_time = -(of_x[1] + time * of_v[1]) / v[1];
    double const place = x[0] + time * v[0];
    return {place * place, 2 * place * (of_x[0] + time * of_v[0] + of_time * v[0])};
  }
  void operator()(double& w) const {
    using at = std::array<double, 1>;
    w = gradbench::minimize([](at const& x) { return crossing_of(x[0]).value; },
                            [](at const& x) { return at{crossing_of(x[0]).slope}; }, at{from.w})[0];
  }
};

/// All variants beside the hand, that beside differences, and for 0 what GradBench expects.
int check(gradbench::json const& file) {
  using gradbench::agree, gradbench::result_of;
  input const in(file);
  auto const found = result_of<by_hand>(in);
  double const step = 1e-5, slope = by_hand::crossing_of(in.w).slope;
  double const difference =
      by_hand::crossing_of(in.w + step).value - by_hand::crossing_of(in.w - step).value;
  bool good = agree("hand beside differences", {slope}, {difference / (2 * step)}, 1e-7);
  good &= agree("rr", result_of<best_charge<reverse, reverse>>(in), found, 1e-10);
  good &= agree("ff", result_of<best_charge<forward, forward>>(in), found, 1e-10);
  good &= agree("rf", result_of<best_charge<reverse, forward>>(in), found, 1e-10);
  good &= agree("fr", result_of<best_charge<forward, reverse>>(in), found, 1e-10);
  if (in.w == 0) good &= agree("GradBench's", found, {0.2071918746486116}, 1e-10);
  return good ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  using gradbench::timed;
  return gradbench::run_protocol(argc, argv,
                                 {{"rr", timed<input, best_charge<reverse, reverse>>},
                                  {"rf", timed<input, best_charge<reverse, forward>>},
                                  {"fr", timed<input, best_charge<forward, reverse>>},
                                  {"ff", timed<input, best_charge<forward, forward>>},
                                  {"by_hand", timed<input, by_hand>},
                                  {"check", check}});
}
