// SPDX-License-Identifier: BSL-1.0
// expect: an_integer_among_integers_must_fit_into_their_type
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto added = 5000000000LL;
#else
constexpr auto added = 2000000000LL;
#endif
constexpr tg::tensor<int, 2> a{0, 3};
constexpr auto f = [](auto const& x) { return x + added; };
static_assert(tg::evaluate(f)(a)(0) == added);
