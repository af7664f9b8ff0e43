// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/leaf_list.hpp>

namespace typegrad {

/// Where the leaves of rows are: the first number of each in the first row, and the bytes from a
/// row to the next. `Byte` is `unsigned char`, constant for arguments.
template <class Byte, int Leaves>
struct row_pointers {
  Byte* first[Leaves > 0 ? Leaves : 1]{};
  index_t stride[Leaves > 0 ? Leaves : 1]{};
};

}  // namespace typegrad
