// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/operation/dynamic_operation.hpp>
#include <typegrad/tensor/number_conversion.hpp>

#include <cstddef>
#include <cstring>

namespace typegrad {

template <class To, class From>
void convert_block(kernel_result out, kernel_operand const* in, int n) {
  To* const to = static_cast<To*>(out.data);
  From const* const from = static_cast<From const*>(in->data);
  auto const convert = [](From x) {
    if constexpr (std::is_same_v<To, bool>) return x != From{};
    else return number_conversion<To>(x);
  };
  if (in->repeated)
    for (int i = 0; i < n; ++i) to[i] = convert(*from);
  else
    for (int i = 0; i < n; ++i) to[i] = convert(from[i]);
}

template <class To>
constexpr block_kernel conversions_to[scalar_type_count] = {
    convert_block<To, bool>, convert_block<To, std::int32_t>, convert_block<To, std::int64_t>,
    convert_block<To, float>, convert_block<To, double>};

/// The kernel that converts elements, or copies them where the types agree.
inline block_kernel conversion(scalar_type to, scalar_type from) {
  int const i = static_cast<int>(from);
  switch (to) {
    case scalar_type::boolean:
      return conversions_to<bool>[i];
    case scalar_type::int32:
      return conversions_to<std::int32_t>[i];
    case scalar_type::int64:
      return conversions_to<std::int64_t>[i];
    case scalar_type::float32:
      return conversions_to<float>[i];
    default:
      return conversions_to<double>[i];
  }
}

/// The copies of a repeated operand, for an element of type Number.
template <class Number>
void repeat_block(kernel_result out, kernel_operand const* in, int) {
  Number element;
  std::memcpy(&element, in->data, sizeof element);
  for (std::size_t i = 0; i < splat_bytes; i += sizeof element)
    std::memcpy(static_cast<std::byte*>(out.data) + i, &element, sizeof element);
}
inline block_kernel repeating_kernel(index_t bytes) {
  return bytes == 8   ? repeat_block<std::uint64_t>
         : bytes == 4 ? repeat_block<std::uint32_t>
                      : repeat_block<std::uint8_t>;
}

}  // namespace typegrad
