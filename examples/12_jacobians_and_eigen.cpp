// SPDX-License-Identifier: BSL-1.0
/// Jacobian, Hessian-vector product, and matrices of Eigen in and out.
#include <typegrad/debug/check_grad.hpp>
#include <typegrad/typegrad.hpp>

#include <Eigen/Core>

#include <cmath>
#include <iostream>

namespace tg = typegrad;

// [readme:jacobian]
/// Range and bearing from a robot at (x, y, heading) to a landmark.
constexpr auto observe = [](auto const& pose, auto const& landmark) {
  auto const dx = landmark(0) - pose(0);
  auto const dy = landmark(1) - pose(1);
  return tg::stack(tg::hypot(dx, dy), tg::atan2(dy, dx) - pose(2));
};
/// What a least-squares solver wants to make small.
constexpr auto cost = [](auto const& pose, auto const& landmark, auto const& seen) {
  auto const error = observe(pose, landmark) - seen;
  return tg::sum(error * error);
};
// [readme:jacobian end]

int main() {
  // [readme:eigen]
  Eigen::Vector3d const pose(0.0, 1.0, 0.5);
  Eigen::Vector2d const landmark(4.0, 4.0), seen(4.9, 0.2);
  auto const j = tg::jacobian(observe)(pose, landmark);   // tg::tensor<double, 2, 3>
  Eigen::Matrix<double, 2, 3> const h = tg::to_eigen(j);  // and back to Eigen
  Eigen::Vector3d const g = tg::grad(cost)(pose, landmark, seen);
  tg::tensor<double, 3> const along{1, 0, 0};
  auto const hv = tg::hvp(cost)(tg::tensor(pose), tg::tensor(landmark), tg::tensor(seen), along);
  // [readme:eigen end]
  std::cout << h << "\n" << g.transpose() << "\n" << hv << "\n";

  // d range = -(dx, dy, 0) / range, d bearing = (dy, -dx, 0) / range^2 - (0, 0, 1), with (4, 3, 5)
  Eigen::Matrix<double, 2, 3> wanted;
  wanted << -0.8, -0.6, 0, 0.12, -0.16, -1;
  Eigen::Vector2d const error(5.0 - 4.9, std::atan2(3.0, 4.0) - 0.5 - 0.2);
  bool const right = (h - wanted).norm() < 1e-15 &&
                     (g - 2 * wanted.transpose() * error).norm() < 1e-15 &&
                     tg::check_grad(cost, tg::tensor(pose), tg::tensor(landmark), tg::tensor(seen));
  return right ? 0 : 1;
}
