// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/record_value.hpp>

namespace typegrad {

/// While one of these exists, what this thread makes has no history: values only, no gradients. Scopes nest.
class no_grad {
 public:
  no_grad() : before_(history_is_kept()) { history_is_kept() = false; }
  no_grad(no_grad const&) = delete;
  no_grad& operator=(no_grad const&) = delete;
  ~no_grad() { history_is_kept() = before_; }

 private:
  bool before_;
};

}  // namespace typegrad
