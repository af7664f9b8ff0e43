// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/variable_front.hpp>
#include <typegrad/meta/fields.hpp>
#include <typegrad/meta/results.hpp>

#include <tuple>

namespace typegrad {

/// What a compiled function gives in place of variables: tensors, in the same order. `make` makes
/// room for them, `point` tells where it is.
template <class Result>
struct compiled_result;
template <class Number>
struct compiled_result<variable<Number>> {
  using type = dynamic_tensor<Number>;
  static constexpr int count = 1;
  static void append(variable<Number> const& y, growing_array<node_pointer>& nodes) {
    nodes.push_back(y.node());
  }
  static type make(run_time_program const& program, int& next) {
    return type(program.output_shape(next++), uninitialized_t{});
  }
  static void point(type& y, void**& next) { *next++ = y.data(); }
};
template <class... Results>
struct compiled_result<results<Results...>> {
  using type = results<typename compiled_result<Results>::type...>;
  static constexpr int count = (compiled_result<Results>::count + ... + 0);
  static void append(results<Results...> const& y, growing_array<node_pointer>& nodes) {
    with_fields(y, [&](auto const&... each) {
      (compiled_result<std::remove_cvref_t<decltype(each)>>::append(each, nodes), ...);
    });
  }
  static type make(run_time_program const& program, int& next) {
    return type{compiled_result<Results>::make(program, next)...};
  }
  static void point(type& y, void**& next) {
    with_fields(y, [&](auto&... each) { (compiled_result<Results>::point(each, next), ...); });
  }
};
template <class... Results>
struct compiled_result<std::tuple<Results...>> {
  using type = std::tuple<typename compiled_result<Results>::type...>;
  static constexpr int count = (compiled_result<Results>::count + ... + 0);
  static void append(std::tuple<Results...> const& y, growing_array<node_pointer>& nodes) {
    std::apply([&](auto const&... each) { (compiled_result<Results>::append(each, nodes), ...); },
               y);
  }
  static type make(run_time_program const& program, int& next) {
    return type{compiled_result<Results>::make(program, next)...};
  }
  static void point(type& y, void**& next) {
    std::apply([&](auto&... each) { (compiled_result<Results>::point(each, next), ...); }, y);
  }
};

}  // namespace typegrad
