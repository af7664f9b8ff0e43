// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/nn/random_numbers.hpp>
#include <typegrad/trace/structure.hpp>

namespace typegrad {

/// A tensor of normal random numbers with mean 0 and standard deviation `scale`.
template <class Number, index_t... Extents>
constexpr tensor<Number, Extents...> normal(random_numbers& random, double scale = 1) {
  tensor<Number, Extents...> x;
  for (Number& element : x) element = static_cast<Number>(scale * random.normal());
  return x;
}

/// A tensor of random numbers in [0, 1).
template <class Number, index_t... Extents>
constexpr tensor<Number, Extents...> uniform(random_numbers& random) {
  tensor<Number, Extents...> x;
  for (Number& element : x) element = static_cast<Number>(random.uniform());
  return x;
}

/// Starting values for every parameter in a struct: a weight, a tensor of two axes or more, becomes
/// normal with variance 1 / its first extent (the inputs of a layer x w); offsets and numbers
/// become zero.
///
/// source    LeCun, Bottou, Orr and Mueller 1998, "Efficient BackProp", section 4.6
template <class Parameters>
constexpr void initialize(Parameters& parameters, random_numbers& random) {
  for_each_leaf(parameters, [&](auto& leaf) {
    using leaf_type = std::remove_cvref_t<decltype(leaf)>;
    constexpr shape extents = typed_operand<leaf_type>::extents;
    if constexpr (extents.rank < 2) {
      leaf = leaf_type{};
    } else {
      double const scale = math::constant::sqrt(1.0 / static_cast<double>(extents.extents[0]));
      for (auto& element : leaf)
        element = static_cast<std::remove_cvref_t<decltype(element)>>(scale * random.normal());
    }
  });
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
