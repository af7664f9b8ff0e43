// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/nn/paired_leaves.hpp>
#include <typegrad/nn/setting.hpp>

namespace typegrad {

/// Gradient descent with momentum: v = momentum * v - learning_rate * g, p += v, in place.
/// The velocity v is a struct like the parameters, zero at the start.
///
///     tg::momentum_sgd<mlp<float>> optimizer{.learning_rate = 0.1};
///     optimizer.update(net, gradient);
///
/// source    Saito, "Deep Learning from Scratch 3", step 46; Sutskever et al. 2013
template <class Parameters>
struct momentum_sgd {
  using real = real_of<Parameters>;
  setting<real> learning_rate = 0.01;
  setting<real> momentum = 0.9;
  Parameters velocity{};

  constexpr void update(Parameters& parameters, Parameters const& gradient) {
    auto const accelerate = [this]<class T>(T* v, T const* g, index_t n) {
      T const rate = static_cast<T>(real(learning_rate));
      T const kept = static_cast<T>(real(momentum));
      for (index_t i = 0; i < n; ++i) v[i] = kept * v[i] - rate * g[i];
    };
    auto const move = []<class T>(T* p, T const* v, index_t n) {
      for (index_t i = 0; i < n; ++i) p[i] += v[i];
    };
    for_each_pair_of_leaves(velocity, gradient, accelerate);
    for_each_pair_of_leaves(parameters, velocity, move);
  }
};

}  // namespace typegrad
