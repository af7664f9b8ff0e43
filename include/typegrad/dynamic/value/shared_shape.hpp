// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/reused_memory.hpp>
#include <typegrad/meta/shared_count.hpp>
#include <typegrad/shape/shape.hpp>

#include <cstddef>
#include <utility>

namespace typegrad {

/// A shape that several nodes may own together, in 8 bytes in place of 80: most values have the
/// shape of one of their operands. Nothing is kept for a number.
class shared_shape {
 public:
  shared_shape() = default;
  shared_shape(shared_shape const& other) : held_(other.held_) {
    if (held_ != nullptr) held_->owners.add(1);
  }
  shared_shape(shared_shape&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
  shared_shape& operator=(shared_shape other) noexcept {
    std::swap(held_, other.held_);
    return *this;
  }
  /// Where nobody shares the old one, references to it refer to the new one.
  shared_shape& operator=(shape const& extents) {
    if (held_ != nullptr && held_->owners.now() == 1) held_->extents = extents;
    else *this = shared_shape(extents);
    return *this;
  }
  ~shared_shape() {
    if (held_ != nullptr && held_->owners.add(-1) == 0) delete held_;
  }

  shape const& get() const {
    static constexpr shape number{};
    return held_ != nullptr ? held_->extents : number;
  }
  operator shape const&() const { return get(); }
  shape const* operator->() const { return &get(); }

 private:
  struct counted_shape {
    shape extents;
    shared_count owners{1};

    static void* operator new(std::size_t) { return reused_memory<sizeof(counted_shape)>::take(); }
    static void operator delete(void* memory) {
      reused_memory<sizeof(counted_shape)>::give(memory);
    }
  };

  explicit shared_shape(shape const& extents)
      : held_(extents.rank > 0 ? new counted_shape{extents} : nullptr) {}

  counted_shape* held_ = nullptr;
};

}  // namespace typegrad
