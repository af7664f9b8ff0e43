// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <cmath>

#include "workload.hpp"

namespace tg = typegrad;

namespace {

// The camera of "Bundle Adjustment in the Large" (grail.cs.washington.edu/projects/bal): rotation
// vector, translation, focal length, two coefficients of radial distortion; then the point.
constexpr double smallest_angle_squared = 1e-12;

constexpr auto residual = [](auto x, auto observed) {
  auto const w0 = x(0), w1 = x(1), w2 = x(2);
  auto const p0 = x(9), p1 = x(10), p2 = x(11);
  auto const angle_squared = w0 * w0 + w1 * w1 + w2 * w2;
  auto const turns = angle_squared > smallest_angle_squared;
  auto const safe = tg::where(turns, angle_squared, 1.0);
  auto const angle = tg::sqrt(safe);
  auto const cosine = tg::where(turns, tg::cos(angle), 1.0);
  auto const a = tg::where(turns, tg::sin(angle) / angle, 1.0);
  auto const b = tg::where(turns, (1.0 - tg::cos(angle)) / safe, 0.5);
  auto const along = b * (w0 * p0 + w1 * p1 + w2 * p2);
  auto const c0 = cosine * p0 + a * (w1 * p2 - w2 * p1) + along * w0 + x(3);
  auto const c1 = cosine * p1 + a * (w2 * p0 - w0 * p2) + along * w1 + x(4);
  auto const c2 = cosine * p2 + a * (w0 * p1 - w1 * p0) + along * w2 + x(5);
  auto const u = -c0 / c2;
  auto const v = -c1 / c2;
  auto const n = u * u + v * v;
  auto const scale = x(6) * (1.0 + n * (x(7) + n * x(8)));
  return tg::stack(scale * u - observed(0), scale * v - observed(1));
};

struct residual_and_jacobian {
  double residual[2];
  double jacobian[2][12];
};

using generated_result = tg::results<tg::tensor<double, 2>, tg::tensor<double, 2, 12>>;
static_assert(sizeof(generated_result) == sizeof(residual_and_jacobian));

}  // namespace

extern "C" [[gnu::noinline]] generated_result generated_bundle_adjustment(
    tg::tensor<double, 12> const& x, tg::tensor<double, 2> const& observed) {
  return tg::value_and_jacobian(residual)(x, observed);
}

