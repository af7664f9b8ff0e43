// SPDX-License-Identifier: BSL-1.0
/// Cameras and points from what the cameras saw: bundle adjustment by Levenberg's and Marquardt's
/// method. The residual is a functor as Ceres has them; `tg::blocks` gives its Jacobians, row by
/// row, to matrices of Eigen. `14_bundle_adjustment_ceres.cpp` leaves the steps to Ceres.
#include <typegrad/embedded.hpp>

#include <Eigen/Cholesky>

#include <cstdio>

#include "snavely_camera.hpp"

namespace tg = typegrad;

using matrix = Eigen::MatrixXd;
using vector = Eigen::VectorXd;

/// Half the sum of all squares.
double cost_of(scene const& world, std::vector<double> const& x) {
  double cost = 0;
  for (int i = 0; i < scene::cameras; ++i)
    for (int k = 0; k < scene::points; ++k) {
      double r[2];
      if (!world.seen[static_cast<std::size_t>(i * scene::points + k)](scene::camera(x, i),
                                                                       scene::point(x, k), r))
        return 1e300;
      cost += 0.5 * (r[0] * r[0] + r[1] * r[1]);
    }
  return cost;
}

/// J^T J and J^T r of all residuals. The first camera stays where it is: its Jacobians are not
/// asked for.
void linearize(scene const& world, std::vector<double> const& x, matrix& normal, vector& right) {
  normal.setZero();
  right.setZero();
  for (int i = 0; i < scene::cameras; ++i)
    for (int k = 0; k < scene::points; ++k) {
      // [readme:blocks]
      auto const f =
          tg::blocks<2, 9, 3>(world.seen[static_cast<std::size_t>(i * scene::points + k)]);
      double const* const blocks[] = {scene::camera(x, i), scene::point(x, k)};
      Eigen::Vector2d r;
      Eigen::Matrix<double, 2, 9, Eigen::RowMajor> by_camera;
      Eigen::Matrix<double, 2, 3, Eigen::RowMajor> by_point;
      double* const jacobians[] = {i == 0 ? nullptr : by_camera.data(), by_point.data()};
      f(blocks, r.data(), jacobians);
      // [readme:blocks end]
      // [readme:normal]
      int const c = 9 * i, p = scene::camera_numbers + 3 * k;
      normal.block<3, 3>(p, p) += by_point.transpose() * by_point;
      right.segment<3>(p) += by_point.transpose() * r;
      if (i == 0) continue;
      normal.block<9, 9>(c, c) += by_camera.transpose() * by_camera;
      normal.block<3, 9>(p, c) += by_point.transpose() * by_camera;  // the lower half is read
      right.segment<9>(c) += by_camera.transpose() * r;
      // [readme:normal end]
    }
}

int main() {
  scene const world;
  std::vector<double> x = world.guess;
  matrix normal(scene::numbers, scene::numbers);
  vector right(scene::numbers);
  double const first = cost_of(world, x);
  double cost = first, damping = 1e-4;
  for (int step = 1; step <= 30; ++step) {
    linearize(world, x, normal, right);
    // [readme:damped]
    matrix damped = normal;
    for (int i = 0; i < scene::numbers; ++i) damped(i, i) += damping * normal(i, i) + 1e-9;
    vector const change = damped.ldlt().solve(right);
    // [readme:damped end]
    std::vector<double> moved = x;
    for (int i = 0; i < scene::numbers; ++i) moved[static_cast<std::size_t>(i)] -= change(i);
    double const reached = cost_of(world, moved);
    bool const is_better = reached < cost;
    std::printf("step %2d   cost %12.5f   damping %.0e\n", step, reached, damping);
    bool const has_ended = is_better && cost - reached < 1e-8 * cost;
    if (is_better) {
      x = moved;
      cost = reached;
    }
    damping *= is_better ? 0.2 : 10;
    if (has_ended) break;
  }
  // Noise that is uniform between -0.3 and 0.3 has the variance 0.03.
  double const of_noise = 0.5 * 2 * scene::cameras * scene::points * 0.03;
  std::printf("from %.0f to %.3f; the noise alone has about %.3f\n", first, cost, of_noise);
  return first > 1e3 && cost < of_noise ? 0 : 1;
}
