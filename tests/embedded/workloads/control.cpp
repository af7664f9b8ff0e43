// SPDX-License-Identifier: BSL-1.0
// Derivatives of what happens in time: the cost of a regulator, a pendulum by Runge and Kutta.
#include <typegrad/embedded.hpp>

#include "workload.hpp"

namespace tg = typegrad;

namespace {

template <class T> struct cart {
  T place;
  T speed;
  T cost;
};
// What it costs to bring a cart from (place, speed) to rest with the gains k, in twenty steps.
constexpr auto cost = []<class T>(tg::tensor<T, 2> const& k, auto const& start) {
  cart<T> const first{start(0), start(1), 0};
  auto const step = [&](cart<T> s) {
    auto const force = -(k(0) * s.place + k(1) * s.speed);
    s.cost = s.cost + s.place * s.place + 0.1f * s.speed * s.speed + 0.01f * force * force;
    s.place = s.place + 0.1f * s.speed;
    s.speed = s.speed + 0.1f * force;
    return s;
  };
  return tg::fori<20>(step, first).cost;
};

// The angle of a damped pendulum after ten steps of the classical method.
constexpr auto swing = [](auto const& constants, auto const& start) {
  auto const acceleration = [&](auto a, auto s) {
    return -(constants(0) * tg::sin(a) + constants(1) * s);
  };
  auto const turn = [&](auto const& state) {
    constexpr float step = 0.05f, half = step / 2, sixth = step / 6;
    auto const angle = state(0), speed = state(1);
    auto const a1 = acceleration(angle, speed);
    auto const s2 = speed + half * a1;
    auto const a2 = acceleration(angle + half * speed, s2);
    auto const s3 = speed + half * a2;
    auto const a3 = acceleration(angle + half * s2, s3);
    auto const s4 = speed + step * a3;
    auto const a4 = acceleration(angle + step * s3, s4);
    return tg::stack(angle + sixth * (speed + 2.0f * (s2 + s3) + s4),
                     speed + sixth * (a1 + 2.0f * (a2 + a3) + a4));
  };
  return tg::fori<10>(tg::keep_functions(turn), start)(0);
};

using pair = tg::tensor<float, 2>;
using cost_and_slopes = tg::program<decltype(tg::value_and_grad(cost)), pair, pair>;
using angle_and_slopes = tg::program<decltype(tg::value_and_grad(swing)), pair, pair>;

}  // namespace

ENTRY void generated_regulator(float const* x, float* result) {
  cost_and_slopes::run(tg::into(out<cost_and_slopes::result_type>(result)), in<pair>(x),
                       in<pair>(x + 2));
}

ENTRY void generated_pendulum(float const* x, float* result) {
  angle_and_slopes::run(tg::into(out<angle_and_slopes::result_type>(result)), in<pair>(x),
                        in<pair>(x + 2));
}
