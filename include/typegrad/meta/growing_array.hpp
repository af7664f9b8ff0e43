// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace typegrad {

/// A growing array that works in constant evaluation on every supported compiler.
///
/// `std::vector` is constexpr in C++20, but GCC 12 takes twice as long to evaluate it and clang 14
/// refuses libstdc++'s; every pass of the engine runs over this instead.
///
/// cost      amortised O(1) `push_back`
template <class T>
class growing_array {
 public:
  constexpr growing_array() = default;
  constexpr explicit growing_array(int size) : data_(new T[extent(size)]{}), size_(size), capacity_(size) {}
  constexpr growing_array(int size, T const& value) : growing_array(size) {
    for (int i = 0; i < size; ++i) data_[i] = value;
  }
  constexpr growing_array(growing_array const& other) : growing_array(other.size_) {
    for (int i = 0; i < size_; ++i) data_[i] = other.data_[i];
  }
  constexpr growing_array(growing_array&& other) noexcept
      : data_(other.data_), size_(other.size_), capacity_(other.capacity_) {
    other.data_ = nullptr;
    other.size_ = other.capacity_ = 0;
  }
  constexpr growing_array& operator=(growing_array other) noexcept {
    T* const data = data_;
    data_ = other.data_;
    other.data_ = data;
    size_ = other.size_;
    capacity_ = other.capacity_;
    return *this;
  }
  constexpr ~growing_array() { delete[] data_; }

  constexpr int size() const { return size_; }
  constexpr T& operator[](int i) { return data_[i]; }
  constexpr T const& operator[](int i) const { return data_[i]; }
  constexpr T* data() { return data_; }
  constexpr T const* data() const { return data_; }
  constexpr T const* begin() const { return data_; }
  constexpr T const* end() const { return data_ + size_; }
  constexpr T& back() { return data_[size_ - 1]; }

  constexpr void push_back(T const& value) {
    if (size_ == capacity_) grow(size_ + 1);
    data_[size_++] = value;
  }
  constexpr void resize(int size) {
    if (size > capacity_) grow(size);
    size_ = size;
  }

 private:
  static constexpr decltype(sizeof(0)) extent(int size) { return static_cast<decltype(sizeof(0))>(size); }
  constexpr void grow(int least) {
    int const capacity = least > 2 * capacity_ ? (least < 16 ? 16 : least) : 2 * capacity_;
    T* const data = new T[extent(capacity)]{};
    for (int i = 0; i < size_; ++i) data[i] = data_[i];
    delete[] data_;
    data_ = data;
    capacity_ = capacity;
  }

  T* data_ = nullptr;
  int size_ = 0;
  int capacity_ = 0;
};

}  // namespace typegrad
