// SPDX-License-Identifier: BSL-1.0
// The logarithm of a Kalman filter's likelihood, four states and two measurements a step, with the
// gradients of the motion's matrix and both covariances.
#include <typegrad/static.hpp>

#include "beside.hpp"

#include <Eigen/Core>
#include <Eigen/LU>

namespace tg = typegrad;

namespace {

using matrix4 = tg::tensor<double, 4, 4>;
using matrix2 = tg::tensor<double, 2, 2>;
using matrix24 = tg::tensor<double, 2, 4>;
template <tg::index_t Steps>
using measurements = tg::tensor<double, Steps, 2>;

constexpr auto step_of_filter = [](auto const& f, auto motion, auto noise, auto const& q,
                                   auto const& r, auto const& h) {
  return [&f, motion, noise, &q, &r, &h](auto const& s, auto const& z) {
    auto const& [x, p] = s;
    auto const ahead = tg::matmul(f, x);
    auto const spread = tg::matmul(tg::matmul(f, p), tg::transpose(f)) + motion * q;
    auto const a = tg::matmul(h, spread);
    auto const variance = tg::matmul(a, tg::transpose(h)) + noise * r;
    auto const surprise = z - tg::matmul(h, ahead);
    auto const u = tg::solve(variance, surprise);
    return tg::results{tg::results{ahead + tg::matmul(tg::transpose(a), u),
                                   spread - tg::matmul(tg::transpose(a), tg::solve(variance, a))},
                       tg::dot(surprise, u) + tg::log(tg::determinant(variance))};
  };
};
/// By `keep_functions` the way back reads the products and the inverse of every step, as the code
/// by hand does; else it keeps state and covariance and computes them once more.
template <bool KeepsProducts>
constexpr auto likelihood = [](auto const& f, auto motion, auto noise, auto const& q, auto const& r,
                               auto const& h, auto const& start, auto const& measured) {
  auto const step = step_of_filter(f, motion, noise, q, r, h);
  auto const first = tg::results{tg::zeros<double, 4>(), start};
  auto const [last, terms] = [&] {
    if constexpr (KeepsProducts) return tg::scan(tg::keep_functions(step), first, measured);
    else return tg::scan(step, first, measured);
  }();
  return -0.5 * tg::sum(terms);
};
template <bool KeepsProducts>
constexpr auto slopes_of_likelihood =
    tg::value_and_grad(likelihood<KeepsProducts>, tg::wrt<0, 1, 2>);

struct filter_results {
  tg::results<matrix4, double, double> slopes;
  double value, none;
};

template <tg::index_t Steps>
struct filter_case {
  static inline matrix4 f, q, start;
  static inline matrix2 r;
  static inline matrix24 h;
  static inline double motion = 0.7, noise = 1.3;
  static inline measurements<Steps> measured;

