// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <type_traits>
#include <utility>

namespace typegrad {

/// The only owner of an object or, as `owned<Element[]>`, of an array; or nothing. Takes the place
/// of `std::unique_ptr`, because `<memory>` costs everybody 0.1 s of compile time.
template <class Object>
class owned {
  using element = std::remove_extent_t<Object>;

 public:
  owned() = default;
  explicit owned(element* object) : object_(object) {}
  owned(owned&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  owned& operator=(owned&& other) noexcept {
    reset(std::exchange(other.object_, nullptr));
    return *this;
  }
  ~owned() { reset(); }

  void reset(element* object = nullptr) {
    element* const former = std::exchange(object_, object);
    if constexpr (std::is_array_v<Object>) delete[] former;
    else delete former;
  }
  element* get() const { return object_; }
  element& operator*() const { return *object_; }
  element* operator->() const { return object_; }
  explicit operator bool() const { return object_ != nullptr; }

 private:
  element* object_ = nullptr;
};

}  // namespace typegrad
