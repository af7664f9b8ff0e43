// SPDX-License-Identifier: BSL-1.0
// GradBench's gradient descent, whose rule is a part of its evaluations `particle` and `saddle`:
// a step that makes the value smaller is taken, after ten of them steps become twice as long, else
// half; the end is a gradient or a step of length 1e-5.
#pragma once

#include <array>
#include <cmath>

namespace gradbench {

template <std::size_t Size>
double length(std::array<double, Size> const& x) {
  double sum = 0;
  for (double each : x) sum += each * each;
  return std::sqrt(sum);
}

/// Where `value` is smallest, found from `x`.
template <std::size_t Size>
std::array<double, Size> minimize(auto const& value, auto const& gradient,
                                  std::array<double, Size> x) {
  double at = value(x), rate = 1e-5;
  auto slope = gradient(x);
  int taken = 0;
  while (length(slope) > 1e-5) {
    if (taken == 10) {
      rate *= 2;
      taken = 0;
      continue;
    }
    std::array<double, Size> next, step;
    for (std::size_t i = 0; i < Size; ++i) {
      next[i] = x[i] - rate * slope[i];
      step[i] = x[i] - next[i];
    }
    if (length(step) <= 1e-5) break;
    if (double const there = value(next); there < at) {
      x = next;
      at = there;
      slope = gradient(x);
      ++taken;
    } else {
      rate /= 2;
      taken = 0;
    }
  }
  return x;
}

template <std::size_t Size>
std::array<double, Size> maximize(auto const& value, auto const& gradient,
                                  std::array<double, Size> const& x) {
  return minimize([&](auto const& at) { return -value(at); },
                  [&](auto const& at) {
                    auto slope = gradient(at);
                    for (double& each : slope) each = -each;
                    return slope;
                  },
                  x);
}

}  // namespace gradbench
