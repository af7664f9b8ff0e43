// SPDX-License-Identifier: BSL-1.0
// What a program keeps at run time are its numbers, not the graph that it was made from, whose
// operations know the rules by which they are traced: those want a heap. So every kind of step
// links without the C++ library, in debug builds too. Nothing is thrown: a label of no class meets
// the assertion.
static int failed_assertions = 0;
#define TYPEGRAD_ASSERT(condition) ((condition) ? void() : void(++failed_assertions))
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

namespace {

// numbers and small tensors, written out
constexpr auto written_out = [](auto x, auto const& y) {
  return tg::sum(tg::sin(x) * tg::transpose(y) * 2.0f + tg::reshape<2, 3>(y));
};
// loops and products with batches
constexpr auto layer = [](auto const& x, auto const& w, auto const& b) {
  auto const h = tg::tanh(tg::matmul(x, w) + b);
  return tg::sum(h * tg::max<1>(h, tg::keepdims)) * 0.5f;
};
// joins and copies
constexpr auto parts = [](auto const& x, auto const& y) {
  return tg::reshape<4, 30>(tg::transpose(tg::concatenate<0>(x, y))) * 3.0f;
};
// opaque operations
constexpr auto solved = [](auto const& a, auto const& b) { return tg::sum(tg::solve(a, b)); };
constexpr auto scanned = [](auto const& a) {
  return tg::cumsum<0>(a) * tg::cast<float>(tg::argmax(a));
};
constexpr auto loss = [](auto const& scores, auto const& labels) {
  return tg::softmax_cross_entropy(scores, labels);
};

}  // namespace

int main() {
  tg::tensor<float, 3, 20, 5> x{};
  tg::tensor<float, 5, 30> w{};
  tg::tensor<float, 30> b{};
  tg::tensor<float, 3, 2> y{};
  tg::tensor<float, 20, 4> upper{};
  tg::tensor<float, 10, 4> lower{};
  tg::tensor<float, 3, 3> a{};
  for (int i = 0; i < 3; ++i) a(i, i) = 2.0f;
  auto const slopes = tg::grad(layer, tg::wrt<0, 1, 2>)(x, w, b);
  auto const inner = tg::grad(solved, tg::wrt<0, 1>)(a, y);
  float const sum = tg::grad(written_out)(0.5f, y) + slopes.first(0, 0, 0) +
                    tg::evaluate(parts)(upper, lower)(0, 0) + inner.second(0, 0) +
                    tg::evaluate(scanned)(a)(2, 2);
  // 0.5 is what solve sends to each element of a right side of a = 2
  if (sum != 0.5f || failed_assertions != 0) return 1;
  tg::tensor<float, 2, 10> const scores{};
  (void)tg::grad(loss)(scores, tg::tensor<int, 2>{0, 9});
  if (failed_assertions != 0) return 2;
  (void)tg::grad(loss)(scores, tg::tensor<int, 2>{0, 12});
  return failed_assertions == 1 ? 0 : 3;
}
