// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/dynamic/compile.hpp>
#include <typegrad/dynamic/variable.hpp>
#include <typegrad/interop/ceres.hpp>

#include <typegrad/ops.hpp>

#include <ceres/dynamic_cost_function.h>

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace typegrad {

/// A functor `bool operator()(T const* const* blocks, T* residuals)` of blocks whose number and
/// sizes are known at run time only, in the place of `ceres::DynamicAutoDiffCostFunction`:
/// `AddParameterBlock(size)` for each block and `SetNumResiduals(count)` come first. Its members
/// may be anything; Jacobians that are null are left out.
///
/// cost      The functor is recorded with variables at the first `Evaluate`, and the programs that
///           are made of it are run from then on: what it reads of its members counts as it was
///           then. Jacobians take one sweep for each residual or for each number of the blocks,
///           whichever are fewer
/// errors    those of `compile`
template <class Functor>
class dynamic_cost_function final : public ceres::DynamicCostFunction {
 public:
  explicit dynamic_cost_function(Functor f) : f_(std::move(f)) {}

  bool Evaluate(double const* const* parameters, double* residuals,
                double** jacobians) const override {
    std::lock_guard<std::mutex> const alone(recording_);
    std::vector<std::int32_t> const& sizes = parameter_block_sizes();
    index_t total = 0;
    for (std::int32_t const size : sizes) total += size;
    if (!program_) program_.emplace(recorded(total));
    dynamic_tensor<double> x(shape{total}, uninitialized_t{});
    double* to = x.data();
    for (std::size_t k = 0; k < sizes.size(); ++k)
      to = std::copy(parameters[k], parameters[k] + sizes[k], to);
    if (jacobians == nullptr) return take(program_->value(x), residuals);
    auto const [value, slopes] = program_->value_and_jacobian(x);
    double const* const rows = slopes.first.data();
    index_t column = 0;
    for (std::size_t k = 0; k < sizes.size(); ++k, column += sizes[k - 1])
      for (index_t row = 0; jacobians[k] != nullptr && row < num_residuals(); ++row)
        std::copy(rows + row * total + column, rows + row * total + column + sizes[k],
                  jacobians[k] + row * sizes[k]);
    return take(value, residuals);
  }

 private:
  using number = variable<double>;

  /// The residuals, and behind them whether there are any.
  bool take(dynamic_tensor<double> const& value, double* residuals) const {
    std::copy(value.data(), value.data() + num_residuals(), residuals);
    return value.data()[num_residuals()] > 0;
  }
  auto recorded(index_t total) const {
    return compile(
        [this](number const& all) {
          std::vector<number> numbers, made(static_cast<std::size_t>(num_residuals()), 0.0);
          for (index_t i = 0; i < all.size(); ++i) numbers.push_back(all(i));
          std::vector<number const*> blocks;
          std::size_t first = 0;
          for (std::int32_t const size : parameter_block_sizes()) {
            blocks.push_back(numbers.data() + first);
            first += static_cast<std::size_t>(size);
          }
          bool const done = f_(blocks.data(), made.data());
          made.push_back(number(done ? 1.0 : 0.0));
          return stack(made);
        },
        shape{total});
  }

  Functor f_;
  mutable std::optional<compiled_function<number, double>> program_;
  mutable std::mutex recording_;
};

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
