// SPDX-License-Identifier: BSL-1.0
// expect gcc: einsum<\"ij,jk->ik\">(a, b): axes with one letter must have one extent; a is (2, 3), b is (2, 3)
// expect clang: axes with one letter must have one extent
#include <typegrad/embedded.hpp>
namespace tg = typegrad;

#ifdef SHOULD_FAIL
using second = tg::tensor<double, 2, 3>;
#else
using second = tg::tensor<double, 3, 2>;
#endif
constexpr auto f = [](auto const& a, auto const& b) {
  return tg::sum(tg::einsum<"ij,jk->ik">(a, b));
};
double use() { return tg::evaluate(f)(tg::tensor<double, 2, 3>{}, second{}); }
