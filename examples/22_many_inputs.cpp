// SPDX-License-Identifier: BSL-1.0
/// Many inputs at once: prices and sensitivities of options, and a fit to many points.
#include <typegrad/typegrad.hpp>

#include <cmath>
#include <iostream>
#include <span>
#include <vector>

namespace tg = typegrad;

// [readme:function]
template <class T>
struct option {
  T spot, strike, years;
};
/// The price of a European call (Black and Scholes 1973).
constexpr auto price = [](auto const& o, auto volatility) {
  auto const deviation = volatility * tg::sqrt(o.years);
  auto const d = tg::log(o.spot / o.strike) / deviation + 0.5 * deviation;
  return o.spot * tg::normal_cdf(d) - o.strike * tg::normal_cdf(d - deviation);
};
// [readme:function end]

// [readme:distance]
constexpr auto distance = [](auto const& line, auto const& point) {
  return tg::square(line(0) * point(0) + line(1) - point(1));
};
// [readme:distance end]

int main() {
  // [readme:call]
  std::vector<option<double>> options;
  for (int i = 0; i < 1000; ++i) options.push_back({80 + 0.04 * i, 100, 0.5 + 0.001 * i});

  // The options are mapped, the volatility is the same for all.
  auto const sensitivities = tg::vmap(tg::value_and_grad(price), tg::in_axes<0, tg::none>);
  auto const [prices, deltas] = sensitivities(options, 0.2);
  std::cout << prices[500] << " " << deltas[500].spot << "\n";
  // [readme:call end]

  // [readme:into]
  std::vector<double> values(options.size());
  std::vector<option<double>> slopes(options.size());
  sensitivities(tg::into(values, slopes), options, 0.2);  // allocates nothing
  // [readme:into end]

  // [readme:columns]
  option<std::vector<double>> columns;  // a struct of arrays
  for (option<double> const& o : options) {
    columns.spot.push_back(o.spot);
    columns.strike.push_back(o.strike);
    columns.years.push_back(o.years);
  }
  option<std::vector<double>> const by_column =
      tg::vmap(tg::grad(price), tg::in_axes<0, tg::none>)(columns, 0.2);
  // [readme:columns end]

  // [readme:parts]
  std::size_t const half = options.size() / 2;  // each thread takes its part of the rows
  for (std::size_t const first : {std::size_t{0}, half}) {
    std::span const part(options.data() + first, half);
    std::span to(values.data() + first, half);
    tg::vmap(price, tg::in_axes<0, tg::none>)(tg::into(to), part, 0.2);
  }
  // [readme:parts end]

  // [readme:sum]
  // Within a function that is traced: the gradient of what all rows share is the sum over them.
  constexpr auto loss = [](auto const& line, auto const& points) {
    return tg::mean(tg::vmap(distance, tg::in_axes<tg::none, 0>)(line, points));
  };
  tg::tensor<double, 4, 2> const points{{0, 1}, {1, 3}, {2, 5}, {3, 7}};
  tg::tensor<double, 2> line{0, 0};
  for (int step = 0; step < 200; ++step) line -= 0.1 * tg::grad(loss)(line, points);
  std::cout << line << "\n";
  // [readme:sum end]

  bool same = std::abs(line(0) - 2) < 1e-3 && std::abs(line(1) - 1) < 1e-3;
  for (std::size_t i = 0; i < options.size(); ++i) {
    auto const [value, slope] = tg::value_and_grad(price)(options[i], 0.2);
    same = same && std::abs(prices[i] - value) < 1e-11 && std::abs(values[i] - value) < 1e-11 &&
           std::abs(deltas[i].spot - slope.spot) < 1e-11 &&
           std::abs(slopes[i].years - slope.years) < 1e-11 &&
           std::abs(by_column.strike[i] - slope.strike) < 1e-11;
  }
  return same ? 0 : 1;
}
