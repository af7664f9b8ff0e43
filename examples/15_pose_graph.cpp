// SPDX-License-Identifier: BSL-1.0
/// A pose graph in the plane: where a robot was, from the motions that it measured between places.
/// An edge compares motions by the logarithm of SE(2), which has an `if` at small angles; it is a
/// functor of Ceres' form, and `tg::blocks` gives its Jacobians.
#include <typegrad/embedded.hpp>

#include <Eigen/Cholesky>

#include <array>
#include <cmath>
#include <cstdio>
#include <vector>

namespace tg = typegrad;

// [readme:edge]
/// The motion from pose a to pose b as it was measured; a pose is x, y and an angle.
struct edge {
  double x, y, cosine, sine;

  template <class T>
  constexpr bool operator()(T const* a, T const* b, T* residual) const {
    using std::atan2, std::cos, std::sin;
    // Pose b as pose a sees it, less the measured motion: the motion that is left.
    T const ca = cos(a[2]), sa = sin(a[2]), turn = b[2] - a[2];
    T const right = ca * (b[0] - a[0]) + sa * (b[1] - a[1]) - x;
    T const up = ca * (b[1] - a[1]) - sa * (b[0] - a[0]) - y;
    T const px = right * cosine + up * sine, py = up * cosine - right * sine;
    T const c = cos(turn) * cosine + sin(turn) * sine;
    T const s = sin(turn) * cosine - cos(turn) * sine;
    T const angle = atan2(s, c);
    // Along the arc that leads there: (angle / 2) / tan(angle / 2) is 0/0 without a turn.
    T along = 1.0 - angle * angle / 12.0;
    if (angle * angle > T(1e-8)) along = 0.5 * angle * s / (1.0 - c);
    residual[0] = along * px + 0.5 * angle * py;
    residual[1] = along * py - 0.5 * angle * px;
    residual[2] = angle;
    return true;
  }
};
// [readme:edge end]

constexpr int poses = 24, numbers = 3 * poses;
using all_poses = std::array<double, numbers>;
constexpr double circle = 6.283185307179586;

struct measurement {
  int from, to;
  edge motion;
};

/// A walk around a circle, facing where it goes; every fourth step is straight ahead.
all_poses walk() {
  all_poses at{};
  for (int i = 1; i < poses; ++i) {
    auto const here = static_cast<std::size_t>(3 * i), before = here - 3;
    at[here] = at[before] + std::cos(at[before + 2]);
    at[here + 1] = at[before + 1] + std::sin(at[before + 2]);
    at[here + 2] = at[before + 2] + (i % 4 == 0 ? 0 : circle / (0.75 * poses));
  }
  return at;
}
/// Each pose measures the next and the one five steps ahead; walks that end meet their beginning.
std::vector<measurement> measure(all_poses const& at) {
  std::vector<measurement> made;
  for (int i = 0; i < poses; ++i)
    for (int const ahead : {1, 5}) {
      int const j = (i + ahead) % poses;
      double const *const a = at.data() + 3 * i, *const b = at.data() + 3 * j;
      double const c = std::cos(a[2]), s = std::sin(a[2]), turn = b[2] - a[2];
      made.push_back({i,
                      j,
                      {c * (b[0] - a[0]) + s * (b[1] - a[1]), c * (b[1] - a[1]) - s * (b[0] - a[0]),
                       std::cos(turn), std::sin(turn)}});
    }
  return made;
}

int main() {
  all_poses const truth = walk();
  std::vector<measurement> const graph = measure(truth);
  // The first guess adds up steps that each turn 0.02 too far. Pose 0 stays.
  all_poses x = truth;
  for (int i = 1; i < poses; ++i) {
    auto const here = static_cast<std::size_t>(3 * i), before = here - 3;
    x[here] = x[before] + std::cos(x[before + 2]);
    x[here + 1] = x[before + 1] + std::sin(x[before + 2]);
    x[here + 2] += 0.02 * i;
  }
  double cost = 1, first = 0;
  for (int step = 1; step <= 20 && cost > 1e-24; ++step) {
    Eigen::MatrixXd normal = Eigen::MatrixXd::Zero(numbers, numbers);
    Eigen::VectorXd right = Eigen::VectorXd::Zero(numbers);
    cost = 0;
    for (measurement const& each : graph) {
      double const* const blocks[] = {x.data() + 3 * each.from, x.data() + 3 * each.to};
      Eigen::Vector3d r;
      Eigen::Matrix<double, 3, 3, Eigen::RowMajor> by_a, by_b;
      double* const jacobians[] = {by_a.data(), by_b.data()};
      tg::blocks<3, 3, 3>(each.motion)(blocks, r.data(), jacobians);
      cost += 0.5 * r.squaredNorm();
      int const a = 3 * each.from, b = 3 * each.to;
      normal.block<3, 3>(a, a) += by_a.transpose() * by_a;
      normal.block<3, 3>(b, b) += by_b.transpose() * by_b;
      normal.block<3, 3>(a, b) += by_a.transpose() * by_b;
      normal.block<3, 3>(b, a) += by_b.transpose() * by_a;
      right.segment<3>(a) += by_a.transpose() * r;
      right.segment<3>(b) += by_b.transpose() * r;
    }
    if (step == 1) first = cost;
    std::printf("step %2d   cost %.3e\n", step, cost);
    int const moving = numbers - 3;
    Eigen::VectorXd const change =
        normal.bottomRightCorner(moving, moving).ldlt().solve(right.tail(moving));
    for (int i = 0; i < moving; ++i) x[static_cast<std::size_t>(i) + 3] -= change(i);
  }
  double worst = 0;
  for (std::size_t i = 0; i < x.size(); ++i) worst = std::fmax(worst, std::abs(x[i] - truth[i]));
  std::printf("largest error: %.1e\n", worst);
  return first > 0.01 && cost <= 1e-24 && worst < 1e-10 ? 0 : 1;
}
