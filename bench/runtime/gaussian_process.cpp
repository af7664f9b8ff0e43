// SPDX-License-Identifier: BSL-1.0
// The negative logarithm of a Gaussian process' likelihood with a squared exponential kernel, with
// its gradient by variance, length and noise. The squared distances of the points are data.
#include <typegrad/static.hpp>

#include "beside.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Core>

namespace tg = typegrad;

namespace {

template <tg::index_t Size>
constexpr auto likelihood =
    [](auto variance, auto length, auto noise, auto const& distances, auto const& seen) {
      auto const spread = variance * tg::exp(distances * (-0.5 / (length * length)));
      auto const factor = tg::cholesky(spread + noise * tg::eye<double, Size>());
      auto const z = tg::solve_triangular(factor, seen, tg::lower_triangle);
      return 0.5 * tg::dot(z, z) + tg::sum(tg::log(tg::diagonal(factor)));
    };
template <tg::index_t Size>
constexpr auto slopes_of_likelihood = tg::value_and_grad(likelihood<Size>, tg::wrt<0, 1, 2>);

struct process_results {
  tg::results<double, double, double> slopes;
  double value;
};

template <tg::index_t Size>
struct process_case {
  using matrix = tg::tensor<double, Size, Size>;
  using vector = tg::tensor<double, Size>;
  static inline matrix distances;
  static inline vector seen;
  static inline double variance = 1.7, length = 0.8, noise = 0.3;

  static void generated(process_results& y) {
    using program =
        tg::program<decltype(slopes_of_likelihood<Size>), double, double, double, matrix, vector>;
    alignas(program::alignment) static std::byte memory[program::workspace_bytes];
    program::run(memory, tg::into(y.value, y.slopes), variance, length, noise, distances, seen);
  }
  /// Of symmetric matrices the lower triangle, and k^-1 from the inverse of its factor.
  static void by_hand_eigen(process_results& y) {
    constexpr int n = static_cast<int>(Size);
    using square = Eigen::MatrixXd;
    using column = Eigen::VectorXd;
    static square spread(n, n), factor(n, n), inverse(n, n), slope(n, n);
    static column z(n), alpha(n), both(n);
    Eigen::Map<square const> const d(distances.data(), n, n);
    double const scale = -0.5 / (length * length);
    for (int j = 0; j < n; ++j)
      spread.col(j).tail(n - j) = variance * (scale * d.col(j).tail(n - j).array()).exp();
    factor = spread;
    factor.diagonal().array() += noise;
    Eigen::LLT<Eigen::Ref<square>> const llt(factor);
    square const& done = factor;
    auto const lower = done.template triangularView<Eigen::Lower>();
    z = Eigen::Map<column const>(seen.data(), n);
    lower.solveInPlace(z);
    y.value = 0.5 * z.squaredNorm() + factor.diagonal().array().log().sum();
    alpha = z;
    lower.transpose().solveInPlace(alpha);
    inverse.setIdentity();
    lower.solveInPlace(inverse);
    slope.setZero();
    slope.template selfadjointView<Eigen::Lower>().rankUpdate(inverse.transpose(), 1.0);
    slope.template selfadjointView<Eigen::Lower>().rankUpdate(alpha, -1.0);
    double by_variance = 0.5 * slope.diagonal().dot(spread.diagonal()), by_scale = 0;
    for (int j = 0; j + 1 < n; ++j) {
      int const rest = n - 1 - j;
      both.head(rest) = slope.col(j).tail(rest).cwiseProduct(spread.col(j).tail(rest));
      by_variance += both.head(rest).sum();
      by_scale += both.head(rest).dot(d.col(j).tail(rest));
    }
    y.slopes.first = by_variance / variance;
    y.slopes.second = by_scale / (length * length * length);
    y.slopes.third = 0.5 * slope.trace();
  }
  static void add() {
    fill(seen);
    for (tg::index_t i = 0; i < Size; ++i)
      for (tg::index_t j = 0; j < Size; ++j) {
        double const x = 0.1 * static_cast<double>(i - j);
        double const z =
            std::sin(1.3 * static_cast<double>(i)) - std::sin(1.3 * static_cast<double>(j));
        distances(i, j) = x * x + z * z;
      }
    add_ways<double, process_results>("gaussian_process_" + std::to_string(Size), 1e-9,
                                      {{"generated", generated}, {"by_hand_eigen", by_hand_eigen}});
  }
};

[[maybe_unused]] bool const registered = [] {
  process_case<50>::add();
  process_case<100>::add();
  process_case<200>::add();
  return true;
}();

}  // namespace
