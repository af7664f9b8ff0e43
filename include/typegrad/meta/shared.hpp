// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/shared_count.hpp>

#include <utility>

namespace typegrad {

/// One of the owners of an object, which may be on several threads: `std::shared_ptr` without
/// `<memory>`.
template <class Object>
class shared {
  struct counted_object {
    Object object{};
    shared_count owners{1};
  };

 public:
  shared() : counted_(new counted_object) {}
  shared(shared const& other) : counted_(other.counted_) {
    if (counted_ != nullptr) counted_->owners.add(1);
  }
  shared(shared&& other) noexcept : counted_(std::exchange(other.counted_, nullptr)) {}
  shared& operator=(shared other) noexcept {
    std::swap(counted_, other.counted_);
    return *this;
  }
  ~shared() {
    if (counted_ != nullptr && counted_->owners.add(-1) == 0) delete counted_;
  }

  Object& operator*() const { return counted_->object; }
  Object* operator->() const { return &counted_->object; }

 private:
  counted_object* counted_;
};

}  // namespace typegrad
