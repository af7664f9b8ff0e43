// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/tape/small_leaf.hpp>
#include <typegrad/dynamic/tape/tape_memory.hpp>
#include <typegrad/dynamic/value/value_node.hpp>
#include <typegrad/meta/waiting_lock.hpp>

#include <atomic>
#include <bit>

namespace typegrad {

// The state of an entry: what is attached to it, and how many variables hold it.
inline constexpr int has_node = 1;        ///< the `value_node` that it is as well
inline constexpr int has_tensor = 2;      ///< the `stored_value` that somebody reads it from
inline constexpr int was_read = 4;        ///< somebody has asked for its value
inline constexpr int has_small_leaf = 8;  ///< the `small_leaf` that it is as well
inline constexpr int has_object = has_node | has_tensor | has_small_leaf;
inline constexpr int one_holder = 16;

// The thread that records looks which entries are held while another one may drop the last holder
// of some: with what that one did before.
inline int state_now(int& state) {
  return std::atomic_ref<int>(state).load(std::memory_order_acquire);
}
inline void set_state(int& state, int changed) {
  std::atomic_ref<int>(state).store(changed, std::memory_order_release);
}

/// Some of the first entries of a tape, up to `last`.
class number_set {
 public:
  explicit number_set(int last) : words_(last / 64 + 1) {}

  bool has(int number) const { return (words_.items[number / 64] >> (number % 64) & 1) != 0; }
  void add(int number) { words_.items[number / 64] |= std::uint64_t{1} << (number % 64); }
  /// From the first to the last.
  template <class Use>
  void for_each(Use&& use) const {
    for (int i = 0; i < words_.count; ++i)
      for (std::uint64_t left = words_.items[i]; left != 0; left &= left - 1)
        use(64 * i + std::countr_zero(left));
  }

 private:
  growing_array<std::uint64_t> words_;
};

/// The lock of all tapes, for who is not the thread that records on one. Held for less than a
/// microsecond, longer while many entries are copied out or become nodes.
class tape_lock {
 public:
  tape_lock() : holder_(all_tapes()) {}

 private:
  static waiting_lock& all_tapes() {
    static constinit waiting_lock lock;
    return lock;
  }
  lock_holder holder_;
};

/// An entry, wherever it stands.
struct tape_place {
  tape_entry const& entry;
  word const& cell;
  int& state;
  void*& attached;

  value_node* node() const {
    int const now = state_now(state);
    if ((now & has_node) != 0) return static_cast<value_node*>(attached);
    return (now & has_small_leaf) != 0 ? static_cast<small_leaf*>(attached)->node() : nullptr;
  }
  /// The node, if it is all that it was when the entry was recorded: `forget_shared` takes what it
  /// was made of.
  value_node* whole_node() const {
    value_node* const known = node();
    if (known == nullptr || known->owners == 0) return nullptr;
    value_node& made = known->as_it_was_made();
    return entry.is_given() || made.operands()[0].node ? known : nullptr;
  }
  void drop_attached() const {
    if ((state & has_node) != 0) unpin(static_cast<value_node*>(attached));
    else if ((state & has_small_leaf) != 0) unpin(static_cast<small_leaf*>(attached));
    else if ((state & has_tensor) != 0) delete static_cast<stored_value*>(attached);
  }
};

/// What variables that are entries refer to: the arrays of the thread that records, later what was
/// needed of them.
class number_tape {
 public:
  explicit number_tape(tape_memory* memory) : memory_(memory) {}
  number_tape(number_tape const&) = delete;
  number_tape& operator=(number_tape const&) = delete;
  ~number_tape() {
    for (int i = 0; i < packed_.count; ++i) place_of(packed_.items[i]).drop_attached();
  }

  tape_place at(int number) {
    if (memory_ != nullptr)
      return {memory_->entries.items[number], memory_->cells.items[number],
              memory_->states.items[number], memory_->attached.items[number]};
    int first = 0;
    for (int count = packed_.count; count > 1;) {  // the last one that is not behind it
      int const half = count / 2;
      if (packed_.items[first + half].number <= number) first += half;
      count -= half;
    }
    return place_of(packed_.items[first]);
  }

  /// Copies what is held, and what that was made of, out of the first `count` entries of the
  /// arrays, which are free then. False where nobody holds anything. Under the lock.
  [[nodiscard]] bool pack(int count) {
    number_set needed(count);
    for (int i = count - 1; i >= 0; --i) {
      tape_place const place = at(i);
      bool const is_held = state_now(place.state) >= one_holder;
      held_ += is_held ? 1 : 0;
      if (!is_held && !needed.has(i)) {
        place.drop_attached();
        continue;
      }
      needed.add(i);
      for (int k = 0; k < place.entry.operand_count(); ++k) needed.add(i - place.entry.back(k));
    }
    needed.for_each([&](int i) {
      tape_place const place = at(i);
      packed_.push_back({i, place.entry, place.cell, place.state, place.attached});
    });
    memory_ = nullptr;
    return held_ > 0;
  }

  // For who is not the thread that records here. Under the lock.
  void hold(int number) {
    int& state = at(number).state;
    set_state(state, state + one_holder);
  }
  /// The last thing that is done with the entry: without holder it may be another one at once. True
  /// where nobody holds any of a packed tape any more.
  [[nodiscard]] bool release(int number) {
    tape_place const place = at(number);
    int const left = place.state - one_holder;
    value_node* const node = left < one_holder ? place.node() : nullptr;
    if (node != nullptr) drop_holder(*node);
    bool const is_packed = memory_ == nullptr;
    if (is_packed && left < one_holder) --held_;
    set_state(place.state, left);
    return is_packed && held_ == 0;
  }

 private:
  struct packed_number {
    int number = 0;
    tape_entry entry;
    word cell = 0;
    int state = 0;
    void* attached = nullptr;
  };
  static tape_place place_of(packed_number& packed) {
    return {packed.entry, packed.cell, packed.state, packed.attached};
  }

  tape_memory* memory_;
  growing_array<packed_number> packed_;
  int held_ = 0;
};

}  // namespace typegrad
