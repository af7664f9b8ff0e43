// SPDX-License-Identifier: BSL-1.0
/// Firmware that gets to know its motor while it runs: each tenth of a second of measurements gives
/// a step of gradient descent, through `scan`, on resistance, torque and friction. Half way the
/// winding is warm: its resistance is a quarter larger.
#include <typegrad/embedded.hpp>
#include <typegrad/nn/adam.hpp>

#include <cstddef>

#include "firmware.hpp"

namespace tg = typegrad;

// [readme:motor]
/// A motor with what is not known of it, as multiples of what its data sheet says.
template <class T>
struct motor {
  T resistance, torque, friction;

  /// The state, current in 10 A and speed in 100 rad/s, a millisecond later.
  constexpr auto operator()(auto const& state, auto const& volts) const {
    auto const current = state(0), speed = state(1);
    return tg::stack(
        current + 0.05f * (volts - 10.0f * resistance * current - 5.0f * torque * speed),
        speed + 0.1f * torque * current - 0.01f * friction * speed);
  }
};
/// How far it is from what was measured, beginning with the first state of it.
constexpr auto loss = [](auto const& guess, auto const& start, auto const& volts,
                         auto const& measured) {
  auto const [end, path] = tg::scan(
      [&](auto const& before, auto const& now) {
        auto const next = guess(before, now);
        return tg::results{next, next};
      },
      start, volts);
  return tg::mean(tg::square(path - measured));
};
// [readme:motor end]

constexpr int window = 100;
using state = tg::tensor<float, 2>;
using inputs = tg::tensor<float, window>;
using outputs = tg::tensor<float, window, 2>;
using fitting =
    tg::program<decltype(tg::value_and_grad(loss)), motor<float>, state, inputs, outputs>;

static motor<float> found{1, 1, 1};
static tg::adam<motor<float>> optimizer{.learning_rate = 0.01f};
static motor<float> gradient;
static state at_start;
static inputs applied;
static outputs seen;
alignas(fitting::alignment) static std::byte memory[fitting::workspace_bytes];

/// Noise from -1 to 1.
static float noise() {
  static unsigned number = 1;
  number = number * 1664525u + 1013904223u;
  return static_cast<float>(number >> 8) / 8388608.0f - 1;
}
/// The bench: a window of a motor that the firmware knows by its sensors alone.
static void measure(motor<float> const& truth) {
  static state now{};
  for (int k = 0; k < 2; ++k) at_start(k) = now(k);
  float level = 0;
  for (int i = 0; i < window; ++i) {
    if (i % 20 == 0) level = 12 * noise();
    applied(i) = level;
    now = truth(now, level);
    for (int k = 0; k < 2; ++k) seen(i, k) = now(k) + 0.02f * noise();
  }
}
static float largest_error(motor<float> const& truth) {
  float const errors[] = {found.resistance / truth.resistance - 1, found.torque / truth.torque - 1,
                          found.friction / truth.friction - 1};
  float largest = 0;
  for (float const error : errors) largest = error * error > largest * largest ? error : largest;
  return largest < 0 ? -largest : largest;
}

int main() {
  motor<float> truth{1.3f, 0.9f, 1.5f};
  bool is_found = true;
  for (int step = 1; step <= 600; ++step) {
    measure(truth);
    float value = 0;
    fitting::run(memory, tg::into(value, gradient), found, at_start, applied, seen);
    optimizer.update(found, gradient);
    if (step % 150 == 0) {
      say("after ", 0.1f * static_cast<float>(step), " s: resistance ");
      say("", found.resistance, ", torque ");
      say("", found.torque, ", friction ");
      say("", found.friction, "");
      say("; off by ", 100 * largest_error(truth), " %\n");
    }
    if (step % 300 == 0) {
      is_found = is_found && largest_error(truth) < 0.03f;
      truth.resistance *= 1.25f;
    }
  }
  return is_found ? 0 : 1;
}
