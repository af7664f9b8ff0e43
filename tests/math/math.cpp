// SPDX-License-Identifier: BSL-1.0
// The three roads of each function: a number at run time, a number in constant evaluation, a block
// of lanes.
#include "reference.hpp"

#include <string_view>

// Arduino.h defines these. The standard headers come before it.
#define abs(x) ((x) > 0 ? (x) : -(x))
#define min(a, b) ((a) < (b) ? (a) : (b))
#define max(a, b) ((a) > (b) ? (a) : (b))
#define round(x) ((x) >= 0 ? (long)((x) + 0.5) : (long)((x) - 0.5))
#define sq(x) ((x) * (x))
#define radians(x) ((x) * 0.0174532925)
#define degrees(x) ((x) * 57.2957795)
#define constrain(x, low, high) ((x) < (low) ? (low) : ((x) > (high) ? (high) : (x)))
#define bit(b) (1UL << (b))
#define word(...) Arduino_word(__VA_ARGS__)
#define F(text) text
#define B1 1
#define PI 3.14159265
#define HALF_PI 1.57079632
#define EULER 2.71828182
#include <typegrad/math/math.hpp>
#undef abs
#undef min
#undef max
#undef round
#undef sq
#undef radians
#undef degrees
#undef constrain
#undef bit
#undef word
#undef F
#undef B1
#undef PI
#undef HALF_PI
#undef EULER

namespace math = typegrad::math;

namespace {

// A block that answers with the name of the member function it was asked by.
struct block {
  std::string_view asked = "";
  constexpr block abs() const { return {"abs"}; }
  constexpr block sign() const { return {"sign"}; }
  constexpr block floor() const { return {"floor"}; }
  constexpr block ceil() const { return {"ceil"}; }
  constexpr block trunc() const { return {"trunc"}; }
  constexpr block round() const { return {"round"}; }
  constexpr block sqrt() const { return {"sqrt"}; }
  constexpr block cbrt() const { return {"cbrt"}; }
  constexpr block exp() const { return {"exp"}; }
  constexpr block exp2() const { return {"exp2"}; }
  constexpr block expm1() const { return {"expm1"}; }
  constexpr block log() const { return {"log"}; }
  constexpr block log2() const { return {"log2"}; }
  constexpr block log10() const { return {"log10"}; }
  constexpr block log1p() const { return {"log1p"}; }
  constexpr block sin() const { return {"sin"}; }
  constexpr block cos() const { return {"cos"}; }
  constexpr block tan() const { return {"tan"}; }
  constexpr block asin() const { return {"asin"}; }
  constexpr block acos() const { return {"acos"}; }
  constexpr block atan() const { return {"atan"}; }
  constexpr block sinh() const { return {"sinh"}; }
  constexpr block cosh() const { return {"cosh"}; }
  constexpr block tanh() const { return {"tanh"}; }
  constexpr block asinh() const { return {"asinh"}; }
  constexpr block acosh() const { return {"acosh"}; }
  constexpr block atanh() const { return {"atanh"}; }
  constexpr block erf() const { return {"erf"}; }
  constexpr block erfc() const { return {"erfc"}; }
  constexpr block isnan() const { return {"isnan"}; }
  constexpr block isinf() const { return {"isinf"}; }
  constexpr block isfinite() const { return {"isfinite"}; }
  constexpr block ipow(int) const { return {"ipow"}; }
  // Of two: also that the first argument is the one that is asked.
  constexpr block atan2(block b) const { return {asked == "1" && b.asked == "2" ? "atan2" : ""}; }
  constexpr block pow(block b) const { return {asked == "1" && b.asked == "2" ? "pow" : ""}; }
  constexpr block fmod(block b) const { return {asked == "1" && b.asked == "2" ? "fmod" : ""}; }
  constexpr block hypot(block b) const { return {asked == "1" && b.asked == "2" ? "hypot" : ""}; }
  constexpr block copysign(block b) const {
    return {asked == "1" && b.asked == "2" ? "copysign" : ""};
  }
  constexpr block min(block b) const { return {asked == "1" && b.asked == "2" ? "min" : ""}; }
  constexpr block max(block b) const { return {asked == "1" && b.asked == "2" ? "max" : ""}; }
};

constexpr block b{"1"}, c{"2"};

}  // namespace

static_assert(math::abs(b).asked == "abs" && math::sign(b).asked == "sign" &&
              math::floor(b).asked == "floor");
static_assert(math::ceil(b).asked == "ceil" && math::trunc(b).asked == "trunc" &&
              math::round(b).asked == "round");
