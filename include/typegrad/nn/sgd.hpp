// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/nn/paired_leaves.hpp>
#include <typegrad/nn/setting.hpp>

#include <tuple>
#include <utility>

namespace typegrad {

/// Gradient descent: p -= learning_rate * g, in place, for every number in a struct of parameters.
///
///     tg::sgd{.learning_rate = 0.1}.update(net, gradient);
struct sgd {
  setting<double> learning_rate = 0.01;

  template <class Parameters>
  constexpr void update(Parameters& parameters, Parameters const& gradient) const {
    for_each_pair_of_leaves(parameters, gradient, [this]<class T>(T* p, T const* g, index_t n) {
      T const rate = static_cast<T>(static_cast<double>(learning_rate));
      for (index_t i = 0; i < n; ++i) p[i] -= rate * g[i];
    });
  }
  /// The same for what a layer's `params()` and `grads()` refer to.
  template <class... P>
  constexpr void update(std::tuple<P&...> parameters, std::tuple<P&...> gradients) const {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      (update(std::get<I>(parameters), std::get<I>(gradients)), ...);
    }(std::index_sequence_for<P...>{});
  }
  /// The same for a `std::vector` of variables with the gradients that `backward` gave them; those
  /// without are left alone. Needs <typegrad/nn/dynamic_parameters.hpp>.
  template <class Parameters>
  void update(Parameters& parameters) const {
    for_each_learned(parameters, [this](auto& p, auto const& g, auto) { this->update(p, g); });
  }
};

}  // namespace typegrad
