// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/interpret/value_reading.hpp>
#include <typegrad/dynamic/operation/dynamic_operation_object.hpp>
#include <typegrad/transform/assign_blocks.hpp>
#include <typegrad/transform/loop_access.hpp>

namespace typegrad {

/// Makes the code of one loop.
class loop_coder {
 public:
  /// `readings` has an element for each node and serves all loops.
  loop_coder(growing_graph const& graph, run_time_plan const& plan, block_plan const& blocks,
             program_memory& memory, growing_array<value_reading>& readings, int step)
      : graph_(graph),
        plan_(plan),
        blocks_(blocks),
        memory_(memory),
        readings_(readings),
        step_(step),
        loop_(plan.steps[step]),
        extents_(graph.shape_of(space_of_node(graph, loop_.node))) {}

  loop_code make() {
    index_t const before = memory_.work_bytes;
    code_.size = extents_.size();
    buffers_ = memory_.reserve(blocks_.blocks[step_] * bytes_of_buffer());
    note_readers();
    for (int m = 0; m < loop_.member_count; ++m) {
      int const id = member(m);
      if (graph_.nodes[id].op->kind == operation_kind::reduction) add_reduction(id);
      else if (!read_scaled(id)) add_call(id);
    }
    code_.shrink();
    peak_ = memory_.work_bytes;
    memory_.work_bytes = before;  // the next loop uses the same buffers
    return static_cast<loop_code&&>(code_);
  }
  index_t peak() const { return peak_; }

 private:
  /// So many operands of a loop get a buffer for all of it where they are numbers; beyond, they are
  /// repeated for each call.
  static constexpr int most_kept = 64;

  int member(int m) const { return plan_.members[loop_.first_member + m]; }

  void note_readers() {
    for (int m = 0; m < loop_.member_count; ++m) {
      readings_[member(m)] = {};
      for (int const operand : graph_.operands_of(member(m)))
        readings_[plan_.places[operand].base] = {};
    }
    int operands = 0;
    for (int m = 0; m < loop_.member_count; ++m) {
      node_record const& node = graph_.nodes[member(m)];
      operands += node.operand_count;
      bool const whole = node.op->kind == operation_kind::element_wise;
      scalar_type const compute = whole ? compute_type_of(graph_, member(m)) : node.type;
      for (int i = 0; i < node.operand_count; ++i) {
        int const operand = graph_.operand(member(m), i);
        value_reading& reading = readings_[plan_.places[operand].base];
        reading.last = m;
        ++reading.readers;
        if (!whole || compute != graph_.nodes[operand].type ||
            (kernels_of(*node.op).takes_mask && i == 0))
          reading.as_it_is = false;
      }
    }
    if (loop_.member_count > 16) code_.calls.grow(loop_.member_count);  // chains: room made once
    if (operands > 16) code_.operands.grow(operands);
  }

  /// Whether `id` is one number throughout the loop, and where that is.
  bool is_number(int id, location& where) const {
    if (is_member(id)) return false;
    node_reading const reading = read_node(graph_, plan_, memory_, id);
    merged_view const view = view_in_loop(id, reading.view);
    where =
        reading.first.behind(view.offset * static_cast<index_t>(size_of(graph_.nodes[id].type)));
    return view.is_uniform();
  }

  static int earlier(int a, int b) { return a < b ? a : b; }
  /// The last member that reads the memory of a value, behind which it may be used for another one.
  int last_reading(int id) const {
    int const owner = plan_.places[id].base;
    place_kind const kind = plan_.places[owner].kind;
    return kind == place_kind::input || kind == place_kind::literal ? loop_.member_count
                                                                    : readings_[owner].last;
  }

  /// Whether `id` is a number times a value, or plus it, that its readers compute while they read
  /// that value.
  bool read_scaled(int id) {
    node_record const& node = graph_.nodes[id];
    arithmetic_rule const rule = kernels_of(*node.op).arithmetic;
    value_reading& own = readings_[id];
    if (rule == arithmetic_rule::other || !is_real(node.type) || !own.as_it_is ||
        plan_.places[id].kind != place_kind::nowhere)
      return false;
    for (int const operand : graph_.operands_of(id))
      if (graph_.nodes[operand].type != node.type) return false;
    location number;
    int const which = is_number(graph_.operand(id, 0), number) ? 1 : 0;
    if (which == 0 && !is_number(graph_.operand(id, 1), number)) return false;
    int const other = graph_.operand(id, which);
    if (location ignored; is_number(other, ignored)) return false;
    block_place place = place_of(other, 0);
    bool const again = is_member(other) && readings_[other].scaled >= 0;
    int const until_value = again ? scaled_[readings_[other].scaled].until : last_reading(other);
    int const until = earlier(until_value, last_reading(graph_.operand(id, 1 - which)));
    if (until < own.last) return false;
    if (place.offset.exists() || (rule == arithmetic_rule::product && place.factor.exists()))
      return false;
    (rule == arithmetic_rule::product ? place.factor : place.offset) = number;
    own.scaled = scaled_.count;
    scaled_.push_back({place, until});
    return true;
  }

