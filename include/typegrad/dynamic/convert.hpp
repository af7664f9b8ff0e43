// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/dynamic_operation.hpp>
#include <typegrad/tensor/number_conversion.hpp>

#include <cstddef>
#include <cstring>

namespace typegrad {

template <class To, class From>
void convert_block(void* out, void const* const* in, int n) {
  To* const to = static_cast<To*>(out);
  From const* const from = static_cast<From const*>(in[0]);
  for (int i = 0; i < n; ++i) {
    if constexpr (std::is_same_v<To, bool>) to[i] = from[i] != From{};
    else to[i] = number_conversion<To>(from[i]);
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
template <std::size_t Bytes>
void repeat_block(void* out, void const* const* in, int n) {
  for (int i = 0; i < n; ++i) std::memcpy(static_cast<std::byte*>(out) + static_cast<std::size_t>(i) * Bytes, in[0], Bytes);
}
inline block_kernel repeating_kernel(index_t bytes) {
  return bytes == 8 ? repeat_block<8> : bytes == 4 ? repeat_block<4> : repeat_block<1>;
}

}  // namespace typegrad
