// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/value/rebuild_values.hpp>
#include <typegrad/dynamic/value/run_into_new.hpp>

namespace typegrad {

/// Whether a list, with all that was noted, is computed in pieces. One that is met again is about
/// to be one program: those of pieces would stay beside it.
inline bool is_cut(value_list const& list) {
  constexpr index_t bytes_of_entry = 256;  // in a program, somewhat more than most take
  if (list.is_long()) return true;
  plan_cache& plans = this_threads_plans();
  if (!list.may_be_cut() || plans.has(list.words())) return false;
  if (!plans.has_met(list.words(), bytes_of_entry * list.entries.count)) return true;
  plans.give_up([](list_view<word> words) {
    return words[0] == static_cast<word>(request_kind::values_of_piece) ||
           words[0] == static_cast<word>(request_kind::adjoints_of_piece);
  });
  return false;
}

/// A value that several pieces know: it is made in one and read in others, or a leaf.
struct shared_between_pieces {
  int entry = -1;
  int last_piece = 0;  ///< that reads it
  int place = -1;      ///< in the list number `listed_in`
  int listed_in = 0;
  bool wanted = false;
  stored_pointer value{};
  stored_pointer adjoint{};
  stored_pointer support{};  ///< the mask of where `adjoint` is more than a zero of the structure
};

/// The values of one piece, with those of others that it reads.
class piece_list : public listed_values {
 public:
  void begin(request_kind request) {
    clear();
    note(static_cast<word>(request));
  }
  int add_given(value_node& node, stored_value* value) {
    append_type(0, node, value != nullptr ? value->extents() : node.extents, 0, 0);
    entries.push_back({&node, value});
    return entries.count - 1;
  }
  int add(value_node& node, growing_array<int> const& operands) {
    return append_operation(node, [&](int i) { return operands[i]; });
  }
};

/// A long list of values in pieces, each planned and run by itself. Only values that pieces share
/// are kept.
template <class Graph>
class value_pieces {
 public:
  explicit value_pieces(value_list const& list)
      : list_(list),
        each_(this_threads_pieces().entries_of_piece(list.entries.count)),
        number_plus_one_(list.entries.count),
        places_(each_),
        runs_(count()) {
    for (int id = 0; id < list.entries.count; ++id) {
      if (list.is_given(id)) continue;
      int const own = piece_of(id);
      for (int k = 0; k < node_of(id).operand_count; ++k) {
        int const operand = list.operand_of(id, k);
        if (piece_of(operand) != own && !is_literal(operand)) share(operand).last_piece = own;
      }
    }
  }

  int count() const { return (list_.entries.count + each_ - 1) / each_; }

  /// An entry that is shared from now on. The reference holds until another one is.
  shared_between_pieces& share(int entry) {
    int& number = number_plus_one_[entry];
    if (number == 0) {
      shared.push_back({.entry = entry});
      number = shared.count;
      if (!is_given(entry)) shared.back().value = node_of(entry).value;
    }
    return shared[number - 1];
  }

  /// Computes the values that piece `which` makes for others, after those of the pieces before.
  void run_forward(int which) {
    growing_array<int> const made = made_by(which);
    bool known = true;
    for (int const number : made) known = known && shared[number].value;
    list_piece(which, request_kind::values_of_piece);
    for (int const number : made) piece.note(place_of(shared[number].entry, which));
    run_time_program const& program = this_threads_plans().find(piece.words(), [&] {
      Graph graph;
      growing_array<int> const ids = rebuild_values(piece, graph);
      growing_array<int> outputs;
      for (int const number : made) outputs.push_back(ids[place_of(shared[number].entry, which)]);
      return run_time_program(graph, {outputs.data(), outputs.size()}, in_callers_memory, &graph);
    });
    runs_[which] = {this_threads_plans().number_of_last(), inputs_.count,
                    inputs_.count + inputs.count};
    for (int const input : inputs) inputs_.push_back(input);
    if (known) return;
    growing_array<stored_pointer> results = run_into_new(program, given_elements(piece));
    for (int k = 0; k < made.count; ++k)
      if (stored_pointer& value = shared[made[k]].value; !value) value = std::move(results[k]);
  }

