#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/tensor/tensor.hpp>

#include <type_traits>

namespace typegrad {

/// A tensor with the same value everywhere: `full<double, 2, 3>(7)`.
template <class T, index_t... E>
constexpr tensor<T, E...> full(std::type_identity_t<T> value) noexcept {
  tensor<T, E...> result;
  for (T& element : result) element = value;
  return result;
}

/// All zeros: `zeros<double, 2, 3>()`.
template <class T, index_t... E>
constexpr tensor<T, E...> zeros() noexcept {
  return {};
}

/// All ones: `ones<double, 2, 3>()`.
template <class T, index_t... E>
constexpr tensor<T, E...> ones() noexcept {
  return full<T, E...>(T{1});
}

/// start, start + step, ..., Count values: `arange<int, 6>()` is 0, 1, 2, 3, 4, 5.
template <class T, index_t Count>
constexpr tensor<T, Count> arange(std::type_identity_t<T> start = T{0},
                                  std::type_identity_t<T> step = T{1}) noexcept {
  tensor<T, Count> result;
  for (index_t k = 0; k < Count; ++k)
    result.data()[k] = static_cast<T>(start + static_cast<T>(k) * step);
  return result;
}

/// Count values at equal distances, the first `start` and the last exactly `stop`; one value is
/// `start`. source: NumPy, `numpy.linspace`
template <class T, index_t Count>
  requires std::is_floating_point_v<T>
constexpr tensor<T, Count> linspace(std::type_identity_t<T> start,
                                    std::type_identity_t<T> stop) noexcept {
  tensor<T, Count> result;
  T const step = Count > 1 ? (stop - start) / static_cast<T>(Count > 1 ? Count - 1 : 1) : T{0};
  for (index_t k = 0; k < Count; ++k) result.data()[k] = static_cast<T>(k) * step + start;
  if constexpr (Count > 1) result.data()[Count - 1] = stop;
  return result;
}

/// Ones at (k, k + offset), zeros elsewhere: `eye<double, 3>()`, `eye<double, 2, 3>(1)`.
template <class T, index_t Rows, index_t Columns = Rows>
constexpr tensor<T, Rows, Columns> eye(index_t offset = 0) noexcept {
  tensor<T, Rows, Columns> result;
  for (index_t row = 0; row < Rows; ++row)
    if (row + offset >= 0 && row + offset < Columns) result(row, row + offset) = T{1};
  return result;
}

}  // namespace typegrad
