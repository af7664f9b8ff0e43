// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/lane_instructions.hpp>
#include <typegrad/kernel/vector_in_memory.hpp>

namespace typegrad {

/// 0, 1, 2, ... in integers as wide as the elements of `Vector`.
template <class Vector>
TYPEGRAD_INLINE inline vector_math::mask_of<Vector> numbers_of_lanes() {
  vector_math::mask_of<Vector> numbers{};
#pragma GCC unroll 16
  for (int i = 0; i < vector_math::elements_in<Vector>; ++i) numbers[i] = i;
  return numbers;
}
/// All bits of the first `count` lanes.
template <class Vector>
TYPEGRAD_INLINE inline vector_math::mask_of<Vector> first_lanes(int count) {
  using integer = vector_math::element_of<vector_math::mask_of<Vector>>;
  return numbers_of_lanes<Vector>() < static_cast<integer>(count);
}

/// The first `count` numbers at `from` and zeros behind them; no other memory is read.
template <class Vector>
TYPEGRAD_INLINE inline Vector load_first(vector_math::element_of<Vector> const* from, int count) {
#if defined(__AVX512F__)
  unsigned const bits = (1u << count) - 1;
  if constexpr (vector_math::is_vector_of<Vector, 64, double>)
    return (Vector)_mm512_maskz_loadu_pd(static_cast<__mmask8>(bits), from);
  if constexpr (vector_math::is_vector_of<Vector, 64, float>)
    return (Vector)_mm512_maskz_loadu_ps(static_cast<__mmask16>(bits), from);
#endif
#if defined(__AVX2__)
  if constexpr (vector_math::is_vector_of<Vector, 32, double>)
    return (Vector)_mm256_maskload_pd(from, (__m256i)first_lanes<Vector>(count));
  if constexpr (vector_math::is_vector_of<Vector, 32, float>)
    return (Vector)_mm256_maskload_ps(from, (__m256i)first_lanes<Vector>(count));
  if constexpr (vector_math::is_vector_of<Vector, 16, float>)
    return (Vector)_mm_maskload_ps(from, (__m128i)first_lanes<Vector>(count));
#endif
  Vector x{};
#pragma GCC unroll 16
  for (int i = 0; i < vector_math::elements_in<Vector>; ++i)
    if (i < count) x[i] = from[i];
  return x;
}

/// The first `count` numbers of x; no other memory is written. AVX2 has an instruction for it,
/// which takes AMD's processors some twenty cycles.
template <class Vector>
TYPEGRAD_INLINE inline void store_first(vector_math::element_of<Vector>* to, Vector x, int count) {
#if defined(__AVX512F__)
  unsigned const bits = (1u << count) - 1;
  if constexpr (vector_math::is_vector_of<Vector, 64, double>)
    return _mm512_mask_storeu_pd(to, static_cast<__mmask8>(bits), (__m512d)x);
  if constexpr (vector_math::is_vector_of<Vector, 64, float>)
    return _mm512_mask_storeu_ps(to, static_cast<__mmask16>(bits), (__m512)x);
#endif
#if defined(__AVX512VL__)
  if constexpr (vector_math::is_vector_of<Vector, 32, double>)
    return _mm256_mask_storeu_pd(to, static_cast<__mmask8>(bits), (__m256d)x);
  if constexpr (vector_math::is_vector_of<Vector, 32, float>)
    return _mm256_mask_storeu_ps(to, static_cast<__mmask8>(bits), (__m256)x);
  if constexpr (vector_math::is_vector_of<Vector, 16, float>)
    return _mm_mask_storeu_ps(to, static_cast<__mmask8>(bits), (__m128)x);
#endif
#pragma GCC unroll 16
  for (int i = 0; i < vector_math::elements_in<Vector>; ++i)
    if (i < count) to[i] = x[i];
}

}  // namespace typegrad
