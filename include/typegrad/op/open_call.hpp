// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply_encoded.hpp>

namespace typegrad {

/// A traced value: its shape is that of a node, of which some extents may be known only when the
/// function is called.
template <class Value>
concept TracedOperand =
    LibraryValue<Value> && requires(Value const& x) { operand_traits<Value>::graph_of(x); };

/// Not constexpr: the name is the message.
inline void extents_do_not_fit_whatever_the_arguments_are() {}

constexpr int shape_of_check(graph_builder& graph, shape const& x) {
  growing_array<shape>& known = graph.open.shapes_of_checks;
  int place = 0;
  while (place < known.size() && !(known[place] == x)) ++place;
  if (place == known.size()) known.push_back(x);
  return place;
}
/// Appends a check, unless it is there already.
constexpr void note_check(graph_builder& graph, call_check check, shape const* shapes) {
  int ids[8]{};
  for (int i = 0; i < check.count; ++i) ids[i] = shape_of_check(graph, shapes[i]);
  for (call_check const& old : graph.open.checks) {
    bool same = old.relation == check.relation && old.count == check.count &&
                old.numbers[0] == check.numbers[0] && old.numbers[1] == check.numbers[1];
    for (int i = 0; same && i < check.count; ++i)
      same = graph.open.operands_of_checks[old.first_operand + i] == ids[i];
    if (same) return;
  }
  check.first_operand = graph.open.operands_of_checks.size();
  for (int i = 0; i < check.count; ++i) graph.open.operands_of_checks.push_back(ids[i]);
  graph.open.checks.push_back(check);
}

template <class Rule, std::size_t... Index>
constexpr char const* relation_of_call(shape const* x, index_t const*) {
  return Rule::relation_of(x[Index]...);
}

/// Notes a call whose operands have shapes of which some extents are not known yet: every call of
/// the function asks `Rule::relation_of(shapes...)` for null then, or throws its words with the
/// shapes.
///
/// `Rule::words()` is the call in words. `Rule::is_decided(shapes...)`, optional, tells that
/// nothing is left to ask.
template <class Rule, std::size_t... Index>
constexpr void note_call(graph_builder& graph, shape const* shapes, std::index_sequence<Index...>) {
  if (char const* const relation = Rule::relation_of(shapes[Index]...); relation != nullptr) {
    if (graph.stops_at_mistakes) extents_do_not_fit_whatever_the_arguments_are();
    graph.mistaken = true;
  }
  if constexpr (requires { Rule::is_decided(shapes[Index]...); })
    if (Rule::is_decided(shapes[Index]...)) return;
  static_assert(sizeof...(Index) <= 8,
                "typegrad: a call of operands with open extents takes at most 8 of them");
  note_check(
      graph,
      {relation_of_call<Rule, Index...>, Rule::words, 0, sizeof...(Index), sizeof...(Index), {}},
      shapes);
}

/// Asks that `Rule::relation_of(shapes of x...)` is null, as soon as that can be asked: now of
/// values that exist at run time, in every call of the function of traced values.
///
/// errors    what `throw_mistake` of an operand throws
template <class Rule, class... Values>
constexpr void ask(Values const&... x) {
  if constexpr ((ThrowsMistakes<Values> || ...)) {
    shape const shapes[] = {extents_of(x)...};
    char const* const relation = [&]<std::size_t... Index>(std::index_sequence<Index...>) {
      return Rule::relation_of(shapes[Index]...);
    }(std::index_sequence_for<Values...>{});
    if (relation != nullptr)
      throwing_operand<Values...>::throw_mistake(
          words_of_mistake(Rule::words(), relation, {shapes, sizeof...(Values)}));
  } else if constexpr (((TracedOperand<Values> && OpenOperand<Values>) || ...)) {
    graph_builder* graph = nullptr;
    auto const look = [&](auto const& operand) {
      using type = std::remove_cvref_t<decltype(operand)>;
      if constexpr (TracedOperand<type>)
        if (graph == nullptr) graph = operand_traits<type>::graph_of(operand);
    };
    (look(x), ...);
    shape const shapes[] = {extents_of(x)...};
    note_call<Rule>(*graph, shapes, std::index_sequence_for<Values...>{});
  }
}

/// What a call asks of its operand that is a function of several operations, see `apply_looked_up`.
template <class Op, class Rule>
struct looked_up_check {
  static constexpr sentence words() { return call_of<Op, Rule>(1); }
  static constexpr char const* relation_of(shape const& x) { return Rule::relation_of(x); }
};

/// Whether extents, axes aligned at the right, are the same or 1, but for the last `inner` ones.
constexpr bool extents_agree(shape const& a, int a_inner, shape const& b, int b_inner) {
  bool agree = true;
  for (int i = a.rank - a_inner - 1, k = b.rank - b_inner - 1; agree && i >= 0 && k >= 0; --i, --k)
    agree = a.extents[i] == b.extents[k] || a.extents[i] == 1 || b.extents[k] == 1;
  return agree;
}

/// What a view whose attributes are a shape with names, `reshape<dyn_named<"batch">, 2>(x)`, asks
/// of its operand once the names are numbers: the second shape.
template <class Op, class Encoded>
struct named_target_check {
  static constexpr sentence words() { return call_of<Op, Encoded>(1); }
  static constexpr char const* relation(shape const* x, index_t const*) {
    word target[max_rank]{};
    for (int axis = 0; axis < x[1].rank; ++axis) target[axis] = x[1].extents[axis];
    if (!Op::replicates && x[0].size() != x[1].size())
      return "the number of elements must stay the same";
    return Op::shape({x, 1}, {target, x[1].rank}).relation;
  }
};

/// What a call of the operation `Op` asks of operands of types `Values...`, of which some leave
/// extents open: `Encoded` gives the attributes for the shapes, as in `apply_encoded`, and
/// `Op::where_open`, optional, is what is recorded then.
template <class Op, class Encoded, class... Values>
struct open_call {
  static constexpr int count = sizeof...(Values);
  static constexpr sentence words() { return call_of<Op, Encoded>(count); }

