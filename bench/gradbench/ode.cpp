// SPDX-License-Identifier: BSL-1.0
// An ordinary differential equation solved by the classical Runge-Kutta method from y(0) = 0 to
// y(2): GradBench's `ode`. y_0' = x_0, y_i' = x_i y_(i-1); the gradient is that of the last
// element. The loop over the steps is traced at run time, once.
#include "protocol.hpp"
#include "run_time_tensors.hpp"

namespace {

struct input {
  std::vector<double> x;
  int steps;

  explicit input(gradbench::json const& from)
      : x(from["x"].numbers()), steps(from["s"].integer()) {}
  std::vector<std::span<double>> independent() { return {x}; }
  /// The derivatives of the last element alone.
  static auto const& dense(std::vector<double> const& gradient, input const&) { return gradient; }
};

variable last_state(variable const& x, int steps) {
  tg::index_t const n = x.shape()[0];
  variable const one = tg::ones<double>({1});
  auto const slope = [&](variable const& y) {
    return x * tg::concatenate({one, tg::slice(y, {tg::range(0, n - 1)})}, 0);
  };
  double const h = 2.0 / steps;
  variable y = tg::zeros<double>({n});
  for (int step = 0; step < steps; ++step) {
    auto const k1 = slope(y);
    auto const k2 = slope(y + h / 2 * k1);
    auto const k3 = slope(y + h / 2 * k2);
    auto const k4 = slope(y + h * k3);
    y = y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
  }
  return y;
}

struct primal {
  using result = array;
  array x;
  tg::compiled_function<variable, double> f;

  explicit primal(input const& from)
      : x(as_array(from.x)),
        f(tg::compile([&](variable const& at) { return last_state(at, from.steps); }, x)) {}
  void operator()(array& y) const { y = f(x); }
};

struct gradient {
  using result = array;
  array x;
  tg::compiled_function<variable, double> f;

  explicit gradient(input const& from)
      : x(as_array(from.x)),
        f(tg::compile(
            [&](variable const& at) { return last_state(at, from.steps)[at.shape()[0] - 1]; }, x)) {
  }
  void operator()(array& y) const { y = f.grad(x).first; }
};

/// The states of all stages of a step, which the way back reads.
struct runge_kutta {
  std::vector<double> const& x;
  std::vector<double> slopes[4], at;

  explicit runge_kutta(input const& from) : x(from.x), at(x.size()) {
    for (auto& each : slopes) each.resize(x.size());
  }
  void find_slope(double const* y, double* slope) const {
    slope[0] = x[0];
    for (std::size_t i = 1; i < x.size(); ++i) slope[i] = x[i] * y[i - 1];
  }
  /// From y to y; what the slopes are computed from goes to `stages`, four vectors.
  void step(double h, double* y, double* stages) {
    std::size_t const n = x.size();
    double const parts[4] = {0, h / 2, h / 2, h};
    for (int stage = 0; stage < 4; ++stage) {
      double* to = stages == nullptr ? at.data() : stages + static_cast<std::size_t>(stage) * n;
      for (std::size_t i = 0; i < n; ++i)
        to[i] = stage == 0 ? y[i] : y[i] + parts[stage] * slopes[stage - 1][i];
      find_slope(to, slopes[stage].data());
    }
    for (std::size_t i = 0; i < n; ++i)
      y[i] += h / 6 * (slopes[0][i] + 2 * slopes[1][i] + 2 * slopes[2][i] + slopes[3][i]);
  }
};

struct primal_by_hand : runge_kutta {
  using result = std::vector<double>;
  int steps;

  explicit primal_by_hand(input const& from) : runge_kutta(from), steps(from.steps) {}
  void operator()(std::vector<double>& y) {
    y.assign(x.size(), 0);
    for (int each = 0; each < steps; ++each) step(2.0 / steps, y.data(), nullptr);
  }
};

/// All stages are kept, and gone through backwards.
struct gradient_by_hand : runge_kutta {
  using result = std::vector<double>;
  int steps;
  std::vector<double> stages, y, of_y, of_stage;

  explicit gradient_by_hand(input const& from)
      : runge_kutta(from),
        steps(from.steps),
        stages(4 * static_cast<std::size_t>(steps) * x.size()),
        of_stage(x.size()) {}
  void operator()(std::vector<double>& of_x) {
    std::size_t const n = x.size();
    double const h = 2.0 / steps;
    y.assign(n, 0);
    for (int each = 0; each < steps; ++each)
      step(h, y.data(), &stages[4 * static_cast<std::size_t>(each) * n]);

    of_x.assign(n, 0);
    of_y.assign(n, 0);
    of_y.back() = 1;
    double const weights[4] = {h / 6, h / 3, h / 3, h / 6}, parts[4] = {h / 2, h / 2, h, 0};
    for (int each = steps - 1; each >= 0; --each) {
      double const* from = &stages[4 * static_cast<std::size_t>(each) * n];
      auto& of_next = slopes[0];  // the adjoint of y behind the step
      of_next = of_y;
      for (int stage = 3; stage >= 0; --stage) {
        double const* state = from + static_cast<std::size_t>(stage) * n;
        // The adjoint of a slope is its weight times that of y, and what the next stage says.
        double const part = stage == 3 ? 0 : parts[stage];
        double of_slope = weights[stage] * of_next[0] + part * (stage == 3 ? 0 : of_stage[0]);
        of_x[0] += of_slope;
        for (std::size_t i = 1; i < n; ++i) {
          of_slope = weights[stage] * of_next[i] + (stage == 3 ? 0 : part * of_stage[i]);
          of_x[i] += of_slope * state[i - 1];
          of_stage[i - 1] = of_slope * x[i];
          of_y[i - 1] += of_stage[i - 1];
        }
        of_stage[n - 1] = 0;
      }
    }
  }
};

}  // namespace

int main(int argc, char** argv) {
  return gradbench::run_evaluation<input, primal, gradient, primal_by_hand, gradient_by_hand>(
      argc, argv, "primal", "gradient");
}
