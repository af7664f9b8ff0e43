// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply.hpp>
#include <typegrad/op/write_region.hpp>

namespace typegrad {

enum class region_relation : unsigned char { apart, equal, overlap };

/// How two regions of a join lie to each other: `words` holds start, step and count for each axis.
/// Ranges are apart where their bounds are, or where they have one step and different remainders;
/// open ones may overlap.
constexpr region_relation compare_regions(word const* a, word const* b, int words) {
  bool equal = true;
  for (int i = 0; i < words; i += 3) {
    if (has_open_extents({a + i, 3}) || has_open_extents({b + i, 3})) {
      equal = equal && a[i] == b[i] && a[i + 1] == b[i + 1] && a[i + 2] == b[i + 2];
      continue;
    }
    if (a[i + 2] == one_index && b[i + 2] == one_index) {
      if (a[i] != b[i]) return region_relation::apart;
      continue;
    }
    if (a[i] == b[i] && a[i + 1] == b[i + 1] && a[i + 2] == b[i + 2]) continue;
    equal = false;
    word const last_a = a[i] + (a[i + 2] > 0 ? a[i + 2] - 1 : 0) * a[i + 1];
    word const last_b = b[i] + (b[i + 2] > 0 ? b[i + 2] - 1 : 0) * b[i + 1];
    if ((a[i] > last_a ? a[i] : last_a) < (b[i] < last_b ? b[i] : last_b))
      return region_relation::apart;
    if ((b[i] > last_b ? b[i] : last_b) < (a[i] < last_a ? a[i] : last_a))
      return region_relation::apart;
    bool const one_step = a[i + 1] == b[i + 1] || a[i + 1] == -b[i + 1];
    if (one_step && (a[i] - b[i]) % a[i + 1] != 0) return region_relation::apart;
  }
  return equal ? region_relation::equal : region_relation::overlap;
}

/// y = each operand in a region of its own, zero elsewhere: what concatenating, stacking, building
/// a tensor from numbers and the transpose of `slice` have in common.
///
/// shape     the attributes
/// backward  da = the region of a in dy            reads nothing
/// cost      one copy
///
/// Attributes: the rank and the extents of y; for each operand and axis of y the start, the step
/// and the count of its region (-1: the operand does not have the axis). Regions do not overlap.
struct join_operation : operation_defaults {
  static constexpr auto name = "join";
  static constexpr operation_kind kind = operation_kind::join;
  static constexpr int arity = -1;
  static constexpr bool linear = true;

