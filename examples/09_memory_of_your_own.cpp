// SPDX-License-Identifier: BSL-1.0
/// A gradient as firmware runs it: no heap, the workspace in static memory, its size a constant.
#include <typegrad/embedded.hpp>

#include <cmath>
#include <cstddef>
#include <cstdio>

namespace tg = typegrad;

// [readme:memory]
/// How far a logistic model with the weights w is off for eight samples x with the labels t.
constexpr auto loss = [](auto const& w, auto const& x, auto const& t) {
  auto const score = tg::matmul(x, w);
  return tg::mean(tg::softplus(score) - t * score);
};
using training = tg::program<decltype(tg::value_and_grad(loss)), tg::tensor<float, 3>,
                             tg::tensor<float, 8, 3>, tg::tensor<float, 8>>;
static_assert(training::workspace_bytes <= 64);

alignas(training::alignment) static std::byte memory[training::workspace_bytes];
// [readme:memory end]

// [readme:flash]
/// Weights that were learned elsewhere, as a constant: a linker puts them into flash.
constexpr tg::tensor<float, 3> learned{2.5f, 5.0f, -1.25f};
constexpr auto probability = [](auto const& w, auto const& x) {
  return tg::sigmoid(tg::dot(w, x));
};
using decision =
    tg::program<decltype(tg::evaluate(probability)), tg::tensor<float, 3>, tg::tensor<float, 3>>;

float decide(tg::tensor<float, 3> const& x) {
  alignas(decision::alignment) std::byte workspace[decision::workspace_bytes];
  return decision::run(workspace, learned, x);
}
// [readme:flash end]

int main() {
  tg::tensor<float, 8, 3> x;
  tg::tensor<float, 8> t;
  for (int i = 0; i < 8; ++i) {
    float const angle = 0.7f * static_cast<float>(i);
    x(i, 0) = std::cos(angle), x(i, 1) = std::sin(angle), x(i, 2) = 1;
    t(i) = x(i, 0) + 2 * x(i, 1) > 0.5f ? 1.0f : 0.0f;
  }
  tg::tensor<float, 3> w{};
  float first = 0;
  float last = 0;
  for (int i = 0; i < 200; ++i) {
    // [readme:run]
    auto const [value, gradient] = training::run(memory, w, x, t);
    w = w - 2.0f * gradient;
    // [readme:run end]
    if (i == 0) first = value;
    last = value;
  }
  std::printf("%zu bytes of workspace, loss %.4f -> %.4f\n",
              static_cast<std::size_t>(training::workspace_bytes), static_cast<double>(first),
              static_cast<double>(last));
  // All weights 0 give log(2), whatever the labels.
  bool const right = std::fabs(first - std::log(2.0f)) < 1e-6f && last < 0.2f * first;
  // 2.5 - 1.25 and -2.5 - 1.25 on either side of the line.
  bool const decided = decide({1, 0, 1}) > 0.7f && decide({-1, 0, 1}) < 0.03f;
  return right && decided ? 0 : 1;
}
