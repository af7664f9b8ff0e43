// SPDX-License-Identifier: BSL-1.0
/// A planar robot arm with three joints: where its hand is, the Jacobian of that, and the way to a
/// target.
#include <typegrad/typegrad.hpp>

#include <cstdio>

namespace tg = typegrad;

// [readme:arm]
/// Where the hand is when the joints have the angles q.
constexpr auto hand = []<class T>(tg::tensor<T, 3> const& q) {
  constexpr double length[] = {0.5, 0.4, 0.2};  // metres
  T x = 0, y = 0, angle = 0;
  for (int joint = 0; joint < 3; ++joint) {
    angle = angle + q(joint);
    x = x + length[joint] * tg::cos(angle);
    y = y + length[joint] * tg::sin(angle);
  }
  return tg::tensor<T, 2>{x, y};
};

/// The smallest change of the angles that moves the hand by `step`: J^T (J J^T)^-1 step.
constexpr auto change = [](auto const& q, auto const& step) {
  auto const j = tg::jacobian(hand)(q);  // 2 x 3
  return tg::matmul(tg::transpose(j), tg::solve(tg::matmul(j, tg::transpose(j)), step));
};
// [readme:arm end]

// Straight arm: the hand is at 1.1 m; turning the shoulder moves it up by as much.
static_assert(hand(tg::tensor<double, 3>{}) == tg::tensor<double, 2>{1.1, 0});
static_assert(tg::jacobian(hand)(tg::tensor<double, 3>{})(0, 0) == 0);

int main() {
  tg::tensor<double, 3> q{0.3, 0.4, 0.5};
  tg::tensor<double, 2> const target{0.4, 0.7};
  double miss = 1;
  for (int step = 0; step < 8; ++step) {
    auto const at = hand(q);
    auto const ahead = target - at;
    miss = tg::sqrt(tg::sum(ahead * ahead));
    std::printf("angles %6.3f %6.3f %6.3f   hand %.6f %.6f   %.1e m from the target\n", q(0), q(1),
                q(2), at(0), at(1), miss);
    q = q + tg::evaluate(change)(q, ahead);
  }
  return miss < 1e-12 ? 0 : 1;
}
