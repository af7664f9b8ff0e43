// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/compiled.hpp>
#include <typegrad/trace/takes_data.hpp>
#include <typegrad/transform/stand_in_node.hpp>

namespace typegrad {

/// The type of the graph that a call with arguments of types `Values...` is recorded in: that of
/// the traced ones, else by whether all extents are known.
template <class... Values>
struct graph_of_call {
  using given = graph_type_of<Values...>;
  using type = std::conditional_t<!std::is_void_v<given>, given, graph_builder>;
};
/// What the argument `Value` of a call with arguments `All...` is within the function.
template <class Value, class... All>
using traced_argument = traced_type_in<Value, typename graph_of_call<All...>::type>;

/// Whether an argument carries traced values.
template <class Value>
inline constexpr bool is_being_traced = !std::is_same_v<plain_type<Value>, Value>;

/// The graph that a list of traced arguments belongs to.
template <class... Values>
constexpr auto& graph_of_arguments(Values const&... x) {
  graph_type_of<Values...>* graph = nullptr;
  auto const look = [&](auto const& leaf) {
    if constexpr (requires { operand_traits<std::remove_cvref_t<decltype(leaf)>>::graph_of(leaf); })
      if (graph == nullptr)
        graph = operand_traits<std::remove_cvref_t<decltype(leaf)>>::graph_of(leaf);
  };
  (for_each_leaf(x, look), ...);
  if (graph == nullptr) shapes_must_fit("a nested transform needs a traced argument");
  return *graph;
}

/// The nodes of all leaves of `x...`, in order.
template <class Graph, class... Values>
constexpr growing_array<int> leaf_nodes(Graph& graph, Values const&... x) {
  growing_array<int> nodes;
  auto const add = [&](auto const& leaf) { nodes.push_back(node_of_leaf(graph, leaf)); };
  (for_each_leaf(x, add), ...);
  return nodes;
}

/// A node as a leaf: in the leaf's scalar type.
template <class Leaf, class Graph>
constexpr Leaf leaf_from_node(Graph& graph, int id) {
  auto const x = symbol_in(graph, id);
  if constexpr (Recordable<Leaf>) {
    return x;
  } else {
    constexpr scalar_type type = scalar_type_of<typename operand_traits<Leaf>::scalar>;
    return Leaf(x.type() == type ? x : convert_to(x, type));
  }
}

/// Derivatives with the zeros that are missing (-1) put in: each has the type and the shape of the
/// node in `like`.
template <class Graph>
constexpr growing_array<int> with_zeros(Graph& graph, growing_array<int> nodes,
                                        growing_array<int> const& like) {
  for (int i = 0; i < nodes.size(); ++i) nodes[i] = or_zero(graph, nodes[i], like[i]);
  return nodes;
}

/// A node in the scalar type of another one.
template <class Graph>
constexpr int in_type_of(Graph& graph, int id, int like) {
  auto const x = symbol_in(graph, id);
  scalar_type const type = graph.node(like).type;
  return x.type() == type ? id : convert_to(x, type).id;
}

/// A value of type `Value` whose leaves are the given nodes, from `next` on.
template <class Value, class Graph>
constexpr Value value_from_nodes(Graph& graph, int const* next) {
  Value x{};
  for_each_leaf(x, [&](auto& leaf) {
    leaf = leaf_from_node<std::remove_cvref_t<decltype(leaf)>>(graph, *next++);
  });
  return x;
}

/// The same value as traced code sees it.
template <class Graph, class Value>
constexpr traced_type_in<Value, Graph> lifted(Graph& graph, Value const& x) {
  using lifted_type = traced_type_in<Value, Graph>;
  if constexpr (std::is_same_v<Value, lifted_type>) {
    return x;
  } else {
    return value_from_nodes<lifted_type>(graph, leaf_nodes(graph, x).data());
  }
}

/// A list whose length no type tells, a `std::vector`.
template <class Value>
concept GrowingList = requires(Value x) { x.push_back(x.front()); };
template <class... Values>
inline constexpr bool can_be_arguments = ((Structured<Values> && !GrowingList<Values>) && ...);

/// The user's function below nested transforms that call it with the arguments of the transform;
/// they say so by `using function = F`.
struct nothing_called {
  constexpr int operator()(auto const&...) const { return 0; }
};
template <class Function>
struct innermost {
  using type = Function;
};
template <class Function>
  requires requires {
    typename Function::is_transformed;
    typename Function::function;
  }
struct innermost<Function> : innermost<typename Function::function> {};
template <class Self>
struct called_function {
  using type = nothing_called;
};
template <class Self>
  requires requires { typename Self::function; }
struct called_function<Self> : innermost<Self> {};

/// Whether `Function` takes these arguments. Clang answers no where the body of `Function` has an
/// error, so it says by itself where their number is wrong.
#if defined(__clang__)
template <class Function, class... Values>
concept CanBeCalled = true;
#else
template <class Function, class... Values>
concept CanBeCalled = requires(Function const& function, Values const&... x) { function(x...); };
#endif

/// Whether `Function` takes these arguments only where it may change itself.
template <class Function, class... Values>
concept ChangesItself = !requires(Function const& function, Values const&... x) {
  function(x...);
} && requires(Function& function, Values const&... x) { function(x...); };
template <class Self, class... Values>
constexpr auto stays_as_it_is() {
  constexpr bool stays =
      !ChangesItself<typename called_function<Self>::type, traced_argument<Values, Values...>...>;
  static_assert(stays,
                "typegrad: a function is traced once, so it must not be `mutable`, and operator() "
                "const: what changes is an argument, or carried by tg::fori or tg::scan");
  return std::bool_constant<stays>{};
}

/// Words for errors.
template <int Count>
struct count_of_arguments {
  static constexpr sentence words = sentence{}
                                        .add("the call has ")
                                        .add_number(Count)
                                        .add(Count == 1 ? " argument" : " arguments");
};
template <int Count>
using wrong_arguments = mistake<
    "typegrad: the function must take the arguments of the call, all of them and as traced "
    "values: (auto x, auto const& w)",
    count_of_arguments<Count>>;

/// Variables and tensors of open rank: `api/variable_transforms.hpp` takes them.
template <class Value>
inline constexpr bool is_run_time_value = false;
template <class Self>
struct run_time_transform {};
template <class Self, class... Values>
auto call_at_run_time(Self const& self, Values const&... x);

/// Numbers that are not C++'s: `number/number_program.hpp` takes them.
template <class Value>
inline constexpr bool holds_number_type = false;
template <class Function, class... Values>
struct call_with_number_type;

/// The base of every callable that a transform returns: with numbers it runs its program, with
/// traced values it is one more piece of the function that is being traced, so transforms nest.
template <class Self>
struct transformed {
  using is_transformed = void;

