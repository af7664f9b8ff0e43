// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <atomic>

namespace typegrad {

/// Held by one thread at a time, the others sleep: `std::mutex` without `<mutex>`, which reads the
/// clocks too.
class waiting_lock {
 public:
  void take() {
    while (taken_.test_and_set(std::memory_order_acquire))
      taken_.wait(true, std::memory_order_relaxed);
  }
  void give_back() {
    taken_.clear(std::memory_order_release);
    taken_.notify_one();
  }

 private:
  std::atomic_flag taken_;
};

/// Holds a lock as long as it lives.
class lock_holder {
 public:
  explicit lock_holder(waiting_lock& lock) : lock_(lock) { lock_.take(); }
  lock_holder(lock_holder const&) = delete;
  lock_holder& operator=(lock_holder const&) = delete;
  ~lock_holder() { lock_.give_back(); }

 private:
  waiting_lock& lock_;
};

}  // namespace typegrad
