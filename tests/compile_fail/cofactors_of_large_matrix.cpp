// SPDX-License-Identifier: BSL-1.0
// expect gcc: cofactors(a): a must have at most 6 rows: cofactors of more take too long; a is (7, 7)
// expect clang: a must have at most 6 rows: cofactors of more take too long
// expect: cofactors_of_large_matrix.cpp:
// at most: 9 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr auto f = [](auto const& x) { return tg::sum(tg::cofactors(x)); };

#ifdef SHOULD_FAIL
double use(tg::tensor<double, 7, 7> const& x) { return tg::grad(f)(x)(0, 0); }
#else
double use(tg::tensor<double, 6, 6> const& x) { return tg::grad(f)(x)(0, 0); }
#endif
