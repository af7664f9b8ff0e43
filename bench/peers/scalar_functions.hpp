// SPDX-License-Identifier: BSL-1.0
// Functions of a few numbers, for any type of number, with their gradients by hand.
#pragma once

#include <array>
#include <cmath>

/// Four inputs, 14 operations.
struct few_operations {
  static constexpr char const* name = "few_operations";
  static constexpr int inputs = 4;
  static constexpr std::array<double, inputs> at{0.7, 1.9, 0.4, -0.3};

  template <class X>
  static X value(X const* x) {
    using std::exp, std::log, std::sin, std::sqrt;
    return log(x[0] * x[1] + sin(x[2])) / (1 + exp(-x[3])) + x[0] * sqrt(x[1] * x[1] + x[2] * x[2]);
  }
  static void gradient(double const* x, double* g) {
    double const inner = x[0] * x[1] + std::sin(x[2]);
    double const e = std::exp(-x[3]);
    double const root = std::sqrt(x[1] * x[1] + x[2] * x[2]);
    double const of_inner = 1 / (inner * (1 + e));
    g[0] = of_inner * x[1] + root;
    g[1] = of_inner * x[0] + x[0] * x[1] / root;
    g[2] = of_inner * std::cos(x[2]) + x[0] * x[2] / root;
    g[3] = std::log(inner) * e / ((1 + e) * (1 + e));
  }
};

/// Two inputs, a chain of 100 operations.
struct long_chain {
  static constexpr char const* name = "long_chain";
  static constexpr int inputs = 2;
  static constexpr std::array<double, inputs> at{0.7, 0.6};
  static constexpr int links = 33;

  template <class X>
  static X value(X const* x) {
    using std::sin;
    X y = sin(x[0]) * x[1] + x[0];
    for (int i = 1; i < links; ++i) y = sin(y) * x[1] + x[0];
    return y * y;
  }
  static void gradient(double const* x, double* g) {
    double y = x[0], of_0 = 1, of_1 = 0;  // y and its derivatives
    for (int i = 0; i < links; ++i) {
      double const s = std::sin(y), c = std::cos(y);
      of_0 = c * of_0 * x[1] + 1;
      of_1 = c * of_1 * x[1] + s;
      y = s * x[1] + x[0];
    }
    g[0] = 2 * y * of_0;
    g[1] = 2 * y * of_1;
  }
};
