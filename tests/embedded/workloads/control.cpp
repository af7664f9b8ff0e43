// SPDX-License-Identifier: BSL-1.0
// Derivatives of what happens in time: the cost of a regulator, a pendulum by Runge and Kutta.
#include <typegrad/embedded.hpp>

#include "workload.hpp"

namespace tg = typegrad;

namespace {

// What it costs to bring a cart from (place, speed) to rest with the gains k, in twenty steps.
constexpr auto cost = [](auto const& k, auto const& start) {
  auto place = start(0), speed = start(1);
  auto sum = 0.0f * place;
  for (int i = 0; i < 20; ++i) {
    auto const force = -(k(0) * place + k(1) * speed);
    sum = sum + place * place + 0.1f * speed * speed + 0.01f * force * force;
    place = place + 0.1f * speed;
    speed = speed + 0.1f * force;
  }
  return sum;
};

// The angle of a damped pendulum after ten steps of the classical method.
constexpr auto swing = [](auto const& constants, auto angle, auto speed) {
  auto const acceleration = [&](auto a, auto s) {
    return -(constants(0) * tg::sin(a) + constants(1) * s);
  };
  constexpr float step = 0.05f, half = step / 2, sixth = step / 6;
  for (int i = 0; i < 10; ++i) {
    auto const a1 = acceleration(angle, speed);
    auto const s2 = speed + half * a1;
    auto const a2 = acceleration(angle + half * speed, s2);
    auto const s3 = speed + half * a2;
    auto const a3 = acceleration(angle + half * s2, s3);
    auto const s4 = speed + step * a3;
    auto const a4 = acceleration(angle + step * s3, s4);
    angle = angle + sixth * (speed + 2.0f * (s2 + s3) + s4);
    speed = speed + sixth * (a1 + 2.0f * (a2 + a3) + a4);
  }
  return angle;
};

using pair = tg::tensor<float, 2>;

}  // namespace

extern "C" void generated_regulator(float const* x, float* result) {
  out<tg::results<float, pair>>(result) = tg::value_and_grad(cost)(in<pair>(x), in<pair>(x + 2));
}

extern "C" void generated_pendulum(float const* x, float* result) {
  out<tg::results<float, pair>>(result) = tg::value_and_grad(swing)(in<pair>(x), x[2], x[3]);
}
