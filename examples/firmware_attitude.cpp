// SPDX-License-Identifier: BSL-1.0
/// Firmware that estimates: an extended Kalman filter finds the attitude of a drone from a gyro
/// with an offset and a noisy accelerometer, a hundred times a second; both Jacobians are
/// generated.
#include <typegrad/embedded.hpp>

#include <cmath>
#include <cstddef>

#include "firmware.hpp"

namespace tg = typegrad;

// [readme:attitude]
/// The attitude q after a hundredth of a second with the rates w.
constexpr auto turned = [](auto const& q, auto const& w) {
  auto const h = 0.005f * w;
  return q + tg::stack(
                 -h(0) * q(1) - h(1) * q(2) - h(2) * q(3), h(0) * q(0) + h(2) * q(2) - h(1) * q(3),
                 h(1) * q(0) - h(2) * q(1) + h(0) * q(3), h(2) * q(0) + h(1) * q(1) - h(0) * q(2));
};
/// What the accelerometer measures in it.
constexpr auto gravity = [](auto const& q) {
  constexpr float g = 9.81f;
  return tg::stack(2 * g * (q(1) * q(3) - q(0) * q(2)), 2 * g * (q(2) * q(3) + q(0) * q(1)),
                   g * (q(0) * q(0) - q(1) * q(1) - q(2) * q(2) + q(3) * q(3)));
};
/// The attitude and its covariance p, a step later.
constexpr auto filter = [](auto const& q, auto const& p, auto const& rates, auto const& seen) {
  auto const [ahead, f] = tg::value_and_jacobian(turned)(q, rates);
  auto const spread =
      tg::matmul(tg::matmul(f, p), tg::transpose(f)) + 1e-6f * tg::eye<float, 4, 4>();
  auto const [expected, h] = tg::value_and_jacobian(gravity)(ahead);
  auto const hp = tg::matmul(h, spread);
  auto const innovation = tg::matmul(hp, tg::transpose(h)) + 0.5f * tg::eye<float, 3, 3>();
  auto const gain = tg::transpose(tg::solve(innovation, hp));
  auto const next = ahead + tg::matmul(gain, seen - expected);
  return tg::results{next / tg::norm(next), spread - tg::matmul(gain, hp)};
};
// [readme:attitude end]

using quaternion = tg::tensor<float, 4>;
using covariance = tg::tensor<float, 4, 4>;
using vector = tg::tensor<float, 3>;
using step = tg::program<decltype(tg::evaluate(filter)), quaternion, covariance, vector, vector>;
using turning = tg::program<decltype(tg::evaluate(turned)), quaternion, vector>;
using measuring = tg::program<decltype(tg::evaluate(gravity)), quaternion>;

struct estimate {
  quaternion q{1, 0, 0, 0};
  covariance p = 0.1f * tg::eye<float, 4, 4>();
};
static constinit estimate now, next;
alignas(step::alignment) static std::byte memory[step::workspace_bytes];

/// Noise from -1 to 1.
static float noise() {
  static unsigned state = 1;
  state = state * 1664525u + 1013904223u;
  return static_cast<float>(state >> 8) / 8388608.0f - 1;
}
static vector noisy(vector x, float offset, float spread) {
  for (float& each : x) each += offset + spread * noise();
  return x;
}
static void advance(quaternion& q, vector const& rates) {
  q = turning::run(q, rates);
  q = q / tg::norm(q);
}
/// The angle between the directions down that two attitudes have, in degrees.
static float tilt(quaternion const& a, quaternion const& b) {
  float const cosine = tg::dot(measuring::run(a), measuring::run(b)) / (9.81f * 9.81f);
  return std::acos(cosine > 1 ? 1.0f : cosine) * 57.29578f;
}

int main() {
  quaternion truth{1, 0, 0, 0};
  quaternion by_gyro = truth;
  float squares = 0, squares_by_gyro = 0;
  constexpr int steps = 3000;
  for (int i = 0; i < steps; ++i) {
    float const t = 0.01f * static_cast<float>(i);
    vector const rates{std::sin(0.7f * t), 0.8f * std::cos(0.5f * t), 0.3f * std::sin(0.3f * t)};
    advance(truth, rates);
    vector const gyro = noisy(rates, 0.01f, 0.05f);
    advance(by_gyro, gyro);
    step::run(memory, tg::into(next.q, next.p), now.q, now.p, gyro,
              noisy(measuring::run(truth), 0, 1));
    now = next;
    float const error = tilt(truth, now.q);
    float const error_by_gyro = tilt(truth, by_gyro);
    squares += error * error;
    squares_by_gyro += error_by_gyro * error_by_gyro;
    if (i % 1000 == 999) {
      say("after ", t + 0.01f, " s the tilt is off by ");
      say("", error, " degrees; ");
      say("by the gyro alone ", error_by_gyro, "\n");
    }
  }
  float const error = std::sqrt(squares / steps);
  say("root of the mean square ", error, " degrees; ");
  say("by the gyro alone ", std::sqrt(squares_by_gyro / steps), "\n");
  return error < 1.5f ? 0 : 1;
}
