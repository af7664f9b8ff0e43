// SPDX-License-Identifier: BSL-1.0
// A stranger's program: finds typegrad where it was installed, with nothing of this repository.
#include <typegrad/typegrad.hpp>

static_assert(typegrad::grad([](auto x) { return x * x * x; })(2.0) == 12.0);

int main(int argc, char**) {
  auto const x = static_cast<double>(argc);
  return typegrad::grad([](auto t) { return t * t; })(x) == 2 * x ? 0 : 1;
}
