// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/loop/repetition_operation.hpp>
#include <typegrad/transform/rebuild.hpp>

namespace typegrad {

/// Several repetitions of a graph while they are made again as one.
template <class Graph>
struct joined_repetitions {
  rebuilding& again;
  growing_array<int>& made;
  Graph& graph;
  repetition_builder all{graph};
  growing_array<int> members{};
  growing_array<int> places{};  ///< of what each member carries in `all`, then of its rows

  constexpr repetition_builder parts_of(int member) const {
    return repetition_builder::of(graph, repetition_layout(again.from.attributes_of(member)),
                                  again.from.operands_of(member));
  }
  static constexpr int find(growing_array<int> const& list, int id) {
    for (int i = 0; i < list.count; ++i)
      if (list[i] == id) return i;
    return -1;
  }

  /// Of the nodes of `from` those whose values are others in the turns of `one` than in those of
  /// `all`: its parameters are given something else there, or become something else.
  constexpr growing_array<unsigned char> find_others(int member,
                                                     repetition_builder const& one) const {
    growing_array<unsigned char> other(again.from.size());
    bool found = true;
    auto const mark = [&](int parameter) {
      found = found || other[parameter] == 0;
      other[parameter] = 1;
    };
    while (found) {
      found = false;
      for (int i = 0; i < one.parameters.count; ++i) {
        int const parameter = made[one.parameters[i]];
        int const place = find(all.parameters, parameter);
        if (find(all.row_parameters, parameter) >= 0 ||
            (place >= 0 &&
             (all.carried[place] != made[one.carried[i]] ||
              all.results[place] != made[one.results[i]] || other[one.results[i]] != 0)))
          mark(one.parameters[i]);
      }
      for (int i = 0; i < one.row_parameters.count; ++i) {
        int const parameter = made[one.row_parameters[i]];
        int const place = find(all.row_parameters, parameter);
        if (find(all.parameters, parameter) >= 0 ||
            (place >= 0 && all.sequences[place] != made[one.sequences[i]]))
          mark(one.row_parameters[i]);
      }
      for (int const number : one.number)
        if (all.number.count != 0 && all.number[0] != made[number]) mark(number);
      for (int id = found ? first_of(one) : member; id < member; ++id) {
        if (again.needed[id] == 0 || other[id] != 0) continue;
        int const count = visible_operands(again.from, id);
        for (int i = 0; i < count; ++i)
          if (other[again.from.operand(id, i)] != 0) other[id] = 1;
      }
    }
    return other;
  }

  static constexpr int first_of(repetition_builder const& one) {
    int first = one.parameters[0];
    for (int const id : one.all_parameters()) first = id < first ? id : first;
    return first;
  }

  /// A parameter with a name that no other of this loop has.
  constexpr int make_new_parameter(int like) {
    auto const look = [&](graph_builder const& in) {
      for (int id = 0; id < in.size(); ++id) {
        if (in.operation_of(id).kind != operation_kind::parameter) continue;
        auto const words = in.attributes_of(id);
        if (words[0] == all.layout.serial && words[1] == all.layout.generation &&
            words[2] >= all.next_number)
          all.next_number = static_cast<int>(words[2]) + 1;
      }
    };
    if (all.next_number == 0) {
      look(again.from);
      look(graph);
    }
    return all.make_parameter_like(made[like]);
  }

  /// Makes what has other values in the turns of `one` anew, of parameters of its own, in place of
  /// what is made. Gives what stood there.
  constexpr growing_array<int> make_others(int member, repetition_builder const& one) {
    growing_array<int> before;
    growing_array<unsigned char> const other = find_others(member, one);
    growing_array<unsigned char> wanted(member);
    auto const put = [&](int id, int now) {
      before.push_back(id);
      before.push_back(made[id]);
      made[id] = now;
      wanted[id] = 0;
    };
    for (int const id : one.all_results()) wanted[id] = other[id];
    int const first = first_of(one);
    for (int id = member - 1; id >= first; --id) {
      if (wanted[id] == 0) continue;
      for (int const operand : again.from.operands_of(id)) wanted[operand] |= other[operand];
    }
    for (int const id : one.parameters)
      if (other[id] != 0) put(id, make_new_parameter(id));
    for (int const id : one.row_parameters)
      if (other[id] != 0) put(id, make_new_parameter(id));
    for (int const id : one.number)
      if (other[id] != 0) put(id, all.number[0]);
    for (int id = first; id < member; ++id)
      if (wanted[id] != 0) put(id, again.make(id, made));
    return before;
  }

