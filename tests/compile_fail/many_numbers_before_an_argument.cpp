// SPDX-License-Identifier: BSL-1.0
// expect: an_argument_must_take_part_before_so_many_numbers_meet
// at most: 60 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

struct scaled {
  tg::tensor<float, 30, 40> w;
  template <class T>
  constexpr T operator()(T const& x) const {
#ifdef SHOULD_FAIL
    return tg::sum(tg::tensor<T, 30, 40>(w)) * x;
#else
    return tg::sum(w * x);
#endif
  }
};
float use(scaled const& f) { return tg::grad(f)(2.0f); }
