// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/operation.hpp>
#include <typegrad/meta/growing_array.hpp>

namespace typegrad {

/// What operations have made of their operands: the paths through a function record the same calls
/// again and again, and to look one up takes a tenth of the steps of recording it. Few statements:
/// each is a step, of which clang evaluates a million by default.
struct recorded_calls {
  /// The node that a call made which was noted; -1 where it was not. `hash` is for `note`.
  constexpr int find(operation const& op, list_view<int> operands, list_view<word> attributes,
                     bool in_derivative, std::uint32_t& hash) const {
    int const a = operands.count > 0 ? operands.data[0] : -1,
              b = operands.count > 1 ? operands.data[1] : -1;
    hash = (((static_cast<std::uint32_t>(op.identity) ^ static_cast<std::uint32_t>(a)) * 16777619u ^
             static_cast<std::uint32_t>(b)) *
            16777619u);
    if (operands.count > 2 || attributes.count > 0) add_keys(hash, operands, attributes);
    hash ^= hash >> 15;
    if (table_.count == 0) return -1;
    std::uint32_t const mask = static_cast<std::uint32_t>(table_.count - 1);
    call const* old = table_.items + (hash & mask);
    for (std::uint32_t slot = hash;
         old->op != nullptr &&
         !(old->hash == hash && old->op == &op && old->a == a && old->b == b &&
           old->in_derivative == in_derivative && old->operand_count == operands.count &&
           old->attribute_count == attributes.count &&
           ((operands.count <= 2 && attributes.count == 0) ||
            has_keys(*old, operands, attributes)));
         old = table_.items + (++slot & mask)) {}
    return old->id;
  }
  /// Remembers what a call made that was not found.
  constexpr void note(std::uint32_t hash, operation const& op, list_view<int> operands,
                      list_view<word> attributes, bool in_derivative, int id) {
    if (2 * used_ >= table_.count) enlarge();
    ++used_;
    enter({&op, hash, operands.count > 0 ? operands[0] : -1, operands.count > 1 ? operands[1] : -1,
           operands.count, attributes.count, keys_.count, id, in_derivative});
    for (int i = 2; i < operands.count; ++i) keys_.push_back(operands[i]);
    for (word const w : attributes) keys_.push_back(w);
  }

 private:
  struct call {
    operation const* op = nullptr;
    std::uint32_t hash = 0;
    int a = -1;
    int b = -1;
    int operand_count = 0;
    int attribute_count = 0;
    int first_key = 0;  ///< of the other operands and the attributes
    int id = -1;
    bool in_derivative = false;
  };

  static constexpr void add_keys(std::uint32_t& hash, list_view<int> operands,
                                 list_view<word> attributes) {
    for (int i = 2; i < operands.count; ++i)
      hash = (hash ^ static_cast<std::uint32_t>(operands.data[i])) * 16777619u;
    for (int i = 0; i < attributes.count; ++i)
      hash = (hash ^ static_cast<std::uint32_t>(attributes.data[i])) * 16777619u;
  }
  constexpr bool has_keys(call const& old, list_view<int> operands,
                          list_view<word> attributes) const {
    word const* key = keys_.items + old.first_key;
    for (int i = 2; i < operands.count; ++i)
      if (*key++ != operands.data[i]) return false;
    for (int i = 0; i < attributes.count; ++i)
      if (*key++ != attributes.data[i]) return false;
    return true;
  }
  constexpr void enter(call const& made) {
    auto const mask = static_cast<std::uint32_t>(table_.count - 1);
    std::uint32_t slot = made.hash;
    while (table_.items[slot & mask].op != nullptr) ++slot;
    table_.items[slot & mask] = made;
  }
  constexpr void enlarge() {
    growing_array<call> const old = static_cast<growing_array<call>&&>(table_);
    table_ = growing_array<call>(old.count == 0 ? 1024 : 2 * old.count);
    for (call const& made : old)
      if (made.op != nullptr) enter(made);
  }

  growing_array<call> table_;
  growing_array<word> keys_;
  int used_ = 0;
};

}  // namespace typegrad
