// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/tape/number_promotion.hpp>

namespace typegrad {

/// What a variable refers to: nothing, a node, or a number, on a tape or given, which becomes a
/// node where it is asked for one.
class held_value {
 public:
  held_value() = default;
  explicit held_value(node_pointer node) : object_(node.detach()) {
    if (object_ != nullptr) ++node_here()->holders;
  }
  explicit held_value(leaf_pointer leaf) : object_(leaf.detach()) {
    if (object_ != nullptr) number_ = of_leaf;
  }
  /// An entry that has been held for it.
  held_value(number_tape* tape, int number) : object_(tape), number_(number) {}
  held_value(held_value const& other) : object_(other.object_), number_(other.number_) {
    if (number_ >= 0) hold_number();
    else if (number_ == of_leaf) ++leaf_here()->owners;
    else if (object_ != nullptr) add_holder(*node_here());
  }
  held_value(held_value&& other) noexcept
      : object_(std::exchange(other.object_, nullptr)),
        number_(std::exchange(other.number_, of_node)) {}
  held_value& operator=(held_value other) noexcept {
    std::swap(object_, other.object_);
    std::swap(number_, other.number_);
    return *this;
  }
  ~held_value() {
    if (number_ >= 0 && !is_elsewhere()) this_threads_recorder().release(number_);
    else if (object_ != nullptr) release_other();
  }

  bool is_none() const { return object_ == nullptr; }
  bool is_number() const { return number_ != of_node; }
  number_tape* tape() const { return static_cast<number_tape*>(object_); }
  /// Negative where it is no entry of a tape.
  int number() const { return number_; }
  /// The leaf that is no node yet, or null.
  small_leaf* leaf() const {
    return number_ == of_leaf && leaf_here()->node() == nullptr ? leaf_here() : nullptr;
  }

  /// The entry, or the one that its node is marked with, of what this thread is recording; -1 where
  /// there is none. A node that another thread has made of an entry may have got other data there.
  /// (A call is 4 % of recording; in small files, where little else is inlined, GCC makes one.)
  [[gnu::always_inline]] int number_in(number_recorder const& recorder) const {
    if (number_ >= 0)
      return recorder.is_open(tape(), number_) && (recorder.state(number_) & has_node) == 0
                 ? number_
                 : -1;
    if (small_leaf const* const given = leaf())
      return given->visit == recorder.epoch() ? given->index : -1;
    value_node const* const node = number_ == of_leaf ? leaf_here()->node() : node_here();
    return node != nullptr && node->visit == recorder.epoch() ? node->index : -1;
  }

  /// The node, made where there was none.
  value_node* node() const {
    if (number_ != of_node) become_node();
    return node_here();
  }
  /// The node where there is one: without it there is neither name nor gradient.
  value_node* present_node() const {
    if (number_ == of_node) return node_here();
    if (number_ == of_leaf) return leaf_here()->node();
    if (!is_elsewhere()) return tape()->at(number_).node();
    tape_lock const guard;
    return tape()->at(number_).node();
  }

  /// Of a number: its value, unless it has a node, which may have got another one.
  template <class Number>
  bool read(Number& value) const {
    if (number_ == of_leaf) {
      value = from_cell<Number>(leaf_here()->cell);
      return leaf() != nullptr;
    }
    if (!is_elsewhere()) return read_here(value);
    tape_lock const guard;
    return read_here(value);
  }
  /// The same as a tensor, which stays where it is; null for a leaf.
  template <class Number>
  stored_tensor<Number> const* read_tensor() const {
    if (number_ == of_leaf) return nullptr;
    if (!is_elsewhere()) return read_tensor_here<Number>();
    tape_lock const guard;
    return read_tensor_here<Number>();
  }

  /// Of a number: whether it was made of what has gradients.
  bool has_history() const {
    if (number_ == of_leaf) return !leaf_here()->constant;
    if (!is_elsewhere()) return typegrad::has_history(*tape(), number_);
    tape_lock const guard;
    return typegrad::has_history(*tape(), number_);
  }

  friend bool operator==(held_value const& a, held_value const& b) {
    auto const kind = [](int number) { return number < 0 ? number : 0; };
    if (kind(a.number_) == kind(b.number_)) return a.object_ == b.object_ && a.number_ == b.number_;
    value_node const* const node = a.present_node();
    return node != nullptr && node == b.present_node();
  }

 private:
  // In place of the number of an entry.
  static constexpr int of_node = -1;
  static constexpr int of_leaf = -2;

  small_leaf* leaf_here() const { return static_cast<small_leaf*>(object_); }
  value_node* node_here() const { return static_cast<value_node*>(object_); }
  bool is_elsewhere() const { return !this_threads_recorder().is_own(tape()); }

  void hold_number() const {
    if (!is_elsewhere()) return this_threads_recorder().hold(number_);
    tape_lock const guard;
    tape()->hold(number_);
  }
  /// A node, a leaf, or a number of another tape.
  [[gnu::noinline]] void release_other() const {
    if (number_ == of_node) return drop_holder(*node_here());
    if (number_ == of_leaf) {
      if (--leaf_here()->owners == 0) typegrad::release(leaf_here());
      return;
    }
    bool is_last;
    {
      tape_lock const guard;
      is_last = tape()->release(number_);
    }
    if (is_last) delete tape();
  }

  [[gnu::noinline]] void become_node() const {
    held_value as_node(number_ == of_leaf ? leaf_here()->as_node()
                                          : node_of_number(*tape(), number_));
    std::swap(object_, as_node.object_);
    std::swap(number_, as_node.number_);
  }

  template <class Number>
  bool read_here(Number& value) const {
    tape_place const place = tape()->at(number_);
    if ((place.state & has_node) != 0) return false;
    set_state(place.state, place.state | was_read);
    value = from_cell<Number>(place.cell);
    return true;
  }
  template <class Number>
  stored_tensor<Number> const* read_tensor_here() const {
    tape_place const place = tape()->at(number_);
    if ((place.state & has_node) != 0) return nullptr;
    if ((place.state & has_tensor) == 0) {
      place.attached = static_cast<stored_value*>(
          new stored_tensor<Number>(dynamic_tensor<Number>(from_cell<Number>(place.cell))));
      set_state(place.state, place.state | has_tensor | was_read);
    }
    return static_cast<stored_tensor<Number> const*>(static_cast<stored_value*>(place.attached));
  }

  mutable void* object_ = nullptr;
  mutable int number_ = of_node;
};

/// A leaf that is a number.
template <class Number>
held_value make_held_leaf(Number number, bool constant) {
  if constexpr (std::is_floating_point_v<Number>)
    return held_value(leaf_pointer(new small_leaf(number, constant)));
  else return held_value(make_number_leaf(number, constant));
}

}  // namespace typegrad
