// SPDX-License-Identifier: BSL-1.0
/// The programs of docs/cookbook.md: one task each, checked against a number that is known
/// otherwise. Ends with 0 if all are right.
#include <typegrad/interop/npz.hpp>
#include <typegrad/nn/dynamic_parameters.hpp>
#include <typegrad/nn/initialize.hpp>
#include <typegrad/typegrad.hpp>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <vector>

namespace tg = typegrad;

bool near(double a, double b, double tolerance) { return std::abs(a - b) < tolerance; }

// [readme:ekf]
/// A body in free fall with drag is seen by radar from the side: state (height, speed), one step of
/// an extended Kalman filter. The matrices come from the functions themselves.
struct filter {
  tg::tensor<double, 2> x;
  tg::tensor<double, 2, 2> p;
};
constexpr auto falls = [](auto const& x) {  // 0.1 s later
  auto const speed = x(1) + 0.1 * (-9.81 + 0.01 * x(1) * x(1));
  return tg::stack(x(0) + 0.1 * x(1), speed);
};
constexpr auto seen = [](auto const& x) { return tg::sqrt(100.0 * 100.0 + x(0) * x(0)); };

void step(filter& f, double measured) {
  auto const [ahead, a] = tg::value_and_jacobian(falls)(f.x);
  tg::tensor<double, 2, 2> const noise{{0.01, 0}, {0, 0.1}};
  f.p = tg::matmul(tg::matmul(a, f.p), tg::transpose(a)) + noise;
  auto const [expected, h] = tg::value_and_grad(seen)(ahead);  // one number: its slope is a vector
  auto const ph = tg::matmul(f.p, h);
  double const spread = tg::dot(h, ph) + 4.0;
  f.x = ahead + ph * ((measured - expected) / spread);
  f.p = f.p - tg::outer(ph, ph) / spread;
}
// [readme:ekf end]

bool kalman() {
  tg::tensor<double, 2> truth{500, 0};
  filter f{{480, 5}, {{400, 0}, {0, 25}}};
  for (int i = 0; i < 40; ++i) {
    truth = falls(truth);
    step(f, seen(truth));
  }
  std::printf("filter: %.1f m, truth %.1f m\n", f.x(0), truth(0));
  return near(f.x(0), truth(0), 1) && near(f.x(1), truth(1), 1);
}

// [readme:imu]
/// A gyroscope turns an attitude, a unit quaternion (w, x, y, z), for a time dt; `tg::jacobian` by
/// q and by the rate w are the matrices F and G of a filter.
constexpr auto turned = [](auto const& q, auto const& w, double dt) {
  auto const x = 0.5 * dt * w(0), y = 0.5 * dt * w(1), z = 0.5 * dt * w(2);
  auto const next =
      tg::stack(q(0) - x * q(1) - y * q(2) - z * q(3), q(1) + x * q(0) + z * q(2) - y * q(3),
                q(2) + y * q(0) - z * q(1) + x * q(3), q(3) + z * q(0) + y * q(1) - x * q(2));
  return next / tg::norm(next);
};
constexpr auto one_hundredth = [](auto const& q, auto const& w) { return turned(q, w, 0.01); };
// [readme:imu end]

bool imu() {
  tg::tensor<double, 4> q{1, 0, 0, 0};
  tg::tensor<double, 3> const w{0, 0, 1};
  for (int i = 0; i < 100; ++i) q = one_hundredth(q, w);  // 1 rad about z
  auto const g = tg::jacobian(one_hundredth, tg::wrt<1>)(tg::tensor<double, 4>{1, 0, 0, 0}, w);
  std::printf("attitude: %.4f, half the angle %.4f\n", q(3), std::sin(0.5));
  return near(q(3), std::sin(0.5), 1e-4) && near(g(1, 0), 0.005, 1e-6);
}

