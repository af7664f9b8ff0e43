// SPDX-License-Identifier: BSL-1.0
/// The bundle adjustment of `14_bundle_adjustment.cpp` with Ceres: `tg::cost_function` stands where
/// `new ceres::AutoDiffCostFunction` would, and Ceres takes the same steps. Built where Ceres is
/// installed.
#include <typegrad/interop/ceres.hpp>

#include <ceres/ceres.h>

#include <cstdio>

#include "snavely_camera.hpp"

namespace tg = typegrad;

ceres::Solver::Summary solve(scene const& world, bool with_jets) {
  std::vector<double> x = world.guess;
  ceres::Problem problem;
  for (int i = 0; i < scene::cameras; ++i)
    for (int k = 0; k < scene::points; ++k) {
      auto const& seen = world.seen[static_cast<std::size_t>(i * scene::points + k)];
      // [readme:cost_function]
      ceres::CostFunction* cost = tg::cost_function<2, 9, 3>(seen);
      // [readme:cost_function end]
      if (with_jets) {
        delete cost;
        cost = new ceres::AutoDiffCostFunction<reprojection_error, 2, 9, 3>(
            new reprojection_error(seen));
      }
      problem.AddResidualBlock(cost, nullptr, scene::camera(x, i), scene::point(x, k));
    }
  problem.SetParameterBlockConstant(scene::camera(x, 0));
  ceres::Solver::Options options;
  options.linear_solver_type = ceres::DENSE_SCHUR;
  ceres::Solver::Summary summary;
  ceres::Solve(options, &problem, &summary);
  return summary;
}

int main() {
  scene const world;
  ceres::Solver::Summary const ours = solve(world, false), jets = solve(world, true);
  std::printf("blocks:               %s\n", ours.BriefReport().c_str());
  std::printf("AutoDiffCostFunction: %s\n", jets.BriefReport().c_str());
  bool const is_same = ours.iterations.size() == jets.iterations.size() &&
                       std::abs(ours.final_cost - jets.final_cost) < 1e-9 * jets.final_cost;
  return is_same && ours.IsSolutionUsable() ? 0 : 1;
}
