// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/named_call.hpp>

namespace typegrad {

/// One number or one tensor.
template <class X>
concept TracedLeaf = requires { typename operand_traits<X>::scalar; } && !lies_transposed<X>;

template <class Number, class From, class Axes>
struct tensor_over_both;
template <class Number, class From, std::size_t... B>
struct tensor_over_both<Number, From, std::index_sequence<B...>> {
  template <class Of, std::size_t... A>
  static auto type_of(std::index_sequence<A...>) {
    if constexpr (sizeof...(A) + sizeof...(B) == 0) return type_identity<Number>{};
    else return type_identity<tensor<Number, From::extents[B]..., Of::extents[A]...>>{};
  }
};

template <class X>
using axes_of_leaf =
    std::make_index_sequence<static_cast<std::size_t>(operand_traits<X>::extents.rank)>;

template <class Y, class X>
constexpr auto leaf_jacobian() {
  using from = operand_traits<Y>;
  using of = operand_traits<X>;
  using number = traced<typename of::scalar, typename of::graph_type>;
  return decltype(tensor_over_both<number, from, axes_of_leaf<Y>>::template type_of<of>(
      axes_of_leaf<X>{})){};
}

/// How many numbers `Y` has in all.
template <class Y>
constexpr int count_elements() {
  int count = 0;
  Y const y{};
  for_each_leaf(y, [&](auto const& leaf) {
    count += static_cast<int>(operand_traits<std::remove_cvref_t<decltype(leaf)>>::extents.size());
  });
  return count;
}

/// The type of the derivative of a result `Y` with respect to the arguments `X...`, all traced
/// types.
///
/// leaf by leaf      a tensor of shape (result's axes..., argument's axes...); numbers have no axes
/// struct or array argument   one of the same type for each number of the result, in row-major
///                            order
/// several arguments          `results` of what each gives
/// array or `results`         the same of what each member gives
/// another struct as result   one derivative for each of its numbers, in order of declaration
template <class Y, class... X>
struct jacobian_type {
  using type = results<typename jacobian_type<Y, X>::type...>;
};
template <class Y, class X>
struct jacobian_type<Y, X> {
  using type = std::array<X, static_cast<std::size_t>(count_elements<Y>())>;
};
template <TracedLeaf Y, TracedLeaf X>
  requires(operand_traits<Y>::extents.rank > 0)
struct jacobian_type<Y, X> : decltype(leaf_jacobian<Y, X>()) {};
template <TracedLeaf Y, class X>
  requires(operand_traits<Y>::extents.rank == 0)
struct jacobian_type<Y, X> {
  using type = X;
};
template <class Y, std::size_t N, class... X>
struct jacobian_type<std::array<Y, N>, X...> {
  using type = std::array<typename jacobian_type<Y, X...>::type, N>;
};
template <class Y, std::size_t N, class X>
struct jacobian_type<std::array<Y, N>, X> {
  using type = std::array<typename jacobian_type<Y, X>::type, N>;
};
template <class... Y, class... X>
struct jacobian_type<results<Y...>, X...> {
  using type = results<typename jacobian_type<Y, X...>::type...>;
};
template <class... Y, class X>
struct jacobian_type<results<Y...>, X> {
  using type = results<typename jacobian_type<Y, X>::type...>;
};

}  // namespace typegrad