  /// How the loop reads a node that is computed elsewhere.
  merged_view view_in_loop(int id, strided_view const& view) const {
    return merge(extents_, aligned_view(view, graph_.shape_of(id), extents_.rank));
  }

  /// Room for a block of any type, in whole lanes, or one packet where that is all: a loop over few
  /// elements that keeps the values of 100,000 operations must not keep as many whole blocks.
  index_t bytes_of_buffer() const {
    index_t const all = extents_.size() < 1 ? 1 : extents_.size();
    if (all <= packet_size<double>) return bytes_of_packet;
    return all < block_elements ? (all * 8 + splat_bytes - 1) / splat_bytes * splat_bytes
                                : block_bytes;
  }
  block_place buffer(int number) const { return {buffers_.behind(number * bytes_of_buffer()), 0}; }

  bool is_member(int id) const { return is_of_same_turn(graph_, plan_, id, step_); }

  block_place place_of_member(int id) const {
    if (readings_[id].scaled >= 0) return scaled_[readings_[id].scaled].place;
    if (blocks_.block_of[id] >= 0) return buffer(blocks_.block_of[id]);
    return {memory_of_node(graph_, plan_, memory_, id),
            static_cast<index_t>(size_of(graph_.nodes[id].type))};
  }

  /// A buffer that lives until the next call of an operation: a loop of a million members needs few
  /// of them.
  block_place temporary(int slot) {
    index_t const bytes = bytes_of_buffer() > splat_bytes ? bytes_of_buffer() : splat_bytes;
    if (!temporaries_[slot].exists()) temporaries_[slot] = memory_.reserve(bytes);
    return {temporaries_[slot], 0};
  }

  block_place add_conversion(block_kernel kernel, block_place const& from, block_place const& to) {
    add_operand(from);
    push_call(kernel, to, code_.operands.count - 1);
    return to;
  }
  block_source operand_at(block_place const& place) {
    block_source made{place.first, -1, static_cast<signed char>(place.step), place.repeated};
    if (place.factor.exists() || place.offset.exists()) {
      made.scale = code_.scales.count;
      code_.scales.push_back({place.factor, place.offset});
    }
    return made;
  }
  void add_operand(block_place const& place) { code_.operands.push_back(operand_at(place)); }
  void push_call(block_kernel kernel, block_place const& to, int first_operand) {
    code_.calls.push_back({kernel, to.first, {}, first_operand, static_cast<signed char>(to.step)});
  }
  int add_view(merged_view const& view) {
    if (int const last = code_.views.count - 1;
        last >= 0 && same(code_.views[last], view) && code_.views[last].offset == view.offset)
      return last;
    code_.views.push_back(view);
    return code_.views.count - 1;
  }

  /// Where the block of an operand is, in the operand's own type.
  block_place place_of(int id, int slot) {
    if (is_member(id)) return place_of_member(id);
    auto const bytes = static_cast<index_t>(size_of(graph_.nodes[id].type));
    node_reading const reading = read_node(graph_, plan_, memory_, id);
    merged_view view = view_in_loop(id, reading.view);
    location const from = reading.first.behind(view.offset * bytes);
    view.offset = 0;
    if (view.is_uniform()) return place_of_number(from, bytes, slot);
    if (view.is_linear()) return {from, bytes};
    growing_array<block_gather>& list = code_.gathers;
    for (int i = list.count > most_kept ? list.count - most_kept : 0; i < list.count; ++i) {
      block_gather const& old = list.items[i];
      if (old.from == from && old.bytes == bytes && same(code_.views[old.view], view))
        return {old.buffer, 0};
    }
    location const to = memory_.reserve(bytes_of_buffer());
    list.push_back({from, to, add_view(view), static_cast<int>(bytes)});
    return {to, 0};
  }
  block_place place_of_number(location from, index_t bytes, int slot) {
    growing_array<block_splat>& list = code_.splats;
    for (int i = list.count > most_kept ? list.count - most_kept : 0; i < list.count; ++i)
      if (list.items[i].from == from && list.items[i].bytes == bytes)
        return {list.items[i].buffer, 0, true};
    if (list.count >= most_kept) {
      block_place to = add_conversion(repeating_kernel(bytes), {from, 0}, temporary(slot));
      to.repeated = true;
      return to;
    }
    location const to = memory_.reserve(splat_bytes);
    list.push_back({from, to, static_cast<int>(bytes)});
    return {to, 0, true};
  }
  static bool same(merged_view const& a, merged_view const& b) {
    bool equal = a.count == b.count;
    for (int d = 0; equal && d < a.count; ++d)
      equal = a.extents[d] == b.extents[d] && a.strides[d] == b.strides[d];
    return equal;
  }

