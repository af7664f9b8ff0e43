// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/needed_sides.hpp>

namespace typegrad {

/// Puts the steps of a plan into an order in which what only one side of a selection needs stands
/// together, so that it can be run under one branch.
///
/// The steps of a list are put into rounds: what is always needed in even ones, what a mask decides
/// in odd ones, each as early as what it reads allows. Within a round all steps that one mask
/// decides are one branch, whose sides are lists again.
template <class Graph, class Plan>
class branch_order {
 public:
  constexpr branch_order(Graph const& graph, needed_sides const& sides, Plan& made)
      : graph_(graph),
        found_(sides),
        made_(made),
        list_of_(made.step_count),
        round_(made.step_count),
        part_(made.step_count) {}

  /// cost      linear in steps and operands, times the sides within each other
  constexpr void run() {
    growing_array<int> all(made_.step_count);
    for (int s = 0; s < made_.step_count; ++s) all.items[s] = s;
    arrange(all, 0);
    if (!fits_) {
      made_.branch_count = 0;
      return;
    }
    growing_array<step> const old = steps();
    growing_array<int> place(made_.step_count);
    for (int s = 0; s < made_.step_count; ++s) {
      place.items[order_.items[s]] = s;
      made_.steps[s] = old.items[order_.items[s]];
    }
    for (int id = 0; id < graph_.size(); ++id)
      if (int& own = made_.places[id].step; own >= 0) own = place.items[own];
  }

 private:
  /// The part of a branch that a step is.
  struct branch_part {
    int branch = 0;  ///< 0: none, it is always run
    int side = 0;    ///< 0: a selection, at the end of both sides
  };

  constexpr growing_array<step> steps() const {
    growing_array<step> copy(made_.step_count);
    for (int s = 0; s < made_.step_count; ++s) copy.items[s] = made_.steps[s];
    return copy;
  }
  constexpr branch_part part_of(int s, int outer) const {
    int const id = made_.steps[s].node;
    int const side = found_.within(outer, found_.of_node.items[id]);
    if (side != 0) return {found_.sides.items[side].branch, side};
    int const ended = made_.steps[s].kind == step_kind::elements ? found_.branch_of.items[id] : 0;
    return {ended, 0};
  }
  /// The first round in which a step may be run that reads what `before` makes.
  constexpr int round_after(int before, branch_part const& own) const {
    branch_part const& part = part_.items[before];
    int const round = round_.items[before];
    if (own.branch == 0) return part.branch == 0 ? round : round + 1;
    if (part.branch == 0) return round + 1;
    // A side reads what it has made; a selection what both sides and selections before it have.
    bool const together =
        part.branch == own.branch && (own.side == 0 || (part.side != 0 && part.side == own.side));
    return together ? round : round + 2;
  }
  /// Whether a step has to wait longer for a value than it did.
  constexpr bool wait_for(int s, int read) {
    int const before = made_.places[made_.places[read].base].step;
    if (before < 0 || before == s || list_of_.items[before] != list_of_.items[s]) return false;
    int const earliest = round_after(before, part_.items[s]);
    if (earliest <= round_.items[s]) return false;
    round_.items[s] = earliest;
    return true;
  }
  constexpr bool wait_for_operands(int s, int id) {
    bool later = false;
    for (int const operand : graph_.operands_of(id)) later |= wait_for(s, operand);
    return later;
  }
  constexpr bool wait_for_all(int s) {
    step const& current = made_.steps[s];
    bool later = false;
    for (int side = found_.of_node.items[current.node]; side != 0;
         side = found_.sides.items[side].outer)
      later |= wait_for(s, found_.sides.items[side].mask);
    if (current.kind != step_kind::loop) return wait_for_operands(s, current.node) || later;
    for (int m = 0; m < current.member_count; ++m)
      later |= wait_for_operands(s, made_.members[current.first_member + m]);
    return later;
  }

  /// Appends the steps of a list to the order; all of them lie on the side `outer`.
  constexpr void arrange(growing_array<int> const& list, int outer) {
    ++lists_;
    bool decided = false;
    for (int const s : list) {
      list_of_.items[s] = lists_;
      part_.items[s] = part_of(s, outer);
      round_.items[s] = part_.items[s].branch != 0 ? 1 : 0;
      decided = decided || part_.items[s].branch != 0;
    }
    if (!decided) {
      for (int const s : list) order_.push_back(s);
      return;
    }
    // A mask may stand behind what it decides: until nobody has to wait longer.
    for (bool later = true; later;) {
      later = false;
      for (int const s : list) later |= wait_for_all(s);
    }
    int rounds = 0;
    for (int const s : list)
      if (round_.items[s] >= rounds) rounds = round_.items[s] + 1;
    growing_array<growing_array<int>> in_round(rounds);
    for (int const s : list) in_round.items[round_.items[s]].push_back(s);
    for (growing_array<int> const& steps : in_round) arrange_round(steps);
  }
  constexpr void arrange_round(growing_array<int> const& list) {
    growing_array<int> branches_of_round;
    growing_array<branch_part> parts(list.count);  // arranging a side asks its steps anew
    for (int i = 0; i < list.count; ++i) {
      parts.items[i] = part_.items[list.items[i]];
      int const branch = parts.items[i].branch;
      if (branch == 0) {
        order_.push_back(list.items[i]);
        continue;
      }
      bool known = false;
      for (int const other : branches_of_round) known = known || other == branch;
      if (!known) branches_of_round.push_back(branch);
    }
    for (int const branch : branches_of_round) {
      if (made_.branch_count == graph_.size()) {
        fits_ = false;
        return;
      }
      int const number = made_.branch_count++;
      plan_branch made;
      made.mask = found_.sides.items[branch].mask;
      made.first = order_.count;
      arrange_side(list, parts, branch, true);
      made.then_count = order_.count - made.first;
      made.then_branches = made_.branch_count - number - 1;
      arrange_side(list, parts, branch, false);
      made.else_count = order_.count - made.first - made.then_count;
      made.else_branches = made_.branch_count - number - 1 - made.then_branches;
      for (int i = 0; i < list.count; ++i)
        if (parts.items[i].branch == branch && parts.items[i].side == 0) {
          order_.push_back(list.items[i]);
          ++made.selected_count;
        }
      made_.branches[number] = made;
    }
  }
  constexpr void arrange_side(growing_array<int> const& list,
                              growing_array<branch_part> const& parts, int branch, bool answer) {
    growing_array<int> own;
    int side = 0;
    for (int i = 0; i < list.count; ++i) {
      branch_part const& part = parts.items[i];
      if (part.branch != branch || part.side == 0 || found_.sides.items[part.side].answer != answer)
        continue;
      side = part.side;
      own.push_back(list.items[i]);
    }
    if (own.count > 0) arrange(own, side);
  }

  Graph const& graph_;
  needed_sides const& found_;
  Plan& made_;
  growing_array<int> list_of_;  ///< per step: the list that it was arranged in last
  growing_array<int> round_;
  growing_array<branch_part> part_;
  growing_array<int> order_;
  int lists_ = 0;
  bool fits_ = true;  ///< there is room for all branches
};

template <class Graph, class Plan>
constexpr void order_branches(Graph const& graph, needed_sides const& sides, Plan& made) {
  for (int const side : sides.of_node)
    if (side != 0) return branch_order<Graph, Plan>(graph, sides, made).run();
}

}  // namespace typegrad
