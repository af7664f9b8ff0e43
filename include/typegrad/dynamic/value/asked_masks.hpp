// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/value/value_list.hpp>
#include <typegrad/graph/decided_path.hpp>

#include <stdexcept>

namespace typegrad {

/// The masks that a function asks while it is compiled, when its arguments have no values yet: one
/// answer for each on a path, see `decided_path`.
class asked_masks {
 public:
  decided_path path{};
  growing_array<node_pointer> nodes{};  ///< the masks, by their numbers in `path`

  /// Whether the answer waits for an argument, and so is one of the path.
  ///
  /// errors    `std::logic_error` where there are too many paths
  bool waits_for(value_node& mask) {
    value_list list(request_kind::values);
    list.add(mask);
    bool waits = false;
    for (value_node const* const node : list.missing) waits = waits || node->is_leaf();
    if (!waits) return false;
    growing_array<word> const asked = words_of(list);
    number_ = 0;
    while (number_ < nodes.count && !is_equal(words_[number_], asked)) ++number_;
    if (number_ == nodes.count) {
      nodes.push_back(node_pointer(&mask));
      words_.push_back(asked);
    }
    return true;
  }
  /// Of the mask that was looked at last.
  bool answer() {
    if (path.questions == decided_path::most_questions) path.too_many = true;
    bool const holds = !path.too_many && path.ask(number_);
    require_few();
    return holds;
  }
  bool next() {
    ++paths_;
    bool const more = path.next();
    path.too_many = more && paths_ == decided_path::most_paths;
    require_few();
    return more;
  }

 private:
  void require_few() const {
    if (path.too_many)
      throw std::logic_error(
          "compile(f, shapes...): f has at most 64 paths through its `if`, `?:` and loops that ask "
          "for arguments; use tg::where(mask, a, b), tg::while_loop, or call f itself with "
          "variables");
  }
  /// What the mask is made of: equal words, equal masks.
  static growing_array<word> words_of(value_list const& list) {
    growing_array<word> words;
    for (word const each : list.words()) words.push_back(each);
    for (int i = 0; i < list.entries.count; ++i) {
      if (!list.is_given(i)) continue;
      listed_value const& given = list.entries[i];
      bool const is_number = given.node->constant && given.input != nullptr &&
                             given.input->extents().rank == 0 && is_real(given.node->type);
      words.push_back(is_number ? bits_of_number(*given.input)
                                : reinterpret_cast<word>(given.node));
    }
    return words;
  }
  static word bits_of_number(stored_value const& number) {
    return with_scalar(number.type, [&](auto zero) {
      return encode_literal(
          scalar_type::float64,
          static_cast<double>(static_cast<decltype(zero) const*>(number.data())[0]));
    });
  }
  static bool is_equal(growing_array<word> const& a, growing_array<word> const& b) {
    bool equal = a.count == b.count;
    for (int i = 0; equal && i < a.count; ++i) equal = a[i] == b[i];
    return equal;
  }

  growing_array<growing_array<word>> words_{};
  int number_ = 0;
  int paths_ = 0;
};

/// Those of the function that this thread is compiling, or null.
inline asked_masks*& this_threads_masks() {
  static thread_local constinit asked_masks* masks = nullptr;
  return masks;
}
class asked_masks_scope {
 public:
  explicit asked_masks_scope(asked_masks& masks) : outer_(this_threads_masks()) {
    this_threads_masks() = &masks;
  }
  asked_masks_scope(asked_masks_scope const&) = delete;
  asked_masks_scope& operator=(asked_masks_scope const&) = delete;
  ~asked_masks_scope() { this_threads_masks() = outer_; }

 private:
  asked_masks* outer_;
};

}  // namespace typegrad
