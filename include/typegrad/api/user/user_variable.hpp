// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/user/user_operation.hpp>
#include <typegrad/dynamic/variable_front.hpp>

namespace typegrad {

// Operations of users on variables. Their rules see symbols of the graph that is differentiated, as
// the library's do.

/// Shapes as words: the rank of each and its extents.
inline void append_shape(growing_array<word>& words, shape const& extents) {
  words.push_back(extents.rank);
  for (int axis = 0; axis < extents.rank; ++axis) words.push_back(extents.extents[axis]);
}
constexpr shape read_shape(list_view<word> words, int& next) {
  shape extents;
  word const rank = words[next++];
  while (extents.rank < rank) extents.append(static_cast<index_t>(words[next++]));
  return extents;
}

/// The gradient that a user's rule gives for operand `which`; a number stands for itself
/// everywhere.
template <class Op, class Symbol, class Gradient>
Symbol user_gradient(Symbol const& operand, Gradient const& gradient, char const* name) {
  shape const extents = operand.extents();
  if constexpr (Scalar<Gradient>) {
    return broadcast_to(
        convert_to(literal_like(operand, static_cast<double>(gradient)), operand.type()), extents);
  } else if constexpr (std::is_same_v<Gradient, Symbol>) {
    if (!(gradient.extents() == extents))
      throw shape_error(
          sentence{}
              .add(name)
              .add(": backward must give each operand a gradient of that operand's shape; a is ")
              .add(words_of(extents))
              .add(", its gradient is ")
              .add(words_of(gradient.extents()))
              .text);
    return gradient;
  } else {
    return literal_tensor<typename Gradient::value_type>(operand, gradient.shape(),
                                                         gradient.data());
  }
}

/// Calls a user's `backward(gy..., x..., y...)`, or without y, and picks the gradient of operand
/// `which`.
template <class Op, class Symbol, std::size_t Outputs, std::size_t... Value>
Symbol call_user_backward(Op const& op, int which, std::array<Symbol, Outputs> const& gy,
                          std::array<Symbol, sizeof...(Value)> const& x,
                          std::array<Symbol, Outputs> const& y, std::index_sequence<Value...>) {
  auto const without_outputs = std::tuple_cat(gy, x);
  auto const with_outputs = std::tuple_cat(gy, x, y);
  auto const answer = [&] {
    if constexpr (takes_arguments<backward_of<Op>, std::remove_const_t<decltype(with_outputs)>>)
      return std::apply(backward_of<Op>{op}, with_outputs);
    else
      return std::apply([&](auto const&... argument) { return op.backward(argument...); },
                        without_outputs);
  }();
  auto const gradients = values_as_tuple(answer);
  static_assert(std::tuple_size_v<std::remove_const_t<decltype(gradients)>> == sizeof...(Value),
                "typegrad: backward(gy, x..., y) must return one gradient for each operand");
  Symbol const all[] = {
      user_gradient<Op>(x[Value], std::get<Value>(gradients), name_of_user_operation<Op>())...};
  return all[which];
}

/// What a user's forward computed from variables, under the user's own rule. Operands: the outputs
/// behind one another, then the user's operands; attributes: the shapes of the outputs, then the
/// members.
template <class Op, int Count, int Outputs>
struct variable_rule : operation_defaults {
  static constexpr auto name = name_of_user_operation<Op>();
  static constexpr operation_kind kind = operation_kind::alias;
  static constexpr int arity = 1 + Count;

  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    return {x[0]};
  }
  static constexpr scalar_type type(list_view<scalar_type> types, list_view<word>) {
    return types[0];
  }

  template <class Symbol>
  static std::array<Symbol, Outputs> unpack(Symbol const& packed, list_view<word> attributes,
                                            int& next) {
    std::array<Symbol, Outputs> outputs{};
    word start = 0;
    for (Symbol& output : outputs) {
      typegrad::shape const extents = read_shape(attributes, next);
      word const region[] = {start, 1, extents.size()};
      output =
          Outputs == 1 ? packed : reshape_to(slice_by(packed, list_view<word>{region, 3}), extents);
      start += extents.size();
    }
    return outputs;
  }
  static auto pullback(int which, auto gy, auto y) {
    using value = decltype(gy);
    if (which == 0) return value{};
    growing_array<word> words;
    for (word const attribute : y.attributes()) words.push_back(attribute);
    list_view<word> const attributes{words.data(), words.size()};
    std::array<value, Count> x{};
    for (int i = 0; i < Count; ++i) x[static_cast<std::size_t>(i)] = y.operand(1 + i);
    int next = 0;
    auto const upstream = unpack(gy, attributes, next);
    next = 0;
    auto const outputs = unpack(y, attributes, next);
    return call_user_backward(
        decode_parameters<Op>({attributes.data + next, attributes.count - next}), which - 1,
        upstream, x, outputs, std::make_index_sequence<static_cast<std::size_t>(Count)>{});
  }
};

/// A user's kernel on variables.
template <class Op, int Count>
struct variable_kernel : operation_defaults {
  static constexpr auto name = name_of_user_operation<Op>();
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr int arity = Count;
  static constexpr type_rule types = types_of_user_operation<Op>();

