// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/interop/fixed_eigen.hpp>

#include <Eigen/Core>

/// Eigen's `Core` and what the library does with fixed extents. `<typegrad/typegrad.hpp>` reads no
/// file of Eigen: a program includes this, or Eigen itself, before or after it.

namespace typegrad {

static_assert(eigen_by_columns == Eigen::ColMajor && eigen_by_rows == Eigen::RowMajor &&
              eigen_dynamic == Eigen::Dynamic && eigen_on_the_left == Eigen::OnTheLeft &&
              eigen_lower == Eigen::Lower && eigen_unit_diagonal == Eigen::UnitDiag &&
              eigen_by_coefficient == Eigen::CoeffBasedProductMode &&
              eigen_times_vector == Eigen::GemvProduct && eigen_times_matrix == Eigen::GemmProduct);

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
