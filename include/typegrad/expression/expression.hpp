// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/graph.hpp>
#include <typegrad/meta/fixed_string.hpp>
#include <typegrad/trace/structure.hpp>

namespace typegrad {

/// Computes an expression from named values. Defined by `api/`; declared here for calls without
/// any.
template <class Element, class... Binding>
constexpr auto evaluate_expression(Binding const&... bindings);

/// A typed expression: its type is its graph, and it has no state. It can be copied, returned and
/// kept in `auto`, and shared parts are one node however they were reached. `Value` is what it
/// evaluates to.
///
/// `e(X = x, W = w)` evaluates it. Every function of the library takes expressions; a number that
/// is known while compiling is written `0.5_c`, one that is known at run time is a variable.
///
/// cost      compile time grows with the square of the nodes: good to about 150 of them. Beyond
///           that write the function as a generic lambda, which is traced in time that grows with
///           the nodes.
template <class Graph, class Value>
struct expression {
  template <class... Binding>
  constexpr auto operator()(Binding const&... bindings) const {
    return evaluate_expression<expression>(bindings...);
  }
};

/// A variable and its value, `X = x`: what an expression is called with. It refers to a tensor with
/// a name and holds everything else.
template <fixed_string Name, class Value>
struct binding {
  Value value;
};

template <class Value>
inline constexpr bool is_binding = false;
template <fixed_string Name, class Value>
inline constexpr bool is_binding<binding<Name, Value>> = true;

/// What `Type` is in the graph that `Value` belongs to.
template <class Value>
struct graph_beside {
  using type = graph_builder;
};
template <Structured Value>
  requires(!std::is_void_v<graph_type_of<Value>>)
struct graph_beside<Value> {
  using type = graph_type_of<Value>;
};
template <class Type, class Value>
using traced_like = traced_type_in<Type, typename graph_beside<Value>::type>;

/// A variable. Binding it to a value makes no assignment.
template <fixed_string Name, class Type>
struct expression<graph<named_input<Name, Type>>, Type> {
  template <class... Binding>
  constexpr auto operator()(Binding const&... bindings) const {
    return evaluate_expression<expression>(bindings...);
  }

  constexpr binding<Name, Type const&> operator=(Type const& x) const
    requires(!Scalar<Type>)
  {
    return {x};
  }
  constexpr binding<Name, Type> operator=(Type&& x) const
    requires(!Scalar<Type>)
  {
    return {x};
  }
  template <class Value>
    requires Scalar<Type> && std::is_convertible_v<Value, Type>
  constexpr binding<Name, Type> operator=(Value const& x) const {
    return {static_cast<Type>(x)};
  }
  template <class Value>
    requires(!std::is_convertible_v<Value, Type> &&
             std::is_convertible_v<Value, traced_like<Type, Value>>)
  constexpr binding<Name, traced_like<Type, Value>> operator=(Value const& x) const {
    return {x};
  }

  /// What cannot be the variable's value.
  template <class Value>
    requires(!std::is_convertible_v<Value, Type> &&
             !std::is_convertible_v<Value, traced_like<Type, Value>>)
  constexpr binding<Name, Type> operator=(Value const&) const {
    static_assert(
        std::is_convertible_v<Value, Type>,
        "typegrad: X = x needs a value of the type that the variable X was declared with");
    return {};
  }
};

/// A variable of typed expressions, known by its name: `constexpr auto X = tg::var<"x",
/// tg::tensor<double, 2, 3>>;`. Its extents are numbers: functions of tensors with `dyn` extents
/// are written as lambdas.
template <fixed_string Name, class Type>
  requires(Scalar<Type> || requires { requires !is_open(operand_traits<Type>::extents); })
inline constexpr expression<graph<named_input<Name, Type>>, Type> var{};

template <class Value>
inline constexpr bool is_expression = false;
template <class Graph, class Value>
inline constexpr bool is_expression<expression<Graph, Value>> = true;
template <class Value>
concept Expression = is_expression<Value>;

template <class Value>
inline constexpr bool is_variable = false;
template <fixed_string Name, class Type>
inline constexpr bool is_variable<expression<graph<named_input<Name, Type>>, Type>> = true;

/// A number that is known while compiling; weak, like a number in a traced function.
template <class Value>
inline constexpr bool is_literal_expression = false;
template <class Type, word Bits>
inline constexpr bool is_literal_expression<expression<graph<literal<Type, Bits>>, Type>> = true;

}  // namespace typegrad
