// SPDX-License-Identifier: BSL-1.0
// Gradients of what chooses, in constant time: check.py counts the jumps in their machine code.
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

namespace {

// As straight-line code, and as a loop over memory.
template <int Size>
using numbers = tg::tensor<float, Size>;

template <class Function, class Number>
void slopes(Function const& f, Number const& a, Number const& b, Number& da, Number& db) {
  tg::program<decltype(tg::constant_time(tg::grad(f, tg::wrt<0, 1>))), Number, Number>::run(
      tg::into(da, db), a, b);
}

}  // namespace

#define SLOPES_IN(Number, name, value)                                             \
  extern "C" void name(Number const& x, Number const& y, Number& dx, Number& dy) { \
    slopes([](auto const& a, auto const& b) { return value; }, x, y, dx, dy);      \
  }
#define SLOPES(name, value)                             \
  SLOPES_IN(numbers<3>, name##_as_line, tg::sum(value)) \
  SLOPES_IN(numbers<12>, name##_as_loop, tg::sum(value))

SLOPES(maximum, (tg::max)(a, b))
SLOPES(fmin, tg::fmin(a, b))
SLOPES(clamp, tg::clamp(a, b, 2 * b))
SLOPES(abs, (tg::abs)(a)*tg::sign(b))
SLOPES(relu, tg::relu(a) * b)
SLOPES(huber, tg::where((tg::abs)(a - b) < 1, a* b, tg::where(b > 0, b* b, (tg::abs)(a))))
SLOPES(largest, (tg::max)(a - b))
SLOPES(norm, tg::norm(a - b))
