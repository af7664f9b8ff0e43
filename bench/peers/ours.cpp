// SPDX-License-Identifier: BSL-1.0
// Gradients of functions of numbers by variables, recorded anew for each call, and by a compiled
// function.
#include "checked.hpp"

#include <typegrad/typegrad.hpp>

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

[[maybe_unused]] bool const registered = [] {
  add<few_operations>();
  add<long_chain>();
  return true;
}();

}  // namespace

BENCHMARK_MAIN();
