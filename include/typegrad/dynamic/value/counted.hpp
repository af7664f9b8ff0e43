// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <utility>

namespace typegrad {

/// The base of what several owners share. The count is plain: what hangs together belongs to one
/// thread at a time.
struct counted {
  counted() = default;
  counted(counted const&) = delete;
  counted& operator=(counted const&) = delete;
  virtual ~counted() = default;

  int owners = 0;
};

/// Called when the last owner of `x` is gone. An overload for a type with long chains of owners
/// releases them one after the other, so that no chain is as deep as the stack.
template <class Number>
void release(Number* x) {
  delete x;
}

/// One owner of a `counted` object, or nothing.
template <class Number>
class counted_pointer {
 public:
  counted_pointer() = default;
  explicit counted_pointer(Number* x) : object_(x) {
    if (object_ != nullptr) ++object_->owners;
  }
  counted_pointer(counted_pointer const& other) : counted_pointer(other.object_) {}
  counted_pointer(counted_pointer&& other) noexcept
      : object_(std::exchange(other.object_, nullptr)) {}
  counted_pointer& operator=(counted_pointer other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~counted_pointer() {
    if (object_ != nullptr && --object_->owners == 0) release(object_);
  }

  Number* get() const { return object_; }
  Number& operator*() const { return *object_; }
  Number* operator->() const { return object_; }
  explicit operator bool() const { return object_ != nullptr; }
  friend bool operator==(counted_pointer const& a, counted_pointer const& b) {
    return a.object_ == b.object_;
  }
  /// Gives the object away without counting.
  Number* detach() { return std::exchange(object_, nullptr); }

 private:
  Number* object_ = nullptr;
};

}  // namespace typegrad
