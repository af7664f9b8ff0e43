// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/c_text/c_products.hpp>

namespace typegrad {

/// The steps of a plan, but for repetitions, as C.
class c_steps : public c_products {
 public:
  using c_products::c_products;

 protected:
  /// An element-wise node, every element written out.
  void write_elements(int id) {
    for (index_t i = 0; i < shape_of(id).size(); ++i) {
      int const lone = operand_beside_zero(id, i);
      if (lone >= 0 && lone == place(id).summand) continue;  // it is there
      if (lone >= 0) {
        write(id, i,
              c_converted(read(lone, position_in_operand(lone, id, i)), node(lone).type,
                          node(id).type));
        continue;
      }
      std::vector<std::string> values;
      for (int const operand : graph_.operands_of(id))
        values.push_back(read(operand, position_in_operand(operand, id, i)));
      write(id, i, computed(id, values));
    }
  }
  /// The operand that an element of a sum is: a zero stands beside it. -1 where it is none.
  int operand_beside_zero(int id, index_t position) const {
    if (!node(id).op->adds || node(id).shape_id == 0) return -1;
    for (int which = 0; which < 2; ++which) {
      int const operand = graph_.operand(id, which);
      if (place(operand).zeros.has(position_in_operand(operand, id, position)))
        return graph_.operand(id, 1 - which);
    }
    return -1;
  }
  index_t position_in_operand(int operand, int id, index_t position) const {
    shape const& own = shape_of(operand);
    shape const& whole = shape_of(id);
    return follow(aligned_view(contiguous_view(own), own, whole.rank), whole, position);
  }

  /// A reduction of few elements, written out.
  void combine_elements(int id) {
    int const operand = graph_.operand(id, 0);
    strided_view const target = reduced_view(shape_of(operand), graph_.attributes_of(id));
    std::vector<std::string> made(static_cast<std::size_t>(shape_of(id).size()));
    for (index_t i = 0; i < shape_of(operand).size(); ++i) {
      std::string& sum = made[static_cast<std::size_t>(follow(target, shape_of(operand), i))];
      std::string const x = c_converted(read(operand, i), node(operand).type, node(id).type);
      sum = sum.empty() ? x : combined(id, sum, x);
    }
    for (std::size_t i = 0; i < made.size(); ++i)
      write(id, static_cast<index_t>(i), made[i].empty() ? identity_of(id) : made[i]);
  }

  /// Element-wise nodes and reductions over one index space.
  void write_loop(int s) {
    step const& loop = plan_.steps[s];
    shape const& space = shape_of(space_of_node(graph_, loop.node));
    merged_axes const axes = merge_axes(graph_, plan_, s);
    for (int m = 0; m < loop.member_count; ++m) begin_reduction(member(loop, m));
    c_loop current{s, axes, space, {}};
    for (int d = 0; d < axes.count; ++d) {
      if (d == axes.count - 1)
        for (int m = 0; m < loop.member_count; ++m)
          if (is_gathered(current, member(loop, m)))
            to_.lines.variable(c_type(node(member(loop, m)).type), sum_name(member(loop, m)),
                               identity_of(member(loop, m)));
      current.variables.push_back(to_.open_loop(axes.extent(space, d)));
    }
    for (int m = 0; m < loop.member_count; ++m) write_member(current, member(loop, m));
    for (int d = axes.count - 1; d >= 0; --d) {
      to_.lines.close();
      if (d == axes.count - 1)
        for (int m = 0; m < loop.member_count; ++m) end_gathering(current, member(loop, m));
    }
  }

  void clear(c_memory const& memory, index_t count, scalar_type type) {
    std::string const i = to_.open_loop(count);
    store(memory, c_index{}.plus(i, 1), c_constant(type, 0));
    to_.lines.close();
  }
  /// Regions of a result that is zero elsewhere.
  void write_join(int id) {
    int const count = node(id).operand_count;
    std::vector<strided_view> regions;
    index_t covered = 0;
    for (int i = 0; i < count; ++i) {
      regions.push_back(node(id).op->region(i, shape_of(id), graph_.attributes_of(id)));
      covered += shape_of(graph_.operand(id, i)).size();
    }
    if (!place(id).written_out) {
      if (covered < shape_of(id).size()) clear(memory_of(id), shape_of(id).size(), node(id).type);
      for (int i = 0; i < count; ++i)
        if (base_of(graph_.operand(id, i)) != id)
          copy(graph_.operand(id, i), memory_of(id), node(id).type,
               regions[static_cast<std::size_t>(i)]);
      return;
    }
    std::vector<std::string> elements(static_cast<std::size_t>(shape_of(id).size()),
                                      c_constant(node(id).type, 0));
    for (int i = 0; i < count; ++i) {
      int const operand = graph_.operand(id, i);
      for (index_t k = 0; k < shape_of(operand).size(); ++k)
        elements[static_cast<std::size_t>(
            follow(regions[static_cast<std::size_t>(i)], shape_of(operand), k))] =
            c_converted(read(operand, k), node(operand).type, node(id).type);
    }
    for (std::size_t i = 0; i < elements.size(); ++i)
      write(id, static_cast<index_t>(i), elements[i]);
  }