// The derivative with respect to the camera's coordinates is a 2 by 3 matrix, symmetric in its
// first two columns; its rows are pulled back through the rotation by vector algebra.
extern "C" [[gnu::noinline]] residual_and_jacobian by_hand_bundle_adjustment(
    double const* x, double const* observed) {
  double const w0 = x[0], w1 = x[1], w2 = x[2];
  double const p0 = x[9], p1 = x[10], p2 = x[11];
  double const angle_squared = w0 * w0 + w1 * w1 + w2 * w2;
  // sin(angle) / angle, (1 - cos(angle)) / angle^2, and the derivatives of both by angle, over
  // angle
  double cosine = 1, a = 1, b = 0.5, slope_of_cosine = 0, slope_of_a = 0, slope_of_b = 0;
  if (angle_squared > smallest_angle_squared) {
    double const angle = sqrt(angle_squared);
    double const reciprocal = 1 / angle_squared;
    double sine;
    sincos(angle, &sine, &cosine);
    a = sine / angle;
    b = (1 - cosine) * reciprocal;
    slope_of_cosine = -a;
    slope_of_a = (cosine - a) * reciprocal;
    slope_of_b = (a - 2 * b) * reciprocal;
  }

  double const q0 = w1 * p2 - w2 * p1;
  double const q1 = w2 * p0 - w0 * p2;
  double const q2 = w0 * p1 - w1 * p0;
  double const dot = w0 * p0 + w1 * p1 + w2 * p2;
  double const along = b * dot;
  double const c0 = cosine * p0 + a * q0 + along * w0 + x[3];
  double const c1 = cosine * p1 + a * q1 + along * w1 + x[4];
  double const c2 = cosine * p2 + a * q2 + along * w2 + x[5];
  double const negative_reciprocal = -1 / c2;
  double const u = c0 * negative_reciprocal;
  double const v = c1 * negative_reciprocal;
  double const n = u * u + v * v;
  double const focal = x[6], k1 = x[7], k2 = x[8];
  double const distortion = 1 + n * (k1 + n * k2);
  double const scale = focal * distortion;

  residual_and_jacobian result;
  result.residual[0] = scale * u - observed[0];
  result.residual[1] = scale * v - observed[1];
  double const bend = 2 * focal * (k1 + 2 * n * k2);
  double const bend_u = bend * u;
  double const mixed = negative_reciprocal * (bend_u * v);
  double const to_camera[2][2] = {{negative_reciprocal * (scale + bend_u * u), mixed},
                                  {mixed, negative_reciprocal * (scale + bend * v * v)}};
  double const of_focal[2] = {distortion * u, distortion * v};
  double const focal_n = focal * n;
  double const of_k1[2] = {focal_n * u, focal_n * v};

  for (int i = 0; i < 2; ++i) {
    double const g0 = to_camera[i][0];
    double const g1 = to_camera[i][1];
    double const g2 = g0 * u + g1 * v;
    double const of_p = p0 * g0 + p1 * g1 + p2 * g2;
    double const of_q = q0 * g0 + q1 * g1 + q2 * g2;
    double const of_w = w0 * g0 + w1 * g1 + w2 * g2;
    double const of_angle = slope_of_cosine * of_p + slope_of_a * of_q + slope_of_b * dot * of_w;
    double const b_of_w = b * of_w;
    double const a0 = a * g0, a1 = a * g1, a2 = a * g2;
    double* const row = result.jacobian[i];
    row[0] = of_angle * w0 + (p1 * a2 - p2 * a1) + along * g0 + b_of_w * p0;
    row[1] = of_angle * w1 + (p2 * a0 - p0 * a2) + along * g1 + b_of_w * p1;
    row[2] = of_angle * w2 + (p0 * a1 - p1 * a0) + along * g2 + b_of_w * p2;
    row[3] = g0;
    row[4] = g1;
    row[5] = g2;
    row[6] = of_focal[i];
    row[7] = of_k1[i];
    row[8] = of_k1[i] * n;
    row[9] = cosine * g0 + (a1 * w2 - a2 * w1) + b_of_w * w0;
    row[10] = cosine * g1 + (a2 * w0 - a0 * w2) + b_of_w * w1;
    row[11] = cosine * g2 + (a0 * w1 - a1 * w0) + b_of_w * w2;
  }
  return result;
}

namespace {

constexpr double inputs[] = {
    // cameras like those of BAL's Ladybug set
    0.0157, -0.0128, -0.0044, -0.0341, -0.1075, 1.1202, 399.75, -3.177e-7, 5.882e-13,
    -0.612, 0.5717,  -1.8471, -332.65, 262.09,  0.41,   -0.73,  0.22,      0.3,
    -0.2,   -4.1,    512.0,   -0.21,   0.043,   0.7,    -0.4,   1.3,       31.0,
    -17.5,  -1.3,    0.2,     1.1,     0.05,    0.6,    5.2,    710.0,     0.11,
    -0.02,  -0.9,    0.3,     0.8,     4.0,     90.0};

void generated(double const* x, double* result) {
  tg::tensor<double, 12> parameters;
  for (int i = 0; i < 12; ++i) parameters.data()[i] = x[i];
  tg::tensor<double, 2> const observed{x[12], x[13]};
  write_numbers(generated_bundle_adjustment(parameters, observed), result);
}
void by_hand(double const* x, double* result) {
  write_numbers(by_hand_bundle_adjustment(x, x + 12), result);
}

}  // namespace

workload const bundle_adjustment{"bundle_adjustment", inputs, 3, 14, 26, generated, by_hand};
