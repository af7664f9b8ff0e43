// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/variable_front.hpp>
#include <typegrad/meta/fields.hpp>
#include <typegrad/meta/results.hpp>

#include <tuple>

namespace typegrad {

/// What a compiled function gives in place of variables: tensors, in the same order. `make` makes
/// room for them; `for_each` visits the variables of the one or the tensors of the other.
template <class Result>
struct compiled_result;
template <class Number>
struct compiled_result<variable<Number>> {
  using type = dynamic_tensor<Number>;
  static constexpr int count = 1;
  static type make(run_time_program const& program, int& next) {
    return type(program.output_shape(next++), uninitialized_t{});
  }
  static void for_each(auto& y, auto const& use) { use(y); }
};
template <class... Results>
struct compiled_result<results<Results...>> {
  using type = results<typename compiled_result<Results>::type...>;
  static constexpr int count = (compiled_result<Results>::count + ... + 0);
  static type make(run_time_program const& program, int& next) {
    return type{compiled_result<Results>::make(program, next)...};
  }
  static void for_each(auto& y, auto const& use) {
    with_fields(y, [&](auto&... each) { (compiled_result<Results>::for_each(each, use), ...); });
  }
};
template <class... Results>
struct compiled_result<std::tuple<Results...>> {
  using type = std::tuple<typename compiled_result<Results>::type...>;
  static constexpr int count = (compiled_result<Results>::count + ... + 0);
  static type make(run_time_program const& program, int& next) {
    return type{compiled_result<Results>::make(program, next)...};
  }
  static void for_each(auto& y, auto const& use) {
    std::apply([&](auto&... each) { (compiled_result<Results>::for_each(each, use), ...); }, y);
  }
};

}  // namespace typegrad