  template <class... Shape>
  static constexpr char const* relation_of(Shape const&... x) {
    shape const shapes[] = {x...};
    shape_result fit;
    if constexpr (requires { Encoded::encode(x...); }) {
      auto const encoded = Encoded::encode(x...);
      if (encoded.relation != nullptr) return encoded.relation;
      fit = Op::shape({shapes, count}, encoded.list());
    } else {
      fit = Op::shape({shapes, count}, Encoded::attributes);
    }
    if constexpr (requires { typename Op::where_open; })
      if (fit) fit = Op::where_open::shape({shapes, count}, {});
    if (!fit) return fit.relation;
    if constexpr (Op::kind == operation_kind::element_wise ||
                  Op::kind == operation_kind::contraction)
      for (int i = 0; i < count; ++i)
        if (is_stretched(open[i], inner_axes(open[i]), shapes[i], fit.value))
          return "an extent that is known at run time is not stretched: it must match, or be asked "
                 "for with broadcast_to";
    return nullptr;
  }
  /// Equal extents need not be asked; operations along axes do not ask for extents at all.
  template <class... Shape>
  static constexpr bool is_decided(Shape const&... x) {
    shape const shapes[] = {x...};
    if constexpr (Op::kind == operation_kind::element_wise) {
      bool agree = true;
      for (int i = 0; i < count; ++i)
        for (int k = i + 1; k < count; ++k)
          agree = agree && extents_agree(shapes[i], 0, shapes[k], 0);
      return agree;
    } else if constexpr (Op::kind == operation_kind::contraction) {
      shape const& a = shapes[0];
      shape const& b = shapes[1];
      return a.extents[a.rank - 1] == b.extents[b.rank > 1 ? b.rank - 2 : 0] &&
             extents_agree(a, inner_axes(a), b, inner_axes(b));
    } else if constexpr (Op::kind == operation_kind::reduction) {
      return !(Op::needs_elements && is_open(shapes[0]));
    } else {
      return false;
    }
  }

 private:
  static constexpr shape open[sizeof...(Values)] = {typed_operand<Values>::extents...};
  static constexpr int inner_axes(shape const& x) {
    return Op::kind != operation_kind::contraction ? 0 : x.rank > 1 ? 2 : 1;
  }
  /// Whether an open extent of an operand, but for its last `inner` ones, is repeated in the
  /// result.
  static constexpr bool is_stretched(shape const& type, int inner, shape const& actual,
                                     shape const& result) {
    int const inner_of_result = Op::kind != operation_kind::contraction
                                    ? 0
                                    : (0 + ... + (typed_operand<Values>::extents.rank > 1 ? 1 : 0));
    for (int axis = type.rank - inner - 1, at = result.rank - inner_of_result - 1; axis >= 0;
         --axis, --at)
      if (is_open(type.extents[axis]) &&
          !shape_rule::may_be_equal(actual.extents[axis], result.extents[at]))
        return true;
    return false;
  }
};

}  // namespace typegrad
