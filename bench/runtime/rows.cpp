// SPDX-License-Identifier: BSL-1.0
// Many inputs: `vmap` beside a loop of calls of code by hand, which works on one number at a time.
// Residuals and Jacobians of 10,000 observations of a bundle adjustment; prices and five
// sensitivities of 100,000 options beside a loop that makes the prices alone. Built for several
// sets of instructions, the loops by hand likewise.
#include <typegrad/static.hpp>

#include <benchmark/benchmark.h>

#include <cmath>
#include <span>
#include <string>
#include <vector>

namespace tg = typegrad;

#if defined(__AVX512F__)
#define INSTRUCTIONS "avx512"
#elif defined(__AVX2__)
#define INSTRUCTIONS "avx2"
#else
#define INSTRUCTIONS "sse2"
#endif

/// Of tests/codegen/workloads.
struct residual_and_jacobian {
  double residual[2];
  double jacobian[2][12];
};
extern "C" residual_and_jacobian by_hand_bundle_adjustment(double const* x, double const* observed);

namespace {

constexpr auto residual = [](auto const& x, auto const& seen) {
  auto const squared = x(0) * x(0) + x(1) * x(1) + x(2) * x(2);
  auto const turns = squared > 1e-12;
  auto const safe = tg::where(turns, squared, 1.0);
  auto const angle = tg::sqrt(safe);
  auto const cosine = tg::where(turns, tg::cos(angle), 1.0);
  auto const a = tg::where(turns, tg::sin(angle) / angle, 1.0);
  auto const b = tg::where(turns, (1.0 - tg::cos(angle)) / safe, 0.5);
  auto const along = b * (x(0) * x(9) + x(1) * x(10) + x(2) * x(11));
  auto const c0 = cosine * x(9) + a * (x(1) * x(11) - x(2) * x(10)) + along * x(0) + x(3);
  auto const c1 = cosine * x(10) + a * (x(2) * x(9) - x(0) * x(11)) + along * x(1) + x(4);
  auto const c2 = cosine * x(11) + a * (x(0) * x(10) - x(1) * x(9)) + along * x(2) + x(5);
  auto const u = -c0 / c2;
  auto const v = -c1 / c2;
  auto const n = u * u + v * v;
  auto const scale = x(6) * (1.0 + n * (x(7) + n * x(8)));
  return tg::stack(scale * u - seen(0), scale * v - seen(1));
};

struct observations {
  std::vector<tg::tensor<double, 12>> x;
  std::vector<tg::tensor<double, 2>> seen;

  explicit observations(int count) {
    tg::tensor<double, 12> const typical{0.0157, -0.0128,   -0.0044,   -0.0341, -0.1075, 1.1202,
                                         399.75, -3.177e-7, 5.882e-13, -0.612,  0.5717,  -1.8471};
    for (int i = 0; i < count; ++i) {
      x.push_back(typical * (1 + 1e-5 * i));
      seen.push_back({-332.65 + i, 262.09});
    }
  }
};

void map_bundle_adjustment(benchmark::State& state) {
  observations const all(10000);
  std::vector<tg::tensor<double, 2>> residuals(all.x.size());
  std::vector<tg::tensor<double, 2, 12>> jacobians(all.x.size());
  for (auto _ : state) {
    tg::vmap(tg::value_and_jacobian(residual))(tg::into(residuals, jacobians), all.x, all.seen);
    benchmark::ClobberMemory();
  }
}
void loop_over_bundle_adjustment(benchmark::State& state) {
  observations const all(10000);
  std::vector<residual_and_jacobian> results(all.x.size());
  for (auto _ : state) {
    for (std::size_t i = 0; i < all.x.size(); ++i)
      results[i] = by_hand_bundle_adjustment(all.x[i].data(), all.seen[i].data());
    benchmark::ClobberMemory();
  }
}

template <class T>
struct option {
  T spot, strike, rate, volatility, time;
};
constexpr auto price = [](auto const& o) {
  auto const deviation = o.volatility * tg::sqrt(o.time);
  auto const drift = (o.rate + 0.5 * o.volatility * o.volatility) * o.time;
  auto const d1 = (tg::log(o.spot / o.strike) + drift) / deviation;
  auto const discount = tg::exp(-(o.rate * o.time));
  return o.spot * tg::normal_cdf(d1) - o.strike * discount * tg::normal_cdf(d1 - deviation);
};
std::vector<option<double>> make_options() {
  std::vector<option<double>> all;
  for (int i = 0; i < 100000; ++i)
    all.push_back({80.0 + i % 41, 100.0, 0.03, 0.2 + 0.001 * (i % 100), 0.5 + 0.01 * (i % 150)});
  return all;
}

void map_black_scholes(benchmark::State& state) {
  auto const options = make_options();
  std::vector<double> prices(options.size());
  std::vector<option<double>> sensitivities(options.size());
  for (auto _ : state) {
    tg::vmap(tg::value_and_grad(price))(tg::into(prices, sensitivities), options);
    benchmark::ClobberMemory();
  }
}
double price_by_hand(option<double> const& o) {
  constexpr double root_half = 0.70710678118654752440;
  double const deviation = o.volatility * std::sqrt(o.time);
  double const d1 =
      (std::log(o.spot / o.strike) + (o.rate + 0.5 * o.volatility * o.volatility) * o.time) /
      deviation;
  double const d2 = d1 - deviation;
  return 0.5 * (o.spot * std::erfc(d1 * -root_half) -
                o.strike * std::exp(-(o.rate * o.time)) * std::erfc(d2 * -root_half));
}
void loop_over_black_scholes_prices(benchmark::State& state) {
  auto const options = make_options();
  std::vector<double> prices(options.size());
  for (auto _ : state) {
    for (std::size_t i = 0; i < options.size(); ++i) prices[i] = price_by_hand(options[i]);
    benchmark::ClobberMemory();
  }
}

[[maybe_unused]] bool const registered = [] {
  constexpr auto name = "rows_";
  auto const add = [](char const* what, auto call) {
    benchmark::RegisterBenchmark((std::string(name) + INSTRUCTIONS + what).c_str(), call);
  };
  add("_bundle_adjustment/generated", map_bundle_adjustment);
  add("_bundle_adjustment/by_hand", loop_over_bundle_adjustment);
  add("_sensitivities/generated", map_black_scholes);
  add("_sensitivities/by_hand", loop_over_black_scholes_prices);
  return true;
}();

}  // namespace