  /// Adds a member; false where it does not end when the others do.
  constexpr bool add(int member) {
    repetition_builder const one = parts_of(member);
    if (members.count == 0) {
      all.layout = one.layout;
      all.layout.kept = 0;
    }
    all.layout.generation = one.layout.generation > all.layout.generation ? one.layout.generation
                                                                          : all.layout.generation;
    growing_array<int> const before = make_others(member, one);
    bool const ends = members.count == 0 || one.condition.count == 0 ||
                      made[one.condition[0]] == all.condition[0];
    if (ends) add(member, one);
    for (int i = before.count - 2; i >= 0; i -= 2) made[before[i]] = before[i + 1];
    return ends;
  }
  constexpr void add(int member, repetition_builder const& one) {
    if (members.count == 0) {
      all.count = stand(one.count);
      all.condition = stand(one.condition);
    }
    if (all.number.count == 0) all.number = stand(one.number);
    members.push_back(member);
    for (int i = 0; i < one.parameters.count; ++i) {
      int place = find(all.parameters, made[one.parameters[i]]);
      if (place < 0) {
        place = all.parameters.count;
        all.carry(made[one.carried[i]], made[one.parameters[i]], made[one.results[i]]);
      }
      if (one.layout.keeps(i)) all.layout.keep(place);
      places.push_back(place);
    }
    for (int i = 0; i < one.row_parameters.count; ++i) {
      if (find(all.row_parameters, made[one.row_parameters[i]]) >= 0) continue;
      all.sequences.push_back(made[one.sequences[i]]);
      all.row_parameters.push_back(made[one.row_parameters[i]]);
    }
    for (int const row : one.rows) {
      int place = find(all.rows, made[row]);
      if (place < 0) {
        place = all.rows.count;
        all.rows.push_back(made[row]);
      }
      places.push_back(place);
    }
  }
  constexpr growing_array<int> stand(growing_array<int> const& list) const {
    growing_array<int> there(list.count);
    for (int i = 0; i < list.count; ++i) there[i] = made[list[i]];
    return there;
  }

  /// The results of the members, in order, as parts of that of all together.
  constexpr growing_array<int> results() {
    auto const whole = symbol_in(graph, repetition_operation::make(graph, all));
    place_in_repetition end{graph.table_of_extents(), all.layout.turns};
    auto const once = [&](int id) { return graph.shape_of(id).size(); };
    auto const each_turn = [&](int id) { return end.of_all_turns(once(id)); };
    auto const places_of = [&](growing_array<int> const& values, auto const& size, bool only_kept) {
      growing_array<index_t> begins;
      for (int i = 0; i < values.count; ++i) {
        begins.push_back(end.place);
        if (!only_kept || all.layout.keeps(i)) end.skip(size(values[i]));
      }
      return begins;
    };
    auto const carried = places_of(all.carried, once, false);
    auto const rows = places_of(all.rows, each_turn, false);
    index_t const count = end.place;
    end.skip(all.condition.count);
    auto const kept = places_of(all.carried, each_turn, true);

    growing_array<int> given;
    int const* place = places.data();
    for (int const member : members) {
      repetition_builder const one = parts_of(member);
      growing_array<basic_symbol<Graph>> regions;
      index_t begin = 0;
      index_t size = 0;
      auto const finish = [&] {
        word const region[] = {begin, 1, size};
        if (size != 0) regions.push_back(slice_by(whole, list_view<word>{region, 3}));
      };
      auto const take = [&](index_t from, index_t numbers) {
        if (shape_rule::sum_of_extents(end.table, begin, size) != from) {
          finish();
          begin = from;
          size = 0;
        }
        size = shape_rule::sum_of_extents(end.table, size, numbers);
      };
      int const* const carries = place;
      for (int i = 0; i < one.carried.count; ++i, ++place)
        take(carried[*place], once(all.carried[*place]));
      for (int i = 0; i < one.rows.count; ++i, ++place)
        take(rows[*place], each_turn(all.rows[*place]));
      if (all.condition.count != 0) take(count, 1);
      for (int i = 0; i < one.carried.count; ++i)
        if (one.layout.keeps(i)) take(kept[carries[i]], each_turn(all.carried[carries[i]]));
      finish();
      given.push_back(
          regions.count == 1
              ? regions[0].id
              : concatenate_list(list_view<basic_symbol<Graph>>{regions.data(), regions.count}, 0)
                    .id);
    }
    return given;
  }
};

template <class Graph>
constexpr void repetition_operation::record_together(rebuilding& again, list_view<int> members,
                                                     growing_array<int>& made) {
  joined_repetitions<Graph> together{again, made, static_cast<Graph&>(again.to)};
  for (int const member : members)
    if (!together.add(member)) made[member] = again.make(member, made);
  growing_array<int> const given = together.results();
  for (int i = 0; i < given.count; ++i) made[together.members[i]] = given[i];
}

}  // namespace typegrad
