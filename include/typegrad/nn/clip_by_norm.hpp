// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/math/root.hpp>
#include <typegrad/nn/for_each_pair_of_leaves.hpp>
#include <typegrad/nn/setting.hpp>

namespace typegrad {

/// Scales a gradient, a struct or a tensor, so that the root of the sum of all its squares is at
/// most `most`; gives what it was before. NaN stays NaN.
///
///     tg::clip_by_norm(gradient, 1.0);
///     optimizer.update(net, gradient);
///
/// Of variables, `clip_by_norm(parameters, 1.0)`, it scales the gradients that `backward` gave
/// them.
///
/// source    Pascanu, Mikolov and Bengio 2013; PyTorch, `utils.clip_grad_norm_`, without the 1e-6
///           that it adds to the norm
template <class Gradient>
constexpr double clip_by_norm(Gradient& gradient, setting<double> most) {
  double squares = 0;
  for_each_pair_of_leaves(gradient, gradient,
                          [&]<class Number>(Number* g, Number const*, index_t n) {
                            for (index_t i = 0; i < n; ++i)
                              squares += static_cast<double>(g[i]) * static_cast<double>(g[i]);
                          });
  double const norm = math::sqrt(squares);
  if (norm > most)
    for_each_pair_of_leaves(gradient, gradient,
                            [&]<class Number>(Number* g, Number const*, index_t n) {
                              Number const scale = static_cast<Number>(most / norm);
                              for (index_t i = 0; i < n; ++i) g[i] *= scale;
                            });
  return norm;
}

/// Adds the gradient of rate / 2 times the sum of all squares of the parameters: g += rate * p,
/// which pulls them towards zero. (What AdamW does instead: `adam{.weight_decay = rate}`.)
///
/// source    Saito, "Deep Learning from Scratch 3", `WeightDecay`
template <class Parameters>
constexpr void add_weight_decay(Parameters const& parameters, Parameters& gradient,
                                setting<double> rate) {
  for_each_pair_of_leaves(gradient, parameters,
                          [&]<class Number>(Number* g, Number const* p, index_t n) {
                            Number const share = static_cast<Number>(static_cast<double>(rate));
                            for (index_t i = 0; i < n; ++i) g[i] += share * p[i];
                          });
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
