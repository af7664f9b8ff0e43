// SPDX-License-Identifier: BSL-1.0
// expect: reshape of a std::array: the Jacobian by a matrix m of Eigen is an array of matrices; tg::jacobian(f)(tg::tensor(m)) is a tensor
// at most: 12 lines
#include <typegrad/interop/eigen.hpp>
#include <typegrad/static.hpp>

namespace tg = typegrad;

constexpr auto rows = [](auto const& m) { return m[0] * m[1]; };
Eigen::Matrix<double, 2, 3> const m = Eigen::Matrix<double, 2, 3>::Ones();
#ifdef SHOULD_FAIL
auto answer = tg::reshape<3, 6>(tg::jacobian(rows)(m));
#else
auto answer = tg::reshape<3, 6>(tg::jacobian(rows)(tg::tensor(m)));
#endif
