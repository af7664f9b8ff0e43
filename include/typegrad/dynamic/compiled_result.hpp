// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/variable_part.hpp>
#include <typegrad/meta/holder.hpp>

namespace typegrad {

/// What a compiled function gives in place of variables: tensors, in the same order. `make` makes
/// room for them.
template <class Result>
struct compiled_result;
template <class Number>
struct compiled_result<variable<Number>> {
  using type = dynamic_tensor<Number>;
  static constexpr int count = 1;
  static type make(run_time_program const& program, int& next) {
    return type(program.output_shape(next++), uninitialized_t{});
  }
};
template <class Number>
struct compiled_result<variable_part<Number>> : compiled_result<variable<Number>> {};
template <Holder Result>
struct compiled_result<Result> {
  template <class Member>
  using count_of = std::integral_constant<int, compiled_result<Member>::count>;

  using type = typename holder<Result>::template with<compiled_result>;
  static constexpr int count = holder<Result>::template sum<count_of>;
  static type make(run_time_program const& program, int& next) {
    return holder<Result>::template make<type>([&]<class Member>(type_identity<Member>) {
      return compiled_result<Member>::make(program, next);
    });
  }
};

/// Visits the variables of such a result, or the tensors in their place.
void for_each_of_result(auto& y, auto const& use) {
  using type = std::remove_const_t<std::remove_reference_t<decltype(y)>>;
  if constexpr (Holder<type>)
    holder<type>::for_each(y, [&](auto& each) { for_each_of_result(each, use); });
  else use(y);
}

}  // namespace typegrad
