// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/math/root.hpp>
#include <typegrad/nn/for_each_pair_of_leaves.hpp>
#include <typegrad/nn/setting.hpp>

namespace typegrad {

/// Adam, in the form of the paper's algorithm 1: with t updates made,
/// m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2,
/// p -= learning_rate * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon).
///
/// DeZero and section 2 of the paper add epsilon to the uncorrected sqrt(v): the same but for the
/// first updates of parameters whose gradient is about as small as epsilon. With
/// <typegrad/nn/dynamic_parameters.hpp>, `adam<network>` takes a struct of
/// variables, or a list of them, with the gradients that `backward` gave them, `update(model)`;
/// those without are left alone.
///
/// source    Kingma and Ba 2015, "Adam: a method for stochastic optimization"; AdamW: Loshchilov
///           and Hutter 2019, "Decoupled weight decay regularization"
template <class Parameters>
struct adam {
  using real = real_of<Parameters>;
  setting<real> learning_rate = 0.001;
  setting<real> beta1 = 0.9;
  setting<real> beta2 = 0.999;
  setting<real> epsilon = 1e-8;
  setting<real> weight_decay = 0;         ///< AdamW: p -= learning_rate * weight_decay * p, first
  optimizer_memory<Parameters> mean{};    ///< m
  optimizer_memory<Parameters> square{};  ///< v
  real beta1_power = 1;                   ///< beta1^t
  real beta2_power = 1;                   ///< beta2^t

  constexpr void update(Parameters& parameters, Parameters const& gradient) {
    begin_memory(mean, parameters);
    begin_memory(square, parameters);
    count_update();
    move(parameters, mean, square, gradient);
  }
  constexpr void update(Parameters& parameters) {
    auto&& list = learned_variables<Parameters>::of(parameters);
    mean.resize(list.size());
    square.resize(list.size());
    count_update();
    for_each_learned(list, [this](auto& p, auto const& g, std::size_t i) {
      begin_memory(mean[i], p);
      begin_memory(square[i], p);
      move(p, mean[i], square[i], g);
    });
  }

 private:
  constexpr void count_update() {
    beta1_power *= beta1;
    beta2_power *= beta2;
  }
  template <class Program>
  constexpr void move(Program& parameters, Program& means, Program& squares,
                      Program const& gradient) const {
    for_each_pair_of_leaves(means, gradient,
                            [this]<class Number>(Number* m, Number const* g, index_t n) {
                              Number const share = static_cast<Number>(1 - beta1);
                              for (index_t i = 0; i < n; ++i) m[i] += share * (g[i] - m[i]);
                            });
    for_each_pair_of_leaves(squares, gradient,
                            [this]<class Number>(Number* v, Number const* g, index_t n) {
                              Number const share = static_cast<Number>(1 - beta2);
                              for (index_t i = 0; i < n; ++i) v[i] += share * (g[i] * g[i] - v[i]);
                            });
    Program step = squares;
    for_each_pair_of_leaves(
        step, means, [this]<class Number>(Number* s, Number const* m, index_t n) {
          Number const mean_scale = static_cast<Number>(learning_rate / (1 - beta1_power));
          Number const square_scale = static_cast<Number>(1 / (1 - beta2_power));
          Number const least = static_cast<Number>(real(epsilon));
          for (index_t i = 0; i < n; ++i)
            s[i] = mean_scale * m[i] / (math::sqrt(square_scale * s[i]) + least);
        });
    for_each_pair_of_leaves(
        parameters, step, [this]<class Number>(Number* p, Number const* s, index_t n) {
          Number const kept = static_cast<Number>(1 - learning_rate * weight_decay);
          for (index_t i = 0; i < n; ++i) p[i] = kept * p[i] - s[i];
        });
  }
};

template <class Parameters>
  requires(!std::is_arithmetic_v<Parameters>)
adam(Parameters const&) -> adam<Parameters>;  // where a setting says what is wrong

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
