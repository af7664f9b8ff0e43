// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/named_call.hpp>
#include <typegrad/transform/differentiate.hpp>

namespace typegrad {

/// A traced value of rank 0.
template <class Result>
inline constexpr bool is_one_number = false;
template <class Number, class Graph>
inline constexpr bool is_one_number<traced<Number, Graph>> = true;
template <class Number, class Graph>
inline constexpr bool is_one_number<tensor<traced<Number, Graph>>> = true;

/// Whether a function that returns `Returned` has a gradient; where not, the reason is given.
template <class Returned>
constexpr auto has_gradient() {
  if constexpr (is_one_number<traced_type<Returned>> && is_truth_values<traced_type<Returned>>) {
    refuse_constant_result<Returned>();
    return std::false_type{};
  } else if constexpr (is_one_number<traced_type<Returned>>) {
    return std::true_type{};
  } else {
    refusal<mistake<"typegrad: grad(f) needs f to return one number: use vjp or jacobian, "
                    "or sum the result",
                    function_returns<plain_type<Returned>>>>
        .correct();
    return std::false_type{};
  }
}

/// The first of several results, which is the one that is differentiated.
template <class Result>
constexpr auto first_result(Result const& y) {
  if constexpr (requires { y[0]; }) return y[0];
  else return with_fields(y, [](auto const& first, auto const&...) { return first; });
}

/// Value and gradient of `Function`, as a piece of the graph that is being traced.
template <class Function, class Wrt, bool HasAux>
struct gradient_trace {
  template <class... Values>
  static constexpr auto value_and_gradient(Function const& f, Values const&... x) {
    return differentiated<Function, Wrt>(
        [&](auto& call, auto const& y) {
          auto const first = [&] {
            if constexpr (HasAux) return first_result(y);
            else return y;
          }();
          using number = std::remove_cvref_t<decltype(first)>;
          if constexpr (decltype(has_gradient<number>())::value) {
            int const output = node_of_leaf(call.graph, first);
            int const one = make_literal(call.graph, call.graph.node(output).type, 1.0).id;
            auto const gradient = call.template like_arguments<Values...>(differentiate(
                call.graph, {&output, 1}, {&one, 1}, {call.names.data(), call.names.size()}));
            return results<std::remove_cvref_t<decltype(y)>,
                           std::remove_cvref_t<decltype(gradient)>>{y, gradient};
          } else {
            return refused{};
          }
        },
        graph_of_arguments(x...), f, x...);
  }
};

/// The base of what differentiates one number.
template <class Self, bool HasAux>
struct derivative_of_number : derivative<Self> {
  template <class Returned>
  static constexpr auto accepts_result() {
    if constexpr (HasAux) return std::true_type{};
    else return has_gradient<Returned>();
  }
};

template <class Function, class Wrt = wrt_positions<0>, bool HasAux = false>
struct gradient_of : derivative_of_number<gradient_of<Function, Wrt, HasAux>, HasAux> {
  using function = Function;
  using wrt = Wrt;
  using symmetric_by = std::conditional_t<HasAux, void, Wrt>;  ///< so is its Jacobian
  [[no_unique_address]] Function f;

  template <class... Values>
  constexpr auto trace(Values const&... x) const {
    auto const both = gradient_trace<Function, Wrt, HasAux>::value_and_gradient(f, x...);
    if constexpr (std::is_same_v<decltype(both), refused const>) return refused{};
    else if constexpr (HasAux)
      return with_fields(both.first, [&](auto const&, auto const&... aux) {
        return results<std::remove_cvref_t<decltype(both.second)>,
                       std::remove_cvref_t<decltype(aux)>...>{both.second, aux...};
      });
    else return both.second;
  }
};
template <class Function, class Wrt = wrt_positions<0>, bool HasAux = false>
struct value_and_gradient_of
    : derivative_of_number<value_and_gradient_of<Function, Wrt, HasAux>, HasAux> {
  using function = Function;
  using wrt = Wrt;
  [[no_unique_address]] Function f;

  template <class... Values>
  constexpr auto trace(Values const&... x) const {
    return gradient_trace<Function, Wrt, HasAux>::value_and_gradient(f, x...);
  }
};

/// The gradient of `f`, a function of one number, with respect to argument 0 or to those that
/// `wrt<...>` names: of the same type as the argument, or an aggregate of several.
///
/// errors    `f` that does not return one number; integer arguments of a real
///           function: their gradients are real, which their type does not hold (those of integer
///           variables are, `x.grad<double>()`)
template <class Function, WrtPositions Wrt = wrt_positions<0>>
constexpr auto grad(Function const& f, Wrt = {}) {
  return transform_of<gradient_of<Function, Wrt>>(f);
}
/// The same for a function that returns `{number, others...}`: gives `{gradient, others...}`.
template <class Function, WrtPositions Wrt>
constexpr auto grad(Function const& f, Wrt, has_aux_t) {
  return transform_of<gradient_of<Function, Wrt, true>>(f);
}
template <class Function>
constexpr auto grad(Function const& f, has_aux_t aux) {
  return grad(f, wrt<0>, aux);
}

/// The value of `f` and its gradient, in one pass: `auto [value, gradient] = ...`.
template <class Function, WrtPositions Wrt = wrt_positions<0>>
constexpr auto value_and_grad(Function const& f, Wrt = {}) {
  return transform_of<value_and_gradient_of<Function, Wrt>>(f);
}
/// The same for a function that returns `{number, others...}`: gives `{what f returns, gradient}`.
template <class Function, WrtPositions Wrt>
constexpr auto value_and_grad(Function const& f, Wrt, has_aux_t) {
  return transform_of<value_and_gradient_of<Function, Wrt, true>>(f);
}
template <class Function>
constexpr auto value_and_grad(Function const& f, has_aux_t aux) {
  return value_and_grad(f, wrt<0>, aux);
}

}  // namespace typegrad
