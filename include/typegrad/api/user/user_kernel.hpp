// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/user/user_rule.hpp>
#include <typegrad/op/operand_mistake.hpp>
#include <typegrad/op/reading.hpp>

namespace typegrad {

constexpr shape_result as_shape_result(shape const& extents) { return {extents}; }
constexpr shape_result as_shape_result(shape_result const& result) { return result; }

template <class Op>
constexpr type_rule types_of_user_operation() {
  if constexpr (requires { Op::types; }) return Op::types;
  else return type_rule::common;
}

/// What a user's shape rule gives for operands of which some extents are not known yet. The rule
/// computes with numbers, so it is asked twice with different ones in their place: what comes out
/// unchanged is a number, what is one of those that went in is that extent.
///
/// errors    anything else, which would have to be computed anew in each call
template <int Count>
constexpr shape_result followed_shape(auto const& rule, shape const* x) {
  bool open = false;
  for (int i = 0; i < Count; ++i) open = open || is_open(x[i]);
  if (!open) return rule(x);
  shape stand_ins[2][Count > 0 ? Count : 1]{};
  index_t originals[Count * max_rank + 1]{};
  for (int set = 0; set < 2; ++set)
    for (int i = 0, next = 0; i < Count; ++i) {
      stand_ins[set][i] = x[i];
      stand_ins[set][i].table = nullptr;
      for (int axis = 0; axis < x[i].rank; ++axis) {
        index_t& extent = stand_ins[set][i].extents[axis];
        if (!is_open(extent)) continue;
        int place = 0;  // equal extents have equal stand-ins
        while (place < next && originals[place] != extent) ++place;
        if (place == next) originals[next++] = extent;
        extent = (set == 0 ? 100003 : 200003) + 1009 * place;
      }
    }
  shape_result made = rule(stand_ins[0]);
  shape_result const other = rule(stand_ins[1]);
  if (!made) return made;
  for (int axis = 0; axis < made.value.rank; ++axis) {
    index_t& extent = made.value.extents[axis];
    if (other && other.value.rank == made.value.rank && other.value.extents[axis] == extent)
      continue;
    index_t const place = (extent - 100003) / 1009;
    bool const is_operand = extent >= 100003 && (extent - 100003) % 1009 == 0 &&
                            place < Count * max_rank && other &&
                            other.value.extents[axis] == 200003 + 1009 * place;
    if (!is_operand)
      return {{},
              "the shape rule of an operation must give numbers, or extents of operands that are "
              "not known yet"};
    extent = originals[place];
  }
  return made;
}

/// The value that a kernel gives, among the values of a graph.
template <class Graph, class Kernel, class... Values>
struct output_of_kernel {
  using type =
      typename typed_answer<Kernel, std::integer_sequence<word>,
                            Values...>::template value<traced_in_graph<Graph>::template number>;
};
template <class Graph, class Kernel, class... Values>
  requires(Recordable<Values> || ...)
struct output_of_kernel<Graph, Kernel, Values...> {
  using type = basic_symbol<Graph>;
};

/// A user's operation that is code, not a formula. Its members are the attributes.
template <class Op, class... Values>
struct user_kernel : operation_defaults {
  static constexpr auto name = name_of_user_operation<Op>();
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr int arity = sizeof...(Values);
  static constexpr type_rule types = types_of_user_operation<Op>();

  template <int... Index>
  static constexpr shape_result shape_of(typegrad::shape const* x,
                                         std::integer_sequence<int, Index...>) {
    return as_shape_result(Op::shape(x[Index]...));
  }
  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    auto const rule = [](typegrad::shape const* operands) {
      return shape_of(operands, std::make_integer_sequence<int, arity>{});
    };
    return followed_shape<arity>(rule, x.data);
  }
  template <class Number, class... Results>
  static constexpr void kernel(Number* out, typegrad::shape const& result,
                               list_view<word> attributes, Results const&... x) {
    decode_parameters<Op>(attributes).kernel(out, result, x...);
  }
  template <class Number, int... Index>
  static constexpr bool takes(std::integer_sequence<int, Index...>) {
    return requires(Op const& op, Number* out, typegrad::shape const& result) {
      op.kernel(out, result, ((void)Index, reading<Number>{})...);
    };
  }
  /// Whether it is code for this type: asked where operands have any.
  template <class Number>
  static constexpr bool has_kernel_for =
      !std::is_same_v<Number, bool> && takes<Number>(std::make_integer_sequence<int, arity>{});

  static constexpr auto pullback(int which, auto gy, auto y) {
    using graph_type = std::remove_cvref_t<decltype(*gy.graph)>;
    if constexpr (HasBackward<Op>) {
      using output = typename output_of_kernel<graph_type, user_kernel, Values...>::type;
      return user_backward<Op, output, Values...>::adjoint(
          which, 0, gy, y, std::make_integer_sequence<int, arity>{});
    } else {
      if (which >= 0) mistakes_of_graph<graph_type>::no_backward(name);
      return decltype(gy){};
    }
  }
};

/// A number or a tensor as the operand of a kernel.
template <class Value>
constexpr auto reading_of(Value const& x) {
  if constexpr (Scalar<Value>) return reading<Value>{&x, shape{}, strided_view{true, 0, {}}};
  else return reading<typename Value::value_type>{x.data(), x.shape(), contiguous_view(x.shape())};
}

template <class Result, class Op, class... Values>
constexpr Result call_kernel_into(Op const& op, shape const& extents, Values const&... x) {
  Result y{};
  if constexpr (has_open_leaves<Result>) y = Result(extents, uninitialized_t{});
  if constexpr (Scalar<Result>) op.kernel(&y, extents, reading_of(x)...);
  else op.kernel(y.data(), extents, reading_of(x)...);
  return y;
}

/// The kernel on plain operands: called on the spot.
template <class Kernel, class Answer, class Op, class... Values>
constexpr auto call_kernel(Op const& op, Values const&... x) {
  using result = typename Answer::template value<plain_number>;
  if constexpr ((OpenOperand<Values> || ...)) {
    shape const shapes[] = {extents_of(x)...};
    shape_result const fit = Kernel::shape({shapes, sizeof...(Values)}, {});
    if (!fit)
      throwing_operand<Values...>::throw_mistake(words_of_mistake(
          call_of<Kernel, Answer>(sizeof...(Values)), fit.relation, {shapes, sizeof...(Values)}));
    return call_kernel_into<result>(op, fit.value, x...);
  } else {
    return call_kernel_into<result>(op, Answer::answer.value, x...);
  }
}

}  // namespace typegrad
