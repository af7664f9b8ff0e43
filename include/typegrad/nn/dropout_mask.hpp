// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/nn/random_numbers.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/tensor/tensor.hpp>

namespace typegrad {

/// Fills x with 0, at the rate `rate`, and with 1 / (1 - rate) elsewhere: `x * mask` keeps the
/// mean. The numbers follow from the seed, so a run can be repeated.
template <class Tensor>
constexpr void draw_dropout(Tensor& mask, random_numbers& random, double rate) {
  using number = std::remove_cvref_t<decltype(*mask.data())>;
  number const kept = static_cast<number>(1 / (1 - rate));
  for (number* element = mask.data(); element != mask.data() + mask.size(); ++element)
    *element = random.uniform() < rate ? number{0} : kept;
}

/// A mask for dropout, an argument of a traced function: what is drawn within a function would be
/// drawn once, while it is traced.
///
///     auto const mask = tg::dropout_mask<float, 50, 32>(random, 0.5);
///     tg::value_and_grad(loss)(net, images, labels, mask);     // in it: hidden * mask
///
/// source    Saito, "Deep Learning from Scratch 3", step 54 (inverted dropout); Srivastava et al.
///           2014
template <class Number, index_t... Extents>
constexpr tensor<Number, Extents...> dropout_mask(random_numbers& random, double rate) {
  tensor<Number, Extents...> mask;
  draw_dropout(mask, random, rate);
  return mask;
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
