// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/transform/evaluate.hpp>
#include <typegrad/api/transform/grad.hpp>
#include <typegrad/api/transform/hvp.hpp>
#include <typegrad/api/transform/planned.hpp>
#include <typegrad/api/variable/variable_structure.hpp>
#include <typegrad/dynamic/no_grad.hpp>
#include <typegrad/dynamic/value/asked_masks.hpp>
#include <typegrad/dynamic/value/derive_values.hpp>

namespace typegrad {

// `grad(f)(x)` and its relatives on variables and dynamic tensors. With variables the results are
// variables, which can be differentiated further, so transforms nest; with tensors they are
// tensors.

/// Tensors and parts of variables become variables; numbers stay what they are.
struct tensors_to_variables {
  template <class Value>
  Value operator()(Value const& x) const {
    return x;
  }
  template <class Number>
  variable<Number> operator()(variable_part<Number> const& x) const {
    return x;
  }
  template <class Number>
  variable<Number> operator()(dynamic_tensor<Number> const& x) const {
    return variable<Number>(x);
  }
  template <class Number, index_t... Extents>
  variable<Number> operator()(tensor<Number, Extents...> const& x) const {
    return variable<Number>(x);
  }
};
struct variables_to_tensors {
  template <class Value>
  Value operator()(Value const& x) const {
    return x;
  }
  template <class Number>
  dynamic_tensor<Number> operator()(variable<Number> const& x) const {
    return x.data();
  }
  template <class Number>
  dynamic_tensor<Number> operator()(variable_part<Number> const& x) const {
    return x.data();
  }
};

/// A result in the kind of values that the call was made with.
template <bool Tensors, class Result>
auto as_called(Result const& y) {
  if constexpr (Tensors) return map_leaves(y, variables_to_tensors{});
  else return y;
}

/// Variables can be differentiated further, where history is kept.
template <bool Tensors>
derivative_use use_of_derivatives() {
  bool const is_read = Tensors || (!history_is_kept() && this_threads_masks() == nullptr);
  return is_read ? derivative_use::numbers : derivative_use::values;
}

/// Calls `use(variable)` for each variable in `x`.
template <class Value, class Use>
void for_each_variable(Value const& x, Use&& use) {
  map_leaves(x, [&](auto const& leaf) {
    if constexpr (is_run_time_variable<std::remove_cvref_t<decltype(leaf)>>) use(leaf);
    return leaf;
  });
}
template <class... Values>
growing_array<node_pointer> nodes_of_variables(Values const&... x) {
  growing_array<node_pointer> nodes;
  (for_each_variable(x, [&](auto const& leaf) { nodes.push_back(leaf.node()); }), ...);
  return nodes;
}

/// Derivatives in the place of the variables of `x`; numbers, which have none, become zeros.
template <class Value>
Value like_values(Value const& x, node_pointer const*& next) {
  return map_leaves(x, [&](auto const& leaf) {
    using leaf_type = std::remove_cvref_t<decltype(leaf)>;
    if constexpr (is_run_time_variable<leaf_type>) return leaf_type(*next++);
    else return leaf_type{};
  });
}

/// Values that exist already, with one program; while a function is being compiled there are none
/// yet.
inline void evaluate_together(growing_array<node_pointer> const& first,
                              growing_array<node_pointer> const& second) {
  if (this_threads_masks() != nullptr) return;
  growing_array<value_node*> wanted;
  for (node_pointer const& node : joined_values(first, second)) wanted.push_back(node.get());
  evaluate_values({wanted.data(), wanted.size()});
}

/// An argument at a place that is differentiated with respect to: numbers become variables too.
template <class Value>
auto named_value(Value const& x) {
  auto const name = [](auto const& leaf) {
    using leaf_type = std::remove_cvref_t<decltype(leaf)>;
    if constexpr (is_run_time_variable<leaf_type>) return leaf_type(make_renamed(leaf.node()));
    else return leaf;
  };
  if constexpr (Scalar<Value>) return name(variable<Value>(x));
  else return map_leaves(x, name);
}
template <int Index, int... Position, class Value>
auto named_where(wrt_positions<Position...>, Value const& x) {
  if constexpr (place_among<Index>(wrt_positions<Position...>{}) >= 0) return named_value(x);
  else return x;
}
template <class Wrt, int... Index, class... Values>
auto named_arguments(Wrt wanted, std::integer_sequence<int, Index...>, Values const&... x) {
  return std::tuple<decltype(named_where<Index>(wanted, x))...>{named_where<Index>(wanted, x)...};
}

template <class Result>
Result without_place(Result const& y) {
  return y;
}
template <class Number>
variable<Number> without_place(variable_part<Number> const& y) {
  return y;
}

/// What `Function` makes of arguments. Its graph is wanted, whether or not history is kept outside.
template <class Function, class Arguments>
auto call_with_history(Function const& f, Arguments const& arguments) {
  history_scope const kept(true);
  return without_place(std::apply(callable(f), arguments));
}

template <class Value, bool Real>
inline constexpr bool is_variable_of = false;
template <class Number, bool Real>
inline constexpr bool is_variable_of<variable<Number>, Real> =
    std::is_floating_point_v<Number> == Real;

/// A call of `Function` with variables, of which those at `Wrt` have names of their own.
template <class Function, class Wrt, class... Values>
struct named_variables;
template <class Function, int... Position, class... Values>
struct named_variables<Function, wrt_positions<Position...>, Values...> {
  using positions = wrt_positions<Position...>;
  static_assert(sizeof...(Position) > 0 &&
                    are_arguments(positions{}, static_cast<int>(sizeof...(Values))),
                "typegrad: wrt<...> must name arguments that the call has; the first is wrt<0>");

