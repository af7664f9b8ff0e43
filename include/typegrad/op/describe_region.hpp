// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/operation.hpp>
#include <typegrad/meta/text_writer.hpp>

namespace typegrad {

/// A part of a tensor as Python writes it, `[0:2, 3, ::-1]`, from start, step and count (-1: one index) of each axis.
constexpr void write_region(text_writer& text, list_view<word> words) {
  text.append('[');
  for (int i = 0; i + 2 < words.count; i += 3) {
    word const start = words[i];
    word const step = words[i + 1];
    word const count = words[i + 2];
    if (i > 0) text.append(", ");
    text.append_integer(start);
    if (count < 0) continue;
    text.append(':');
    if (word const stop = start + step * count; stop >= 0) text.append_integer(stop);
    if (step != 1) {
      text.append(':');
      text.append_integer(step);
    }
  }
  text.append(']');
}

}  // namespace typegrad
