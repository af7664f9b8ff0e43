// SPDX-License-Identifier: BSL-1.0
/// Firmware without floats: a filter learns how the noise of a fan gets into a microphone and takes
/// it away, one step of gradient descent for each sample, in fixed point. Beside it the same
/// function with float, which a Cortex-M0 computes in software.
#include <typegrad/embedded.hpp>
#include <typegrad/number/fixed.hpp>

#include "firmware.hpp"

namespace tg = typegrad;

// [readme:canceller]
/// What is left of the sound when the noise that went through the filter is taken away, squared.
constexpr auto loudness = [](auto const& filter, auto const& noise, auto const& sound) {
  return tg::square(sound - tg::dot(filter, noise));
};
/// The filter a sample later, and what is left.
constexpr auto learn = [](auto const& filter, auto const& noise, auto const& sound) {
  auto const [value, slope] = tg::value_and_grad(loudness)(filter, noise, sound);
  return tg::results{filter - 0.02 * slope, value};
};

template <class Number, int Taps = 8>
struct canceller {
  using taps = tg::tensor<Number, Taps>;
  using program = tg::program<decltype(tg::evaluate(learn)), taps, taps, Number>;

  taps filter{}, noise{};

  Number listen(Number newest, Number sound) {
    for (int k = Taps - 1; k > 0; --k) noise(k) = noise(k - 1);
    noise(0) = newest;
    auto const [next, left] = program::run(filter, noise, sound);
    filter = next;
    return left;
  }
};
// [readme:canceller end]

/// Noise from -1 to 1, in steps of 2^-15.
static int next_noise() {
  static unsigned state = 1;
  state = state * 1664525u + 1013904223u;
  return static_cast<int>(state >> 16) - 32768;
}

using fixed = tg::fixed<16>;
static canceller<fixed> in_fixed_point;
static canceller<float> in_float;

int main() {
  // The way from the fan to the microphone, in 32nds.
  constexpr int way[] = {16, -8, 4, 12, -4, 2, 0, 1};
  int past[8] = {};
  float before = 0, left = 0, left_in_float = 0;
  constexpr int samples = 4000;
  for (int i = 0; i < samples; ++i) {
    for (int k = 7; k > 0; --k) past[k] = past[k - 1];
    past[0] = next_noise();
    int heard = next_noise() / 64;  // a quiet voice
    for (int k = 0; k < 8; ++k) heard += way[k] * past[k] / 32;
    fixed const square =
        in_fixed_point.listen(fixed::from_bits(2 * past[0]), fixed::from_bits(2 * heard));
    float const other = in_float.listen(static_cast<float>(past[0]) / 32768.0f,
                                        static_cast<float>(heard) / 32768.0f);
    if (i < 100) before += static_cast<float>(square);
    if (i >= samples - 100) left += static_cast<float>(square);
    if (i >= samples - 100) left_in_float += other;
  }
  float most_apart = 0;
  for (int k = 0; k < 8; ++k) {
    float const apart = static_cast<float>(in_fixed_point.filter(k)) - in_float.filter(k);
    if (apart * apart > most_apart * most_apart) most_apart = apart < 0 ? -apart : apart;
  }
  say("a hundred samples: ", before, " at first, ");
  say("", 1000 * left, " thousandths at last; ");
  say("with float ", 1000 * left_in_float, " thousandths\n");
  say("the filters differ by ", 1000 * most_apart, " thousandths\n");
  return left < 0.01f * before && most_apart < 0.002f ? 0 : 1;
}
