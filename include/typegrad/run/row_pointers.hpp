// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/leaf_list.hpp>

namespace typegrad {

/// Where the leaves of rows are: the first element of each leaf in the first row, and the bytes
/// from a row to the next. `Byte` is `std::byte` or constant.
template <class Byte, int Leaves>
struct row_pointers {
  Byte* first[Leaves > 0 ? Leaves : 1]{};
  index_t stride[Leaves > 0 ? Leaves : 1]{};

  template <class Number>
  TYPEGRAD_INLINE auto* at(int leaf, index_t row) const {
    using memory = std::conditional_t<std::is_const_v<Byte>, void const, void>;
    using number = std::conditional_t<std::is_const_v<Byte>, Number const, Number>;
    return static_cast<number*>(static_cast<memory*>(first[leaf] + row * stride[leaf]));
  }
};

}  // namespace typegrad
