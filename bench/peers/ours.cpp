// SPDX-License-Identifier: BSL-1.0
// Gradients of functions of numbers by variables, recorded anew for each call, and by a compiled
// function.
#include "checked.hpp"

#include <typegrad/typegrad.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>

namespace tg = typegrad;

namespace {

template <class Function>
void by_variables(double const* x, double* gradient) {
  tg::variable<double> at[Function::inputs];
  for (int i = 0; i < Function::inputs; ++i)
    at[i] = tg::variable<double>(tg::dynamic_tensor<double>(x[i]));
  Function::value(at).backward();
  for (int i = 0; i < Function::inputs; ++i) gradient[i] = at[i].grad().item();
}

template <class Function>
struct compiled {
  template <std::size_t... I>
  static auto make(std::index_sequence<I...>) {
    return tg::compile(
        [](auto const&... each) {
          tg::variable<double> const at[] = {each...};
          return Function::value(at);
        },
        ((void)I, tg::shape{})...);
  }
  template <class Program, std::size_t... I>
  static void call(Program const& program, double const* x, double* gradient,
                   std::index_sequence<I...>) {
    auto const made = program.value_and_grad(tg::dynamic_tensor<double>(x[I])...).second;
    tg::with_fields(made, [&](auto const&... each) { ((gradient[I] = each.item()), ...); });
  }
  static void run(double const* x, double* gradient) {
    using numbers = std::make_index_sequence<Function::inputs>;
    static auto const program = make(numbers{});
    call(program, x, gradient, numbers{});
  }
};

template <class Function>
void add() {
  add_checked<Function>("variables", by_variables<Function>);
  add_checked<Function>("compiled", compiled<Function>::run);
  add_checked<Function>("by_hand", Function::gradient);
}

template <class Function>
void grown_by_variables(int size, double const* x, double* gradient) {
  std::vector<tg::variable<double>> at;
  for (int i = 0; i < Function::inputs(size); ++i) at.emplace_back(x[i]);
  Function::value(at.data(), size).backward();
  for (tg::variable<double> const& each : at) {
    auto const slope = each.grad();
    *gradient++ = slope ? slope.item() : 0.0;
  }
}

/// The same factor by Eigen's own code on variables.
void cholesky_by_eigen(int size, double const* x, double* gradient) {
  using matrix = Eigen::Matrix<tg::variable<double>, Eigen::Dynamic, Eigen::Dynamic>;
  std::vector<tg::variable<double>> at;
  for (int i = 0; i < size * size; ++i) at.emplace_back(x[i]);
  matrix a(size, size);
  for (int i = 0; i < size; ++i)
    for (int j = 0; j < size; ++j) {
      auto const place = static_cast<std::size_t>(i * size + j);
      a(i, j) = i == j ? at[place] + 130.0 : at[place];
    }
  Eigen::LLT<matrix> const factor(a);
  matrix const& l = factor.matrixLLT();
  tg::variable<double> sum = tg::log(l(0, 0));
  for (int i = 1; i < size; ++i) sum = sum + tg::log(l(i, i));
  sum.backward();
  for (tg::variable<double> const& each : at) {
    auto const slope = each.grad();
    *gradient++ = slope ? slope.item() : 0.0;
  }
}

[[maybe_unused]] bool const registered = [] {
  add_growing<sine_chain>("variables", grown_by_variables<sine_chain>);
  add_growing<cholesky>("variables", grown_by_variables<cholesky>);
  add_growing<cholesky>("variables_in_eigen", cholesky_by_eigen);
  add_growing<springs>("variables", grown_by_variables<springs>);
  add<few_operations>();
  add<long_chain>();
  return true;
}();

}  // namespace

BENCHMARK_MAIN();
