// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/needed_sides.hpp>

namespace typegrad {

/// Steps of one side that are run in one go. They are in rounds: what is always needed in even
/// ones, what a mask decides in odd ones, where the sections within this one stand.
struct branch_section {
  int outer = 0;
  int round = 0;  ///< of `outer`, in which it stands
  int side = 0;
  int next = -1;  ///< one more section of the side
};

/// Where a step stands. What is later in the outermost section in which two differ is run later.
struct place_in_section {
  int section = 0;
  int round = 0;
};

/// The place of each step, as early as what it reads and what decides about it allow.
///
/// cost      linear in steps and operands, times the sides between a step and what it reads
template <class Graph, class Plan>
class branch_sections {
 public:
  growing_array<branch_section> sections;  ///< number 0 is the plan; each stands behind its outer
  growing_array<place_in_section> places;  ///< per step

  constexpr branch_sections(Graph const& graph, needed_sides const& sides, Plan const& made)
      : sections(1),
        places(made.step_count),
        graph_(graph),
        sides_(sides),
        made_(made),
        placed_(made.step_count),
        first_(sides.sides.count, -1),
        begin_(sides.sides.count, -1) {
    begin_.items[0] = 0;
    for (int s = 0; s < made_.step_count; ++s) {
      // A mask may stand behind what it decides: it is placed first, with all that it reads.
      for (waiting_.push_back(s); waiting_.count > 0;) {
        int const next = waiting_.back();
        if (placed_.items[next] != 0 || place(next)) --waiting_.count;
      }
    }
  }

  /// The branch of its section that a step ends; 0 for none.
  constexpr int ended_by(int s) const {
    step const& own = made_.steps[s];
    return own.kind == step_kind::elements ? sides_.branch_of.items[own.node] : 0;
  }

 private:
  /// Whether all that a step waits for has its place; what has none is to be placed first.
  constexpr bool place(int s) {
    step const& own = made_.steps[s];
    int const side = sides_.of_node.items[own.node];
    if (!begin(side)) return false;
    int const ended = ended_by(s);
    place_in_section place{begin_.items[side], ended != 0 ? 1 : 0};
    bool ready = true;
    auto const wait_for_operands = [&](int id) {
      for (int const operand : graph_.operands_of(id))
        ready &= wait_for(place, s, ended, step_of(operand));
    };
    if (own.kind != step_kind::loop) wait_for_operands(own.node);
    else
      for (int m = 0; m < own.member_count; ++m)
        wait_for_operands(made_.members[own.first_member + m]);
    if (!ready) return false;
    places.items[s] = place;
    placed_.items[s] = 1;
    return true;
  }
  constexpr int step_of(int read) const { return made_.places[made_.places[read].base].step; }

  /// Whether it is known where a side begins: behind its mask, within the side around it.
  constexpr bool begin(int side) {
    while (begin_.items[side] < 0) {
      int outermost = side;
      while (begin_.items[sides_.sides.items[outermost].outer] < 0)
        outermost = sides_.sides.items[outermost].outer;
      needed_side const& own = sides_.sides.items[outermost];
      place_in_section place{section_in(begin_.items[own.outer], 1, outermost), 0};
      if (!wait_for(place, -1, 0, step_of(own.mask))) return false;
      begin_.items[outermost] = place.section;
    }
    return true;
  }

  /// Whether `before` has its place; if so, that of step `s` is not before what `before` makes.
  constexpr bool wait_for(place_in_section& place, int s, int ended, int before) {
    if (before < 0 || before == s) return true;
    if (placed_.items[before] == 0) {
      waiting_.push_back(before);
      return false;
    }
    move_behind(place, ended, places.items[before], ended_by(before));
    return true;
  }

  /// The first round in which may be run what reads what was made in round `round`, both in the
  /// same section; `branch` and `own` are the branches that the two are parts of or end.
  static constexpr int round_after(int round, int branch, int own, bool ends_it) {
    if (own == 0) return branch == 0 ? round : round + 1;
    if (branch == 0) return round + 1;
    // A selection reads what both sides and the selections before it have made.
    return ends_it && branch == own ? round : round + 2;
  }
  constexpr void move_behind(place_in_section& place, int ended, place_in_section const& before,
                             int ended_before) {
    auto const side_of = [&](int section) { return sections.items[section].side; };
    auto const depth_of = [&](int section) { return sides_.sides.items[side_of(section)].depth; };
    auto const branch_of = [&](int section) { return sides_.sides.items[side_of(section)].branch; };
    int other = before.section;  // until both are sections of one side
    int own = place.section;
    int within_other = -1;
    int within_own = -1;
    while (side_of(other) != side_of(own)) {
      if (depth_of(other) >= depth_of(own)) {
        within_other = other;
        other = sections.items[other].outer;
      } else {
        within_own = own;
        own = sections.items[own].outer;
      }
    }
    if (other != own && is_later(own, other)) return;
    int const round =
        round_after(within_other < 0 ? before.round : sections.items[within_other].round,
                    within_other < 0 ? ended_before : branch_of(within_other),
                    within_own < 0 ? ended : branch_of(within_own), within_own < 0);
    if (other == own && round <= (within_own < 0 ? place.round : sections.items[within_own].round))
      return;
    if (within_own < 0) {
      place = {other, round};
      return;
    }
    place = {section_within(other, round, side_of(within_own), side_of(place.section)),
             ended != 0 ? 1 : 0};
  }

  /// Whether `a` is run after `b`, another section of the same side.
  constexpr bool is_later(int a, int b) const {
    while (sections.items[a].outer != sections.items[b].outer) {
      a = sections.items[a].outer;
      b = sections.items[b].outer;
    }
    return sections.items[a].round > sections.items[b].round;
  }
  /// The section of the side `inner` that may be run first in round `round` of `outer`, where the
  /// side `outermost` is around it.
  constexpr int section_within(int outer, int round, int outermost, int inner) {
    growing_array<int> between;
    for (; inner != outermost; inner = sides_.sides.items[inner].outer) between.push_back(inner);
    int section = section_in(outer, round, outermost);
    for (; between.count > 0; --between.count) section = section_in(section, 1, between.back());
    return section;
  }
  constexpr int section_in(int outer, int round, int side) {
    for (int i = first_.items[side]; i >= 0; i = sections.items[i].next)
      if (sections.items[i].outer == outer && sections.items[i].round == round) return i;
    sections.push_back({outer, round, side, first_.items[side]});
    return first_.items[side] = sections.count - 1;
  }

  Graph const& graph_;
  needed_sides const& sides_;
  Plan const& made_;
  growing_array<unsigned char> placed_;
  growing_array<int> first_;    ///< per side: one of its sections
  growing_array<int> begin_;    ///< per side: its first section that the mask allows
  growing_array<int> waiting_;  ///< steps that are being placed
};

}  // namespace typegrad
