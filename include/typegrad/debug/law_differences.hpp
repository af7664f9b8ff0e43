// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/growing_array.hpp>

#include <algorithm>
#include <functional>

namespace typegrad {

/// The results of `law_trace` as plain lists; those that were not asked for are empty.
struct law_numbers {
  growing_array<double> value;
  growing_array<double> gradient;
  growing_array<double> twice;
  growing_array<double> tangent;
  growing_array<double> second;
  growing_array<double> moved;
};

inline double dot(growing_array<double> const& a, growing_array<double> const& b) {
  double total = 0;
  for (int i = 0; i < a.size(); ++i)
    if (a[i] != 0) total += a[i] * b[i];
  return total;
}
inline double largest_magnitude(growing_array<double> const& values) {
  double largest = 0;
  for (double const value : values) largest = (std::max)(largest, value < 0 ? -value : value);
  return largest;
}

/// The derivative at 0 of a function from a step to numbers, by central differences at steps h, h/2
/// and h/4, extrapolated twice, so that the error falls as h^6.
/// source    L. F. Richardson 1911; DLMF 3.10(ii)
inline growing_array<double> extrapolated_slope(
    std::function<growing_array<double>(double)> const& f, double step) {
  growing_array<double> slopes[3];
  for (int level = 0; level < 3; ++level) {
    double const h = step / (1 << level);
    growing_array<double> const above = f(h);
    growing_array<double> const below = f(-h);
    for (int i = 0; i < above.size(); ++i) slopes[level].push_back((above[i] - below[i]) / (2 * h));
  }
  for (int i = 0; i < slopes[0].size(); ++i)
    slopes[0][i] =
        (16 * (4 * slopes[2][i] - slopes[1][i]) / 3 - (4 * slopes[1][i] - slopes[0][i]) / 3) / 15;
  return slopes[0];
}

/// What the derivatives should be, by differences of value and first gradient.
struct law_differences {
  growing_array<double> gradient;
  growing_array<double> tangent;
  growing_array<double> second;

  law_differences(std::function<law_numbers(growing_array<double> const&)> const& run,
                  growing_array<double> const& x, growing_array<double> const& weights,
                  growing_array<double> const& directions, double step) {
    for (int k = 0; k < x.size(); ++k) {
      growing_array<double> const slope = extrapolated_slope(
          [&](double by) {
            growing_array<double> there = x;
            there[k] += by;
            return run(there).value;
          },
          step);
      gradient.push_back(dot(weights, slope));
    }
    auto const along = [&](growing_array<double> law_numbers::* answer) {
      return extrapolated_slope(
          [&](double by) {
            growing_array<double> there = x;
            for (int k = 0; k < x.size(); ++k) there[k] += by * directions[k];
            return run(there).*answer;
          },
          step);
    };
    tangent = along(&law_numbers::value);
    second = along(&law_numbers::gradient);
  }
};

}  // namespace typegrad