// [readme:mpc]
/// Model predictive control of a cart: five forces bring it from 0 to rest at 1. The cost is
/// quadratic, so one step of Newton's method from anywhere is the best plan.
constexpr auto cost = [](auto const& force) {
  auto position = 0.0 * force(0);
  auto speed = position;
  auto effort = position;
  for (int k = 0; k < 5; ++k) {
    position = position + 0.4 * speed;
    speed = speed + 0.4 * force(k);
    effort = effort + 0.001 * force(k) * force(k);
  }
  return tg::square(position - 1.0) + tg::square(speed) + effort;
};
auto plan() {
  tg::tensor<double, 5> const none{};
  return -tg::solve(tg::hessian(cost)(none), tg::grad(cost)(none));
}
// [readme:mpc end]

bool control() {
  auto const force = plan();
  auto const slope = tg::grad(cost)(force);
  double largest = 0;
  for (double const s : slope) largest = std::fmax(largest, std::abs(s));
  std::printf("control: cost %.4f, slopes of the plan %s\n", cost(force),
              largest < 1e-12 ? "zero" : "not zero");
  return largest < 1e-12 && force(0) > 0 && force(4) < 0;
}

// [readme:greeks]
/// Black-Scholes: the price of a call; its slopes are the Greeks.
constexpr auto call_price = [](auto spot, auto volatility, auto rate) {
  double const strike = 100, years = 1;
  auto const spread = volatility * std::sqrt(years);
  auto const d1 =
      (tg::log(spot / strike) + (rate + 0.5 * volatility * volatility) * years) / spread;
  return spot * tg::normal_cdf(d1) - strike * tg::exp(-rate * years) * tg::normal_cdf(d1 - spread);
};
// [readme:greeks end]

bool greeks() {
  auto const [price, slopes] = tg::value_and_grad(call_price, tg::wrt<0, 1, 2>)(100.0, 0.2, 0.05);
  auto const& [delta, vega, rho] = slopes;
  std::printf("call %.4f, delta %.4f, vega %.4f, rho %.4f\n", price, delta, vega, rho);
  // Hull, Options, Futures and Other Derivatives: formulas of chapter 19 at these numbers
  return near(price, 10.4506, 1e-4) && near(delta, 0.6368, 1e-4) && near(vega, 37.5240, 1e-4) &&
         near(rho, 53.2325, 1e-4);
}

// [readme:path]
/// The slope of a price along one random path, by the path itself: an average over many is the
/// delta of an option without a formula.
constexpr auto payoff = [](auto spot, auto const& z) {
  auto const s = spot * tg::exp(tg::sum(0.2 / std::sqrt(12.0) * z) + 0.03);
  return tg::exp(-0.05) * tg::maximum(s - 100.0, 0.0);
};
// [readme:path end]

bool paths() {
  tg::random_numbers random(1);
  double sum = 0;
  int const count = 20000;
  for (int i = 0; i < count; ++i) sum += tg::grad(payoff)(100.0, tg::normal<double, 12>(random));
  std::printf("delta of %d paths: %.2f\n", count, sum / count);
  return near(sum / count, 0.6368, 0.02);  // four standard errors
}

// [readme:newton]
/// Logistic regression by Newton's method: gradient and Hessian of the loss, a solve.
constexpr auto logistic = [](auto const& w, auto const& x, auto const& y) {
  auto const margin = y * tg::matmul(x, w);
  return tg::sum(tg::softplus(-margin)) + 0.5 * tg::sum(w * w);
};
auto fit(auto const& x, auto const& y) {
  tg::tensor<double, 2> w{};
  for (int step = 0; step < 6; ++step)
    w = w - tg::solve(tg::hessian(logistic)(w, x, y), tg::grad(logistic)(w, x, y));
  return w;
}
// [readme:newton end]

bool regression() {
  tg::tensor<double, 6, 2> const x{{1, 0.5}, {1, 1}, {1, 1.5}, {1, 2}, {1, 2.5}, {1, 3}};
  tg::tensor<double, 6> const y{-1, -1, 1, -1, 1, 1};
  auto const w = fit(x, y);
  auto const rest = tg::grad(logistic)(w, x, y);
  std::printf("logistic regression: slope %.4f, gradient %s\n", w(1),
              std::abs(rest(0)) + std::abs(rest(1)) < 1e-12 ? "zero" : "not zero");
  return std::abs(rest(0)) + std::abs(rest(1)) < 1e-12 && w(1) > 0;
}

