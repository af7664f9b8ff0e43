// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/shape.hpp>
#include <typegrad/tensor/large_memory.hpp>

#include <cstring>
#include <type_traits>

namespace typegrad {

/// A row of numbers whose length is known at run time: up to four within the object, so that a
/// number never touches the heap, more on the heap at a multiple of 64 bytes. Deep copies; a move
/// leaves no elements behind.
template <class Number>
class dynamic_storage {
  static_assert(std::is_trivially_copyable_v<Number>);
  static constexpr index_t few = 4;

  Number few_[few]{};
  Number* data_ = few_;
  index_t size_ = 0;

  void copy_elements(dynamic_storage const& other) noexcept {
    std::memcpy(data_, other.data_, static_cast<std::size_t>(size_) * sizeof(Number));
  }
  void release() noexcept {
    if (data_ != few_) large_memory::give(data_, static_cast<std::size_t>(size_) * sizeof(Number));
    data_ = few_;
    size_ = 0;
  }
  void take(dynamic_storage& other) noexcept {
    size_ = other.size_;
    if (other.data_ == other.few_) {
      std::memcpy(few_, other.few_, sizeof few_);
    } else {
      data_ = other.data_;
      other.data_ = other.few_;
    }
    other.size_ = 0;
  }

 public:
  dynamic_storage() noexcept = default;

  /// `size` elements that nobody has written; `size * sizeof(T)` does not overflow.
  /// errors: std::bad_alloc
  explicit dynamic_storage(index_t size) : size_(size) {
    if (size > few)
      data_ =
          static_cast<Number*>(large_memory::take(static_cast<std::size_t>(size) * sizeof(Number)));
  }

  dynamic_storage(dynamic_storage const& other) : dynamic_storage(other.size_) {
    copy_elements(other);
  }
  dynamic_storage(dynamic_storage&& other) noexcept { take(other); }
  ~dynamic_storage() { release(); }

  /// Keeps its memory where the sizes agree: a loop that assigns does not allocate.
  dynamic_storage& operator=(dynamic_storage const& other) {
    if (this == &other) return *this;
    if (size_ == other.size_) copy_elements(other);
    else *this = dynamic_storage(other);
    return *this;
  }
  dynamic_storage& operator=(dynamic_storage&& other) noexcept {
    if (this == &other) return *this;
    release();
    take(other);
    return *this;
  }

  Number* data() noexcept { return data_; }
  Number const* data() const noexcept { return data_; }
  index_t size() const noexcept { return size_; }
};

}  // namespace typegrad
