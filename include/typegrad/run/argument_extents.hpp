// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/call_words.hpp>
#include <typegrad/tensor/open_tensor.hpp>
#include <typegrad/trace/structure.hpp>

namespace typegrad {

/// The open extents of the arguments of a call of the program `Program`, which go to the axes of
/// its table.
template <class Program>
struct argument_extents {
  index_t const* before;  ///< those of the last call
  index_t axes[Program::extents.sizes.factors + 1]{};
  bool changed = false;
  int leaf = 0;

  constexpr explicit argument_extents(index_t const* last) : before(last) {}

  /// errors    shape_error where an extent is not the one that has its name already
  template <class Leaf>
  void add(Leaf const& x, int argument, int arguments) {
    if constexpr (has_open_leaves<Leaf>) {
      for (int axis = 0; axis < Leaf::rank; ++axis) {
        index_t const name = Leaf::extents.extents[axis];
        if (!is_open(name)) continue;
        index_t const extent = x.shape().extents[axis];
        if (is_named(name)) require_name({name, extent, argument, x.shape()}, arguments);
        note(name, axis, extent);
      }
    }
    ++leaf;
  }

 private:
  /// Where an extent with a name was first seen.
  struct seen_extent {
    index_t name = 0;
    index_t extent = 0;
    int argument = 0;
    shape operand{};
  };

  void note(index_t name, int axis, index_t extent) {
    for (int i = 0; i < Program::extents.sizes.factors; ++i) {
      extent_factor const& factor = Program::extents.factors[i];
      if (factor.kind != extent_kind::axis ||
          !(is_named(name) ? factor.c == name : factor.a == leaf && factor.b == axis))
        continue;
      axes[i] = extent;
      changed = changed || extent != before[i];
      return;
    }
  }
  void require_name(seen_extent const& next, int arguments) {
    for (int i = 0; i < named_count_; ++i) {
      seen_extent const& first = named_[i];
      if (first.name != next.name) continue;
      if (first.extent == next.extent) return;
      sentence words = words_of_call("f", {}, arguments);
      words.add(": extents named ").add(name_of_extent(next.name).text).add(" must be equal; ");
      words.add(words_of_operand(first.argument, first.operand)).add(", ");
      words.add(words_of_operand(next.argument, next.operand));
      throw shape_error(words.text);
    }
    named_[named_count_++] = next;
  }

  seen_extent named_[Program::extents.sizes.factors + 1];
  int named_count_ = 0;
};

}  // namespace typegrad
