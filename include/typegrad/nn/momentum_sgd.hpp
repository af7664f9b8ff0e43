// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/nn/for_each_pair_of_leaves.hpp>
#include <typegrad/nn/setting.hpp>

namespace typegrad {

/// Gradient descent with momentum: v = momentum * v - learning_rate * g, p += v, in place.
/// The velocity v is a struct like the parameters, zero at the start.
///
///     tg::momentum_sgd<mlp<float>> optimizer{.learning_rate = 0.1};
///     optimizer.update(net, gradient);
///
/// With <typegrad/nn/dynamic_parameters.hpp>, `momentum_sgd<network>` takes a struct of
/// variables, or a list of them, as `adam` does.
///
/// source    Saito, "Deep Learning from Scratch 3", step 46; Sutskever et al. 2013
template <class Parameters>
struct momentum_sgd {
  using real = real_of<Parameters>;
  setting<real> learning_rate = 0.01;
  setting<real> momentum = 0.9;
  optimizer_memory<Parameters> velocity{};

  constexpr void update(Parameters& parameters, Parameters const& gradient) {
    begin_memory(velocity, parameters);
    move(parameters, velocity, gradient);
  }
  constexpr void update(Parameters& parameters) {
    auto&& list = learned_variables<Parameters>::of(parameters);
    velocity.resize(list.size());
    for_each_learned(list, [this](auto& p, auto const& g, std::size_t i) {
      begin_memory(velocity[i], p);
      move(p, velocity[i], g);
    });
  }

 private:
  template <class Program>
  constexpr void move(Program& parameters, Program& velocities, Program const& gradient) const {
    auto const accelerate = [this]<class Number>(Number* v, Number const* g, index_t n) {
      Number const rate = static_cast<Number>(real(learning_rate));
      Number const kept = static_cast<Number>(real(momentum));
      for (index_t i = 0; i < n; ++i) v[i] = kept * v[i] - rate * g[i];
    };
    auto const add = []<class Number>(Number* p, Number const* v, index_t n) {
      for (index_t i = 0; i < n; ++i) p[i] += v[i];
    };
    for_each_pair_of_leaves(velocities, gradient, accelerate);
    for_each_pair_of_leaves(parameters, velocities, add);
  }
};

template <class Parameters>
  requires(!std::is_arithmetic_v<Parameters>)
momentum_sgd(Parameters const&) -> momentum_sgd<Parameters>;  // where a setting says what is wrong

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
