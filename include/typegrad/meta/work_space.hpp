// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <new>
#include <utility>

namespace typegrad {

/// Memory that programs work in, one after the other; it grows to what the largest of them needs. A
/// copy begins with none.
///
/// alignment 64 bytes
class work_space {
 public:
  work_space() = default;
  work_space(work_space const&) noexcept {}
  work_space(work_space&& other) noexcept
      : memory_(std::exchange(other.memory_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
  work_space& operator=(work_space other) noexcept {
    std::swap(memory_, other.memory_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~work_space() { clear(); }

  std::byte* of(std::ptrdiff_t bytes) {
    if (bytes > bytes_) {
      clear();
      memory_ = static_cast<std::byte*>(
          ::operator new[](static_cast<std::size_t>(bytes), std::align_val_t(64)));
      bytes_ = bytes;
    }
    return memory_;
  }
  std::ptrdiff_t bytes() const { return bytes_; }
  void clear() {
    ::operator delete[](memory_, std::align_val_t(64));
    memory_ = nullptr;
    bytes_ = 0;
  }

 private:
  std::byte* memory_ = nullptr;
  std::ptrdiff_t bytes_ = 0;
};

}  // namespace typegrad
