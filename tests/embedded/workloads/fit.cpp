// SPDX-License-Identifier: BSL-1.0
// A step of Levenberg and Marquardt that fits p0 exp(-p1 t) + p2 t + p3 to sixteen points.
#include <typegrad/embedded.hpp>

#include "workload.hpp"

namespace tg = typegrad;

namespace {

using parameters = tg::tensor<float, 4>;
using points = tg::tensor<float, 16>;

constexpr auto residuals = [](auto const& p, auto const& t, auto const& y) {
  return p(0) * tg::exp(-p(1) * t) + p(2) * t + p(3) - y;
};
constexpr auto fit = [](auto const& p, auto const& damping, auto const& t, auto const& y) {
  auto const [r, j] = tg::value_and_jacobian(residuals)(p, t, y);
  auto const normal = tg::matmul(tg::transpose(j), j) + tg::diag(damping * tg::ones<float, 4>());
#if defined(WRITTEN_AS_C)  // which writes pivots out; the C by hand has none
  auto const l = tg::cholesky(normal);
  auto const half = tg::solve_triangular(l, tg::matmul(tg::transpose(j), r), tg::lower_triangle);
  return tg::results{tg::sum(r * r), p - tg::solve_triangular(tg::transpose(l), half)};
#else
  return tg::results{tg::sum(r * r), p - tg::solve(normal, tg::matmul(tg::transpose(j), r))};
#endif
};

using step = tg::program<decltype(tg::evaluate(fit)), parameters, float, points, points>;

}  // namespace

ENTRY void generated_fit(float const* x, float* result) {
  step::run(tg::into(out<float>(result), out<parameters>(result + 1)), in<parameters>(x), x[4],
            in<points>(x + 5), in<points>(x + 21));
}
