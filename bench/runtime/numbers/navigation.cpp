// SPDX-License-Identifier: BSL-1.0
// What Kalman filters of vehicles linearise: gravity as an attitude sees it, 3 values by 4, and a
// step of inertial navigation, 15 by 15.
#include <typegrad/embedded.hpp>

#include <cmath>
#include <cstring>

#include "call.hpp"

namespace tg = typegrad;

namespace {

constexpr auto gravity = [](auto const& q) {
  constexpr double g = 9.81;
  return tg::stack(2 * g * (q(1) * q(3) - q(0) * q(2)), 2 * g * (q(2) * q(3) + q(0) * q(1)),
                   g * (q(0) * q(0) - q(1) * q(1) - q(2) * q(2) + q(3) * q(3)));
};

// State: position, velocity, roll, pitch and yaw, biases of gyroscope and accelerometer. Measured:
// rates, forces; then the length of the step.
constexpr auto navigate = [](auto const& x, auto const& measured) {
  auto const h = measured(6);
  auto const sr = tg::sin(x(6)), cr = tg::cos(x(6)), sp = tg::sin(x(7)), cp = tg::cos(x(7)),
             sy = tg::sin(x(8)), cy = tg::cos(x(8));
  auto const w0 = measured(0) - x(9), w1 = measured(1) - x(10), w2 = measured(2) - x(11);
  auto const a0 = measured(3) - x(12), a1 = measured(4) - x(13), a2 = measured(5) - x(14);
  auto const n = cp * cy * a0 + (sr * sp * cy - cr * sy) * a1 + (cr * sp * cy + sr * sy) * a2;
  auto const e = cp * sy * a0 + (sr * sp * sy + cr * cy) * a1 + (cr * sp * sy - sr * cy) * a2;
  auto const d = -sp * a0 + sr * cp * a1 + cr * cp * a2 + 9.81;
  auto const half = 0.5 * h * h;
  auto const turn = sr * w1 + cr * w2;
  return tg::stack(x(0) + h * x(3) + half * n, x(1) + h * x(4) + half * e,
                   x(2) + h * x(5) + half * d, x(3) + h * n, x(4) + h * e, x(5) + h * d,
                   x(6) + h * (w0 + turn * sp / cp), x(7) + h * (cr * w1 - sr * w2),
                   x(8) + h * turn / cp, x(9), x(10), x(11), x(12), x(13), x(14));
};

using three = tg::tensor<double, 3>;
using four = tg::tensor<double, 4>;
using seven = tg::tensor<double, 7>;
using fifteen = tg::tensor<double, 15>;
using attitude_program = tg::program<decltype(tg::value_and_jacobian(gravity)), four>;
using navigation_program = tg::program<decltype(tg::value_and_jacobian(navigate)), fifteen, seven>;

}  // namespace

extern "C" void generated_attitude(double const* x, double* result) {
  attitude_program::run(tg::into(out<three>(result), out<tg::tensor<double, 3, 4>>(result + 3)),
                        in<four>(x));
}
extern "C" void by_hand_attitude(double const* q, double* result) {
  double const twice = 2 * 9.81;
  double const a0 = twice * q[0], a1 = twice * q[1], a2 = twice * q[2], a3 = twice * q[3];
  result[0] = a1 * q[3] - a0 * q[2];
  result[1] = a2 * q[3] + a0 * q[1];
  result[2] = 0.5 * (a0 * q[0] - a1 * q[1] - a2 * q[2] + a3 * q[3]);
  double* const j = result + 3;
  j[0] = -a2, j[1] = a3, j[2] = -a0, j[3] = a1;
  j[4] = a1, j[5] = a0, j[6] = a3, j[7] = a2;
  j[8] = a0, j[9] = -a1, j[10] = -a2, j[11] = a3;
}