  static constexpr shape_result shape(list_view<typegrad::shape>, list_view<word> attributes) {
    typegrad::shape extents;
    for (int axis = 0; axis < attributes[0]; ++axis)
      extents.append(static_cast<index_t>(attributes[1 + axis]));
    return {extents};
  }
  static constexpr list_view<word> region_of(int which, list_view<word> attributes) {
    int const rank = static_cast<int>(attributes[0]);
    return {attributes.data + 1 + rank + 3 * rank * which, 3 * rank};
  }
  static constexpr void describe(text_writer& text, list_view<word> attributes) {
    int const words = 3 * static_cast<int>(attributes[0]);
    for (int which = 0; 1 + attributes[0] + words * (which + 1) <= attributes.count && words > 0;
         ++which) {
      if (which == 4) return text.append(", ...");
      if (which > 0) text.append(", ");
      write_region(text, region_of(which, attributes));
    }
  }
  static constexpr strided_view region(int which, typegrad::shape const& result,
                                       list_view<word> attributes) {
    list_view<word> const words = region_of(which, attributes);
    strided_view const whole = contiguous_view(result);
    strided_view view{true, 0, {}};
    int own = 0;
    for (int axis = 0; axis < result.rank; ++axis) {
      view.offset += static_cast<index_t>(words[3 * axis]) * whole.strides[axis];
      if (words[3 * axis + 2] != one_index)
        view.strides[own++] = static_cast<index_t>(words[3 * axis + 1]) * whole.strides[axis];
    }
    return view;
  }
  /// Whether a region that has the result's shape is the whole result in its order.
  static constexpr bool is_whole(list_view<word> region) {
    for (int i = 0; i < region.count; i += 3)
      if (region[i] != 0 || region[i + 1] != 1) return false;
    return true;
  }
  /// The region `inner` of what stands in the region `outer`, or `outer` itself where `inner` is
  /// empty.
  static constexpr void append_region(growing_array<word>& words, list_view<word> outer,
                                      list_view<word> inner) {
    int own = 0;
    for (int i = 0; i < outer.count; i += 3) {
      bool const within = inner.count > 0 && outer[i + 2] != one_index;
      words.push_back(outer[i] + (within ? outer[i + 1] * inner[own] : 0));
      words.push_back(outer[i + 1] * (within ? inner[own + 1] : 1));
      words.push_back(within ? inner[own + 2] : outer[i + 2]);
      if (outer[i + 2] != one_index) own += 3;
    }
  }
  /// Zeros need no operand: the result is zero where nobody writes. A join of joins is one join.
  static constexpr int simplify(auto& graph, list_view<int> x, list_view<word> attributes,
                                node_signature made) {
    int zeros = 0;
    for (int const id : x)
      if (symbol_in(graph, id).is_uniform(0.0)) ++zeros;
    if (zeros == x.count)
      return intern_literal(graph, made.type, typegrad::shape(graph.shape_at(made.shape_id)), 0.0);
    if (x.count == 1 && graph.node(x[0]).shape_id == made.shape_id &&
        is_whole(region_of(0, attributes)))
      return x[0];
    bool const open = has_open_extents(attributes);
    bool nested = false;
    for (int const id : x)
      nested = nested || (!open && graph.operation_of(id).kind == operation_kind::join);
    if (zeros == 0 && !nested) return -1;
    growing_array<int> rest;
    growing_array<word> words;
    int const rank = static_cast<int>(attributes[0]);
    for (int i = 0; i <= rank; ++i) words.push_back(attributes[i]);
    for (int which = 0; which < x.count; ++which) {
      auto const part = symbol_in(graph, x[which]);
      if (part.is_uniform(0.0)) continue;
      list_view<word> const region = region_of(which, attributes);
      bool const joins = nested && is_node_of<join_operation>(part);
      for (int inner = 0; inner < (joins ? part.operand_count() : 1); ++inner) {
        rest.push_back(joins ? part.operand(inner).id : part.id);
        append_region(words, region,
                      joins ? region_of(inner, part.attributes()) : list_view<word>{});
      }
    }
    return intern_node<join_operation>(graph, made, {rest.data(), rest.size()},
                                       {words.data(), words.size()});
  }
  static constexpr auto pullback(int which, auto gy, auto y) {
    growing_array<word> words;
    for (word const w : region_of(which, y.attributes())) words.push_back(w);
    return slice_by(gy, list_view<word>{words.data(), words.size()});
  }
};

namespace ops {
using join = join_operation;
}

/// `x` in a region of a tensor of shape `target` that is zero elsewhere.
template <Recordable Symbol>
constexpr Symbol join_into(Symbol x, shape const& target, list_view<word> region) {
  growing_array<word> words;
  words.push_back(target.rank);
  for (int axis = 0; axis < target.rank; ++axis) words.push_back(target.extents[axis]);
  for (word const w : region) words.push_back(w);
  return record<ops::join>({words.data(), words.size()}, x);
}

/// What is put together into a join: operands with their regions.
struct join_parts {
  growing_array<int> operands;
  growing_array<word> attributes;

