// SPDX-License-Identifier: BSL-1.0
/// Differential equations: Runge-Kutta methods of any number of stages over `scan`, and their
/// gradients compared with the adjoint differential equation, which the same code solves.
#include <typegrad/embedded.hpp>

#include <array>
#include <cmath>
#include <cstdio>

namespace tg = typegrad;

// [readme:odeint]
/// A method for y' = f(y): where it asks for slopes, what it makes of them, and how far that is off
/// (Hairer, Norsett and Wanner, "Solving Ordinary Differential Equations I", tables II.1.2
/// and 5.2).
template <int Stages>
struct runge_kutta {
  double slopes[Stages][Stages];
  double weights[Stages];
  double error[Stages];
};
constexpr runge_kutta<4> classical{
    {{}, {0.5}, {0, 0.5}, {0, 0, 1}}, {1 / 6., 1 / 3., 1 / 3., 1 / 6.}, {}};
constexpr runge_kutta<7> dormand_prince{
    {{},
     {1 / 5.},
     {3 / 40., 9 / 40.},
     {44 / 45., -56 / 15., 32 / 9.},
     {19372 / 6561., -25360 / 2187., 64448 / 6561., -212 / 729.},
     {9017 / 3168., -355 / 33., 46732 / 5247., 49 / 176., -5103 / 18656.},
     {35 / 384., 0, 500 / 1113., 125 / 192., -2187 / 6784., 11 / 84.}},
    {35 / 384., 0, 500 / 1113., 125 / 192., -2187 / 6784., 11 / 84.},
    {71 / 57600., 0, -71 / 16695., 71 / 1920., -17253 / 339200., 22 / 525., -1 / 40.}};

template <class State, std::size_t Stages>
constexpr State moved(State y, std::array<State, Stages> const& slopes,
                      double const (&weights)[Stages], double step) {
  for (std::size_t i = 0; i < Stages; ++i)
    if (weights[i] != 0) y = y + step * weights[i] * slopes[i];
  return y;
}

/// y after all steps, and the estimate of the error of each of them.
template <int Steps, int Stages, class State>
constexpr auto odeint(runge_kutta<Stages> const& method, auto const& f, State const& start,
                      double step) {
  return tg::scan<Steps>(
      [&](auto const& y) {
        using state = std::remove_cvref_t<decltype(f(y))>;
        std::array<state, Stages> slopes{};
        for (int i = 0; i < Stages; ++i)
          slopes[static_cast<std::size_t>(i)] = f(moved(state(y), slopes, method.slopes[i], step));
        auto const off = moved(state(0.0 * y), slopes, method.error, step);
        return tg::results{moved(state(y), slopes, method.weights, step), tg::sum(off * off)};
      },
      start);
}
// [readme:odeint end]

constexpr auto pendulum = [](auto const& p, auto const& y) {
  return tg::tensor{y(1), -(p(0) * tg::sin(y(0)) + p(1) * y(1))};
};
constexpr int steps = 1000;
constexpr double step = 0.01;
template <int Stages>
constexpr auto last_angle(runge_kutta<Stages> const& method, auto const& p, auto const& start) {
  return odeint<steps>(method, [&](auto const& y) { return pendulum(p, y); }, start, step).first(0);
}
constexpr auto by_classical = [](auto const& p, auto const& start) {
  return last_angle(classical, p, start);
};
constexpr auto by_dormand_prince = [](auto const& p, auto const& start) {
  return last_angle(dormand_prince, p, start);
};

int main() {
  using pair = tg::tensor<double, 2>;
  using state = tg::tensor<double, 6>;
  pair const p{9.81, 0.3};
  pair const start{1.0, 0.0};

  auto const [end, errors] =
      odeint<steps>(dormand_prince, [&](pair const& y) { return pendulum(p, y); }, start, step);
  std::printf("angle %.9f, largest estimate of an error %.0e\n", end(0),
              std::sqrt(tg::max(errors)));

  // The adjoint differential equation: y' = f, a' = -(df/dy)^T a, g' = -(df/dp)^T a, from the end
  // backwards. At the start a is the gradient in the state, g that in the parameters.
  auto const backwards = [&](state const& s) {
    auto const [dy, pull] = tg::vjp(pendulum)(p, pair{s(0), s(1)});
    auto const [dp, da] = pull(pair{s(2), s(3)});
    return state{dy(0), dy(1), -da(0), -da(1), -dp(0), -dp(1)};
  };
  state const s =
      odeint<steps>(dormand_prince, backwards, state{end(0), end(1), 1, 0, 0, 0}, -step).first;

  auto const fourth = tg::grad(by_classical, tg::wrt<0, 1>)(p, start);
  auto const fifth = tg::grad(by_dormand_prince, tg::wrt<0, 1>)(p, start);
  auto const print = [](char const* name, pair const& parameters, pair const& at_start) {
    std::printf("%-16s %.9f %.9f  %.9f %.9f\n", name, parameters(0), parameters(1), at_start(0),
                at_start(1));
  };
  print("adjoint", {s(4), s(5)}, {s(2), s(3)});
  print("Dormand-Prince", fifth.first, fifth.second);
  print("classical", fourth.first, fourth.second);

  // The gradient of the discrete solution is that of the equation up to the error of the method.
  auto const distance = [&](auto const& gradient) {
    return std::abs(gradient.first(0) - s(4)) + std::abs(gradient.first(1) - s(5)) +
           std::abs(gradient.second(0) - s(2)) + std::abs(gradient.second(1) - s(3));
  };
  return distance(fifth) < 1e-9 && distance(fourth) < 1e-5 ? 0 : 1;
}
