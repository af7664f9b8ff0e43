// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/interpret/loop_code.hpp>

namespace typegrad {

/// Where a value is read or written: memory that moves on by `step` bytes an element, or a buffer.
struct block_place {
  location first;
  index_t step = 0;
  bool repeated = false;  ///< copies of one number
  location factor{};      ///< read as `element * factor + offset`
  location offset{};
};

/// How the members of a loop read a value.
struct value_reading {
  int last = -1;  ///< the last member that reads it
  int readers = 0;
  int call = -1;    ///< the call that computes it
  int scaled = -1;  ///< the place among `loop_coder`'s scaled values that readers read in its stead
  bool as_it_is = true;  ///< only element-wise members that compute in its type read it
};

/// A member that is no call of its own: a number times another value, or plus it.
struct scaled_value {
  block_place place;
  int until;  ///< the last member that may read it: later ones may overwrite the memory of the
              ///< value or of a number
};

}  // namespace typegrad
