// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/tracing.hpp>
#include <typegrad/dynamic/dynamic_tensor_front.hpp>

#include <vector>

namespace typegrad {

// Arguments and results of functions of variables: one, or a `std::array`, `std::vector`,
// `std::tuple`, `results` or a plain struct that is a template over its scalar,
// `layer<variable<double>>`, of such.

template <class Value>
struct with_other_leaves;

/// `x` with `change(leaf)` in the place of each leaf, in order.
template <class Value, class Change>
auto map_leaves(Value const& x, Change&& change) {
  return with_other_leaves<Value>::map(x, change);
}

/// A leaf: what has no members of its own.
template <class Value>
struct with_other_leaves {
  static auto map(Value const& x, auto& change) { return change(x); }
};
template <class Value>
struct with_other_leaves<std::vector<Value>> {
  static auto map(std::vector<Value> const& x, auto& change) {
    std::vector<decltype(map_leaves(x[0], change))> changed;
    changed.reserve(x.size());
    for (Value const& each : x) changed.push_back(map_leaves(each, change));
    return changed;
  }
};
template <Holder Value>
struct with_other_leaves<Value> {
  static auto map(Value const& x, auto& change) {
    return holder<Value>::map(x, [&](auto const& each) { return map_leaves(each, change); });
  }
};
/// A struct over `variable<T>` becomes one over what a variable becomes.
template <PlainStruct Value>
  requires TemplateOverScalar<Value>
struct with_other_leaves<Value> {
  static auto map(Value const& x, auto& change) {
    using scalar =
        decltype(change(std::declval<typename scalar_parameter<Value>::scalar const&>()));
    using changed = typename scalar_parameter<Value>::template with<scalar>;
    return with_fields(x,
                       [&](auto const&... each) { return changed{map_leaves(each, change)...}; });
  }
};

/// Whether there are variables, or tensors whose rank is known only at run time, in values of type
/// `Value`: `api/variable_transforms.hpp` takes them.
template <class Number>
inline constexpr bool is_run_time_value<variable<Number>> = true;
template <class Number>
inline constexpr bool is_run_time_value<variable_part<Number>> = true;
template <class Number>
inline constexpr bool is_run_time_value<dynamic_tensor<Number>> = true;
template <class Value>
inline constexpr bool is_run_time_value<std::vector<Value>> = is_run_time_value<Value>;
template <class... Members>
using are_run_time_values = std::bool_constant<(is_run_time_value<Members> || ...)>;
template <Holder Value>
inline constexpr bool is_run_time_value<Value> =
    holder<Value>::template members<are_run_time_values>::value;
template <PlainStruct Value>
  requires TemplateOverScalar<Value>
inline constexpr bool is_run_time_value<Value> =
    is_run_time_value<typename scalar_parameter<Value>::scalar>;

// The leaves of such values, `for_each_leaf(x, use)`. No transform traces them.
template <class Value>
struct run_time_leaf {
  using graph_type = void;
  using traced_type = Value;
  template <class Graph>
  using traced_in = Value;
  using plain_type = Value;
  static void for_each_leaf(auto& x, auto&& use) { use(x); }
};
template <class Number>
struct structure<variable<Number>> : run_time_leaf<variable<Number>> {};
template <class Number>
struct structure<variable_part<Number>> : run_time_leaf<variable_part<Number>> {};
template <class Number>
struct structure<dynamic_tensor<Number>> : run_time_leaf<dynamic_tensor<Number>> {};
template <class Value>
struct structure<std::vector<Value>> : run_time_leaf<std::vector<Value>> {
  static void for_each_leaf(auto& x, auto&& use) {
    for (auto& each : x) structure<Value>::for_each_leaf(each, use);
  }
};

template <class Number>
struct other_scalar<variable<Number>> : run_time_leaf<variable<Number>> {};
template <class Number>
struct other_scalar<dynamic_tensor<Number>> : run_time_leaf<dynamic_tensor<Number>> {};

}  // namespace typegrad
