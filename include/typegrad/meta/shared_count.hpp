// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <atomic>

#if __has_include(<sys/single_threaded.h>)
#include <sys/single_threaded.h>
#endif

namespace typegrad {

/// Whether this program has never had a second thread, where the system tells.
inline bool is_single_threaded() {
#if __has_include(<sys/single_threaded.h>)
  return __libc_single_threaded != 0;
#else
  return false;
#endif
}

/// A count that several threads change, such as that of the owners of an object: the last one sees
/// what the others did.
///
/// cost      an atomic operation, about 20 cycles, only in programs that have had a second thread,
///           as `std::shared_ptr` does it
class shared_count {
 public:
  explicit constexpr shared_count(int count) : count_(count) {}

  int now() const { return std::atomic_ref<int>(count_).load(std::memory_order_acquire); }
  /// The count afterwards.
  int add(int change) {
    if (is_single_threaded()) return count_ += change;
    return std::atomic_ref<int>(count_).fetch_add(change, std::memory_order_acq_rel) + change;
  }

 private:
  mutable int count_;
};

}  // namespace typegrad