  /// Drops the values that no piece behind `which`, which has run, reads.
  void forget_values(int which) {
    for (int const input : inputs_of(which)) {
      if (input < 0) continue;
      shared_between_pieces& each = shared[input];
      if (each.last_piece == which && !each.wanted) each.value = stored_pointer();
    }
  }

 protected:
  int first_of(int which) const { return which * each_; }
  int last_of(int which) const {
    return which + 1 < count() ? first_of(which) + each_ : list_.entries.count;
  }
  int piece_of(int entry) const { return entry / each_; }
  bool is_given(int entry) const { return list_.is_given(entry); }
  value_node& node_of(int entry) const { return *list_.entries.items[entry].node; }

  /// Numbers in `shared` of the values that piece `which` makes.
  growing_array<int> made_by(int which) const {
    growing_array<int> made;
    for (int id = first_of(which); id < last_of(which); ++id)
      if (number_plus_one_[id] != 0 && !is_given(id)) made.push_back(number_plus_one_[id] - 1);
    return made;
  }

  /// Lists what piece `which` consists of in `piece`, and in `inputs` what it is given.
  void list_piece(int which, request_kind request) {
    piece.begin(request);
    ++lists_;
    inputs.count = 0;
    growing_array<int> operands;
    for (int id = first_of(which); id < last_of(which); ++id) {
      value_node& node = node_of(id);
      int& place = places_.items[id - first_of(which)];
      if (!is_given(id)) {
        operands.count = 0;
        for (int k = 0; k < node.operand_count; ++k)
          operands.push_back(operand_in(list_.operand_of(id, k), which));
        place = piece.add(node, operands);
      } else if (number_plus_one_[id] == 0) {
        place = piece.add_given(node, list_.entries.items[id].input);
        inputs.push_back(-1 - id);
      }
    }
  }
  /// Where an entry that piece `which` makes stands in `piece`.
  int place_of(int entry, int which) const { return places_.items[entry - first_of(which)]; }

  /// A number for the structure of piece `which`, which has run, the same for equal ones.
  word structure_of(int which) const { return runs_[which].structure; }
  /// What it is given: numbers in `shared`, and negative ones for what it alone reads.
  list_view<int> inputs_of(int which) const {
    run_of_piece const& run = runs_[which];
    return {inputs_.items + run.first_input, run.last_input - run.first_input};
  }
  stored_value& value_of(int input) const {
    int const entry = input < 0 ? -1 - input : shared[input].entry;
    return is_given(entry) ? *list_.entries.items[entry].input : *shared[input].value;
  }

  piece_list piece;
  growing_array<int> inputs;
  growing_array<shared_between_pieces> shared;

 private:
  struct run_of_piece {
    word structure = 0;
    int first_input = 0;
    int last_input = 0;
  };

  bool is_literal(int entry) const {
    return !is_given(entry) && node_of(entry).op->kind == operation_kind::literal;
  }
  int operand_in(int entry, int which) {
    int const number = number_plus_one_.items[entry] - 1;
    if (piece_of(entry) == which && (number < 0 || !is_given(entry))) return place_of(entry, which);
    if (is_literal(entry)) return piece.add(node_of(entry), {});
    shared_between_pieces& each = shared[number];
    if (each.listed_in != lists_) {
      each.place = piece.add_given(node_of(entry), &value_of(number));
      each.listed_in = lists_;
      inputs.push_back(number);
    }
    return each.place;
  }

  value_list const& list_;
  int each_;
  growing_array<int> number_plus_one_;  ///< of each entry: its number in `shared`, or 0
  growing_array<int> places_;           ///< in `piece`, of the entries that it makes
  int lists_ = 0;
  growing_array<run_of_piece> runs_;
  growing_array<int> inputs_;  ///< of all pieces that have run
};

}  // namespace typegrad
