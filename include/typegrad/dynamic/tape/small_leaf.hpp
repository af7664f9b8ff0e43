// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/tape/tape_entry.hpp>
#include <typegrad/dynamic/value/record_value.hpp>

namespace typegrad {

struct small_leaf;
void release(small_leaf* leaf);
using leaf_pointer = counted_pointer<small_leaf>;

/// A leaf that is one real number, and its gradient another, in 48 bytes each; the node of a leaf
/// and its data take 400. It becomes a node, once, where somebody asks for more than its value and
/// its gradient.
struct small_leaf {
  int owners = 0;  ///< variables, or the leaf whose gradient it is
  scalar_type type;
  bool constant;
  int index = 0;          ///< its place on a tape, where `visit` says so
  shared_count lives{1};  ///< all owners together are one; each tape that refers to it is another
  std::uint64_t visit = 0;
  word cell;
  leaf_pointer gradient;

  template <class Number>
  small_leaf(Number number, bool is_constant)
      : type(scalar_type_of<Number>), constant(is_constant), cell(cell_of(number)) {}
  small_leaf(scalar_type of, word number) : type(of), constant(true), cell(number) {}
  small_leaf(small_leaf const&) = delete;
  small_leaf& operator=(small_leaf const&) = delete;
  ~small_leaf() {
    if (node_ != nullptr) unpin(node_);
  }

  /// Null before somebody has asked for it.
  value_node* node() const { return node_; }
  /// The node; from then on value and gradient are there.
  node_pointer as_node() {
    if (node_ == nullptr) return become_node();
    if (node_->owners == 0) node_->lives.add(1);  // only leaf and tapes referred to it
    return node_pointer(node_);
  }

  bool may_be_shared() const { return owners > 1 || lives.now() > 1 || node_ != nullptr; }
  /// Whether it is still a number of its type: its node may have got other data.
  bool has_number() const {
    return node_ == nullptr || (node_->is_leaf() && node_->value && node_->value->type == type &&
                                node_->value->extents().rank == 0);
  }
  word number_now() const {
    word number = cell;
    if (node_ != nullptr) std::memcpy(&number, std::as_const(*node_->value).data(), size_of(type));
    return number;
  }

  static void* operator new(std::size_t) { return reused_memory<sizeof(small_leaf)>::take(); }
  static void operator delete(void* memory) { reused_memory<sizeof(small_leaf)>::give(memory); }

 private:
  [[gnu::noinline]] node_pointer become_node() {
    node_pointer made = make_leaf(stored_number(type, &cell), constant);
    made->visit = visit;
    made->index = index;
    if (gradient) made->own_details().gradient = gradient->as_node();
    gradient = leaf_pointer();
    made->lives.add(1);
    if (owners > 0) add_holder(*made);
    node_ = made.get();
    return made;
  }

  value_node* node_ = nullptr;  ///< all owners together are one holder of it
};

/// A tape refers to a leaf no longer.
inline void unpin(small_leaf* leaf) {
  if (leaf->lives.add(-1) == 0) delete leaf;
}

/// The last owner is gone. What a tape keeps must share nothing with anybody: see `forget_shared`.
inline void release(small_leaf* leaf) {
  if (leaf->node() != nullptr) drop_holder(*leaf->node());
  leaf_pointer& gradient = leaf->gradient;
  if (leaf->lives.now() > 1 && gradient && gradient->may_be_shared())
    gradient = gradient->has_number()
                   ? leaf_pointer(new small_leaf(gradient->type, gradient->number_now()))
                   : leaf_pointer();
  unpin(leaf);
}

/// Puts a number of its type onto the gradient of a leaf that is no node.
template <class Number>
void add_to_gradient(small_leaf& to, word added) {
  leaf_pointer& gradient = to.gradient;
  if (!gradient) {
    gradient = leaf_pointer(new small_leaf(to.type, added));
    return;
  }
  word const sum = cell_of(from_cell<Number>(gradient->cell) + from_cell<Number>(added));
  if (gradient->owners > 1) {
    gradient = leaf_pointer(new small_leaf(to.type, sum));
    return;
  }
  gradient->cell = sum;
  gradient->visit = 0;  // a tape may know its former value
}

}  // namespace typegrad
