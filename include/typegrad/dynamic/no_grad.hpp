// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/tape/number_recorder.hpp>

namespace typegrad {

/// While one of these exists, what this thread makes has a history or has none. Scopes nest.
class history_scope {
 public:
  explicit history_scope(bool kept) : before_(history_is_kept()) { change(kept); }
  history_scope(history_scope const&) = delete;
  history_scope& operator=(history_scope const&) = delete;
  ~history_scope() { change(before_); }

 private:
  static void change(bool kept) {
    history_is_kept() = kept;
    this_threads_recorder().pause();  // the next operation looks whether it is to be recorded
  }

  bool before_;
};

/// While one of these exists, what this thread makes has no history: values only, no gradients.
/// Scopes nest.
class no_grad : history_scope {
 public:
  no_grad() : history_scope(false) {}
};

}  // namespace typegrad
