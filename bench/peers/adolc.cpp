// SPDX-License-Identifier: BSL-1.0
// ADOL-C as its manual has it: the function is taped with what the reverse sweep needs (`keep`),
// then swept.
#include "checked.hpp"

#include <adolc/adolc.h>

namespace {

template <class Function>
void by_adolc(double const* x, double* gradient) {
  constexpr short tape = 1;
  trace_on(tape, 1);
  adouble at[Function::inputs];
  for (int i = 0; i < Function::inputs; ++i) at[i] <<= x[i];
  adouble y = Function::value(at);
  double value;
  y >>= value;
  trace_off();
  double upstream = 1;
  fos_reverse(tape, 1, Function::inputs, &upstream, gradient);
}

// The driver that the manual introduces first: it sweeps forwards once more.
template <class Function>
void by_adolc_driver(double const* x, double* result) {
  constexpr short tape = 2;
  trace_on(tape);
  adouble at[Function::inputs];
  for (int i = 0; i < Function::inputs; ++i) at[i] <<= x[i];
  adouble y = Function::value(at);
  double value;
  y >>= value;
  trace_off();
  gradient(tape, Function::inputs, x, result);
}

template <class Function>
void grown_by_adolc(int size, double const* x, double* gradient) {
  constexpr short tape = 3;
  int const inputs = Function::inputs(size);
  trace_on(tape, 1);
  {
    std::vector<adouble> at(static_cast<std::size_t>(inputs));
    for (int i = 0; i < inputs; ++i) at[static_cast<std::size_t>(i)] <<= x[i];
    adouble y = Function::value(at.data(), size);
    double value;
    y >>= value;
  }
  trace_off();
  double upstream = 1;
  fos_reverse(tape, 1, inputs, &upstream, gradient);
}

[[maybe_unused]] bool const registered = [] {
  add_growing<sine_chain>("adolc", grown_by_adolc<sine_chain>);
  add_growing<cholesky>("adolc", grown_by_adolc<cholesky>);
  add_growing<springs>("adolc", grown_by_adolc<springs>);
  add_checked<few_operations>("adolc", by_adolc<few_operations>);
  add_checked<few_operations>("adolc_driver", by_adolc_driver<few_operations>);
  add_checked<long_chain>("adolc", by_adolc<long_chain>);
  add_checked<long_chain>("adolc_driver", by_adolc_driver<long_chain>);
  return true;
}();

}  // namespace
