// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/operation.hpp>
#include <typegrad/meta/text_writer.hpp>

namespace typegrad {

/// The words of a region, in the attributes of a slice or a join, are a start, a step and a count
/// for each axis. This count stands for one index, without an axis of its own.
inline constexpr word one_index = -1;

/// Whether words are extents of a graph that are not known yet: nothing is computed with them where
/// no table is at hand.
constexpr bool has_open_extents(list_view<word> words) {
  for (word const w : words)
    if (is_in_table(static_cast<index_t>(w))) return true;
  return false;
}

/// A part of a tensor as Python writes it, `[0:2, 3, ::-1]`, from start, step and count (-1: one
/// index) of each axis. Of a range whose end is not known yet the count stands behind a plus:
/// `[batch - 2:+2]`.
constexpr void write_region(text_writer& text, list_view<word> words) {
  text.append('[');
  for (int i = 0; i + 2 < words.count; i += 3) {
    word const start = words[i];
    word const step = words[i + 1];
    word const count = words[i + 2];
    if (i > 0) text.append(", ");
    text.append_integer(start);
    if (count == one_index) continue;
    text.append(':');
    if (has_open_extents({words.data + i, 3})) {
      if (start != 0 || step != 1) text.append('+');
      text.append_integer(count);
    } else if (word const stop = start + step * count; stop >= 0) {
      text.append_integer(stop);
    }
    if (step != 1) {
      text.append(':');
      text.append_integer(step);
    }
  }
  text.append(']');
}

}  // namespace typegrad