  /// The elements of a node in row-major order: a result, or a view without strides.
  void write_copy(step const& current) {
    bool const is_output = current.output >= 0;
    int const source = is_output ? current.node : graph_.operand(current.node, 0);
    scalar_type const type = is_output ? types_[current.output] : node(current.node).type;
    bool const small = is_output ? current.written_out : place(current.node).written_out;
    c_memory const to =
        is_output ? outputs[static_cast<std::size_t>(current.output)] : memory_of(current.node);
    if (!small) return copy(source, to, type, contiguous_view(shape_of(source)));
    bool const cleared = is_output && is_cleared_first(graph_, plan_, source, to_.limits);
    if (cleared) clear(to, shape_of(source).size(), type);
    for (index_t i = 0; i < shape_of(source).size(); ++i) {
      if (cleared && place(source).zeros.has(i)) continue;
      std::string const text = c_converted(read(source, i), node(source).type, type);
      if (is_output) store(to, {i}, text);
      else write(current.node, i, text);
    }
  }
  /// Copies a node, element by element, to where a view of other memory says.
  void copy(int source, c_memory const& memory, scalar_type type, strided_view const& where) {
    c_index from{place(source).view.offset}, to{where.offset};
    shape const& extents = shape_of(source);
    int loops = 0;
    for (int d = 0; d < extents.rank; ++d) {
      index_t count = extents.extents[d];
      auto const together = [&](strided_view const& view) {
        return d + 1 < extents.rank &&
               view.strides[d] == view.strides[d + 1] * extents.extents[d + 1];
      };
      while (together(where) && together(place(source).view)) count *= extents.extents[++d];
      std::string const i = to_.open_loop(count);
      ++loops;
      from = from.plus(i, place(source).view.strides[d]);
      to = to.plus(i, where.strides[d]);
    }
    std::string const x = extents.rank == 0 ? read(source, 0) : at_base(source, from);
    store(memory, to, c_converted(x, node(source).type, type));
    for (; loops > 0; --loops) to_.lines.close();
  }

 private:
  struct c_loop {
    int step;
    merged_axes axes;
    shape const& space;
    std::vector<std::string> variables;

    c_index index(strided_view const& view) const {
      c_index made{view.offset};
      for (int d = 0; d < axes.count; ++d)
        made = made.plus(variables[static_cast<std::size_t>(d)], view.strides[axes.last_axis[d]]);
      return made;
    }
  };

  int member(step const& loop, int m) const { return plan_.members[loop.first_member + m]; }
  std::string sum_name(int id) const { return prefix_ + "s" + std::to_string(id); }
  std::string value_name(int id) const { return prefix_ + "v" + std::to_string(id); }
  bool is_reduction(int id) const { return node(id).op->kind == operation_kind::reduction; }
  strided_view written_view(int id, shape const& space) const {
    return write_in_loop(node(id).op->kind, graph_.attributes_of(id), space, place(id));
  }
  /// Along the innermost axis into one number that is in memory.
  bool is_gathered(c_loop const& loop, int id) const {
    return is_reduction(id) && place(id).kind != place_kind::registers &&
           written_view(id, loop.space).strides[loop.axes.last_axis[loop.axes.count - 1]] == 0;
  }
  void begin_reduction(int id) {
    if (!is_reduction(id)) return;
    if (place(id).kind == place_kind::registers)
      return to_.lines.variable(c_type(node(id).type), register_name(id, 0), identity_of(id));
    std::string const i = to_.open_loop(shape_of(id).size());
    store(memory_of(id), c_index{}.plus(i, 1), identity_of(id));
    to_.lines.close();
  }
  void end_gathering(c_loop const& loop, int id) {
    if (!is_gathered(loop, id)) return;
    c_memory const memory = memory_of(id);
    c_loop outer = loop;
    --outer.axes.count;
    c_index const at = outer.index(written_view(id, loop.space));
    store(memory, at, combined(id, memory.element(at), sum_name(id)));
  }
  void write_member(c_loop const& loop, int id) {
    if (is_reduction(id)) {
      int const operand = graph_.operand(id, 0);
      std::string const x = c_converted(load(loop, operand), node(operand).type, node(id).type);
      if (place(id).kind == place_kind::registers)
        return to_.lines.assign(register_name(id, 0), combined(id, register_name(id, 0), x));
      if (is_gathered(loop, id))
        return to_.lines.assign(sum_name(id), combined(id, sum_name(id), x));
      c_index const at = loop.index(written_view(id, loop.space));
      return store(memory_of(id), at, combined(id, memory_of(id).element(at), x));
    }
    std::vector<std::string> values;
    for (int const operand : graph_.operands_of(id)) values.push_back(load(loop, operand));
    to_.lines.constant(c_type(node(id).type), value_name(id), computed(id, values));
    if (place(id).kind != place_kind::nowhere)
      store(memory_of(base_of(id)), loop.index(written_view(id, loop.space)), value_name(id));
  }
  std::string load(c_loop const& loop, int operand) {
    if (is_of_same_turn(graph_, plan_, operand, loop.step)) return value_name(operand);
    if (is_same_in_all_turns(graph_, plan_, operand)) return read(operand, 0);
    return at_base(
        operand, loop.index(aligned_view(place(operand).view, shape_of(operand), loop.space.rank)));
  }
};

}  // namespace typegrad
