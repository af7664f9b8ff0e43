// SPDX-License-Identifier: BSL-1.0
// The logarithm of the posterior probability of a mixture of Gaussians: GradBench's `gmm`. With
// weights alpha, means mu and lower triangular Q, whose diagonal is exp(q) and whose columns below
// it stand one behind the other in l,
//
//     sum_i logsumexp_k(alpha_k + sum q_k - |Q_k (x_i - mu_k)|^2 / 2)
//     - n (logsumexp(alpha) + d log(2 pi) / 2)
//     + sum_k (m sum q_k - gamma^2 |Q_k|^2 / 2) + a constant of Wishart's distribution.
#include "protocol.hpp"
#include "run_time_tensors.hpp"

#include <numbers>

namespace {

struct input {
  int dimensions, count, points_count, freedom;
  double gamma;
  std::vector<double> alpha, mu, q, l, points;

  explicit input(gradbench::json const& from)
      : dimensions(from["d"].integer()),
        count(from["k"].integer()),
        points_count(from["n"].integer()),
        freedom(from["m"].integer()),
        gamma(from["gamma"].number()),
        alpha(from["alpha"].numbers()),
        mu(from["mu"].numbers()),
        q(from["q"].numbers()),
        l(from["l"].numbers()),
        points(from["x"].numbers()) {}
  std::vector<std::span<double>> independent() { return {alpha, mu, q, l}; }
  static auto const& dense(std::vector<double> const& gradient, input const&) { return gradient; }

  int below() const { return dimensions * (dimensions - 1) / 2; }
  /// What depends on none of the unknowns.
  double constant() const {
    double const n = dimensions + freedom + 1, log_pi = std::log(std::numbers::pi);
    double log_gamma = 0.25 * dimensions * (dimensions - 1) * log_pi;
    for (int j = 0; j < dimensions; ++j) log_gamma += std::lgamma(0.5 * (n - j));
    return count * (n * dimensions * (std::log(gamma) - 0.5 * std::log(2.0)) - log_gamma) -
           0.5 * points_count * dimensions * std::log(2 * std::numbers::pi);
  }
};

/// Gradients with respect to each of the unknowns.
struct gradients {
  array alpha, mu, q, l;
};
std::vector<double> flat(gradients const& x) {
  std::vector<double> all;
  for (array const* each : {&x.alpha, &x.mu, &x.q, &x.l})
    all.insert(all.end(), each->data(), each->data() + each->size());
  return all;
}
void write_json(std::ostream& to, gradients const& x) {
  to << "{\"alpha\": ";
  gradbench::write_json(to, x.alpha);
  to << ", \"mu\": ";
  gradbench::write_json(to, x.mu);
  to << ", \"q\": ";
  gradbench::write_json(to, x.q);
  to << ", \"l\": ";
  gradbench::write_json(to, x.l);
  to << "}";
}

struct model {
  using function = tg::compiled_function<variable, double, double, double, double>;
  input const& from;
  variable points;
  array alpha, mu, q, l;
  function f;

  explicit model(input const& in)
      : from(in),
        points(as_array(in.points, {in.points_count, in.dimensions})),
        alpha(as_array(in.alpha)),
        mu(as_array(in.mu, {in.count, in.dimensions})),
        q(as_array(in.q, {in.count, in.dimensions})),
        l(as_array(in.l, {in.count, in.below()})),
        f(tg::compile([this](auto const&... x) { return objective(x...); }, alpha, mu, q, l)) {}

  /// The transposed Q of all components, of shape (row of it, component, column).
  variable transposed(variable const& diagonal, variable const& below) const {
    std::vector<variable> columns;
    tg::index_t next = 0;
    for (tg::index_t i = 0; i < from.dimensions; ++i) {
      std::vector<variable> parts;
      if (i > 0) parts.push_back(tg::zeros<double>({from.count, i}));
      parts.push_back(tg::slice(diagonal, {tg::range(0, from.count), tg::range(i, i + 1)}));
      tg::index_t const rest = from.dimensions - 1 - i;
      if (rest > 0)
        parts.push_back(tg::slice(below, {tg::range(0, from.count), tg::range(next, next + rest)}));
      next += rest;
      columns.push_back(tg::concatenate(parts, 1));
    }
    return tg::stack(columns, 0);
  }

  /// Q (x - mu) = Q x - Q mu for all components in one product of matrices, and for so many points
  /// at a time that the results stay in the cache.
  variable objective(variable const& a, variable const& mean, variable const& log_diagonal,
                     variable const& below) const {
    tg::index_t const d = from.dimensions, k = from.count, n = from.points_count;
    auto const diagonal = tg::exp(log_diagonal);
    auto const rows = transposed(diagonal, below);
    auto const wide = tg::reshape(rows, {d, k * d});
    auto const shift = tg::sum(tg::transpose(mean).reshape({d, k, 1}) * rows, {0});  // Q mu
    auto const log_determinants = tg::sum(log_diagonal, {1});
    auto const offset = a + log_determinants;
    variable total = from.constant() - static_cast<double>(n) * tg::logsumexp(a) +
                     static_cast<double>(from.freedom) * tg::sum(log_determinants) -
                     0.5 * from.gamma * from.gamma *
                         (tg::sum(tg::square(diagonal)) + tg::sum(tg::square(below)));
    tg::index_t const part = std::clamp<tg::index_t>(16384 / (k * d), 8, n);
    for (tg::index_t first = 0; first < n; first += part) {
      tg::index_t const last = std::min(first + part, n);
      auto const x = tg::slice(points, {tg::range(first, last)});
      auto const y = tg::reshape(tg::matmul(x, wide), {last - first, k, d}) - shift;
      total = total + tg::sum(tg::logsumexp(offset - 0.5 * tg::sum(tg::square(y), {2}), {1}));
    }
    return total;
  }
};

struct objective : model {
  using result = double;
  using model::model;
  void operator()(double& y) const { y = f(alpha, mu, q, l).data()[0]; }
};

struct jacobian : model {
  using result = gradients;
  using model::model;
  void operator()(gradients& y) const {
    auto [of_alpha, of_mu, of_q, of_l] = f.grad(alpha, mu, q, l);
    y = {std::move(of_alpha), std::move(of_mu), std::move(of_q), std::move(of_l)};
  }
};

/// Point by point and component by component.
struct by_hand {
  input const& from;
  std::vector<double> diagonal, log_determinants, centred, transformed, terms;

