// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/math/trigonometric.hpp>

namespace typegrad {

// Learning rates as functions of the number of the step or epoch, from 0:
// `optimizer.learning_rate = tg::cosine_rate(0.01, step, steps);`

/// first * factor^(t / every), the quotient rounded down: `step_rate(0.1, epoch, 10, 0.5)` halves
/// the rate every ten epochs.
/// source    PyTorch, `StepLR`
constexpr double step_rate(double first, int t, int every, double factor) {
  double rate = first;
  for (int k = every; k <= t; k += every) rate *= factor;
  return rate;
}

/// first * factor^t.
/// source    PyTorch, `ExponentialLR`
constexpr double exponential_rate(double first, int t, double factor) {
  return step_rate(first, t, 1, factor);
}

/// last + (first - last) (1 + cos(pi t / steps)) / 2, and `last` from then on.
/// source    Loshchilov and Hutter 2017, "SGDR"; PyTorch, `CosineAnnealingLR`
constexpr double cosine_rate(double first, int t, int steps, double last = 0) {
  if (t >= steps) return last;
  double const share = static_cast<double>(t) / static_cast<double>(steps);
  return last + (first - last) * (1 + math::constant::cos(3.141592653589793 * share)) / 2;
}

/// The factor of a rate that begins small: (t + 1) / steps, at most 1.
/// source    Goyal et al. 2017, section 2.2
constexpr double warm_up(int t, int steps) {
  return t + 1 >= steps ? 1.0 : static_cast<double>(t + 1) / static_cast<double>(steps);
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
