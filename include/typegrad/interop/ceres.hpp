// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/blocks.hpp>

#include <typegrad/ops.hpp>

#include <ceres/sized_cost_function.h>

#include <memory>

namespace typegrad {

/// A function of blocks as Ceres calls it.
template <class Functor, int Residuals, int... Sizes>
class block_cost_function final : public ceres::SizedCostFunction<Residuals, Sizes...> {
 public:
  explicit block_cost_function(Functor const& f) : f_(blocks<Residuals, Sizes...>(f)) {}

  bool Evaluate(double const* const* parameters, double* residuals,
                double** jacobians) const override {
    return f_(parameters, residuals, jacobians);
  }

 private:
  block_function<Functor, Residuals, Sizes...> f_;
};

/// A cost function for `ceres::Problem`, which becomes its owner: `cost_function<2, 9, 3>(functor)`
/// where `new ceres::AutoDiffCostFunction<Functor, 2, 9, 3>(new Functor(...))` stood. The functor,
/// numbers and arrays of them, is copied.
///
/// errors    those of `blocks`
template <int Residuals, int... Sizes, class Functor>
ceres::SizedCostFunction<Residuals, Sizes...>* cost_function(Functor const& f) {
  return new block_cost_function<Functor, Residuals, Sizes...>(f);
}
/// The same for a functor that the cost function is to own.
template <int Residuals, int... Sizes, class Functor>
ceres::SizedCostFunction<Residuals, Sizes...>* cost_function(Functor* f) {
  std::unique_ptr<Functor> const owned(f);
  return cost_function<Residuals, Sizes...>(*owned);
}

}  // namespace typegrad