  explicit by_hand(input const& in)
      : from(in),
        diagonal(in.q.size()),
        log_determinants(in.alpha.size()),
        centred(in.alpha.size() * dimensions()),
        transformed(centred.size()),
        terms(in.alpha.size()) {}
  std::size_t dimensions() const { return static_cast<std::size_t>(from.dimensions); }

  void prepare() {
    std::size_t const d = dimensions();
    log_determinants.assign(from.alpha.size(), 0);
    for (std::size_t i = 0; i < diagonal.size(); ++i) {
      diagonal[i] = std::exp(from.q[i]);
      log_determinants[i / d] += from.q[i];
    }
  }
  /// The terms of a point, and its transformed coordinates.
  void visit(double const* x) {
    std::size_t const d = dimensions();
    for (std::size_t k = 0; k < terms.size(); ++k) {
      double* at = &centred[k * d];
      double* y = &transformed[k * d];
      double const* below = from.l.data() + k * static_cast<std::size_t>(from.below());
      for (std::size_t i = 0; i < d; ++i) {
        at[i] = x[i] - from.mu[k * d + i];
        y[i] = diagonal[k * d + i] * at[i];
      }
      for (std::size_t i = 0; i < d; ++i)
        for (std::size_t j = i + 1; j < d; ++j) y[j] += *below++ * at[i];
      double sum = 0;
      for (std::size_t i = 0; i < d; ++i) sum += y[i] * y[i];
      terms[k] = from.alpha[k] + log_determinants[k] - 0.5 * sum;
    }
  }
  /// log(sum(exp(x))), with x becoming exp(x) over that sum.
  static double logsumexp(std::vector<double>& x) {
    double const largest = *std::max_element(x.begin(), x.end());
    double sum = 0;
    for (double& each : x) sum += each = std::exp(each - largest);
    for (double& each : x) each /= sum;
    return std::log(sum) + largest;
  }
  double prior(std::vector<double>& shares) const {
    double total = from.constant() - from.points_count * logsumexp(shares);
    for (double each : log_determinants) total += from.freedom * each;
    double squares = 0;
    for (double each : diagonal) squares += each * each;
    for (double each : from.l) squares += each * each;
    return total - 0.5 * from.gamma * from.gamma * squares;
  }
};

struct objective_by_hand : by_hand {
  using result = double;
  using by_hand::by_hand;
  void operator()(double& y) {
    prepare();
    std::vector<double> shares = from.alpha;
    y = prior(shares);
    for (std::size_t i = 0; i < from.points.size(); i += dimensions()) {
      visit(&from.points[i]);
      y += logsumexp(terms);
    }
  }
};

struct jacobian_by_hand : by_hand {
  using result = gradients;
  std::vector<double> shares{};

  using by_hand::by_hand;
  void operator()(gradients& y) {
    std::size_t const d = dimensions();
    double const gamma_squared = from.gamma * from.gamma;
    prepare();
    shares = from.alpha;
    prior(shares);
    y = {as_array(shares), tg::zeros<double>({from.count, from.dimensions}),
         tg::zeros<double>({from.count, from.dimensions}),
         as_array(from.l, {from.count, from.below()})};
    for (double& each : std::span(y.alpha.data(), shares.size())) each *= -from.points_count;
    for (std::size_t i = 0; i < diagonal.size(); ++i)
      y.q.data()[i] = from.freedom - gamma_squared * diagonal[i] * diagonal[i];
    for (double& each : std::span(y.l.data(), from.l.size())) each *= -gamma_squared;

    for (std::size_t point = 0; point < from.points.size(); point += d) {
      visit(&from.points[point]);
      logsumexp(terms);
      for (std::size_t k = 0; k < terms.size(); ++k) {
        double const share = terms[k];
        double const* at = &centred[k * d];
        double const* z = &transformed[k * d];
        auto const first = k * static_cast<std::size_t>(from.below());
        double const* below = from.l.data() + first;
        double* of_below = y.l.data() + first;
        y.alpha.data()[k] += share;
        for (std::size_t i = 0; i < d; ++i) {
          double const own = share * z[i] * diagonal[k * d + i];
          double of_at = own, scaled = share * at[i];
          y.q.data()[k * d + i] += share - own * at[i];
          for (std::size_t j = i + 1; j < d; ++j) {
            of_at += share * *below++ * z[j];
            *of_below++ -= scaled * z[j];
          }
          y.mu.data()[k * d + i] += of_at;
        }
      }
    }
  }
};

}  // namespace

int main(int argc, char** argv) {
  return gradbench::run_evaluation<input, objective, jacobian, objective_by_hand, jacobian_by_hand>(
      argc, argv, "objective", "jacobian");
}
