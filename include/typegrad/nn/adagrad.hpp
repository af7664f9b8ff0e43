// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/math/root.hpp>
#include <typegrad/nn/for_each_pair_of_leaves.hpp>
#include <typegrad/nn/setting.hpp>

namespace typegrad {

/// AdaGrad: h += g^2, p -= learning_rate * g / (sqrt(h) + epsilon), element by element, in place.
///
///     tg::adagrad<mlp<float>> optimizer{.learning_rate = 0.01};
///     optimizer.update(net, gradient);
///
/// With <typegrad/nn/dynamic_parameters.hpp>, `adagrad<network>` takes a struct of
/// variables, or a list of them, as `adam` does.
///
/// source    Duchi, Hazan and Singer 2011; PyTorch, `optim.Adagrad`
template <class Parameters>
struct adagrad {
  using real = real_of<Parameters>;
  setting<real> learning_rate = 0.01;
  setting<real> epsilon = 1e-8;
  optimizer_memory<Parameters> squares{};  ///< h

  constexpr void update(Parameters& parameters, Parameters const& gradient) {
    begin_memory(squares, parameters);
    move(parameters, squares, gradient);
  }
  constexpr void update(Parameters& parameters) {
    auto&& list = learned_variables<Parameters>::of(parameters);
    squares.resize(list.size());
    for_each_learned(list, [this](auto& p, auto const& g, std::size_t i) {
      begin_memory(squares[i], p);
      move(p, squares[i], g);
    });
  }

 private:
  template <class Program>
  constexpr void move(Program& parameters, Program& sums, Program const& gradient) const {
    Program step = sums;
    for_each_pair_of_leaves(sums, gradient,
                            []<class Number>(Number* h, Number const* g, index_t n) {
                              for (index_t i = 0; i < n; ++i) h[i] += g[i] * g[i];
                            });
    for_each_pair_of_leaves(step, sums,
                            [this]<class Number>(Number* s, Number const* h, index_t n) {
                              Number const rate = static_cast<Number>(real(learning_rate));
                              Number const least = static_cast<Number>(real(epsilon));
                              for (index_t i = 0; i < n; ++i)
                                s[i] = rate / (math::sqrt(h[i]) + least);
                            });
    for_each_pair_of_leaves(step, gradient,
                            []<class Number>(Number* s, Number const* g, index_t n) {
                              for (index_t i = 0; i < n; ++i) s[i] *= g[i];
                            });
    for_each_pair_of_leaves(parameters, step,
                            []<class Number>(Number* p, Number const* s, index_t n) {
                              for (index_t i = 0; i < n; ++i) p[i] -= s[i];
                            });
  }
};

template <class Parameters>
  requires(!std::is_arithmetic_v<Parameters>)
adagrad(Parameters const&) -> adagrad<Parameters>;  // where a setting says what is wrong

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
