// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/c_text/c_steps.hpp>
#include <typegrad/transform/part_of_repetition.hpp>

namespace typegrad {

/// A graph as the body of a function in C, or of one turn of a loop in it.
class c_program : public c_steps {
 public:
  using c_steps::c_steps;

  void write() {
    for (int m = 0; m < plan_.member_count; ++m)
      for (int const operand : graph_.operands_of(plan_.members[m])) hold(operand, 0);
    write_range({0, plan_.run_count, 0, plan_.branch_count});
  }
  /// Reads the numbers of the inputs that every turn has, before the first one.
  void hold_captured(int first_input) {
    for (int id = 0; id < graph_.size(); ++id)
      if (place(id).step >= 0)
        for (int const operand : graph_.operands_of(id)) hold(operand, first_input);
  }

 private:
  /// The runs and branches of one side, or of the whole program.
  struct range {
    int first_run;
    int last_run;
    int first_branch;
    int last_branch;
  };

  void write_range(range const& all) {
    int branch = all.first_branch;
    for (int run = all.first_run; run < all.last_run;) {
      if (branch < all.last_branch && plan_.branches[branch].first == run) {
        plan_branch const& next = plan_.branches[branch];
        write_branch(branch);
        run = next.last();
        branch += 1 + next.then_branches + next.else_branches;
      } else {
        step_run const& steps = plan_.runs[run++];
        for (int s = steps.first; s < steps.first + steps.count; ++s) write_step(s);
      }
    }
  }

  /// One side is computed, and its values given to the selections between both.
  void write_branch(int number) {
    plan_branch const& branch = plan_.branches[number];
    int const middle = branch.first + branch.then_count;
    int const end = middle + branch.else_count;
    int const inner = number + 1 + branch.then_branches;
    std::vector<int> selected;
    for (int run = end; run < branch.last(); ++run)
      for (int s = plan_.runs[run].first; s < plan_.runs[run].first + plan_.runs[run].count; ++s)
        selected.push_back(plan_.steps[s].node);
    std::string const mask = read(branch.mask, 0);
    for (int const id : selected)
      if (place(id).kind == place_kind::registers)
        for (index_t i = 0; i < shape_of(id).size(); ++i)
          to_.lines.variable(c_type(node(id).type), register_name(id, i),
                             c_constant(node(id).type, 0));
    to_.lines.open_if(mask);
    write_range({branch.first, middle, number + 1, inner});
    for (int const id : selected) take_side(id, 1);
    to_.lines.otherwise();
    write_range({middle, end, inner, inner + branch.else_branches});
    for (int const id : selected) take_side(id, 2);
    to_.lines.close();
  }
  void take_side(int id, int which) {
    int const taken = graph_.operand(id, which);
    for (index_t i = 0; i < shape_of(id).size(); ++i) {
      std::string const text = c_converted(read(taken, position_in_operand(taken, id, i)),
                                           node(taken).type, node(id).type);
      if (place(id).kind == place_kind::registers) to_.lines.assign(register_name(id, i), text);
      else store(memory_of(id), {i}, text);
    }
  }

  void write_step(int s) {
    step const& current = plan_.steps[s];
    switch (current.kind) {
      case step_kind::elements:
        return write_elements(current.node);
      case step_kind::combine:
        return combine_elements(current.node);
      case step_kind::loop:
        return write_loop(s);
      case step_kind::copy:
        return write_copy(current);
      case step_kind::whole:
        break;
    }
    operation_kind const kind = node(current.node).op->kind;
    if (kind == operation_kind::contraction) write_product(current.node);
    else if (kind == operation_kind::join) write_join(current.node);
    else if (kind == operation_kind::repetition) write_repetition(current.node);
    else write_opaque(current.node);
  }

  /// The elements of a node in a row: where they are, or a copy.
  c_memory in_a_row(int id) {
    if (shape_of(id).rank == 0) return {read(id, 0), {}, true};
    strided_view const& view = place(id).view;
    if (is_contiguous(view, shape_of(id))) {
      c_memory memory = memory_of(base_of(id));
      memory.first = memory.first.plus(view.offset);
      return memory;
    }
    c_memory const made = to_.reserve(node(id).type, shape_of(id).size());
    copy(id, made, node(id).type, contiguous_view(shape_of(id)));
    return made;
  }
  /// Room for a value that a repetition carries: a variable, or memory.
  c_memory room_for(int id, std::string const& name) {
    if (shape_of(id).rank != 0) return to_.reserve(node(id).type, shape_of(id).size());
    to_.lines.variable(c_type(node(id).type), name, c_constant(node(id).type, 0));
    return {name, {}, true};
  }
  void copy_row(c_memory const& from, scalar_type own, c_memory const& to, scalar_type type,
                index_t size) {
    if (size == 1) return store(to, {0}, c_converted(from.element({0}), own, type));
    std::string const i = to_.open_loop(size);
    store(to, c_index{}.plus(i, 1), c_converted(from.element(c_index{}.plus(i, 1)), own, type));
    to_.lines.close();
  }
  static c_memory behind(c_memory memory, c_index const& more) {
    memory.first = memory.first.plus(more);
    return memory;
  }

