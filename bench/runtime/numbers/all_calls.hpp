// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "call.hpp"

#include <cmath>
#include <initializer_list>

extern call const shared_hessian, shared_product, valley_hessian, valley_product, attitude,
    navigation, pose_graph, reprojection, planar_arm_6, planar_arm_24, arm, ur5, flight, quadrotor;

inline call const* const all_calls[] = {
    &shared_hessian, &shared_product, &valley_hessian, &valley_product, &attitude, &navigation,
    &pose_graph,     &reprojection,   &planar_arm_6,   &planar_arm_24,  &arm,      &ur5,
    &flight,         &quadrotor};

/// How far two functions are from typegrad's, relative to an element or, below a thousandth of the
/// largest, to that: NaN where one gives NaN.
inline double disagreement(call const& one) {
  double ours[512], others[512];
  one.generated(one.input, ours);
  double largest = 0, worst = 0;
  for (int k = 0; k < one.output_size; ++k) largest = std::fmax(largest, std::fabs(ours[k]));
  for (auto const other : {one.by_hand, one.sympy}) {
    other(one.input, others);
    for (int k = 0; k < one.output_size; ++k) {
      double const off =
          std::fabs(ours[k] - others[k]) / std::fmax(std::fabs(others[k]), 1e-3 * largest);
      worst = off <= worst ? worst : off;
    }
  }
  return worst;
}
