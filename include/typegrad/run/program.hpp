// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/compiled.hpp>

namespace typegrad {

/// The function `F` for arguments of types `X...` as a type of its own: its graph, its costs and its code.
template <class F, class... X>
struct program : compiled<F, X...> {};

}  // namespace typegrad
