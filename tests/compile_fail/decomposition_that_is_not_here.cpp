// SPDX-License-Identifier: BSL-1.0
// expect: linalg has cholesky, det, inv, norm, slogdet, solve; for eigh, svd, qr, pinv, lstsq use Eigen's with tg::variable<double> as the scalar, or solve(matmul(a.T(), a), matmul(a.T(), b))
// at most: 12 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr tg::tensor<double, 2, 2> a{{2, 1}, {1, 3}};
#ifdef SHOULD_FAIL
auto answer = tg::linalg::pinv(a);
#else
auto answer = tg::linalg::inv(a);
#endif