  /// A loop whose turns are a program.
  void write_repetition(int id) {
    repetition_layout const layout(graph_.attributes_of(id));
    std::string const name = "p" + std::to_string(to_.parts++);
    auto const operand = [&](int which) { return graph_.operand(id, which); };
    auto const size = [&](int which) { return shape_of(operand(which)).size(); };
    auto const type = [&](int which) { return node(operand(which)).type; };
    c_memory const result = memory_of(id);
    scalar_type const own = node(id).type;

    growing_graph const part = part_of_repetition<growing_graph>(graph_, id);
    growing_array<scalar_type> types;
    for (int i = 0; i < layout.results(); ++i) types.push_back(type(layout.first_result() + i));
    c_program body(to_, part, types, name);

    std::vector<c_memory> now, next;
    for (int i = 0; i < layout.carried; ++i) {
      std::string const letter = name + "_" + std::to_string(i);
      c_memory const first = in_a_row(operand(i));
      now.push_back(room_for(operand(i), letter));
      copy_row(first, type(i), now.back(), type(i), size(i));
      next.push_back(room_for(operand(i), letter + "_next"));
    }
    std::vector<c_memory> sequences;
    for (int i = 0; i < layout.sequences; ++i)
      sequences.push_back(in_a_row(operand(layout.carried + i)));

    index_t place_of_row = 0;
    for (int i = 0; i < layout.carried; ++i) place_of_row += size(i);
    std::string const row = name + "_row";
    body.inputs = now;
    for (int i = 0; i < layout.sequences; ++i)
      body.inputs.push_back(
          behind(sequences[static_cast<std::size_t>(i)],
                 c_index{}.plus(row, size(layout.first_parameter() + layout.carried + i))));
    if (layout.numbered) body.inputs.push_back({row, {}, true});
    for (int i = 0; i < layout.captured; ++i) {
      hold(operand(layout.first_captured() + i), 0);
      body.inputs.push_back(in_a_row(operand(layout.first_captured() + i)));
    }

    body.outputs = next;
    struct kept_row {
      c_memory from, to;
      scalar_type type;
      index_t size;
    };
    std::vector<kept_row> kept;
    for (int i = 0; i < layout.rows; ++i) {
      int const which = layout.first_result() + layout.carried + i;
      c_memory const to = behind(result, c_index{place_of_row}.plus(row, size(which)));
      if (layout.counted || layout.ends_early) {
        c_memory const all = behind(result, {place_of_row});
        std::string const k = to_.open_loop(layout.turns * size(which));
        store(all, c_index{}.plus(k, 1), c_constant(own, 0));
        to_.lines.close();
      }
      place_of_row += layout.turns * size(which);
      if (type(which) == own && !layout.ends_early) {
        body.outputs.push_back(to);
        continue;
      }
      body.outputs.push_back(room_for(operand(which), name + "_y" + std::to_string(i)));
      kept.push_back({body.outputs.back(), to, type(which), size(which)});
    }
    std::string const goes_on = name + "_goes_on";
    if (layout.ends_early) {
      to_.lines.variable("bool", goes_on, "true");
      body.outputs.push_back({goes_on, {}, true});
    }

    std::string turns = std::to_string(layout.turns);
    if (layout.counted) {
      std::string const asked = in_a_row(operand(layout.visible() - 1)).element({0});
      turns = name + "_turns";
      to_.lines.constant("int", turns,
                         "(int)(" + asked + " < 0 ? 0 : " + asked + " < " +
                             std::to_string(layout.turns) + " ? " + asked + " : " +
                             std::to_string(layout.turns) + ")");
    }
    body.hold_captured(static_cast<int>(body.inputs.size()) - layout.captured);
    std::string const turn = name + "_turn";
    if (layout.ends_early) {
      to_.lines.variable("int", turn, "0");
      to_.lines.open("for (; " + turn + " < " + turns + " && " + goes_on + "; )");
      to_.lines.constant("int", row, layout.backwards ? turns + " - 1 - " + turn : turn);
    } else if (layout.backwards) {
      to_.lines.open("for (int " + row + " = " +
                     (layout.counted ? turns + " - 1" : std::to_string(layout.turns - 1)) + "; " +
                     row + " >= 0; --" + row + ")");
    } else {
      to_.lines.open("for (int " + row + " = 0; " + row + " < " + turns + "; ++" + row + ")");
    }
    auto const keep_carried = [&] {
      index_t first_kept = place_of_row + (layout.ends_early ? 1 : 0);
      for (int i = 0; i < layout.carried; ++i) {
        if (!layout.keeps(i)) continue;
        copy_row(now[static_cast<std::size_t>(i)], type(i),
                 behind(result, c_index{first_kept}.plus(row, size(i))), own, size(i));
        first_kept += layout.turns * size(i);
      }
    };
    if (!layout.ends_early) keep_carried();
    body.write();
    if (layout.ends_early) {
      to_.lines.open_if(goes_on);
      keep_carried();
    }
    for (kept_row const& each : kept) copy_row(each.from, each.type, each.to, own, each.size);
    for (int i = 0; i < layout.carried; ++i)
      copy_row(next[static_cast<std::size_t>(i)], type(i), now[static_cast<std::size_t>(i)],
               type(i), size(i));
    if (layout.ends_early) {
      to_.lines.assign(turn, turn + " + 1");
      to_.lines.close();
    }
    to_.lines.close();
    index_t first = 0;
    for (int i = 0; i < layout.carried; ++i) {
      copy_row(now[static_cast<std::size_t>(i)], type(i), behind(result, {first}), own, size(i));
      first += size(i);
    }
    if (layout.ends_early)
      store(result, {place_of_row}, c_converted(turn, scalar_type::int32, own));
  }
};

}  // namespace typegrad
