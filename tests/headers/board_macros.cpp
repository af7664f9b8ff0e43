// SPDX-License-Identifier: BSL-1.0

// What the headers of a microcontroller board define (Arduino.h, binary.h, and others with one
// letter) must not reach into the library's, which are included after them.

#include <cmath>
#include <cstdint>

#define A -1
#define B -1
#define C -1
#define D -1
#define E -1
#define G -1
#define H -1
#define I -1
#define J -1
#define K -1
#define L -1
#define M -1
#define N -1
#define O -1
#define P -1
#define Q -1
#define R -1
#define S -1
#define U -1
#define V -1
#define W -1
#define X -1
#define Y -1
#define Z -1
#define B0 0
#define B1 1
#define B00 0
#define B01 1
#define B10 2
#define B11 3
#define B000 0
#define B001 1
#define B010 2
#define B011 3
#define B100 4
#define B101 5
#define B110 6
#define B111 7
#define B0000 0
#define B0001 1
#define B0010 2
#define B0011 3
#define B0100 4
#define B0101 5
#define B0110 6
#define B0111 7
#define B1000 8
#define B1001 9
#define B1010 10
#define B1011 11
#define B1100 12
#define B1101 13
#define B1110 14
#define B1111 15
#define F(text) (text)
#define PI 3.1415926535897932384626433832795
#define EULER 2.718281828459045235360287471352
#define HIGH 0x1
#define LOW 0x0
#define INPUT 0x0
#define OUTPUT 0x1
#define CHANGE 1
#define RISING 3
#define DEFAULT 0
#define EXTERNAL 1
#define INTERNAL 2
#define SERIAL 0x0
#define DISPLAY 0x1
#undef abs
#undef min
#undef max
#undef round
#define abs(x) ((x) > 0 ? (x) : -(x))
#define min(a, b) ((a) < (b) ? (a) : (b))
#define max(a, b) ((a) > (b) ? (a) : (b))
#define round(x) ((x) >= 0 ? (long)((x) + 0.5) : (long)((x) - 0.5))
#define constrain(x, low, high) ((x) < (low) ? (low) : ((x) > (high) ? (high) : (x)))
#define radians(angle) ((angle) * 0.017453292519943295769236907684886)
#define degrees(angle) ((angle) * 57.295779513082320876798154814105)
#define sq(x) ((x) * (x))
#define bit(place) (1UL << (place))
#define word(...) makeWord(__VA_ARGS__)
#define lowByte(w) ((uint8_t)((w) & 0xff))
#define highByte(w) ((uint8_t)((w) >> 8))
#define interrupts() sei()

// Names that sketches give to global variables: -Wshadow says nothing of local ones in the library.
extern float step, next, value, count, place, at, found, made, size, node, kind;

#include <typegrad/embedded.hpp>

namespace tg = typegrad;

// A function named like one of those macros is called in brackets, as std::max is there.
constexpr auto of_pair = [](auto x, auto y) {
  return (tg::abs)(x) * (tg::max)(x, y) + (tg::min)(tg::sum(tg::sin(x)), 0.5f * x);
};
static_assert(tg::evaluate(of_pair)(-2.0f, 3.0f) == 5.0f);

float slope(tg::tensor<float, 3> const& x);
float slope(tg::tensor<float, 3> const& x) {
  return tg::grad([](auto v) { return tg::dot(v, v) / (tg::max)(v); })(x)(0);
}
