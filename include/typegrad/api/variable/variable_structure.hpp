// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/tracing.hpp>
#include <typegrad/dynamic/dynamic_tensor_front.hpp>

#include <tuple>
#include <vector>

namespace typegrad {

// Arguments and results of functions of variables: one, or a `std::array`, `std::vector`,
// `std::tuple`, `results` or a plain struct that is a template over its scalar,
// `layer<variable<double>>`, of such.

template <class X>
struct with_other_leaves;

/// `x` with `change(leaf)` in the place of each leaf, in order.
template <class X, class Change>
auto map_leaves(X const& x, Change&& change) {
  return with_other_leaves<X>::map(x, change);
}

/// A leaf: what has no members of its own.
template <class X>
struct with_other_leaves {
  template <class Change>
  static auto map(X const& x, Change& change) {
    return change(x);
  }
};
template <class X>
struct with_other_leaves<std::vector<X>> {
  template <class Change>
  static auto map(std::vector<X> const& x, Change& change) {
    std::vector<decltype(map_leaves(x[0], change))> changed;
    changed.reserve(x.size());
    for (X const& each : x) changed.push_back(map_leaves(each, change));
    return changed;
  }
};
template <class... X>
struct with_other_leaves<std::tuple<X...>> {
  template <class Change>
  static auto map(std::tuple<X...> const& x, Change& change) {
    return std::apply(
        [&](X const&... each) {
          return std::tuple<decltype(map_leaves(each, change))...>{map_leaves(each, change)...};
        },
        x);
  }
};
template <class X, std::size_t N>
struct with_other_leaves<std::array<X, N>> {
  template <class Change>
  static auto map(std::array<X, N> const& x, Change& change) {
    return std::apply(
        [&](auto const&... each) {
          return std::array<decltype(map_leaves(x[0], change)), N>{map_leaves(each, change)...};
        },
        x);
  }
};
template <class... X>
struct with_other_leaves<results<X...>> {
  template <class Change>
  static auto map(results<X...> const& x, Change& change) {
    return with_fields(x, [&](X const&... each) {
      return results<decltype(map_leaves(each, change))...>{map_leaves(each, change)...};
    });
  }
};
/// A struct over `variable<T>` becomes one over what a variable becomes.
template <PlainStruct X>
  requires TemplateOverScalar<X>
struct with_other_leaves<X> {
  template <class Change>
  static auto map(X const& x, Change& change) {
    using scalar = decltype(change(std::declval<typename scalar_parameter<X>::scalar const&>()));
    using changed = typename scalar_parameter<X>::template with<scalar>;
    return with_fields(x,
                       [&](auto const&... each) { return changed{map_leaves(each, change)...}; });
  }
};

/// Whether there are variables, or tensors whose rank is known only at run time, in values of type
/// `X`: `api/variable_transforms.hpp` takes them.
template <class T>
inline constexpr bool is_run_time_value<variable<T>> = true;
template <class T>
inline constexpr bool is_run_time_value<dynamic_tensor<T>> = true;
template <class X>
inline constexpr bool is_run_time_value<std::vector<X>> = is_run_time_value<X>;
template <class X, std::size_t N>
inline constexpr bool is_run_time_value<std::array<X, N>> = is_run_time_value<X>;
template <class... X>
inline constexpr bool is_run_time_value<std::tuple<X...>> = (is_run_time_value<X> || ...);
template <PlainStruct X>
  requires TemplateOverScalar<X>
inline constexpr bool is_run_time_value<X> =
    is_run_time_value<typename scalar_parameter<X>::scalar>;

// The leaves of such values, `for_each_leaf(x, use)`. No transform traces them.
template <class X>
struct run_time_leaf {
  using traced_type = X;
  template <class Graph>
  using traced_in = X;
  using plain_type = X;
  static void for_each_leaf(auto& x, auto&& use) { use(x); }
};
template <class T>
struct structure<variable<T>> : run_time_leaf<variable<T>> {};
template <class T>
struct structure<dynamic_tensor<T>> : run_time_leaf<dynamic_tensor<T>> {};
template <class X>
struct structure<std::vector<X>> : run_time_leaf<std::vector<X>> {
  static void for_each_leaf(auto& x, auto&& use) {
    for (auto& each : x) structure<X>::for_each_leaf(each, use);
  }
};

template <class X>
struct run_time_scalar {
  using graph_type = void;
  using traced_scalar = X;
  template <class Graph>
  using traced_in = X;
  using plain_scalar = X;
};
template <class T>
struct other_scalar<variable<T>> : run_time_scalar<variable<T>> {};
template <class T>
struct other_scalar<dynamic_tensor<T>> : run_time_scalar<dynamic_tensor<T>> {};

}  // namespace typegrad
