// SPDX-License-Identifier: BSL-1.0
/// An edge of a pose graph: how far a measured motion is from the one between two poses. Turns are
/// rotation vectors, so both directions of the exponential have a branch at small angles, written
/// as in any C++ code.
#include <typegrad/typegrad.hpp>

#include <cmath>
#include <cstdio>

namespace tg = typegrad;

// [readme:branches]
/// The vector p turned by the rotation vector w (Rodrigues' formula).
template <class T>
constexpr tg::tensor<T, 3> turned(tg::tensor<T, 3> const& w, tg::tensor<T, 3> const& p) {
  auto const cross = [](auto const& a, auto const& b) {
    return tg::tensor<T, 3>{a(1) * b(2) - a(2) * b(1), a(2) * b(0) - a(0) * b(2),
                            a(0) * b(1) - a(1) * b(0)};
  };
  T const square = tg::sum(w * w);
  tg::tensor<T, 3> const once = cross(w, p);
  tg::tensor<T, 3> const twice = cross(w, once);
  if (square < 1e-12) return p + once + 0.5 * twice;  // sin(a)/a and its like are 0/0 there
  T const angle = tg::sqrt(square);
  return p + tg::sin(angle) / angle * once + (1 - tg::cos(angle)) / square * twice;
}
// [readme:branches end]

template <class T>
struct pose {
  tg::tensor<T, 3> turn, place;
};

/// The residual of an edge between two poses; outliers count linearly (Huber's loss).
constexpr auto edge_error = []<class T>(pose<T> const& a, pose<T> const& b,
                                        tg::tensor<T, 3> const& measured) {
  tg::tensor<T, 3> const seen = turned<T>(-a.turn, b.place - a.place);
  T const squares = tg::sum((seen - measured) * (seen - measured));
  if (squares < 1) return 0.5 * squares;
  return tg::sqrt(squares) - 0.5;
};

// Every branch in a constant expression: no turn at all, and a far outlier.
constexpr pose<double> origin{};
constexpr pose<double> ahead{{0, 0, 0}, {1, 0, 0}};
static_assert(tg::evaluate(edge_error)(origin, ahead, tg::tensor<double, 3>{1, 0, 0}) == 0);
static_assert(tg::evaluate(edge_error)(origin, ahead, tg::tensor<double, 3>{4, 0, 0}) == 2.5);
static_assert(tg::grad(edge_error)(origin, ahead, tg::tensor<double, 3>{1, 0.5, 0}).turn(2) == 0.5);

int main() {
  tg::tensor<double, 3> const measured{1, 0.5, 0};
  double worst = 0;
  for (double const turn : {0.0, 1e-9, 1e-7, 1e-3, 0.5, 3.0}) {
    pose<double> const a{{turn, 0.3 * turn, -turn}, {0.1, -0.2, 0.3}};
    pose<double> const b{{0, 0, 0}, {1, 0.25, 0.5}};
    auto const gradient = tg::grad(edge_error)(a, b, measured);
    // Against central differences of the function called plainly, without typegrad's derivatives.
    for (int i = 0; i < 3; ++i) {
      auto up = a;
      auto down = a;
      double const step = 1e-5;
      up.turn(i) += step;
      down.turn(i) -= step;
      double const slope =
          (edge_error(up, b, measured) - edge_error(down, b, measured)) / (2 * step);
      worst = std::fmax(worst, std::fabs(gradient.turn(i) - slope));
    }
    std::printf("turn %g: gradient %+.4f %+.4f %+.4f\n", turn, gradient.turn(0), gradient.turn(1),
                gradient.turn(2));
  }
  std::printf("largest difference to central differences: %.1e\n", worst);
  return worst < 1e-8 ? 0 : 1;
}
