// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/tensor/dynamic_tensor.hpp>

#include <cmath>
#include <random>

/// numpy.random with `seed(s)`, `rand` and `randn`, so that tests have the data of the book without
/// a file. source: NumPy, legacy seeding and `legacy_gauss` in
/// numpy/random/src/legacy/legacy-distributions.c
class numpy_random {
 public:
  explicit numpy_random(unsigned seed) : bits_(seed) {}

  double uniform() {
    double const high = static_cast<double>(bits_() >> 5);
    double const low = static_cast<double>(bits_() >> 6);
    return (high * 67108864.0 + low) / 9007199254740992.0;
  }
  double normal() {
    if (has_second_) {
      has_second_ = false;
      return second_;
    }
    double a = 0, b = 0, square = 0;
    do {
      a = 2 * uniform() - 1;
      b = 2 * uniform() - 1;
      square = a * a + b * b;
    } while (square >= 1 || square == 0);
    double const scale = std::sqrt(-2 * std::log(square) / square);
    second_ = scale * a;
    has_second_ = true;
    return scale * b;
  }
  typegrad::dynamic_tensor<double> rand(typegrad::shape const& extents) {
    typegrad::dynamic_tensor<double> x(extents);
    for (double& element : x) element = uniform();
    return x;
  }
  typegrad::dynamic_tensor<double> randn(typegrad::shape const& extents) {
    typegrad::dynamic_tensor<double> x(extents);
    for (double& element : x) element = normal();
    return x;
  }

 private:
  std::mt19937 bits_;
  double second_ = 0;
  bool has_second_ = false;
};
