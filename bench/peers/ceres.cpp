// SPDX-License-Identifier: BSL-1.0
// A residual of bundle adjustment with its Jacobians, as Ceres' examples have it: by the Jets of
// AutoDiffCostFunction, by a cost function of blocks and by the run-time mode. 1,000 cameras and
// points are gone through, so that no branch is learnt by heart.
#include <typegrad/interop/ceres.hpp>
#include <typegrad/interop/ceres_dynamic.hpp>
#include <typegrad/typegrad.hpp>

#include <benchmark/benchmark.h>
#include <ceres/ceres.h>
#include <ceres/rotation.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace {

struct reprojection {
  reprojection(double x, double y) : seen{x, y} {}

  template <class T>
  bool operator()(T const* camera, T const* point, T* residuals) const {
    T p[3];
    ceres::AngleAxisRotatePoint(camera, point, p);
    for (int i = 0; i < 3; ++i) p[i] += camera[3 + i];
    T const x = -p[0] / p[2], y = -p[1] / p[2];
    T const r2 = x * x + y * y;
    T const scale = camera[6] * (1.0 + r2 * (camera[7] + camera[8] * r2));
    residuals[0] = scale * x - seen[0];
    residuals[1] = scale * y - seen[1];
    return true;
  }

  double seen[2];
};

/// The same where the blocks are counted at run time.
struct of_blocks {
  template <class T>
  bool operator()(T const* const* blocks, T* residuals) const {
    return reprojection(1, 2)(blocks[0], blocks[1], residuals);
  }
};

constexpr int count = 1000;
enum wanted { residuals_alone = 0, by_camera = 1, by_point = 2, by_both = 3 };

std::vector<double> parameters() {
  std::mt19937 generator(1);
  std::uniform_real_distribution<double> uniform(-1, 1);
  std::vector<double> made(12 * count);
  for (std::size_t i = 0; i < made.size(); ++i) {
    std::size_t const place = i % 12;
    made[i] = uniform(generator);
    if (place == 5) made[i] -= 5;
    if (place == 6) made[i] = 500;
    if (place == 7 || place == 8) made[i] *= 0.1;
  }
  return made;
}
std::vector<double> const at = parameters();

struct answer {
  double residuals[2];
  double jacobians[24]{};
};
answer evaluate(ceres::CostFunction const& cost, wanted which, int i) {
  answer made;
  double const* const x = at.data() + 12 * i;
  double const* const blocks[] = {x, x + 9};
  double* jacobians[] = {(which & by_camera) != 0 ? made.jacobians : nullptr,
                         (which & by_point) != 0 ? made.jacobians + 18 : nullptr};
  cost.Evaluate(blocks, made.residuals, which == residuals_alone ? nullptr : jacobians);
  return made;
}

void time_one(benchmark::State& state, ceres::CostFunction const* cost, wanted which) {
  int i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(evaluate(*cost, which, i));
    i = i + 1 == count ? 0 : i + 1;
  }
}

using number = typegrad::variable<double>;

/// Recorded with variables for each observation, a sweep for each residual.
struct recorded final : ceres::SizedCostFunction<2, 9, 3> {
  bool Evaluate(double const* const* blocks, double* residuals, double** jacobians) const override {
    std::vector<number> x;
    x.reserve(12);
    for (int i = 0; i < 12; ++i) x.emplace_back(i < 9 ? blocks[0][i] : blocks[1][i - 9]);
    number made[2];
    reprojection(1, 2)(x.data(), x.data() + 9, made);
    for (int row = 0; row < 2; ++row) {
      residuals[row] = made[row].item();
      if (jacobians == nullptr) continue;
      made[row].backward();
      for (int i = 0; i < 12; ++i) {
        double* const to = i < 9 ? jacobians[0] + 9 * row + i : jacobians[1] + 3 * row + i - 9;
        number& each = x[static_cast<std::size_t>(i)];
        *to = each.grad().is_none() ? 0 : each.grad().item();
        each.clear_grad();
      }
    }
    return true;
  }
};

/// `jacobian(f)` of a lambda, called with tensors.
struct transformed final : ceres::SizedCostFunction<2, 9, 3> {
  bool Evaluate(double const* const* blocks, double* residuals, double** jacobians) const override {
    typegrad::dynamic_tensor<double> const camera({9}, blocks[0]), point({3}, blocks[1]);
    auto const f = [](auto const& a, auto const& b) {
      number x[12], made[2];
      for (int i = 0; i < 12; ++i) x[i] = i < 9 ? a(i) : b(i - 9);
      reprojection(1, 2)(x, x + 9, made);
      return typegrad::stack<0>(made[0], made[1]);
    };
    auto const [value, slopes] =
        typegrad::value_and_jacobian(f, typegrad::wrt<0, 1>)(camera, point);
    std::copy(value.begin(), value.end(), residuals);
    std::copy(slopes.first.begin(), slopes.first.end(), jacobians[0]);
    std::copy(slopes.second.begin(), slopes.second.end(), jacobians[1]);
    return true;
  }
};

template <wanted Which>
void add(std::string const& name, ceres::CostFunction const& theirs,
         ceres::CostFunction const& ours) {
  benchmark::RegisterBenchmark((name + "/ceres").c_str(), time_one, &theirs, Which);
  benchmark::RegisterBenchmark((name + "/blocks").c_str(), time_one, &ours, Which);
}

[[maybe_unused]] bool const registered = [] {
  static std::unique_ptr<ceres::CostFunction> const theirs(
      new ceres::AutoDiffCostFunction<reprojection, 2, 9, 3>(new reprojection(1, 2)));
  static std::unique_ptr<ceres::CostFunction> const ours(
      typegrad::cost_function<2, 9, 3>(reprojection(1, 2)));
  static recorded const variables;
  static transformed const lambda;
  static typegrad::dynamic_cost_function<of_blocks> compiled{{}};
  compiled.AddParameterBlock(9);
  compiled.AddParameterBlock(3);
  compiled.SetNumResiduals(2);
  for (int i = 0; i < count; ++i) {
    answer const b = evaluate(*theirs, by_both, i);
    ceres::CostFunction const* const others[] = {ours.get(), &variables, &lambda, &compiled};
    for (ceres::CostFunction const* each : others) {
      answer const a = evaluate(*each, by_both, i);
      for (int k = 0; k < 24; ++k)
        if (!(std::abs(a.jacobians[k] - b.jacobians[k]) <= 1e-9 * (1 + std::abs(b.jacobians[k]))))
          std::abort();
    }
  }
  auto const add_one = [](char const* name, ceres::CostFunction const& cost) {
    benchmark::RegisterBenchmark(name, time_one, &cost, by_both);
  };
  add_one("reprojection_by_both/variables", variables);
  add_one("reprojection_by_both/jacobian", lambda);
  add_one("reprojection_by_both/compiled", compiled);
  add<residuals_alone>("reprojection", *theirs, *ours);
  add<by_both>("reprojection_by_both", *theirs, *ours);
  add<by_camera>("reprojection_by_camera", *theirs, *ours);
  add<by_point>("reprojection_by_point", *theirs, *ours);
  return true;
}();

}  // namespace

BENCHMARK_MAIN();
