// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/math/root.hpp>
#include <typegrad/nn/for_each_pair_of_leaves.hpp>
#include <typegrad/nn/setting.hpp>

namespace typegrad {

/// AdaDelta, which needs no rate: s = rho s + (1 - rho) g^2,
/// d = g sqrt(u + epsilon) / sqrt(s + epsilon), u = rho u + (1 - rho) d^2, p -= learning_rate * d.
///
///     tg::adadelta<mlp<float>> optimizer;
///     optimizer.update(net, gradient);
///
/// With <typegrad/nn/dynamic_parameters.hpp>, `adadelta<network>` takes a struct of
/// variables, or a list of them, as `adam` does.
///
/// source    Zeiler 2012, algorithm 1; DeZero and PyTorch, `optim.Adadelta`
template <class Parameters>
struct adadelta {
  using real = real_of<Parameters>;
  setting<real> learning_rate = 1;
  setting<real> rho = 0.9;
  setting<real> epsilon = 1e-6;
  optimizer_memory<Parameters> squares{};  ///< s
  optimizer_memory<Parameters> steps{};    ///< u

  constexpr void update(Parameters& parameters, Parameters const& gradient) {
    begin_memory(squares, parameters);
    begin_memory(steps, parameters);
    move(parameters, squares, steps, gradient);
  }
  constexpr void update(Parameters& parameters) {
    auto&& list = learned_variables<Parameters>::of(parameters);
    squares.resize(list.size());
    steps.resize(list.size());
    for_each_learned(list, [this](auto& p, auto const& g, std::size_t i) {
      begin_memory(squares[i], p);
      begin_memory(steps[i], p);
      move(p, squares[i], steps[i], g);
    });
  }

 private:
  template <class Program>
  constexpr void move(Program& parameters, Program& of_gradient, Program& of_steps,
                      Program const& gradient) const {
    auto const average = [this]<class Number>(Number* s, Number const* g, index_t n) {
      Number const kept = static_cast<Number>(real(rho));
      for (index_t i = 0; i < n; ++i) s[i] = kept * s[i] + (1 - kept) * g[i] * g[i];
    };
    for_each_pair_of_leaves(of_gradient, gradient, average);
    Program step = of_steps;
    for_each_pair_of_leaves(step, of_gradient,
                            [this]<class Number>(Number* d, Number const* s, index_t n) {
                              Number const least = static_cast<Number>(real(epsilon));
                              for (index_t i = 0; i < n; ++i)
                                d[i] = math::sqrt((d[i] + least) / (s[i] + least));
                            });
    for_each_pair_of_leaves(step, gradient,
                            []<class Number>(Number* d, Number const* g, index_t n) {
                              for (index_t i = 0; i < n; ++i) d[i] *= g[i];
                            });
    for_each_pair_of_leaves(of_steps, step, average);
    for_each_pair_of_leaves(parameters, step,
                            [this]<class Number>(Number* p, Number const* d, index_t n) {
                              Number const rate = static_cast<Number>(real(learning_rate));
                              for (index_t i = 0; i < n; ++i) p[i] -= rate * d[i];
                            });
  }
};

template <class Parameters>
  requires(!std::is_arithmetic_v<Parameters>)
adadelta(Parameters const&) -> adadelta<Parameters>;  // where a setting says what is wrong

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
