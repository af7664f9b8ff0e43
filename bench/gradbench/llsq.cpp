// SPDX-License-Identifier: BSL-1.0
// A polynomial fitted to the sign function by least squares: GradBench's `llsq`. With t_i from -1
// to 1,
//
//     f(x) = 1/2 sum_i (sign(t_i) - sum_j x_j t_i^j)^2.
//
// How many points and coefficients there are becomes known with the input: the loop over the
// coefficients is traced at run time, once, and becomes one loop over the points.
#include "protocol.hpp"

#include <typegrad/typegrad.hpp>

namespace tg = typegrad;

namespace {

struct input {
  std::vector<double> x;
  int points;

  explicit input(gradbench::json const& from)
      : x(from["x"].numbers()), points(from["n"].integer()) {}
  std::vector<std::span<double>> independent() { return {x}; }
  static auto const& dense(std::vector<double> const& gradient, input const&) { return gradient; }

  double t(int i) const { return -1 + 2.0 * i / (points - 1); }
};

struct model {
  tg::dynamic_tensor<double> x;
  tg::variable<double> t;
  tg::compiled_function<tg::variable<double>, double> f;

  explicit model(input const& from)
      : x(tg::shape{static_cast<tg::index_t>(from.x.size())}),
        t(points_of(from)),
        f(tg::compile([this](auto const& at) { return objective(at); }, x)) {
    std::copy(from.x.begin(), from.x.end(), x.data());
  }

  static tg::dynamic_tensor<double> points_of(input const& from) {
    tg::dynamic_tensor<double> t(tg::shape{from.points});
    for (int i = 0; i < from.points; ++i) t.data()[i] = from.t(i);
    return t;
  }
  tg::variable<double> objective(tg::variable<double> const& at) const {
    auto residual = tg::sign(t) - at[0];
    auto power = t;
    for (tg::index_t j = 1; j < x.size(); ++j) {
      residual = residual - at[j] * power;
      power = power * t;
    }
    return 0.5 * tg::sum(tg::square(residual));
  }
};

struct primal : model {
  using result = double;
  using model::model;
  void operator()(double& y) const { y = f(x).data()[0]; }
};

struct gradient : model {
  using result = tg::dynamic_tensor<double>;
  using model::model;
  void operator()(tg::dynamic_tensor<double>& y) const { y = f.grad(x).first; }
};

double sign(double x) { return (x > 0) - (x < 0); }

struct primal_by_hand {
  using result = double;
  input const& from;

  explicit primal_by_hand(input const& in) : from(in) {}
  void operator()(double& y) const {
    double sum = 0;
    for (int i = 0; i < from.points; ++i) {
      double const t = from.t(i);
      double residual = sign(t), power = 1;
      for (double each : from.x) {
        residual -= each * power;
        power *= t;
      }
      sum += residual * residual;
    }
    y = 0.5 * sum;
  }
};

struct gradient_by_hand {
  using result = std::vector<double>;
  input const& from;

  explicit gradient_by_hand(input const& in) : from(in) {}
  void operator()(std::vector<double>& y) const {
    y.assign(from.x.size(), 0);
    for (int i = 0; i < from.points; ++i) {
      double const t = from.t(i);
      double residual = sign(t), power = 1;
      for (double each : from.x) {
        residual -= each * power;
        power *= t;
      }
      for (double& each : y) {
        each -= residual;
        residual *= t;
      }
    }
  }
};

}  // namespace

int main(int argc, char** argv) {
  return gradbench::run_evaluation<input, primal, gradient, primal_by_hand, gradient_by_hand>(
      argc, argv, "primal", "gradient");
}
