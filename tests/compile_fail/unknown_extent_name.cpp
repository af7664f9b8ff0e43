// SPDX-License-Identifier: BSL-1.0
// expect: no_argument_has_an_extent_of_this_name
// expect: unknown_extent_name.cpp:
// at most: 18 lines
#include <typegrad/static.hpp>

#include <typegrad/api/open_program.hpp>

namespace tg = typegrad;

using batch = tg::tensor<double, tg::dyn_named<"batch">, 4>;
#ifdef SHOULD_FAIL
constexpr auto f = [](auto x) {
  return tg::sum(tg::broadcast_to<tg::dyn_named<"bath">, 4>(tg::sum<0>(x)));
};
#else
constexpr auto f = [](auto x) {
  return tg::sum(tg::broadcast_to<tg::dyn_named<"batch">, 4>(tg::sum<0>(x)));
};
#endif

double use() { return tg::evaluate(f)(batch(3)); }
