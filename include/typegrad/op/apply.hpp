// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/identities.hpp>
#include <typegrad/op/make_operation.hpp>
#include <typegrad/op/refuse.hpp>
#include <typegrad/tensor/tensor.hpp>

namespace typegrad {

/// Says what a library value is to `apply`: which front end takes it. Specialised by each front
/// end.
template <class X>
struct operand_traits {};

template <class X>
concept LibraryValue = requires { typename operand_traits<X>::front; };

/// What `tg::sin(x)` accepts: numbers, tensors, traced values, typed expressions, variables.
template <class X>
concept Operand = LibraryValue<X> || Scalar<X>;

/// What an operator accepts: operands of which at least one is the library's own.
template <class... X>
concept Operands = (Operand<X> && ...) && (LibraryValue<X> || ...);

struct plain_front;

/// Symbols: the node is recorded. This is how rules are written.
template <class Graph>
struct symbol_front {
  using value = basic_symbol<Graph>;
  static constexpr int precedence = 3;

  template <class Op, class... X>
  using result = value;

  static constexpr value to_symbol(value, value x) { return x; }
  template <Scalar T>
  static constexpr value to_symbol(value like, T x) {
    return literal_like(like, static_cast<double>(x));
  }
  template <class T, index_t... E>
  static constexpr value to_symbol(value like, tensor<T, E...> const& x) {
    return literal_tensor<T>(like, make_shape(E...), x.data());
  }
  static constexpr value first_of(value x, auto const&...) { return x; }
  static constexpr value first_of(auto const&, auto const&... rest) { return first_of(rest...); }

  template <class Op, word... A, class... X>
  static constexpr value apply(X const&... x) {
    if constexpr (sizeof...(A) == 0 && (std::is_same_v<X, value> && ...)) {
      int const ids[] = {x.id...};
      Graph& graph = *first_of(x...).graph;
      return {&graph, record_node<Op>(graph, {ids, sizeof...(X)}, {})};
    }
    value const like = first_of(x...);
    constexpr word attributes[sizeof...(A) + 1] = {A..., 0};
    return record<Op>(list_view<word>{attributes, sizeof...(A)}, to_symbol(like, x)...);
  }
};
template <class Graph>
struct operand_traits<basic_symbol<Graph>> {
  using front = symbol_front<Graph>;
};

/// Something refused makes everything refused that it meets.
struct refused_front {
  static constexpr int precedence = 9;

  template <class Op, class... X>
  using result = refused;

  template <class Op, word... A, class... X>
  static constexpr refused apply(X const&...) {
    return {};
  }
};
template <>
struct operand_traits<refused> {
  using front = refused_front;
  using scalar = double;
  static constexpr shape extents{};
};

template <class X>
struct front_of_operand {
  using type = plain_front;
};
template <LibraryValue X>
struct front_of_operand<X> {
  using type = typename operand_traits<X>::front;
};

template <class A, class B>
using stronger_front = std::conditional_t<(A::precedence >= B::precedence), A, B>;

template <class X, class... Rest>
struct joint_front {
  using type = typename front_of_operand<X>::type;
};
template <class X, class Y, class... Rest>
struct joint_front<X, Y, Rest...> {
  using type =
      stronger_front<typename front_of_operand<X>::type, typename joint_front<Y, Rest...>::type>;
};

template <class Op, class... X>
struct applied_to {};
template <class Op, class... X>
  requires(Operand<X> && ...)
struct applied_to<Op, X...> {
  using type = typename joint_front<X...>::type::template result<Op, X...>;
};

/// What applying `Op` without attributes gives; no type where something is no operand. Clang (19)
/// forms the return type of `operator+` before it looks at the constraints, for every `+` that
/// names typegrad, strings included.
template <class Op, class... X>
using applied = typename applied_to<Op, X...>::type;

/// A struct that says what it is to the engine; what else `apply` takes is an operation of a user.
template <class Op>
concept LibraryOperation = requires { Op::kind; };

/// Applies the operation `Op` with attributes `A...` to operands of any kind: records it, computes
/// it, or makes an expression of it, as the operands ask. Every public function of `ops/` is one
/// call of this.
template <class Op, word... A, Operand... X>
  requires LibraryOperation<Op>
constexpr auto apply(X const&... x) {
  using front = typename joint_front<X...>::type;
  if constexpr (requires {
                  typename front::template answer<Op, std::integer_sequence<word, A...>, X...>;
                }) {
    // Looked at here and not in the front, so that few steps lie between the user's line and the
    // error.
    using answer = typename front::template answer<Op, std::integer_sequence<word, A...>, X...>;
    if constexpr (answer::answer.relation == nullptr) {
      return front::template apply<Op, A...>(x...);
    } else {
      using error [[maybe_unused]] = decltype(refusal<operand_mistake<Op, answer, X...>>.correct());
      return refused{};
    }
  } else {
    return front::template apply<Op, A...>(x...);
  }
}

}  // namespace typegrad
