// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace typegrad {

/// What a refused call gives: it can be used anywhere, so that one mistake is one error.
struct refused {};

template <class Op, class Answer, class... X>
constexpr refused refuse() {
  static_assert(sizeof(Op) == 0, "typegrad: the shapes do not fit");
  return {};
}

}  // namespace typegrad
