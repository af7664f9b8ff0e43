// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/named_call.hpp>

namespace typegrad {

/// One number or one tensor.
template <class Value>
concept TracedLeaf =
    requires { typename operand_traits<Value>::scalar; } && !lies_transposed<Value>;

template <class Number, class From, class Axes>
struct tensor_over_both;
template <class Number, class From, std::size_t... Others>
struct tensor_over_both<Number, From, std::index_sequence<Others...>> {
  template <class Of, std::size_t... Attributes>
  static auto type_of(std::index_sequence<Attributes...>) {
    if constexpr (sizeof...(Attributes) + sizeof...(Others) == 0) return type_identity<Number>{};
    else
      return type_identity<tensor<Number, From::extents[Others]..., Of::extents[Attributes]...>>{};
  }
};

template <class Value>
using axes_of_leaf =
    std::make_index_sequence<static_cast<std::size_t>(operand_traits<Value>::extents.rank)>;

template <class Result, class Value>
constexpr auto leaf_jacobian() {
  using from = operand_traits<Result>;
  using of = operand_traits<Value>;
  using number = traced<typename of::scalar, typename of::graph_type>;
  return decltype(tensor_over_both<number, from, axes_of_leaf<Result>>::template type_of<of>(
      axes_of_leaf<Value>{})){};
}

/// How many numbers `Result` has in all.
template <class Result>
constexpr int count_elements() {
  int count = 0;
  Result const y{};
  for_each_leaf(y, [&](auto const& leaf) {
    count += static_cast<int>(operand_traits<std::remove_cvref_t<decltype(leaf)>>::extents.size());
  });
  return count;
}

/// `jacobian_type` of what is no array and no `results`.
template <class Result, class... Values>
struct jacobian_of_one {
  using type = results<typename jacobian_of_one<Result, Values>::type...>;
};
template <class Result, class Value>
struct jacobian_of_one<Result, Value> {
  using type = std::array<Value, static_cast<std::size_t>(count_elements<Result>())>;
};
template <TracedLeaf Result, TracedLeaf Value>
  requires(operand_traits<Result>::extents.rank > 0)
struct jacobian_of_one<Result, Value> : decltype(leaf_jacobian<Result, Value>()) {};
template <TracedLeaf Result, class Value>
  requires(operand_traits<Result>::extents.rank == 0)
struct jacobian_of_one<Result, Value> {
  using type = Value;
};

/// The type of the derivative of a result `Result` with respect to the arguments `Values...`, all
/// traced types.
///
/// leaf by leaf      a tensor of shape (result's axes..., argument's axes...); numbers have no axes
/// struct or array argument   one of the same type for each number of the result, in row-major
///                            order
/// several arguments          `results` of what each gives
/// array or `results`         the same of what each member gives
/// another struct as result   one derivative for each of its numbers, in order of declaration
template <class Result, class... Values>
struct jacobian_type : jacobian_of_one<Result, Values...> {};
template <Holder Result, class... Values>
struct jacobian_type<Result, Values...> {
  template <class Member>
  using of_member = jacobian_type<Member, Values...>;
  using type = typename holder<Result>::template with<of_member>;
};

}  // namespace typegrad
