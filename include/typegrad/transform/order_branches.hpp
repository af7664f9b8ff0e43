// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/branch_sections.hpp>

namespace typegrad {

/// Puts the steps of a plan into an order in which what only one side of a selection needs stands
/// together, so that it can be run under one branch.
///
/// Within a round of a section all steps that one mask decides are one branch, whose sides are
/// sections again.
template <class Graph, class Plan>
class branch_order {
 public:
  constexpr branch_order(Graph const& graph, needed_sides const& sides, Plan& made)
      : graph_(graph),
        sides_(sides),
        made_(made),
        found_(graph, sides, made),
        first_part_(found_.sections.count, -1),
        last_part_(found_.sections.count, -1),
        entered_(found_.sections.count),
        branch_of_(sides.sides.count, -1) {}

  /// cost      linear in steps, sections and rounds
  constexpr void run() {
    for (int s = 0; s < made_.step_count; ++s) add_step(s);
    arrange(0);
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
  /// A step of a section or a branch of it, in the order of the first step of each.
  struct section_part {
    int round = 0;
    int step = -1;
    int branch = -1;
    int next = -1;
  };
  /// A branch in one round of a section.
  struct branch_in_round {
    int outer = 0;
    int round = 0;
    int side = 0;  ///< the first of the mask
    int then_section = -1;
    int else_section = -1;
    int first_selection = -1;  ///< in `selections_`
    int last_selection = -1;
    int next = -1;  ///< one more of the same branch
  };
  struct selection_of_branch {
    int step = 0;
    int next = -1;
  };

  constexpr growing_array<step> steps() const {
    growing_array<step> copy(made_.step_count);
    for (int s = 0; s < made_.step_count; ++s) copy.items[s] = made_.steps[s];
    return copy;
  }
  constexpr void add_part(int section, section_part const& part) {
    parts_.push_back(part);
    int& last = last_part_.items[section];
    if (last < 0) first_part_.items[section] = parts_.count - 1;
    else parts_.items[last].next = parts_.count - 1;
    last = parts_.count - 1;
  }
  constexpr int branch_in(int outer, int round, int branch) {
    for (int i = branch_of_.items[branch]; i >= 0; i = branches_.items[i].next)
      if (branches_.items[i].outer == outer && branches_.items[i].round == round) return i;
    branches_.push_back({outer, round, branch, -1, -1, -1, -1, branch_of_.items[branch]});
    branch_of_.items[branch] = branches_.count - 1;
    add_part(outer, {round, -1, branches_.count - 1, -1});
    return branches_.count - 1;
  }
  constexpr void add_step(int s) {
    place_in_section const place = found_.places.items[s];
    for (int i = place.section; i != 0 && entered_.items[i] == 0;) {
      entered_.items[i] = 1;
      branch_section const& section = found_.sections.items[i];
      needed_side const& side = sides_.sides.items[section.side];
      int const own = branch_in(section.outer, section.round, side.branch);
      (side.answer ? branches_.items[own].then_section : branches_.items[own].else_section) = i;
      i = section.outer;
    }
    int const ended = found_.ended_by(s);
    if (ended == 0) return add_part(place.section, {place.round, s, -1, -1});
    int const which = branch_in(place.section, place.round, ended);
    branch_in_round& own = branches_.items[which];
    selections_.push_back({s, -1});
    if (own.last_selection < 0) own.first_selection = selections_.count - 1;
    else selections_.items[own.last_selection].next = selections_.count - 1;
    own.last_selection = selections_.count - 1;
  }

  /// Appends the steps of a section to the order, round by round.
  constexpr void arrange(int section) {
    int rounds = 0;
    for (int i = first_part_.items[section]; i >= 0; i = parts_.items[i].next)
      if (parts_.items[i].round >= rounds) rounds = parts_.items[i].round + 1;
    growing_array<int> first(rounds, -1);
    growing_array<int> last(rounds, -1);
    for (int i = first_part_.items[section]; i >= 0;) {
      section_part& part = parts_.items[i];
      int& before = last.items[part.round];
      if (before < 0) first.items[part.round] = i;
      else parts_.items[before].next = i;
      before = i;
      i = part.next;
      part.next = -1;
    }
    for (int i : first)
      for (; i >= 0; i = parts_.items[i].next) {
        if (parts_.items[i].step >= 0) order_.push_back(parts_.items[i].step);
        else arrange_branch(parts_.items[i].branch);
      }
  }
  constexpr void arrange_branch(int which) {
    if (made_.branch_count == graph_.size()) {
      fits_ = false;
      return;
    }
    branch_in_round const& own = branches_.items[which];
    int const number = made_.branch_count++;
    plan_branch made;
    made.mask = sides_.sides.items[own.side].mask;
    made.first = order_.count;
    if (own.then_section >= 0) arrange(own.then_section);
    made.then_count = order_.count - made.first;
    made.then_branches = made_.branch_count - number - 1;
    if (own.else_section >= 0) arrange(own.else_section);
    made.else_count = order_.count - made.first - made.then_count;
    made.else_branches = made_.branch_count - number - 1 - made.then_branches;
    for (int i = own.first_selection; i >= 0; i = selections_.items[i].next) {
      order_.push_back(selections_.items[i].step);
      ++made.selected_count;
    }
    made_.branches[number] = made;
  }

  Graph const& graph_;
  needed_sides const& sides_;
  Plan& made_;
  branch_sections<Graph, Plan> const found_;
  growing_array<section_part> parts_;
  growing_array<int> first_part_;  ///< per section
  growing_array<int> last_part_;
  growing_array<unsigned char> entered_;  ///< per section: the branch around it knows it
  growing_array<branch_in_round> branches_;
  growing_array<int> branch_of_;  ///< per side that is the first of its mask: the branch made last
  growing_array<selection_of_branch> selections_;
  growing_array<int> order_;
  bool fits_ = true;  ///< there is room for all branches
};

template <class Graph, class Plan>
constexpr void order_branches(Graph const& graph, needed_sides const& sides, Plan& made) {
  for (int const side : sides.of_node)
    if (side != 0) return branch_order<Graph, Plan>(graph, sides, made).run();
}

}  // namespace typegrad