  /// The same in another type.
  block_place place_in_type(int id, scalar_type type, int which) {
    block_place const own = place_of(id, 2 * which);
    scalar_type const from = graph_.nodes[id].type;
    return from == type ? own
                        : add_conversion(conversion(type, from), own, temporary(2 * which + 1));
  }

  void add_call(int id) {
    node_record const& node = graph_.nodes[id];
    dynamic_operation const& op = kernels_of(*node.op);
    scalar_type const compute = compute_type_of(graph_, id);
    block_place in[max_operand_types];
    for (int i = 0; i < node.operand_count; ++i)
      in[i] = place_in_type(graph_.operand(id, i),
                            op.takes_mask && i == 0 ? scalar_type::boolean : compute, i);
    scalar_type const result = op.gives_mask ? scalar_type::boolean : compute;
    block_place const to = place_of_member(id);
    block_place const made = result == node.type ? to : temporary(2 * max_operand_types);
    int const first = code_.operands.count;
    for (int i = 0; i < node.operand_count; ++i) add_operand(in[i]);
    push_call(op.block[static_cast<int>(compute)], made, first);
    if (result != node.type) add_conversion(conversion(node.type, result), made, to);
    else if (is_real(node.type)) readings_[id].call = code_.calls.count - 1;
  }

  void add_reduction(int id) {
    node_record const& node = graph_.nodes[id];
    dynamic_operation const& op = kernels_of(*node.op);
    auto const type = static_cast<int>(node.type);
    merged_view const view = merge(extents_, write_in_loop(node.op->kind, graph_.attributes_of(id),
                                                           extents_, plan_.places[id]));
    block_reduction made{op.reduce[type],
                         op.accumulate[type],
                         op.fill_identity[type],
                         {},
                         memory_of_node(graph_, plan_, memory_, id),
                         {},
                         graph_.shape_of(id).size(),
                         add_view(view),
                         static_cast<int>(size_of(node.type))};
    if (op.arithmetic == arithmetic_rule::sum && view.is_uniform())
      made.sums = sums_of(graph_.operand(id, 0), node.type);
    if (!made.sums.exists())
      made.from = operand_at(place_in_type(graph_.operand(id, 0), node.type, 0));
    made.after_call = code_.calls.count;
    if (op.arithmetic == arithmetic_rule::sum && is_real(node.type))
      made.long_sum = find_parts(view, made.bytes, memory_);
    code_.reductions.push_back(made);
  }

  /// Where the call that computes `id` adds it up, if it can; it stores it only for others that
  /// read it.
  location sums_of(int id, scalar_type type) {
    if (!is_member(id) || graph_.nodes[id].type != type) return {};
    value_reading const& reading = readings_[id];
    if (reading.call < 0 || code_.calls[reading.call].sums.exists()) return {};
    block_call& call = code_.calls[reading.call];
    call.sums = memory_.reserve(splat_bytes);
    if (reading.readers == 1 && plan_.places[id].kind == place_kind::nowhere) call.to = {};
    return call.sums;
  }

  growing_graph const& graph_;
  run_time_plan const& plan_;
  block_plan const& blocks_;
  program_memory& memory_;
  growing_array<value_reading>& readings_;
  growing_array<scaled_value> scaled_;
  int step_;
  step const& loop_;
  shape extents_;
  location buffers_;
  loop_code code_;
  index_t peak_ = 0;
  location temporaries_[2 * max_operand_types + 1]{};
};

}  // namespace typegrad