  using arguments_type =
      decltype(named_arguments(positions{}, std::make_integer_sequence<int, sizeof...(Values)>{},
                               std::declval<Values const&>()...));
  using value_type = decltype(call_with_history(std::declval<Function const&>(),
                                                std::declval<arguments_type const&>()));
  template <int Index>
  using argument_at = std::tuple_element_t<static_cast<std::size_t>(Index), arguments_type>;
  static_assert(!(is_variable_of<value_type, true> &&
                  (is_variable_of<argument_at<Position>, false> || ...)),
                "typegrad: the derivative with respect to an integer argument is not an integer; "
                "pass a real number, 2.0 for 2");
  static_assert(!std::is_same_v<value_type, variable<bool>> &&
                    !(is_variable_of<value_type, false> &&
                      (is_variable_of<argument_at<Position>, true> && ...)),
                "typegrad: a comparison, or an integer made of real numbers, is constant wherever "
                "it has a derivative: f must return a real number, such as where(x > 0, a, b)");

  arguments_type arguments;
  value_type value;
  growing_array<node_pointer> outputs;
  growing_array<node_pointer> names;

  explicit named_variables(Function const& f, Values const&... x)
      : arguments(named_arguments(positions{}, std::make_integer_sequence<int, sizeof...(Values)>{},
                                  x...)),
        value(call_with_history(f, arguments)),
        outputs(nodes_of_variables(value)),
        names(nodes_of_variables(at<Position>()...)) {}

  template <int Index>
  auto const& at() const {
    return std::get<static_cast<std::size_t>(Index)>(arguments);
  }

  /// Derivatives for the variables in the arguments at `Wrt`: one argument's own type, or several.
  auto like_arguments(node_pointer const*& next) const {
    if constexpr (sizeof...(Position) == 1) return like_values(at<(Position, ...)>(), next);
    else return results<argument_at<Position>...>{like_values(at<Position>(), next)...};
  }
};
template <class Function, class Wrt, class... Values>
using named_variables_of =
    named_variables<Function, resolved_wrt<Wrt, sizeof...(Values)>, Values...>;

template <class Function>
struct run_time_transform<evaluated<Function>> {
  template <bool Tensors, class Transform, class... Values>
  static auto call(Transform const& transform, Values const&... x) {
    return as_called<Tensors>(callable(transform.f)(x...));
  }
};

/// At run time nothing is planned that a wish could change.
template <class Wish, class Function>
struct run_time_transform<planned<Wish, Function>> : run_time_transform<evaluated<Function>> {};

/// The value that is differentiated: the first one where others come with it.
template <bool HasAux, class Result>
auto differentiated_value(Result const& y) {
  if constexpr (HasAux) return first_result(y);
  else return y;
}

/// The adjoints of the arguments of a call whose value is one number.
template <bool HasAux, bool Tensors, class Call>
growing_array<node_pointer> gradients_of(Call const& call) {
  auto const y = differentiated_value<HasAux>(call.value);
  static_assert(is_run_time_variable<std::remove_cvref_t<decltype(y)>>,
                "typegrad: grad(f) of variables needs f to return a variable");
  if (y.ndim() != 0)
    throw shape_error(sentence{}
                          .add("grad(f): f must return one number: sum the result; it returns ")
                          .add(words_of(y.extents()))
                          .text);
  return pull_values(nodes_of_variables(y), call.names, {}, use_of_derivatives<Tensors>());
}

template <class Function, class Wrt, bool HasAux>
struct run_time_transform<gradient_of<Function, Wrt, HasAux>> {
  template <bool Tensors, class Transform, class... Values>
  static auto call(Transform const& transform, Values const&... x) {
    named_variables_of<Function, Wrt, Values...> const call(transform.f, x...);
    growing_array<node_pointer> const made = gradients_of<HasAux, Tensors>(call);
    node_pointer const* next = made.data();
    auto const gradients = call.like_arguments(next);
    if constexpr (HasAux)
      return as_called<Tensors>(with_fields(call.value, [&](auto const&, auto const&... aux) {
        return results<std::remove_const_t<decltype(gradients)>,
                       std::remove_cvref_t<decltype(aux)>...>{gradients, aux...};
      }));
    else return as_called<Tensors>(gradients);
  }
};
template <class Function, class Wrt, bool HasAux>
struct run_time_transform<value_and_gradient_of<Function, Wrt, HasAux>> {
  template <bool Tensors, class Transform, class... Values>
  static auto call(Transform const& transform, Values const&... x) {
    named_variables_of<Function, Wrt, Values...> const call(transform.f, x...);
    growing_array<node_pointer> const made = gradients_of<HasAux, Tensors>(call);
    evaluate_together(call.outputs, made);
    node_pointer const* next = made.data();
    auto value = as_called<Tensors>(call.value);
    auto gradients = as_called<Tensors>(call.like_arguments(next));
    return results<decltype(value), decltype(gradients)>{std::move(value), std::move(gradients)};
  }
};

/// Whether there are variables in values of type `Value`, not only tensors.
template <class Value>
inline constexpr bool holds_variables =
    !std::is_same_v<decltype(map_leaves(std::declval<Value const&>(), variables_to_tensors{})),
                    Value>;

/// Calls a transform with variables; gives tensors where it was called with tensors only.
template <class Self, class... Values>
auto call_at_run_time(Self const& self, Values const&... x) {
  return run_time_transform<Self>::template call<!(holds_variables<Values> || ...)>(
      self, map_leaves(x, tensors_to_variables{})...);
}

}  // namespace typegrad