  template <int... Index>
  static constexpr shape_result shape_of(list_view<typegrad::shape> x,
                                         std::integer_sequence<int, Index...>) {
    return as_shape_result(Op::shape(x[Index]...));
  }
  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    return shape_of(x, std::make_integer_sequence<int, Count>{});
  }
  template <class Number, class... Results>
  static void kernel(Number* out, typegrad::shape const& result, list_view<word> attributes,
                     Results const&... x) {
    decode_parameters<Op>(attributes).kernel(out, result, x...);
  }
  template <class Number, int... Index>
  static constexpr bool takes(std::integer_sequence<int, Index...>) {
    return requires(Op const& op, Number* out, typegrad::shape const& result) {
      op.kernel(out, result, ((void)Index, reading<Number>{})...);
    };
  }
  template <class Number>
  static constexpr bool has_kernel_for =
      !std::is_same_v<Number, bool> && takes<Number>(std::make_integer_sequence<int, Count>{});

  static auto pullback(int which, auto gy, auto y) {
    using value = decltype(gy);
    if constexpr (HasBackward<Op>) {
      std::array<value, Count> x{};
      for (int i = 0; i < Count; ++i) x[static_cast<std::size_t>(i)] = y.operand(i);
      growing_array<word> words;
      for (word const attribute : y.attributes()) words.push_back(attribute);
      return call_user_backward(decode_parameters<Op>({words.data(), words.size()}), which,
                                std::array<value, 1>{gy}, x, std::array<value, 1>{y},
                                std::make_index_sequence<static_cast<std::size_t>(Count)>{});
    } else {
      if (which >= 0)
        throw std::logic_error(
            std::string(name) +
            ": this operation has no backward; write backward(gy, x..., y) for its gradient");
      return value{};
    }
  }
};

template <>
struct user_operation_in<variable_front> {
  /// The node of an operand beside variables.
  template <class... Values>
  static growing_array<operand_record> operands_of(Values const&... x) {
    growing_array<operand_record> operands;
    using types = operand_scalars<Values...>;
    (operands.push_back(as_operand(variable_operands::node_of(x, types::template of<Values>()))),
     ...);
    return operands;
  }

  template <class Op, class... Values>
  static auto apply(Op const& op, Values const&... x) {
    if constexpr (!HasForward<Op>) {
      using kernel = variable_kernel<Op, static_cast<int>(sizeof...(Values))>;
      using made = recorded_result<kernel, std::integer_sequence<word>, Values...>;
      growing_array<word> const words = encode_parameters(op);
      return typename made::result(
          record_values<kernel>(made::type, {words.data(), words.size()}, x...));
    } else {
      auto const y = op.forward(x...);
      using result = std::remove_cvref_t<decltype(y)>;
      if constexpr (!HasBackward<Op> || Scalar<result>) return y;
      else
        return with_values(y, [&](auto const&... output) {
          return under_own_rule(op, y, std::forward_as_tuple(x...), output...);
        });
    }
  }

 private:
  /// `outputs` as they are, with the rule between them and who reads them.
  template <class Op, class Result, class... Values, class First, class... Rest>
  static Result under_own_rule(Op const& op, Result const& y, std::tuple<Values const&...> x,
                               First const& first, Rest const&... rest) {
    static_assert((std::is_same_v<First, Rest> && ...),
                  "typegrad: the outputs of an operation on variables have one scalar type");
    using rule = variable_rule<Op, static_cast<int>(sizeof...(Values)),
                               static_cast<int>(1 + sizeof...(Rest))>;
    growing_array<word> words;
    append_shape(words, first.extents());
    (append_shape(words, rest.extents()), ...);
    for (word const parameter : encode_parameters(op)) words.push_back(parameter);
    First const packed = pack(first, rest...);
    growing_array<operand_record> operands;
    operands.push_back(as_operand(packed.node()));
    growing_array<operand_record> const own =
        std::apply([](auto const&... value) { return operands_of(value...); }, x);
    for (operand_record const& operand : own) operands.push_back(operand);
    First const ruled(make_node(operation_in<rule, dynamic_graph>::object, First::type(),
                                packed.extents(), {words.data(), words.size()}, operands.data(),
                                operands.size()));
    int next = 0;
    auto const outputs = rule::unpack(ruled, {words.data(), words.size()}, next);
    Result result = y;
    std::size_t which = 0;
    if constexpr (LibraryValue<Result>) result = outputs[which];
    else if constexpr (requires { result.begin(); })
      for (auto& each : result) each = outputs[which++];
    else with_fields(result, [&](auto&... each) { ((each = outputs[which++]), ...); });
    return result;
  }

  /// Several outputs as one: their elements behind one another.
  template <class First, class... Rest>
  static First pack(First const& first, Rest const&... rest) {
    if constexpr (sizeof...(Rest) == 0) {
      return first;
    } else {
      index_t const total = first.size() + (rest.size() + ...);
      word start = 0;
      auto const placed = [&](First const& x) {
        word const region[] = {start, 1, x.size()};
        start += x.size();
        return join_into(reshape_to(x, make_shape(x.size())), make_shape(total),
                         list_view<word>{region, 3});
      };
      First packed = placed(first);
      ((packed = packed + placed(rest)), ...);
      return packed;
    }
  }
};

}  // namespace typegrad
