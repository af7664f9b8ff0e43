// SPDX-License-Identifier: BSL-1.0
/// Operations of your own: a formula with a better derivative, and code that cannot be traced.
#include <typegrad/typegrad.hpp>

#include <typegrad/debug/check_grad.hpp>

#include <cstdio>

namespace tg = typegrad;

// [readme:operation]
/// log(1 + exp(x)). Its derivative is exp(x) / (1 + exp(x)), which is NaN at 1000 as it stands: the
/// rule says it better.
struct softplus {
  static constexpr auto forward(auto const& x) { return tg::log(1 + tg::exp(x)); }
  static constexpr auto backward(auto const& gy, auto const& x) { return gy * tg::sigmoid(x); }
};
static_assert(tg::grad([](auto x) { return tg::apply<softplus>(x); })(0.0) == 0.5);
// [readme:operation end]

/// The characteristic of a sensor, from its data sheet: volts at 0, 10, 20, ... degrees. Code with
/// a table and branches is called as it is (a kernel) and brings its derivative along as a second
/// operation.
constexpr double volts[] = {0.10, 0.32, 0.61, 0.98, 1.40, 1.86};

/// Which interval of the table.
constexpr int interval(double degrees) {
  int const k = static_cast<int>(degrees / 10);
  return k < 0 ? 0 : k > 4 ? 4 : k;
}
// [readme:kernel]
struct sensor_slope {
  static constexpr tg::shape_result shape(tg::shape const& degrees) { return {degrees}; }
  template <class T>
  static constexpr void kernel(T* out, tg::shape const& extents, auto const& degrees) {
    for (tg::index_t i = 0; i < extents.size(); ++i) {
      int const k = interval(degrees[i]);
      out[i] = (volts[k + 1] - volts[k]) / 10;
    }
  }
};
struct sensor {
  static constexpr tg::shape_result shape(tg::shape const& degrees) { return {degrees}; }
  template <class T>
  static constexpr void kernel(T* out, tg::shape const& extents, auto const& degrees) {
    for (tg::index_t i = 0; i < extents.size(); ++i) {
      int const k = interval(degrees[i]);
      out[i] = volts[k] + (volts[k + 1] - volts[k]) * (degrees[i] / 10 - k);
    }
  }
  static constexpr auto backward(auto const& gy, auto const& degrees) {
    return gy * tg::apply<sensor_slope>(degrees);
  }
};
// [readme:kernel end]

int main() {
  // Which temperatures explain these voltages? Newton's method, an element at a time in one go.
  tg::tensor<double, 3> const measured{0.5, 1.0, 1.7};
  tg::tensor<double, 3> degrees{25, 25, 25};
  constexpr auto total = [](auto const& x) { return tg::sum(tg::apply<sensor>(x)); };
  for (int step = 0; step < 8; ++step)
    degrees = degrees - (tg::apply<sensor>(degrees) - measured) / tg::grad(total)(degrees);
  for (int i = 0; i < 3; ++i) std::printf("%.2f V is %.2f degrees\n", measured(i), degrees(i));

  bool right = static_cast<bool>(tg::check_grad(total, tg::tensor<double, 3>{3, 17, 44}));
  right = right &&
          static_cast<bool>(tg::check_grad([](auto x) { return tg::apply<softplus>(x); }, 0.7));
  for (int i = 0; i < 3; ++i) {
    double const error = tg::apply<sensor>(degrees)(i) - measured(i);
    right = right && error * error < 1e-20;
  }
  return right ? 0 : 1;
}