  template <bool KeepsProducts>
  static void generated(filter_results& y) {
    using program = tg::program<decltype(slopes_of_likelihood<KeepsProducts>), matrix4, double,
                                double, matrix4, matrix2, matrix24, matrix4, measurements<Steps>>;
    alignas(program::alignment) static std::byte memory[program::workspace_bytes];
    program::run(memory, tg::into(y.value, y.slopes), f, motion, noise, q, r, h, start, measured);
  }
  /// The adjoint by the rules for matrices: one inverse a step, and what is symmetric is taken so.
  static void by_hand_eigen(filter_results& y) {
    using m4 = Eigen::Matrix<double, 4, 4, Eigen::RowMajor>;
    using m2 = Eigen::Matrix<double, 2, 2, Eigen::RowMajor>;
    using m24 = Eigen::Matrix<double, 2, 4, Eigen::RowMajor>;
    using v4 = Eigen::Vector4d;
    using v2 = Eigen::Vector2d;
    struct step {
      m4 moved;  // f p, of the spread before the motion
      v4 x;      // before the motion, too
      m24 a, w;  // h p and variance^-1 h p
      m2 inverse;
      v2 surprise, u;
    };
    static step steps[Steps];

    Eigen::Map<m4 const> const turn(f.data()), spreads(q.data());
    Eigen::Map<m24 const> const seen(h.data());
    m4 const added = motion * spreads;
    m2 const error = noise * Eigen::Map<m2 const>(r.data());
    v4 x = v4::Zero();
    m4 p = Eigen::Map<m4 const>(start.data());
    double value = 0;
    for (int t = 0; t < Steps; ++t) {
      step& s = steps[t];
      s.x = x;
      x.noalias() = turn * s.x;
      s.moved.noalias() = turn * p;
      p = added;
      p.noalias() += s.moved * turn.transpose();
      s.a.noalias() = seen * p;
      m2 variance = error;
      variance.noalias() += s.a * seen.transpose();
      double const determinant = variance.determinant();
      s.inverse << variance(1, 1), -variance(0, 1), -variance(1, 0), variance(0, 0);
      s.inverse *= 1 / determinant;
      s.w.noalias() = s.inverse * s.a;
      s.surprise = Eigen::Map<v2 const>(measured.data() + 2 * t) - seen * x;
      s.u.noalias() = s.inverse * s.surprise;
      value += s.surprise.dot(s.u) + std::log(determinant);
      x.noalias() += s.a.transpose() * s.u;
      p.noalias() -= s.a.transpose() * s.w;
    }
    y.value = -0.5 * value;

    m4 of_turn = m4::Zero(), of_p = m4::Zero(), of_added = m4::Zero();
    m2 of_error = m2::Zero();
    v4 of_x = v4::Zero();
    for (int t = static_cast<int>(Steps) - 1; t >= 0; --t) {
      step const& s = steps[t];
      m24 const w_of_p = s.w * of_p;
      v2 const of_u = s.inverse * (s.a * of_x - 0.5 * s.surprise);
      m2 of_variance = -0.5 * s.inverse;
      of_variance.noalias() -= of_u * s.u.transpose();
      of_variance.noalias() += w_of_p * s.w.transpose();
      m24 of_a = -2 * w_of_p;
      of_a.noalias() += s.u * of_x.transpose();
      of_a.noalias() += of_variance * seen;
      of_error += of_variance;
      m4 const of_seen = seen.transpose() * of_a;
      of_p += 0.5 * (of_seen + of_seen.transpose());
      of_x.noalias() -= seen.transpose() * (of_u - 0.5 * s.u);
      of_added += of_p;
      of_turn.noalias() += 2 * of_p * s.moved;
      of_turn.noalias() += of_x * s.x.transpose();
      of_p = (turn.transpose() * (of_p * turn).eval()).eval();
      of_x = (turn.transpose() * of_x).eval();
    }
    Eigen::Map<m4>(y.slopes.first.data()) = of_turn;
    y.slopes.second = of_added.cwiseProduct(spreads).sum();
    y.slopes.third = of_error.cwiseProduct(Eigen::Map<m2 const>(r.data())).sum();
  }
  template <bool KeepsProducts>
  static void add(std::string const& name) {
    fill(measured, f);
    for (int i = 0; i < 16; ++i) {
      f.data()[i] *= 0.1;
      q.data()[i] = i % 5 == 0 ? 0.2 : 0.01;
      start.data()[i] = i % 5 == 0 ? 1 : 0;
    }
    for (int i = 0; i < 4; ++i) f(i, i) += 0.9;
    for (int i = 0; i < 2; ++i) h(i, i) = 1;
    r = matrix2{{0.3, 0.05}, {0.05, 0.4}};
    add_ways<double, filter_results>(
        name + std::to_string(Steps), 1e-9,
        {{"generated", generated<KeepsProducts>}, {"by_hand_eigen", by_hand_eigen}});
  }
};

[[maybe_unused]] bool const registered = [] {
  filter_case<10>::add<true>("kalman_products_kept_");
  filter_case<50>::add<true>("kalman_products_kept_");
  filter_case<50>::add<false>("kalman_likelihood_");
  return true;
}();

}  // namespace