// [readme:gmm]
/// The log-likelihood of a mixture of two normal distributions; its parameters are free numbers.
struct mixture {
  tg::variable<double> weight, mean, log_width;
};
auto likelihood(mixture const& m, tg::variable<double> const& x) {  // x: (n, 1), parameters: (2,)
  auto const z = (x - m.mean) / tg::exp(m.log_width);
  auto const share = m.weight - tg::logsumexp(m.weight);
  auto const each = share - m.log_width - 0.5 * z * z;  // without the constant
  return tg::sum(tg::logsumexp(each, {1}));
}
// [readme:gmm end]

bool clusters() {
  using numbers = tg::dynamic_tensor<double>;
  tg::random_numbers random(3);
  numbers x(tg::shape{200, 1});
  for (int i = 0; i < 200; ++i) x(i, 0) = (i % 4 == 0 ? -2 : 3) + 0.5 * random.normal();
  mixture m{numbers{0, 0}, numbers{-1, 1}, numbers{0, 0}};
  tg::adam<mixture> optimizer{.learning_rate = 0.05};
  for (int step = 0; step < 300; ++step) {
    tg::zero_grad(m);
    (-likelihood(m, x)).backward();
    optimizer.update(m);
  }
  double const low = m.mean.data()(0), high = m.mean.data()(1);
  std::printf("clusters: %.1f and %.1f\n", low, high);
  return near(low, -2, 0.2) && near(high, 3, 0.2);
}

// [readme:pinn]
/// A network u(t) that solves u' = -u, u(0) = 1: the loss asks for it at points; u' is a derivative
/// within the loss, whose gradient is taken by the parameters.
template <class T>
struct solution {
  tg::tensor<T, 8> w, b, v;
  constexpr auto operator()(auto t) const { return 1.0 + t * tg::dot(v, tg::tanh(t * w + b)); }
};
constexpr auto equation = [](auto const& u, auto const& times) {
  auto sum = 0.0 * times(0);
  for (int k = 0; k < 5; ++k) {
    auto const slope =
        tg::grad([](auto const& net, auto t) { return net(t); }, tg::wrt<1>)(u, times(k));
    sum = sum + tg::square(slope + u(times(k)));
  }
  return sum;
};
// [readme:pinn end]

bool physics() {
  tg::random_numbers random(1);
  solution<double> u{tg::normal<double, 8>(random), tg::normal<double, 8>(random), {}};
  tg::adam<solution<double>> optimizer{.learning_rate = 0.01};
  tg::tensor<double, 5> const times{0, 0.25, 0.5, 0.75, 1};
  for (int step = 0; step < 1500; ++step) optimizer.update(u, tg::grad(equation)(u, times));
  std::printf("u(1) = %.2f, exp(-1) = %.2f\n", u(1.0), std::exp(-1.0));
  return near(u(1.0), std::exp(-1.0), 0.005);
}

// [readme:save]
template <class T>
struct small_network {
  tg::tensor<T, 2, 3> w1;
  tg::tensor<T, 3> b1;
};

void save_and_load(std::filesystem::path const& file) {
  small_network<float> const net{{1, 2, 3, 4, 5, 6}, {7, 8, 9}};
  tg::write_npz(file, net);  // arrays "w1" and "b1"
  small_network<float> again{};
  tg::read_npz(file, again);
}
// [readme:save end]

bool saved() {
  auto const file = std::filesystem::temp_directory_path() / "typegrad_cookbook.npz";
  save_and_load(file);
  return std::filesystem::remove(file);
}

int main() {
  bool const right = kalman() & imu() & control() & greeks() & paths() & regression() & clusters() &
                     physics() & saved();
  return right ? 0 : 1;
}
