// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/dynamic_operation.hpp>

namespace typegrad {

template <class To, class From>
void convert_block(void* out, void const* const* in, int n) {
  To* const to = static_cast<To*>(out);
  From const* const from = static_cast<From const*>(in[0]);
  for (int i = 0; i < n; ++i) {
    if constexpr (std::is_same_v<To, bool>) to[i] = from[i] != From{};
    else to[i] = static_cast<To>(from[i]);
  }
}

template <class To>
constexpr block_kernel conversions_to[scalar_type_count] = {convert_block<To, bool>, convert_block<To, std::int32_t>,
                                                            convert_block<To, std::int64_t>, convert_block<To, float>,
                                                            convert_block<To, double>};

/// The kernel that converts elements, or copies them where the types agree.
inline block_kernel conversion(scalar_type to, scalar_type from) {
  int const i = static_cast<int>(from);
  switch (to) {
    case scalar_type::boolean: return conversions_to<bool>[i];
    case scalar_type::int32: return conversions_to<std::int32_t>[i];
    case scalar_type::int64: return conversions_to<std::int64_t>[i];
    case scalar_type::float32: return conversions_to<float>[i];
    default: return conversions_to<double>[i];
  }
}

/// `out[i] = in[0][0]`, for elements of so many bytes.
template <class T>
void repeat_block(void* out, void const* const* in, int n) {
  T const element = *static_cast<T const*>(in[0]);
  for (int i = 0; i < n; ++i) static_cast<T*>(out)[i] = element;
}
inline block_kernel repetition(index_t bytes) {
  return bytes == 8 ? repeat_block<double> : bytes == 4 ? repeat_block<float> : repeat_block<bool>;
}

}  // namespace typegrad
