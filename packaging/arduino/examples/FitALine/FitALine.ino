// SPDX-License-Identifier: BSL-1.0
// Learns slope and offset of a sensor on A0 from eight readings, by Newton's method: the loss is written, its derivatives are not.
#include <typegrad.h>

namespace tg = typegrad;

constexpr auto loss = [](auto const& line, auto const& at, auto const& reading) {
  return tg::mean(tg::square(line[0] * at + line[1] - reading));
};

tg::tensor<float, 2> line{0, 0};

void setup() { Serial.begin(115200); }

void loop() {
  tg::tensor<float, 8> at, reading;
  for (int i = 0; i < 8; ++i) {
    at[i] = 0.125f * float(i);
    reading[i] = float(analogRead(A0)) / 1023.0f;
    delay(5);
  }
  // The loss is a parabola, so one step of Newton's method ends at its lowest point.
  auto const slope = tg::grad(loss)(line, at, reading);
  auto const bend = tg::hessian(loss)(line, at, reading);
  line = line - tg::solve(bend, slope);
  Serial.println(line[0]);
  Serial.println(line[1]);
}
