// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/record_value.hpp>

namespace typegrad {

/// While one of these exists, what this thread makes has a history or has none. Scopes nest.
class history_scope {
 public:
  explicit history_scope(bool kept) : before_(history_is_kept()) { history_is_kept() = kept; }
  history_scope(history_scope const&) = delete;
  history_scope& operator=(history_scope const&) = delete;
  ~history_scope() { history_is_kept() = before_; }

 private:
  bool before_;
};

/// While one of these exists, what this thread makes has no history: values only, no gradients. Scopes nest.
class no_grad : history_scope {
 public:
  no_grad() : history_scope(false) {}
};

}  // namespace typegrad
