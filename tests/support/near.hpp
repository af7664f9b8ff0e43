// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Whether `got` is within `ulps` units in the last place of `expected`, of the larger one of its
/// binade. Four is what a chain of three or four correctly rounded steps may lose; constexpr, for
/// `static_assert`.
constexpr bool near(double got, double expected, double ulps = 4) {
  double const error = got < expected ? expected - got : got - expected;
  return error <= ulps * 0x1p-52 * (expected < 0 ? -expected : expected);
}
constexpr bool near(float got, double expected, double ulps = 4) {
  return near(static_cast<double>(got), expected, ulps * 0x1p29);
}
