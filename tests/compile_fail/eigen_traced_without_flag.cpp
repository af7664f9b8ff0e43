// SPDX-License-Identifier: BSL-1.0
// expect: matrices of Eigen are traced while compiling by GCC with -fimplicit-constexpr
// expect: elsewhere use tg::tensor, or at run time tg::variable
// errors gcc: 3
// errors clang: 2
// at most: 80 lines
#include <typegrad/embedded.hpp>

#include <typegrad/interop/eigen_static.hpp>

namespace tg = typegrad;

constexpr auto f = []<class T>(std::array<T, 3> const& x) {
  Eigen::Matrix<T, 3, 1> const v(x[0], x[1], x[2]);
  return v.squaredNorm();
};
#ifdef SHOULD_FAIL
auto slope = tg::grad(f)(std::array<double, 3>{1, 2, 3});
#else
auto value = f(std::array<double, 3>{1, 2, 3});
#endif
