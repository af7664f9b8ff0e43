// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The platform's own functions, by the compilers' names for them: the same calls as `std::exp` and
/// the rest, without `<cmath>`, which takes a third of the time of including the library. Each has
/// a float of its own.
namespace typegrad::math::platform {

// clang keeps sin(x) and cos(x) apart because each may set errno; its intrinsics do not, and become
// one sincos.
#if defined(__clang__) && __clang_major__ >= 18
inline double cos(double x) { return __builtin_elementwise_cos(x); }
inline float cos(float x) { return __builtin_elementwise_cos(x); }
inline double exp(double x) { return __builtin_elementwise_exp(x); }
inline float exp(float x) { return __builtin_elementwise_exp(x); }
inline double log(double x) { return __builtin_elementwise_log(x); }
inline float log(float x) { return __builtin_elementwise_log(x); }
inline double sin(double x) { return __builtin_elementwise_sin(x); }
inline float sin(float x) { return __builtin_elementwise_sin(x); }
inline double sqrt(double x) { return __builtin_elementwise_sqrt(x); }
inline float sqrt(float x) { return __builtin_elementwise_sqrt(x); }
#else
/// GCC reads the two numbers that sincos stores by one load, which has to wait until both stores
/// have left the pipeline: a planar arm of six joints took 99 ns in place of 60.
template <class Real>
inline Real in_register(Real x) {
#if defined(__SSE2__) && !defined(__clang__)
  __asm__("" : "+x"(x));
#endif
  return x;
}
inline double cos(double x) { return in_register(__builtin_cos(x)); }
inline float cos(float x) { return in_register(__builtin_cosf(x)); }
inline double exp(double x) { return __builtin_exp(x); }
inline float exp(float x) { return __builtin_expf(x); }
inline double log(double x) { return __builtin_log(x); }
inline float log(float x) { return __builtin_logf(x); }
inline double sin(double x) { return in_register(__builtin_sin(x)); }
inline float sin(float x) { return in_register(__builtin_sinf(x)); }
inline double sqrt(double x) { return __builtin_sqrt(x); }
inline float sqrt(float x) { return __builtin_sqrtf(x); }
#endif

inline double acos(double x) { return __builtin_acos(x); }
inline float acos(float x) { return __builtin_acosf(x); }
inline double acosh(double x) { return __builtin_acosh(x); }
inline float acosh(float x) { return __builtin_acoshf(x); }
inline double asin(double x) { return __builtin_asin(x); }
inline float asin(float x) { return __builtin_asinf(x); }
inline double asinh(double x) { return __builtin_asinh(x); }
inline float asinh(float x) { return __builtin_asinhf(x); }
inline double atan(double x) { return __builtin_atan(x); }
inline float atan(float x) { return __builtin_atanf(x); }
inline double atanh(double x) { return __builtin_atanh(x); }
inline float atanh(float x) { return __builtin_atanhf(x); }
inline double cbrt(double x) { return __builtin_cbrt(x); }
inline float cbrt(float x) { return __builtin_cbrtf(x); }
inline double ceil(double x) { return __builtin_ceil(x); }
inline float ceil(float x) { return __builtin_ceilf(x); }
inline double cosh(double x) { return __builtin_cosh(x); }
inline float cosh(float x) { return __builtin_coshf(x); }
inline double erf(double x) { return __builtin_erf(x); }
inline float erf(float x) { return __builtin_erff(x); }
inline double erfc(double x) { return __builtin_erfc(x); }
inline float erfc(float x) { return __builtin_erfcf(x); }
inline double exp2(double x) { return __builtin_exp2(x); }
inline float exp2(float x) { return __builtin_exp2f(x); }
inline double expm1(double x) { return __builtin_expm1(x); }
inline float expm1(float x) { return __builtin_expm1f(x); }
inline double fabs(double x) { return __builtin_fabs(x); }
inline float fabs(float x) { return __builtin_fabsf(x); }
inline double floor(double x) { return __builtin_floor(x); }
inline float floor(float x) { return __builtin_floorf(x); }
inline double log10(double x) { return __builtin_log10(x); }
inline float log10(float x) { return __builtin_log10f(x); }
inline double log1p(double x) { return __builtin_log1p(x); }
inline float log1p(float x) { return __builtin_log1pf(x); }
inline double log2(double x) { return __builtin_log2(x); }
inline float log2(float x) { return __builtin_log2f(x); }
inline double rint(double x) { return __builtin_rint(x); }
inline float rint(float x) { return __builtin_rintf(x); }
// lgamma writes a global, signgam, which threads would write at once. clang has no other builtin.
#if defined(__clang__)
inline double lgamma(double x) { return __builtin_lgamma(x); }
inline float lgamma(float x) { return __builtin_lgammaf(x); }
#else
inline double lgamma(double x) {
  int sign = 0;
  return __builtin_lgamma_r(x, &sign);
}
inline float lgamma(float x) {
  int sign = 0;
  return __builtin_lgammaf_r(x, &sign);
}
#endif
inline double tgamma(double x) { return __builtin_tgamma(x); }
inline float tgamma(float x) { return __builtin_tgammaf(x); }
inline double(round)(double x) { return __builtin_round(x); }
inline float(round)(float x) { return __builtin_roundf(x); }
inline double sinh(double x) { return __builtin_sinh(x); }
inline float sinh(float x) { return __builtin_sinhf(x); }
inline double tan(double x) { return __builtin_tan(x); }
inline float tan(float x) { return __builtin_tanf(x); }
inline double tanh(double x) { return __builtin_tanh(x); }
inline float tanh(float x) { return __builtin_tanhf(x); }
inline double trunc(double x) { return __builtin_trunc(x); }
inline float trunc(float x) { return __builtin_truncf(x); }
inline double atan2(double x, double y) { return __builtin_atan2(x, y); }
inline float atan2(float x, float y) { return __builtin_atan2f(x, y); }
inline double copysign(double x, double y) { return __builtin_copysign(x, y); }
inline float copysign(float x, float y) { return __builtin_copysignf(x, y); }
inline double fmod(double x, double y) { return __builtin_fmod(x, y); }
inline float fmod(float x, float y) { return __builtin_fmodf(x, y); }
inline double hypot(double x, double y) { return __builtin_hypot(x, y); }
inline float hypot(float x, float y) { return __builtin_hypotf(x, y); }
inline double remainder(double x, double y) { return __builtin_remainder(x, y); }
inline float remainder(float x, float y) { return __builtin_remainderf(x, y); }
inline double pow(double x, double y) { return __builtin_pow(x, y); }
inline float pow(float x, float y) { return __builtin_powf(x, y); }

}  // namespace typegrad::math::platform
