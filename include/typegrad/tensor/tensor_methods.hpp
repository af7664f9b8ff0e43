#pragma once
// SPDX-License-Identifier: BSL-1.0

namespace typegrad {

/// What stands behind the operations that tensors have as members too, as NumPy's arrays do:
/// `x.T()`, `x.sum<0>()`.
///
/// A tensor knows no operation, so this is only declared here and defined with the operations, in
/// `ops/methods.hpp`. It is no base class: GCC for ARM then notes at each tensor of four floats or
/// fewer that is passed by value that this changed in GCC 10. Where the type of x depends on a
/// template parameter, C++ asks for `x.template sum<0>()`; the free function `sum<0>(x)` needs no
/// such word.
template <class Tensor>
struct tensor_methods;

}  // namespace typegrad
