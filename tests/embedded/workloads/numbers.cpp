// SPDX-License-Identifier: BSL-1.0
// Functions of a few numbers.
#include <typegrad/embedded.hpp>

#include "workload.hpp"

namespace tg = typegrad;

namespace {

constexpr auto bell = [](auto x) { return tg::square(tg::exp(tg::square(x))); };

// Where the hand of a planar arm is, for the angles q of its joints and the lengths of its links;
// added up from the hand on, as in the C: so the derivatives are parts of the sums.
constexpr auto hand = []<class T>(tg::tensor<T, 3> const& q, auto const& length) {
  T const first = q(0), second = first + q(1), third = second + q(2);
  T const angles[] = {first, second, third};
  T x = 0, y = 0;
  for (int joint = 2; joint >= 0; --joint) {
    x = length(joint) * tg::cos(angles[joint]) + x;
    y = length(joint) * tg::sin(angles[joint]) + y;
  }
  return tg::tensor<T, 2>{x, y};
};

// What an accelerometer measures in the attitude q.
constexpr auto gravity = [](auto const& q, auto const& g) {
  auto const a = q(0), b = q(1), c = q(2), d = q(3);
  auto const ga = 2.0f * g * a, gb = 2.0f * g * b, gc = 2.0f * g * c;
  return tg::stack(gb * d - ga * c, gc * d + ga * b, g * (a * a - b * b - c * c + d * d));
};

constexpr auto squarings = [](auto x) { return tg::fori<32>([](auto y) { return y * y; }, x); };

}  // namespace

ENTRY void generated_bell(float const* x, float* result) {
  out<tg::results<float, float>>(result) = tg::value_and_grad(bell)(x[0]);
}

ENTRY void generated_arm(float const* x, float* result) {
  using vector = tg::tensor<float, 3>;
  out<tg::results<tg::tensor<float, 2>, tg::tensor<float, 2, 3>>>(result) =
      tg::value_and_jacobian(hand)(in<vector>(x), in<vector>(x + 3));
}

ENTRY void generated_accelerometer(float const* x, float* result) {
  out<tg::results<tg::tensor<float, 3>, tg::tensor<float, 3, 4>>>(result) =
      tg::value_and_jacobian(gravity)(in<tg::tensor<float, 4>>(x), x[4]);
}

ENTRY void generated_squarings(float const* x, float* result) {
  out<tg::results<float, float>>(result) = tg::jvp(squarings)(x[0], 1.0f);
}
