// SPDX-License-Identifier: BSL-1.0
// expect: a function with data must be trivially copyable: std::array, tg::tensor and tg::results
// expect: std::function, std::vector and Eigen's matrices not: [m = tg::tensor(matrix)]
// at most: 14 lines
#include <typegrad/embedded.hpp>

#include <vector>
namespace tg = typegrad;

struct weighted {
#ifdef SHOULD_FAIL
  std::vector<double> w;
#else
  std::array<double, 2> w;
#endif
  constexpr auto operator()(auto x) const { return x * w[0]; }
};
double use(weighted const& f) { return tg::grad(f)(2.0); }
