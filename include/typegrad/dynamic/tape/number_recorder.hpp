// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/tape/number_tape.hpp>
#include <typegrad/dynamic/value/record_value.hpp>

namespace typegrad {

/// Where this thread records operations on numbers, one behind the other, with the numbers
/// themselves.
///
/// What is recorded between two requests for gradients is an epoch; nothing of an epoch refers to
/// an older one, so that a loop repeats its entries, word for word, whatever is still held of its
/// former rounds. Entries above the highest that is held are given up at once. When many stay
/// below, those that are needed are copied out and the arrays used anew.
class number_recorder {
 public:
  /// Beyond so many entries that are held the arrays are not used further.
  static constexpr int most_left = 4096;
  /// An operation, its operands and numbers beside it take no more entries.
  static constexpr int most_at_once = 2 * tape_entry::most_operands;

  bool is_own(number_tape const* tape) const { return tape == tape_; }
  number_tape* tape() const { return tape_; }
  bool has_room() const { return top_ + most_at_once <= limit_; }
  bool is_open(number_tape const* tape, int number) const {
    return tape == tape_ && number >= begin_;
  }
  /// What nodes are marked with that are an entry of this epoch.
  std::uint64_t epoch() const { return epoch_; }

  tape_entry const* entries() const { return memory_->entries.items; }
  word const* cells() const { return memory_->cells.items; }
  int& state(int number) const { return memory_->states.items[number]; }
  void* attached(int number) const { return memory_->attached.items[number]; }
  /// Where one sweep works.
  tape_memory& memory_for_sweeps() {
    memory_->make_room_for_sweeps();
    return *memory_;
  }

  /// How far before the next entry one stands.
  int distance(int number) const { return top_ - number; }

  /// Adds an entry that nobody holds. There is room.
  int push(tape_entry entry, word cell, int state = 0) {
    int const number = top_++;
    memory_->entries.items[number] = entry;
    memory_->cells.items[number] = cell;
    set_state(memory_->states.items[number], state);
    return number;
  }
  /// Adds one with one holder.
  int push_held(tape_entry entry, word cell) { return last_ = push(entry, cell, one_holder); }
  /// Adds one that stands for a node.
  int push_node(tape_entry entry, word cell, value_node& node) {
    int const number = push(entry, cell, has_node);
    memory_->attached.items[number] = &node;
    node.lives.add(1);
    return number;
  }

  /// The same for a leaf.
  int push_leaf(tape_entry entry, small_leaf& leaf) {
    int const number = push(entry, leaf.cell, has_small_leaf);
    memory_->attached.items[number] = &leaf;
    leaf.lives.add(1);
    return number;
  }

  void hold(int number) {
    int& held = state(number);
    set_state(held, held + one_holder);
  }
  void release(int number) {
    int& held = state(number);
    int const left = held - one_holder;
    set_state(held, left);
    if (left < one_holder && ((left & has_node) != 0 || number == last_)) give_up(number);
  }

  /// Makes room where there is none. False while nothing is to be recorded here.
  bool begin_recording() {
    if (!history_is_kept() || has_ended_) return false;
    if (tape_ == nullptr) start();
    if (begin_ >= most_left || top_ + most_at_once > tape_memory::most_entries) leave();
    limit_ = memory_->room;
    return make_room();
  }
  /// Room for an operation of this epoch, once recording has begun.
  bool make_room() {
    if (has_room()) return true;
    if (is_paused() || top_ + most_at_once > tape_memory::most_entries) return false;
    tape_lock const guard;  // others may be reading
    memory_->grow();
    limit_ = memory_->room;
    return true;
  }
  /// Until the next `begin_recording`.
  void pause() { limit_ = 0; }
  bool is_paused() const { return limit_ == 0; }

  /// What is recorded from now on refers to none of the present entries.
  void end_epoch() {
    epoch_ = new_visit();
    if (top_ == begin_) return;
    begin_ = top_;
    if (begin_ >= most_left) pause();
  }

 private:
  [[gnu::noinline]] void start() {
    struct end_of_thread {
      ~end_of_thread() { this_threads_recorder_ends(); }
    };
    static thread_local end_of_thread const end;
    static_cast<void>(&end);
    memory_ = new tape_memory;
    tape_ = new number_tape(memory_);
    epoch_ = new_visit();
  }
  static void this_threads_recorder_ends();
  void end() {
    leave();
    delete tape_;
    delete memory_;
    tape_ = nullptr;
    has_ended_ = true;
    pause();
  }

  /// Nobody holds the entry any more.
  [[gnu::noinline]] void give_up(int number) {
    if ((state(number) & has_node) != 0) drop_holder(*static_cast<value_node*>(attached(number)));
    if (number != last_) return;
    bool lost_nodes = false;
    int* const states = memory_->states.items;
    int top = top_;
    most_ = top > most_ ? top : most_;
    for (; top > 0; --top) {
      int const each = state_now(states[top - 1]);
      if (each >= one_holder) break;
      if ((each & has_object) == 0) continue;
      tape_->at(top - 1).drop_attached();
      lost_nodes = true;
    }
    top_ = top;
    last_ = top - 1;
    if (begin_ > top_) begin_ = top_;
    if (lost_nodes) epoch_ = new_visit();  // they may be marked
    if (top_ == 0 && memory_->room > tape_memory::most_kept) shrink_after_use();
  }

  /// Arrays for large graphs are given back when small ones have recorded `patience` times as much
  /// as fits: new memory costs as much as recording in it, here at most a sixteenth of the whole.
  void shrink_after_use() {
    int const used = std::exchange(most_, 0);
    idle_ = used >= memory_->room / 4 ? 0 : idle_ + used;
    if (idle_ / tape_memory::patience < memory_->room) return;
    idle_ = 0;
    {
      tape_lock const guard;
      memory_->shrink();
    }
    pause();
  }

  /// Leaves the entries to those who hold some of them.
  [[gnu::noinline]] void leave() {
    bool is_held;
    {
      tape_lock const guard;
      is_held = tape_->pack(top_);  // from then on the last holder ends it
    }
    if (!is_held) delete tape_;
    tape_ = new number_tape(memory_);
    top_ = begin_ = most_ = 0;
    last_ = -1;
    epoch_ = new_visit();
    memory_->shrink();  // no other thread knows of these arrays now
  }

  // What every operation looks at; no constructor runs for it in a new thread.
  number_tape* tape_ = nullptr;
  tape_memory* memory_ = nullptr;
  int top_ = 0;
  int limit_ = 0;
  int begin_ = 0;
  int last_ = -1;
  int most_ = 0;   ///< entries since the tape was empty
  long idle_ = 0;  ///< entries since it was last full
  std::uint64_t epoch_ = 0;
  bool has_ended_ = false;
};

inline number_recorder& this_threads_recorder() {
  static thread_local constinit number_recorder recorder;
  return recorder;
}
inline void number_recorder::this_threads_recorder_ends() { this_threads_recorder().end(); }

}  // namespace typegrad