extern "C" void generated_navigation(double const* x, double* result) {
  navigation_program::run(
      tg::into(out<fifteen>(result), out<tg::tensor<double, 15, 15>>(result + 15)), in<fifteen>(x),
      in<seven>(x + 15));
}
// The three turns one after the other; each has a derivative that swaps two axes.
extern "C" void by_hand_navigation(double const* x, double* result) {
  double const* const measured = x + 15;
  double const h = measured[6], half = 0.5 * h * h;
  double sr, cr, sp, cp, sy, cy;
  sincos(x[6], &sr, &cr);
  sincos(x[7], &sp, &cp);
  sincos(x[8], &sy, &cy);
  double const w0 = measured[0] - x[9], w1 = measured[1] - x[10], w2 = measured[2] - x[11];
  double const a0 = measured[3] - x[12], a1 = measured[4] - x[13], a2 = measured[5] - x[14];
  double const b1 = cr * a1 - sr * a2, b2 = sr * a1 + cr * a2;
  double const c0 = cp * a0 + sp * b2, c2 = cp * b2 - sp * a0;
  double const n = cy * c0 - sy * b1, e = sy * c0 + cy * b1, d = c2 + 9.81;
  double const spb1 = sp * b1;
  double const spsr = sp * sr, spcr = sp * cr;
  double const by[3][6] = {
      // by roll, pitch and yaw, then by the biases of the forces
      {cy * spb1 + sy * b2, cy * c2, -e, -cp * cy, cr * sy - spsr * cy, -(spcr * cy + sr * sy)},
      {sy * spb1 - cy * b2, sy * c2, n, -cp * sy, -(spsr * sy + cr * cy), sr * cy - spcr * sy},
      {cp * b1, -c0, 0, sp, -sr * cp, -cr * cp}};

  double const r = 1 / cp, t = sp * r;
  double const turn = sr * w1 + cr * w2, across = cr * w1 - sr * w2;
  double const hr = h * r, ht = h * t, hsr = h * sr, hcr = h * cr;
  result[0] = x[0] + h * x[3] + half * n;
  result[1] = x[1] + h * x[4] + half * e;
  result[2] = x[2] + h * x[5] + half * d;
  result[3] = x[3] + h * n;
  result[4] = x[4] + h * e;
  result[5] = x[5] + h * d;
  result[6] = x[6] + h * w0 + ht * turn;
  result[7] = x[7] + h * across;
  result[8] = x[8] + hr * turn;
  TYPEGRAD_UNROLL for (int i = 9; i < 15; ++i) result[i] = x[i];

  double* const j = result + 15;
  std::memset(j, 0, 225 * sizeof(double));
  TYPEGRAD_UNROLL for (int i = 0; i < 15; ++i) j[16 * i] = 1;
  TYPEGRAD_UNROLL for (int i = 0; i < 3; ++i) {
    j[15 * i + 3 + i] = h;
    TYPEGRAD_UNROLL for (int k = 0; k < 3; ++k) {
      j[15 * i + 6 + k] = half * by[i][k];
      j[15 * i + 12 + k] = half * by[i][3 + k];
      j[15 * (3 + i) + 6 + k] = h * by[i][k];
      j[15 * (3 + i) + 12 + k] = h * by[i][3 + k];
    }
  }
  double* const roll = j + 90;
  double* const pitch = j + 105;
  double* const yaw = j + 120;
  double const hrt = hr * turn;
  roll[6] = 1 + ht * across;
  roll[7] = hrt * r;
  roll[9] = -h;
  roll[10] = -ht * sr;
  roll[11] = -ht * cr;
  pitch[6] = -h * turn;
  pitch[10] = -hcr;
  pitch[11] = hsr;
  yaw[6] = hr * across;
  yaw[7] = hrt * t;
  yaw[10] = -hr * sr;
  yaw[11] = -hr * cr;
}

TYPEGRAD_CALL(attitude, 4, 15, 0.8, 0.2, -0.4, 0.4);
TYPEGRAD_CALL(navigation, 22, 240, 1.0, 2.0, -3.0, 0.4, -0.2, 0.1, 0.3, -0.2, 1.1, 0.01, -0.02,
              0.03, 0.1, -0.05, 0.2, 0.2, -0.1, 0.3, 0.5, -0.3, -9.7, 0.01);
