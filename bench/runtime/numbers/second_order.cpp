// SPDX-License-Identifier: BSL-1.0
// Hessians and their products with a vector: a formula of four numbers that share parts, and
// Rosenbrock's valley in ten dimensions.
#include <typegrad/embedded.hpp>

#include <cmath>
#include <cstring>

#include "call.hpp"

namespace tg = typegrad;

namespace {

constexpr auto shared = [](auto const& x) {
  return tg::log(x(0) * x(1) + tg::sin(x(2))) / (1.0 + tg::exp(-x(3))) +
         x(0) * tg::sqrt(x(1) * x(1) + x(2) * x(2));
};
constexpr auto rosenbrock = [](auto const& x) {
  auto const term = [&](int i) {
    auto const up = x(i + 1) - x(i) * x(i), away = 1.0 - x(i);
    return 100.0 * (up * up) + away * away;
  };
  auto sum = term(0);
  for (int i = 1; i < 9; ++i) sum = sum + term(i);
  return sum;
};

using four = tg::tensor<double, 4>;
using ten = tg::tensor<double, 10>;
using shared_hessian_program = tg::program<decltype(tg::hessian(shared)), four>;
using shared_product_program = tg::program<decltype(tg::hvp(shared)), four, four>;
using valley_hessian_program = tg::program<decltype(tg::hessian(rosenbrock)), ten>;
using valley_product_program = tg::program<decltype(tg::hvp(rosenbrock)), ten, ten>;

}  // namespace

extern "C" void generated_shared_hessian(double const* x, double* result) {
  shared_hessian_program::run(tg::into(out<tg::tensor<double, 4, 4>>(result)), in<four>(x));
}
extern "C" void by_hand_shared_hessian(double const* x, double* result) {
  double sine, cosine;
  sincos(x[2], &sine, &cosine);
  double const u = x[0] * x[1] + sine;
  double const r = 1 / u;
  double const e = std::exp(-x[3]);
  double const g = 1 / (1 + e);
  double const slope = e * g * g;
  double const bend = slope * (2 * e * g - 1);
  double const h = 1 / std::sqrt(x[1] * x[1] + x[2] * x[2]);
  double const q = g * r, p = q * r, s = slope * r, k = x[0] * h, m = k * (h * h);
  double const p0 = p * x[0], p1 = p * x[1], pc = p * cosine, m1 = m * x[1];
  result[0] = -p1 * x[1];
  result[1] = result[4] = q - p0 * x[1] + x[1] * h;
  result[2] = result[8] = x[2] * h - pc * x[1];
  result[3] = result[12] = s * x[1];
  result[5] = k - p0 * x[0] - m1 * x[1];
  result[6] = result[9] = -(p0 * cosine + m1 * x[2]);
  result[7] = result[13] = s * x[0];
  result[10] = k - pc * cosine - q * sine - m * x[2] * x[2];
  result[11] = result[14] = s * cosine;
  result[15] = std::log(u) * bend;
}

extern "C" void generated_shared_product(double const* x, double* result) {
  shared_product_program::run(tg::into(out<four>(result)), in<four>(x), in<four>(x + 4));
}
extern "C" void by_hand_shared_product(double const* x, double* result) {
  double const* const v = x + 4;
  double sine, cosine;
  sincos(x[2], &sine, &cosine);
  double const u = x[0] * x[1] + sine;
  double const r = 1 / u;
  double const e = std::exp(-x[3]);
  double const g = 1 / (1 + e);
  double const slope = e * g * g;
  double const bend = slope * (2 * e * g - 1);
  double const h = 1 / std::sqrt(x[1] * x[1] + x[2] * x[2]);
  double const log_by_v = (v[0] * x[1] + x[0] * v[1] + cosine * v[2]) * r;
  double const root_by_v = (x[1] * v[1] + x[2] * v[2]) * h;
  double const slope_by_v = slope * v[3];
  double const q = g * r, k = x[0] * h;
  double const q_by_v = r * (slope_by_v - g * log_by_v);
  double const k_by_v = h * (v[0] - k * root_by_v);
  result[0] = q_by_v * x[1] + q * v[1] + root_by_v;
  result[1] = q_by_v * x[0] + q * v[0] + k_by_v * x[1] + k * v[1];
  result[2] = q_by_v * cosine - q * sine * v[2] + k_by_v * x[2] + k * v[2];
  result[3] = log_by_v * slope + std::log(u) * (bend * v[3]);
}

extern "C" void generated_valley_hessian(double const* x, double* result) {
  valley_hessian_program::run(tg::into(out<tg::tensor<double, 10, 10>>(result)), in<ten>(x));
}
extern "C" void by_hand_valley_hessian(double const* x, double* result) {
  std::memset(result, 0, 100 * sizeof(double));
  TYPEGRAD_UNROLL for (int i = 0; i < 9; ++i) {
    result[11 * i + 1] = result[11 * i + 10] = -400 * x[i];
    result[11 * i] = 1200 * (x[i] * x[i]) - 400 * x[i + 1] + (i > 0 ? 202 : 2);
  }
  result[99] = 200;
}

extern "C" void generated_valley_product(double const* x, double* result) {
  valley_product_program::run(tg::into(out<ten>(result)), in<ten>(x), in<ten>(x + 10));
}
extern "C" void by_hand_valley_product(double const* x, double* result) {
  double const* const v = x + 10;
  double before = 0;
  TYPEGRAD_UNROLL for (int i = 0; i < 9; ++i) {
    double const beside = -400 * x[i];
    result[i] = (1200 * (x[i] * x[i]) - 400 * x[i + 1] + (i > 0 ? 202 : 2)) * v[i] +
                beside * v[i + 1] + before;
    before = beside * v[i];
  }
  result[9] = 200 * v[9] + before;
}

TYPEGRAD_CALL(shared_hessian, 4, 16, 1.3, 0.7, 0.4, -0.6);
TYPEGRAD_CALL(shared_product, 8, 4, 1.3, 0.7, 0.4, -0.6, 0.3, -0.8, 1.1, 0.5);
TYPEGRAD_CALL(valley_hessian, 10, 100, -1.2, 1.0, 0.8, 0.6, -0.5, 0.4, 1.1, 0.9, 1.3, 1.7);
TYPEGRAD_CALL(valley_product, 20, 10, -1.2, 1.0, 0.8, 0.6, -0.5, 0.4, 1.1, 0.9, 1.3, 1.7, 0.3, -0.8,
              1.1, 0.5, -0.2, 0.7, 0.9, -1.4, 0.6, 0.25);