  constexpr void append(int operand, word const* region, int words) {
    operands.push_back(operand);
    for (int i = 0; i < words; ++i) attributes.push_back(region[i]);
  }
};

/// The order of two single elements in memory: negative, 0 or positive.
constexpr word compare_elements(word const* a, word const* b, int words) {
  for (int i = 0; i < words; i += 3)
    if (a[i] != b[i]) return a[i] - b[i];
  return 0;
}

/// Whether a join has numbers only, in the order in which they stand in memory.
constexpr bool joins_numbers_in_order(auto x) {
  int const words = 3 * x.rank();
  word const* const regions = x.attributes().data + 1 + x.rank();
  if (has_open_extents(x.attributes())) return false;
  for (int i = 0; i < x.operand_count(); ++i) {
    if (x.operand(i).rank() != 0) return false;
    if (i > 0 && compare_elements(regions + (i - 1) * words, regions + i * words, words) >= 0)
      return false;
  }
  return true;
}

/// The sum of two joins of one shape and type as one join: equal regions add, others must not
/// overlap.
///
/// cost      for joins of numbers the words of the result, else a comparison for each pair of
///           regions
template <Recordable Symbol>
constexpr Symbol merge_joins(Symbol a, Symbol b) {
  auto& graph = *a.graph;
  if (!(a.extents() == b.extents()) || a.type() != b.type()) return {};
  int const words = 3 * a.rank();
  int const first = 1 + a.rank();
  auto const region_of = [&](Symbol x, int i) { return x.attributes().data + first + i * words; };
  auto const sum_of = [&](int i, int k) { return (a.operand(i) + b.operand(k)).id; };
  join_parts together;
  for (int i = 0; i < first; ++i) together.attributes.push_back(a.attributes()[i]);
  if (joins_numbers_in_order(a) && joins_numbers_in_order(b)) {
    int i = 0;
    int k = 0;
    while (i < a.operand_count() || k < b.operand_count()) {
      word const order = i == a.operand_count() ? 1
                         : k == b.operand_count()
                             ? -1
                             : compare_elements(region_of(a, i), region_of(b, k), words);
      int const id = order < 0 ? a.operand(i).id : order > 0 ? b.operand(k).id : sum_of(i, k);
      together.append(id, order <= 0 ? region_of(a, i) : region_of(b, k), words);
      if (order <= 0) ++i;
      if (order >= 0) ++k;
    }
  } else {
    growing_array<int> partner(a.operand_count(), -1);
    growing_array<unsigned char> used(b.operand_count());
    for (int i = 0; i < a.operand_count(); ++i)
      for (int k = 0; k < b.operand_count(); ++k) {
        region_relation const relation = compare_regions(region_of(a, i), region_of(b, k), words);
        if (relation == region_relation::overlap) return {};
        if (relation != region_relation::equal) continue;
        partner[i] = k;
        used[k] = 1;
      }
    for (int i = 0; i < a.operand_count(); ++i) {
      int const id = partner[i] < 0 ? a.operand(i).id : sum_of(i, partner[i]);
      together.append(id, region_of(a, i), words);
    }
    for (int k = 0; k < b.operand_count(); ++k)
      if (used[k] == 0) together.append(b.operand(k).id, region_of(b, k), words);
  }
  return symbol_in(
      graph, record_node<ops::join>(graph, {together.operands.data(), together.operands.size()},
                                    {together.attributes.data(), together.attributes.size()}));
}

/// Appends start, step and count of each axis for one index of a shape, given by its row-major
/// position.
constexpr void append_index(growing_array<word>& words, shape const& extents, index_t position) {
  strided_view const whole = contiguous_view(extents);
  for (int axis = 0; axis < extents.rank; ++axis) {
    words.push_back(position / whole.strides[axis] % extents.extents[axis]);
    words.push_back(1);
    words.push_back(one_index);
  }
}

/// Zeros of shape `extents` with one number, at the row-major position `position`.
template <Recordable Symbol>
constexpr Symbol place_number(Symbol number, shape const& extents, index_t position) {
  if (extents.rank == 0) return number;
  growing_array<word> words;
  append_index(words, extents, position);
  return join_into(number, extents, list_view<word>{words.data(), words.size()});
}

/// Blocks of one shape, side by side: the result's axes are those of `before`, of a block and of
/// `after`; there is one block for each index of `before` and `after` together, in row-major order.
template <Recordable Symbol>
constexpr Symbol stack_blocks(growing_array<Symbol> const& blocks, shape const& before,
                              shape const& after) {
  shape const block = blocks[0].extents();
  growing_array<int> ids(blocks.size());
  growing_array<word> words;
  words.push_back(before.rank + block.rank + after.rank);
  shape const parts[] = {before, block, after};
  for (shape const& part : parts)
    for (int axis = 0; axis < part.rank; ++axis) words.push_back(part.extents[axis]);
  for (int i = 0; i < blocks.size(); ++i) {
    ids[i] = blocks[i].id;
    append_index(words, before, i / after.size());
    for (int axis = 0; axis < block.rank; ++axis) {
      words.push_back(0);
      words.push_back(1);
      words.push_back(block.extents[axis]);
    }
    append_index(words, after, i % after.size());
  }
  auto& graph = *blocks[0].graph;
  return {&graph,
          record_node<ops::join>(graph, {ids.data(), ids.size()}, {words.data(), words.size()})};
}

/// The tensor of shape `extents` with these numbers, in row-major order.
template <Recordable Symbol>
constexpr Symbol stack_of_scalars(growing_array<Symbol> const& numbers, shape const& extents) {
  return stack_blocks(numbers, extents, shape{});
}

}  // namespace typegrad
