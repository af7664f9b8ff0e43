// SPDX-License-Identifier: BSL-1.0
// Functions of numbers whose size is known at run time, written once for any type of number.
#pragma once

#include <cmath>
#include <vector>

/// Two inputs, `size` operations one after the other.
struct sine_chain {
  static constexpr char const* name = "sine_chain";
  static constexpr int sizes[] = {100, 1'000, 10'000, 100'000, 1'000'000};

  static int inputs(int) { return 2; }
  static double at(int i) { return i == 0 ? 0.7 : 1.1; }
  template <class X>
  static X value(X const* x, int size) {
    using std::sin;
    X y = x[0];
    for (int i = 0; i < size / 2; ++i) y = sin(y) * x[1];
    return y;
  }
};

/// Half the logarithm of the determinant of a matrix of `size` rows, by its Cholesky factor: size^3
/// / 3 operations.
struct cholesky {
  static constexpr char const* name = "cholesky";
  static constexpr int sizes[] = {10, 20, 50, 100};

  static int inputs(int size) { return size * size; }
  static double at(int i) { return std::cos(0.37 * i); }
  template <class X>
  static X value(X const* x, int size) {
    using std::log, std::sqrt;
    auto const n = static_cast<std::size_t>(size);
    std::vector<X> l(n * n);
    X sum = log(x[0]) * 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        X element = i == j ? x[i * n + i] + 130.0 : x[i * n + j];
        for (std::size_t k = 0; k < j; ++k) element = element - l[i * n + k] * l[j * n + k];
        l[i * n + j] = i == j ? X(sqrt(element)) : X(element / l[j * n + j]);
      }
      sum = sum + log(l[i * n + i]);
    }
    return sum;
  }
};

/// The energy of `size` springs between points of a plane, each with some others nearby.
struct springs {
  static constexpr char const* name = "springs";
  static constexpr int sizes[] = {10, 1'000, 100'000};

  static int points(int size) { return size / 4 + 6; }
  static int inputs(int size) { return 2 * points(size); }
  static double at(int i) { return i % 2 == 0 ? 0.5 * i : std::sin(1.3 * i); }
  template <class X>
  static X value(X const* x, int size) {
    using std::sqrt;
    X energy = x[0] * 0.0;
    for (int s = 0; s < size; ++s) {
      int const a = s / 4, b = a + 1 + s % 4;
      X const dx = x[2 * b] - x[2 * a], dy = x[2 * b + 1] - x[2 * a + 1];
      X const stretched = sqrt(dx * dx + dy * dy) - 1.0;
      energy = energy + stretched * stretched * 0.5;
    }
    return energy;
  }
};
