// SPDX-License-Identifier: BSL-1.0
// A program that computes both sides of its branches takes the same instructions on either, up to
// the moves of what is selected. Without functions of libm, whose time depends on their argument.
#include <typegrad/embedded.hpp>

#include <cstdlib>

namespace tg = typegrad;

constexpr auto response = [](auto x, auto y) {
  if (x < 1) return x * y;
  auto z = y;
  for (int k = 1; k < 20; ++k) z = z / (k + z * x);
  return z;
};

extern "C" [[gnu::noinline]] double generated_response(double x, double y) {
  auto const [value, slope] = tg::value_and_grad(response)(x, y);
  return value + slope;
}

int main(int count, char** words) {
  double const x = count > 1 ? std::atof(words[1]) : 0;
  return generated_response(x, 0.5) == 0 ? 1 : 0;
}
