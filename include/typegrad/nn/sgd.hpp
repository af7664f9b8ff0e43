// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/nn/for_each_pair_of_leaves.hpp>
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
    for_each_pair_of_leaves(
        parameters, gradient, [this]<class Number>(Number* p, Number const* g, index_t n) {
          Number const rate = static_cast<Number>(static_cast<double>(learning_rate));
          for (index_t i = 0; i < n; ++i) p[i] -= rate * g[i];
        });
  }
  /// The same for what a layer's `params()` and `grads()` refer to.
  template <class... Programs>
  constexpr void update(std::tuple<Programs&...> parameters,
                        std::tuple<Programs&...> gradients) const {
    [&]<std::size_t... Index>(std::index_sequence<Index...>) {
      (update(std::get<Index>(parameters), std::get<Index>(gradients)), ...);
    }(std::index_sequence_for<Programs...>{});
  }
  /// The same for a struct of variables, or a list of them, with the gradients that `backward` gave
  /// them; those without are left alone. Needs <typegrad/nn/dynamic_parameters.hpp>.
  template <class Parameters>
  void update(Parameters& parameters) const {
    auto&& list = learned_variables<Parameters>::of(parameters);
    for_each_learned(list, [this](auto& p, auto const& g, auto) { this->update(p, g); });
  }
};

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