static_assert(math::sqrt(b).asked == "sqrt" && math::cbrt(b).asked == "cbrt" &&
              math::exp(b).asked == "exp");
static_assert(math::exp2(b).asked == "exp2" && math::expm1(b).asked == "expm1" &&
              math::log(b).asked == "log");
static_assert(math::log2(b).asked == "log2" && math::log10(b).asked == "log10" &&
              math::log1p(b).asked == "log1p");
static_assert(math::sin(b).asked == "sin" && math::cos(b).asked == "cos" &&
              math::tan(b).asked == "tan");
static_assert(math::asin(b).asked == "asin" && math::acos(b).asked == "acos" &&
              math::atan(b).asked == "atan");
static_assert(math::sinh(b).asked == "sinh" && math::cosh(b).asked == "cosh" &&
              math::tanh(b).asked == "tanh");
static_assert(math::asinh(b).asked == "asinh" && math::acosh(b).asked == "acosh" &&
              math::atanh(b).asked == "atanh");
static_assert(math::erf(b).asked == "erf" && math::erfc(b).asked == "erfc" &&
              math::ipow(b, 2).asked == "ipow");
static_assert(math::isnan(b).asked == "isnan" && math::isinf(b).asked == "isinf" &&
              math::isfinite(b).asked == "isfinite");
static_assert(math::atan2(b, c).asked == "atan2" && math::pow(b, c).asked == "pow" &&
              math::fmod(b, c).asked == "fmod");
static_assert(math::hypot(b, c).asked == "hypot" && math::copysign(b, c).asked == "copysign");
static_assert(math::min(b, c).asked == "min" && math::max(b, c).asked == "max");

BOOST_AUTO_TEST_SUITE(math_math)

// Volatile, so that the compiler does not fold the calls.
template <class T>
void runs_on_the_platform() {
  volatile T source = T(0.375);
  T const x = source;
  T const y = T(2.75) - source;
  BOOST_TEST(math::exp(x) == std::exp(x));
  BOOST_TEST(math::exp2(x) == std::exp2(x));
  BOOST_TEST(math::expm1(x) == std::expm1(x));
  BOOST_TEST(math::log(x) == std::log(x));
  BOOST_TEST(math::log2(x) == std::log2(x));
  BOOST_TEST(math::log10(x) == std::log10(x));
  BOOST_TEST(math::log1p(x) == std::log1p(x));
  BOOST_TEST(math::sin(x) == std::sin(x));
  BOOST_TEST(math::cos(x) == std::cos(x));
  BOOST_TEST(math::tan(x) == std::tan(x));
  BOOST_TEST(math::asin(x) == std::asin(x));
  BOOST_TEST(math::acos(x) == std::acos(x));
  BOOST_TEST(math::atan(x) == std::atan(x));
  BOOST_TEST(math::atan2(x, y) == std::atan2(x, y));
  BOOST_TEST(math::sinh(x) == std::sinh(x));
  BOOST_TEST(math::cosh(x) == std::cosh(x));
  BOOST_TEST(math::tanh(x) == std::tanh(x));
  BOOST_TEST(math::asinh(x) == std::asinh(x));
  BOOST_TEST(math::acosh(y) == std::acosh(y));
  BOOST_TEST(math::atanh(x) == std::atanh(x));
  BOOST_TEST(math::sqrt(x) == std::sqrt(x));
  BOOST_TEST(math::cbrt(x) == std::cbrt(x));
  BOOST_TEST(math::hypot(x, y) == std::hypot(x, y));
  BOOST_TEST(math::pow(x, y) == std::pow(x, y));
  BOOST_TEST(math::fmod(y, x) == std::fmod(y, x));
  BOOST_TEST(math::erf(x) == std::erf(x));
  BOOST_TEST(math::erfc(x) == std::erfc(x));
  BOOST_TEST(math::floor(y) == std::floor(y));
  BOOST_TEST(math::ceil(y) == std::ceil(y));
  BOOST_TEST(math::trunc(y) == std::trunc(y));
  BOOST_TEST(math::round(y) == std::round(y));
  BOOST_TEST(math::abs(-x) == x);
  BOOST_TEST(math::copysign(x, -y) == -x);
}

BOOST_AUTO_TEST_CASE(doubles_go_to_the_platform_at_run_time) { runs_on_the_platform<double>(); }

BOOST_AUTO_TEST_CASE(floats_go_to_the_platform_at_run_time) { runs_on_the_platform<float>(); }

BOOST_AUTO_TEST_SUITE_END()
