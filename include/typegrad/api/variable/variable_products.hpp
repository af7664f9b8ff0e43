// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/transform/vjp.hpp>
#include <typegrad/api/variable/variable_transforms.hpp>

namespace typegrad {

// `jvp`, `vjp` and `hvp` of functions of variables and dynamic tensors.

/// The nodes of derivatives that a call is given, `Call::words()` says as what: one for each of
/// `values`, of its shape. Numbers are taken for derivatives of numbers.
template <class Call, class... Directions>
growing_array<node_pointer> given_derivatives(growing_array<node_pointer> const& values,
                                              Directions const&... derivatives) {
  growing_array<node_pointer> nodes;
  auto const add = [&](auto const& leaf) {
    using leaf_type = std::remove_cvref_t<decltype(leaf)>;
    if constexpr (is_run_time_variable<leaf_type>) nodes.push_back(leaf.node());
    else if constexpr (Scalar<leaf_type>)
      nodes.push_back(make_any_number(scalar_type_of<leaf_type>, leaf));
    return leaf;
  };
  (map_leaves(derivatives, add), ...);
  if (nodes.size() != values.size())
    throw shape_error(sentence{}
                          .add(Call::words())
                          .add(": ")
                          .add_number(nodes.size())
                          .add(" values are given for ")
                          .add_number(values.size())
                          .text);
  for (int i = 0; i < values.size(); ++i) {
    shape const both[] = {nodes[i]->extents, values[i]->extents};
    if (!(both[0] == both[1]))
      throw shape_error(
          words_of_mistake(Call::words(), "a must have the extents of b", {both, 2}).text);
  }
  return nodes;
}

/// Value and tangent of a call: the arguments, then the tangents of those at `Wrt`.
template <class Function, class Wrt, class Arguments, class Tangents>
struct variable_tangents;
template <class Function, class Wrt, std::size_t... Index, std::size_t... Each>
struct variable_tangents<Function, Wrt, std::index_sequence<Index...>,
                         std::index_sequence<Each...>> {
  template <bool Tensors, class All>
  static auto value_and_tangent(Function const& f, All const& all) {
    named_variables_of<Function, Wrt, std::tuple_element_t<Index, All>...> const call(
        f, std::get<Index>(all)...);
    growing_array<node_pointer> const made =
        push_values(call.outputs, call.names,
                    given_derivatives<tangent_of_argument>(
                        call.names, std::get<sizeof...(Index) + Each>(all)...),
                    use_of_derivatives<Tensors>());
    evaluate_together(call.outputs, made);
    node_pointer const* next = made.data();
    using value_type = std::remove_cvref_t<decltype(call.value)>;
    return results<value_type, value_type>{call.value, like_values(call.value, next)};
  }
};
template <bool Tensors, class Function, class Wrt, class... Values>
auto value_and_tangent_of_variables(Function const& f, Values const&... x) {
  constexpr auto tangents = static_cast<std::size_t>(
      tangent_trace<Function, Wrt>::template tangent_count<sizeof...(Values)>(Wrt{}));
  return variable_tangents<Function, Wrt, std::make_index_sequence<sizeof...(Values) - tangents>,
                           std::make_index_sequence<tangents>>::
      template value_and_tangent<Tensors>(f, std::tuple<Values...>{x...});
}

template <class Function, class Wrt>
struct run_time_transform<value_and_tangent_of<Function, Wrt>> {
  template <bool Tensors, class Transform, class... Values>
  static auto call(Transform const& transform, Values const&... x) {
    return as_called<Tensors>(
        value_and_tangent_of_variables<Tensors, Function, Wrt>(transform.f, x...));
  }
};
template <class Function, class Wrt>
struct run_time_transform<hessian_vector_product_of<Function, Wrt>> {
  template <bool Tensors, class Transform, class... Values>
  static auto call(Transform const& transform, Values const&... x) {
    return as_called<Tensors>(
        value_and_tangent_of_variables<Tensors, gradient_of<Function, Wrt>, Wrt>(
            gradient_of<Function, Wrt>{{}, transform.f}, x...)
            .second);
  }
};

/// Gives the adjoints of the arguments at the point that it holds, whatever the variables are set
/// to later.
template <bool Tensors, class Call>
struct pullback_of_variables {
  Call call;

  /// The adjoints for a seed that has the shape of the result.
  ///
  /// errors    another shape
  template <class... Seed>
  auto operator()(Seed const&... seed) const {
    growing_array<node_pointer> const seeds = given_derivatives<seed_of_result>(
        call.outputs, map_leaves(seed, tensors_to_variables{})...);
    constexpr bool numbers = Tensors && !(holds_variables<Seed> || ...);
    return made<numbers>(
        pull_values(call.outputs, call.names, seeds, use_of_derivatives<numbers>()));
  }
  /// The adjoints for a seed of ones: the derivatives of the sum of the result.
  auto operator()() const {
    return made<Tensors>(pull_values(call.outputs, call.names, {}, use_of_derivatives<Tensors>()));
  }

 private:
  template <bool AsTensors>
  auto made(growing_array<node_pointer> const& adjoints) const {
    evaluate_together(adjoints, {});
    node_pointer const* next = adjoints.data();
    return as_called<AsTensors>(call.like_arguments(next));
  }
};
template <class Function, class Wrt>
struct run_time_transform<vjp_of<Function, Wrt>> {
  template <bool Tensors, class Transform, class... Values>
  static auto call(Transform const& transform, Values const&... x) {
    using named = named_variables_of<Function, Wrt, Values...>;
    named call(transform.f, x...);
    auto value = as_called<Tensors>(call.value);
    return value_and_pullback<decltype(value), pullback_of_variables<Tensors, named>>{
        std::move(value), {std::move(call)}};
  }
};

}  // namespace typegrad
