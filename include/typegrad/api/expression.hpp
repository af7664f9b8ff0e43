// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/call_by_name.hpp>
#include <typegrad/api/transform/grad.hpp>
#include <typegrad/expression/called_expression.hpp>
#include <typegrad/expression/literals.hpp>
#include <typegrad/run/program.hpp>

namespace typegrad {

/// Variables of typed expressions, to differentiate with respect to: `wrt<X, W>`.
template <fixed_string... Name>
struct wrt_variables {
  using names = name_list<Name...>;
};
template <auto... Variable>
  requires(sizeof...(Variable) > 0 && (is_variable<std::remove_const_t<decltype(Variable)>> && ...))
struct wrt_of<Variable...> {
  template <fixed_string... Name, class... Type>
  static auto names_of(expression<graph<named_input<Name, Type>>, Type>...)
      -> wrt_variables<Name...>;
  using type = decltype(names_of(Variable...));
};

/// Evaluates an expression with values given by name.
template <class Element, class... Binding>
constexpr auto evaluate_expression(Binding const&... bindings) {
  if constexpr (is_literal_expression<Element>) {
    static_assert(sizeof...(Binding) == 0, "typegrad: the expression has no variables");
    return literal_value<Element>;
  } else {
    return call_by_name<decltype(evaluate(function_of(Element{}))), variables_of<Element>>::call(
        bindings...);
  }
}

/// The function of an expression, called with numbers.
template <class Function, class... Values>
constexpr auto run_expression(Values const&... x) {
  return evaluate(Function{})(x...);
}

/// Gives the results of a transform their names; a single one stays as it is.
template <class Names>
struct name_results;
template <fixed_string Name>
struct name_results<name_list<Name>> {
  template <class Value>
  static constexpr auto name(Value const& x) {
    return x;
  }
};
template <fixed_string... Name>
struct name_results<name_list<Name...>> {
  template <class... Values>
  static constexpr auto name(results<Values...> const& x) {
    return named_results<name_list<Name...>, Values...>{x};
  }
  static constexpr refused name(refused) { return {}; }
};

/// The gradient of an expression, a function of its variables by name.
template <class Function, class Variables, class Wanted>
struct expression_gradient {
  template <class... Binding>
  constexpr auto operator()(Binding const&... bindings) const {
    return name_results<Wanted>::name(call_by_name<Function, Variables>::call(bindings...));
  }
};
/// The value and the gradient of an expression.
template <class Function, class Variables, class Wanted>
struct expression_value_and_gradient {
  template <class... Binding>
  constexpr auto operator()(Binding const&... bindings) const {
    auto const both = call_by_name<Function, Variables>::call(bindings...);
    if constexpr (is_refused<std::remove_cvref_t<decltype(both)>>) return both;
    else return results{both.first, name_results<Wanted>::name(both.second)};
  }
};

template <class Graph, class Value, class Wanted>
struct expression_calculus;
template <class Graph, class Value, fixed_string... Name>
struct expression_calculus<Graph, Value, name_list<Name...>> {
  using variables = variables_of<expression<Graph, Value>>;
  using names = typename variables::names;
  using function = expression_function<Graph, Value>;
  using wanted = name_list<Name...>;

  static constexpr bool is_known = (names::template has<Name> && ...);
  static constexpr auto gradient() {
    if constexpr (is_known) {
      using transform =
          decltype(grad(function{}, wrt_positions<names::template place<Name>()...>{}));
      return expression_gradient<transform, variables, wanted>{};
    } else {
      (void)(sizeof(known_variable<Name, names>) + ...);
      return refused_function{};
    }
  }
  static constexpr auto value_and_gradient() {
    if constexpr (is_known) {
      using transform =
          decltype(value_and_grad(function{}, wrt_positions<names::template place<Name>()...>{}));
      return expression_value_and_gradient<transform, variables, wanted>{};
    } else {
      (void)(sizeof(known_variable<Name, names>) + ...);
      return refused_function{};
    }
  }
};
template <class Graph, class Value>
using calculus_of_all =
    expression_calculus<Graph, Value, typename variables_of<expression<Graph, Value>>::names>;

/// The gradient of an expression of one number with respect to the variables that `wrt<X, W>`
/// names, or to all: `auto g = tg::grad(e, tg::wrt<X, W>)(X = x, W = w); g[W]`. With one variable
/// it is that variable's gradient.
///
/// errors    names that the expression does not have, or that have no value, or two
template <class Graph, class Value>
constexpr auto grad(expression<Graph, Value>) {
  return calculus_of_all<Graph, Value>::gradient();
}
template <class Graph, class Value, fixed_string... Name>
constexpr auto grad(expression<Graph, Value>, wrt_variables<Name...>) {
  return expression_calculus<Graph, Value, name_list<Name...>>::gradient();
}

/// The value of an expression and its gradient, in one pass: `auto [value, g] =
/// tg::value_and_grad(e)(X = x, W = w);`.
template <class Graph, class Value>
constexpr auto value_and_grad(expression<Graph, Value>) {
  return calculus_of_all<Graph, Value>::value_and_gradient();
}
template <class Graph, class Value, fixed_string... Name>
constexpr auto value_and_grad(expression<Graph, Value>, wrt_variables<Name...>) {
  return expression_calculus<Graph, Value, name_list<Name...>>::value_and_gradient();
}

/// The variables' names, for the text and the drawing of a program.
template <class Names>
struct names_of_variables;
template <fixed_string... Name>
struct names_of_variables<name_list<Name...>> {
  static constexpr void append(growing_array<char const*>& names) {
    (names.push_back(Name.text), ...);
  }
};

/// A program whose inputs are the variables of an expression.
template <class Function, class Variables>
struct program_of_variables;
template <class Function, class Names, class... Type>
struct program_of_variables<Function, variable_list<Names, type_list<Type...>>>
    : program<Function, Type...> {
  using code = compiled<Function, Type...>;
  using input_names = names_of_variables<Names>;
  static constexpr std::string_view text{text_of_program<code, input_names>::text.chars,
                                         text_of_program<code, input_names>::size};
};

/// An expression as a program: `tg::program<decltype(e)>`, `tg::program<decltype(tg::grad(e))>`;
/// arguments in the order in which the variables first appear.
template <class Graph, class Value>
struct program<expression<Graph, Value>>
    : program_of_variables<expression_function<Graph, Value>,
                           variables_of<expression<Graph, Value>>> {};
template <class Function, class Variables, class Wanted>
struct program<expression_gradient<Function, Variables, Wanted>>
    : program_of_variables<Function, Variables> {};
template <class Function, class Variables, class Wanted>
struct program<expression_value_and_gradient<Function, Variables, Wanted>>
    : program_of_variables<Function, Variables> {};

}  // namespace typegrad
