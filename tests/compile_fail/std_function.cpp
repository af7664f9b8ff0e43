// SPDX-License-Identifier: BSL-1.0
// expect: a function with data must be trivially copyable
// at most: 22 lines
#include <typegrad/embedded.hpp>

#include <functional>
namespace tg = typegrad;

double use() {
#ifdef SHOULD_FAIL
  std::function<double(double)> const f = [](double x) { return x * x; };
#else
  auto const f = [](auto x) { return x * x; };
#endif
  return tg::grad(f)(2.0);
}