  /// Whether the function, called with these, can be transformed; where not, the reason is given.
  template <class... Values>
  static constexpr auto accepts() {
    return std::true_type{};
  }

  /// What the user's function below gives for the arguments of the transform.
  template <class... Values>
  constexpr auto call(Values const&... x) const {
    return call_innermost(static_cast<Self const&>(*this).f, x...);
  }

  template <class... Values>
  constexpr auto operator()(Values const&... x) const {
    if constexpr ((is_refused<Values> || ...)) {
      return refused{};
    } else if constexpr ((is_read_first<Values> || ...)) {
      return (*this)(read_argument(x)...);
    } else if constexpr ((is_run_time_value<Values> || ...)) {
      return call_at_run_time(static_cast<Self const&>(*this), x...);
    } else if constexpr ((holds_number_type<Values> || ...)) {
      return call_with_number_type<Self, Values...>::run(x...);
    } else if constexpr (!can_be_arguments<Values...>) {
      static_assert(can_be_arguments<Values...>,
                    "typegrad: an argument is a number, a tg::tensor, a std::array of arguments, "
                    "or a struct that is a template over its scalar, template <class T> "
                    "struct s; a std::vector or an Eigen::VectorXd becomes one as "
                    "tg::dynamic_tensor<double>(x)");
      return refused{};
    } else if constexpr (!decltype(is_traced_whole<Values...>())::value ||
                         !decltype(holds_data<Self, (is_being_traced<Values> || ...)>())::value) {
      return refused{};
    } else if constexpr (!CanBeCalled<typename called_function<Self>::type,
                                      traced_argument<Values, Values...>...>) {
      if constexpr (decltype(stays_as_it_is<Self, Values...>())::value)
        using error [[maybe_unused]] =
            decltype(refusal<wrong_arguments<sizeof...(Values)>>.correct());
      return refused{};
    } else if constexpr (is_refused<std::remove_cvref_t<
                             decltype(std::declval<typename called_function<Self>::type>()(
                                 std::declval<traced_argument<Values, Values...> const&>()...))>>) {
      return refused{};  // looked at first, so that few steps lie between this call and the error
                         // in the function
    } else if constexpr (!decltype(stays_as_it_is<Self, Values...>())::value) {
      return refused{};
    } else if constexpr (UsesTracedValue<Self, Values...>) {
      return refused{};
    } else if constexpr (!decltype(Self::template accepts<Values...>())::value) {
      return refused{};
    } else if constexpr ((is_being_traced<Values> || ...)) {
      return static_cast<Self const&>(*this).trace(x...);
    } else if constexpr (!decltype(takes_data<Self, Values...>())::value) {
      return refused{};
    } else if constexpr (is_refused<traced_result<Self, Values...>>) {
      return refused{};
    } else if constexpr (!Traceable<Self, Values...>) {
      return refused{};
    } else if constexpr (!decltype(has_few_paths<Self, Values...>())::value) {
      return refused{};
    } else if constexpr (traced_program<Self, Values...>::graph.sizes.nodes < 0) {
      using function =
          std::conditional_t<std::is_same_v<typename called_function<Self>::type, nothing_called>,
                             Self, typename called_function<Self>::type>;
      static_cast<void>(function_with_mistake<function, Values...>::can_be_evaluated);
      return refused{};
    } else {
      return run_program_of<compiled<Self, Values...>>(static_cast<Self const&>(*this), x...);
    }
  }
};

/// Runs a program with the object that its function was.
template <class Program, class Function, class... Values>
TYPEGRAD_INLINE constexpr auto run_program_of(Function const& f, Values const&... x) {
  if constexpr (is_stateless<Function>) return Program::run(x...);
  else return Program::run(f, x...);
}

/// What `f(x)` is, where a function is asked for.
template <class Value>
inline constexpr bool is_value_of_function = !std::is_class_v<Value> || LibraryValue<Value>;

/// What a transform of a refused function gives: refused again, without another message.
struct refused_function {
  template <class... Values>
  constexpr refused operator()(Values const&...) const {
    return {};
  }
};

/// A transform of a function, which it holds.
///
/// errors    function pointers, and values where a function is meant
template <class Transform, class Function>
constexpr auto transform_of(Function const& f) {
  if constexpr (std::is_same_v<Function, refused_function> || is_refused<Function>) {
    return refused_function{};
  } else if constexpr (std::is_pointer_v<Function> || std::is_function_v<Function>) {
    static_assert(std::is_class_v<Function>,
                  "typegrad: a function pointer does not say while compiling what it points to: "
                  "pass a lambda that calls it, [](auto x) { return f(x); }");
    return refused_function{};
  } else if constexpr (is_value_of_function<Function>) {
    static_assert(!is_value_of_function<Function>,
                  "typegrad: transforms take the function itself, not its value: grad(f)(x) "
                  "where grad(f(x)) stands");
    return refused_function{};
  } else if constexpr (requires { typename Transform::is_transformed; }) {
    return Transform{{}, f};
  } else {
    return Transform{f};
  }
}

}  // namespace typegrad
