// SPDX-License-Identifier: BSL-1.0
// log(sum(exp(x))), computed without overflow: GradBench's `lse`. How long x is becomes known with
// the input: an open extent.
#include "protocol.hpp"
#include "run_time_tensors.hpp"

namespace {

struct input {
  std::vector<double> x;

  explicit input(gradbench::json const& from) : x(from["x"].numbers()) {}
  std::vector<std::span<double>> independent() { return {x}; }
  static auto const& dense(std::vector<double> const& gradient, input const&) { return gradient; }
};

constexpr auto objective = [](auto const& x) { return tg::logsumexp(x); };

struct primal {
  using result = double;
  vector x;

  explicit primal(input const& from) : x(as_vector(from.x)) {}
  void operator()(double& y) const { y = tg::evaluate(objective)(x); }
};

struct gradient {
  using result = vector;
  vector x;

  explicit gradient(input const& from) : x(as_vector(from.x)) {}
  void operator()(vector& y) const { y = tg::grad(objective)(x); }
};

struct primal_by_hand {
  using result = double;
  input const& from;

  explicit primal_by_hand(input const& in) : from(in) {}
  void operator()(double& y) const {
    double const largest = *std::max_element(from.x.begin(), from.x.end());
    double sum = 0;
    for (double each : from.x) sum += std::exp(each - largest);
    y = std::log(sum) + largest;
  }
};

struct gradient_by_hand {
  using result = std::vector<double>;
  input const& from;

  explicit gradient_by_hand(input const& in) : from(in) {}
  void operator()(std::vector<double>& y) const {
    y.resize(from.x.size());
    double const largest = *std::max_element(from.x.begin(), from.x.end());
    double sum = 0;
    for (std::size_t i = 0; i < y.size(); ++i) sum += y[i] = std::exp(from.x[i] - largest);
    for (double& each : y) each /= sum;
  }
};

}  // namespace

int main(int argc, char** argv) {
  return gradbench::run_evaluation<input, primal, gradient, primal_by_hand, gradient_by_hand>(
      argc, argv, "primal", "gradient");
}
