#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/tensor/tensor.hpp>

#include <type_traits>

namespace typegrad {

/// A tensor with the same value everywhere: `full<double, 2, 3>(7)`.
template <class Number, index_t... Extents>
constexpr tensor<Number, Extents...> full(brace_element<Number> value) noexcept {
  tensor<Number, Extents...> result;
  result.fill(value);
  return result;
}

/// All zeros: `zeros<double, 2, 3>()`.
template <class Number, index_t... Extents>
constexpr tensor<Number, Extents...> zeros() noexcept {
  return {};
}

/// All ones: `ones<double, 2, 3>()`.
template <class Number, index_t... Extents>
constexpr tensor<Number, Extents...> ones() noexcept {
  return full<Number, Extents...>(Number{1});
}

/// start, start + step, ..., Count values: `arange<int, 6>()` is 0, 1, 2, 3, 4, 5.
template <class Number, index_t Count>
constexpr tensor<Number, Count> arange(brace_element<Number> start = Number{0},
                                       brace_element<Number> step = Number{1}) noexcept {
  tensor<Number, Count> result;
  for (index_t k = 0; k < Count; ++k)
    result.data()[k] = static_cast<Number>(start.value + static_cast<Number>(k) * step.value);
  return result;
}

/// Count values at equal distances, the first `start` and the last exactly `stop`; one value is
/// `start`. source: NumPy, `numpy.linspace`
template <class Number, index_t Count>
  requires std::is_floating_point_v<Number>
constexpr tensor<Number, Count> linspace(std::type_identity_t<Number> start,
                                         std::type_identity_t<Number> stop) noexcept {
  tensor<Number, Count> result;
  Number const step =
      Count > 1 ? (stop - start) / static_cast<Number>(Count > 1 ? Count - 1 : 1) : Number{0};
  for (index_t k = 0; k < Count; ++k) result.data()[k] = static_cast<Number>(k) * step + start;
  if constexpr (Count > 1) result.data()[Count - 1] = stop;
  return result;
}

/// Ones at (k, k + offset), zeros elsewhere: `eye<double, 3>()`, `eye<double, 2, 3>(1)`.
template <class Number, index_t Rows, index_t Columns = Rows>
constexpr tensor<Number, Rows, Columns> eye(index_t offset = 0) noexcept {
  tensor<Number, Rows, Columns> result;
  for (index_t row = 0; row < Rows; ++row)
    if (row + offset >= 0 && row + offset < Columns) result(row, row + offset) = Number{1};
  return result;
}

}  // namespace typegrad
