// SPDX-License-Identifier: BSL-1.0
/// Ceres solves with our cost functions as it does with its own: the same steps to the same
/// optimum. With GCC the functor is that of Ceres' examples as it stands, without constexpr,
/// compiled with -fimplicit-constexpr; clang has no such flag.
#include <typegrad/dynamic.hpp>
#include <typegrad/interop/ceres.hpp>

#include <boost/test/unit_test.hpp>

#include <ceres/ceres.h>
#include <ceres/rotation.h>

#include <array>
#include <random>
#include <vector>

BOOST_AUTO_TEST_SUITE(interop_ceres)

namespace tg = typegrad;
using boost::test_tools::tolerance;

#ifdef __clang__
#define CONSTEXPR constexpr
template <class T>
constexpr void rotate_point(T const* turn, T const* point, T* result) {
  auto const cross = [](T const* a, T const* b, int i) {
    return a[(i + 1) % 3] * b[(i + 2) % 3] - a[(i + 2) % 3] * b[(i + 1) % 3];
  };
  T const squared = turn[0] * turn[0] + turn[1] * turn[1] + turn[2] * turn[2];
  if (squared > T(std::numeric_limits<double>::epsilon())) {
    T const angle = sqrt(squared), c = cos(angle), s = sin(angle);
    T const w[3] = {turn[0] / angle, turn[1] / angle, turn[2] / angle};
    T const along = (w[0] * point[0] + w[1] * point[1] + w[2] * point[2]) * (1.0 - c);
    for (int i = 0; i < 3; ++i) result[i] = point[i] * c + cross(w, point, i) * s + w[i] * along;
  } else {
    for (int i = 0; i < 3; ++i) result[i] = point[i] + cross(turn, point, i);
  }
}
#else
#define CONSTEXPR
using ceres::AngleAxisRotatePoint;
template <class T>
inline void rotate_point(T const* turn, T const* point, T* result) {
  AngleAxisRotatePoint(turn, point, result);
}
#endif

#pragma GCC diagnostic ignored "-Wshadow"
/// Of examples/snavely_reprojection_error.h: a pinhole camera with radial distortion.
struct SnavelyReprojectionError {
  CONSTEXPR SnavelyReprojectionError(double observed_x, double observed_y)
      : observed_x(observed_x), observed_y(observed_y) {}

  template <typename T>
  CONSTEXPR bool operator()(const T* const camera, const T* const point, T* residuals) const {
    // camera[0,1,2] are the angle-axis rotation.
    T p[3];
    rotate_point(camera, point, p);

    // camera[3,4,5] are the translation.
    p[0] += camera[3];
    p[1] += camera[4];
    p[2] += camera[5];

    // Compute the center of distortion. The sign change comes from
    // the camera model that Noah Snavely's Bundler assumes, whereby
    // the camera coordinate system has a negative z axis.
    const T xp = -p[0] / p[2];
    const T yp = -p[1] / p[2];

    // Apply second and fourth order radial distortion.
    const T& l1 = camera[7];
    const T& l2 = camera[8];
    const T r2 = xp * xp + yp * yp;
    const T distortion = 1.0 + r2 * (l1 + l2 * r2);

    // Compute final projected point position.
    const T& focal = camera[6];
    const T predicted_x = focal * distortion * xp;
    const T predicted_y = focal * distortion * yp;

    // The error is the difference between the predicted and observed position.
    residuals[0] = predicted_x - observed_x;
    residuals[1] = predicted_y - observed_y;

    return true;
  }

  double observed_x;
  double observed_y;
};

/// Of examples/curve_fitting.cc.
struct ExponentialResidual {
  CONSTEXPR ExponentialResidual(double x, double y) : x_(x), y_(y) {}

  template <typename T>
  CONSTEXPR bool operator()(const T* const m, const T* const c, T* residual) const {
    residual[0] = y_ - ceres::exp(m[0] * x_ + c[0]);
    return true;
  }

 private:
  const double x_;
  const double y_;
};

struct solved {
  std::vector<double> parameters;
  ceres::Solver::Summary summary;
};

/// exp(0.3 x + 0.1) with noise of standard deviation 0.2, as the tutorial makes its 67 points.
solved fit_curve(bool ours) {
  std::mt19937 generator(1);
  std::normal_distribution<double> noise(0, 0.2);
  solved made{{0, 0}, {}};
  ceres::Problem problem;
  for (int i = 0; i < 67; ++i) {
    double const x = 0.075 * i, y = std::exp(0.3 * x + 0.1) + noise(generator);
    ceres::CostFunction* cost = nullptr;
    if (ours) cost = tg::cost_function<1, 1, 1>(new ExponentialResidual(x, y));
    else
      cost = new ceres::AutoDiffCostFunction<ExponentialResidual, 1, 1, 1>(
          new ExponentialResidual(x, y));
    problem.AddResidualBlock(cost, nullptr, &made.parameters[0], &made.parameters[1]);
  }
  ceres::Solver::Options options;
  options.linear_solver_type = ceres::DENSE_QR;
  ceres::Solve(options, &problem, &made.summary);
  return made;
}

/// 10 cameras on an arc see 120 points each; all but the first camera start with errors.
solved adjust_bundle(bool ours) {
  constexpr int cameras = 10, points = 120;
  std::mt19937 generator(2);
  std::uniform_real_distribution<double> uniform(-1, 1);
  std::vector<double> truth;
  for (int i = 0; i < cameras; ++i) {
    double const angle = 0.1 * i;
    for (double const each :
         {0.02 * uniform(generator), angle, 0.02 * uniform(generator), uniform(generator) * 0.3,
          uniform(generator) * 0.3, -8.0 + uniform(generator), 500.0 + 20 * uniform(generator),
          -0.05, 0.01})
      truth.push_back(each);
  }
  // no turn at all: the branch of small angles, whose block is constant below
  truth[0] = truth[1] = truth[2] = 0;
  for (int i = 0; i < 3 * points; ++i) truth.push_back(2 * uniform(generator));
  solved made{truth, {}};
  for (std::size_t i = 9; i < made.parameters.size(); ++i)
    made.parameters[i] *= 1 + 0.4 * uniform(generator);
  ceres::Problem problem;
  for (int i = 0; i < cameras; ++i)
    for (int k = 0; k < points; ++k) {
      double seen[2];
      SnavelyReprojectionError const exact(0, 0);
      exact(&truth[static_cast<std::size_t>(9 * i)],
            &truth[static_cast<std::size_t>(9 * cameras + 3 * k)], seen);
      for (double& each : seen) each += 0.5 * uniform(generator);
      ceres::CostFunction* cost = nullptr;
      if (ours) cost = tg::cost_function<2, 9, 3>(SnavelyReprojectionError(seen[0], seen[1]));
      else
        cost = new ceres::AutoDiffCostFunction<SnavelyReprojectionError, 2, 9, 3>(
            new SnavelyReprojectionError(seen[0], seen[1]));
      problem.AddResidualBlock(cost, nullptr, &made.parameters[static_cast<std::size_t>(9 * i)],
                               &made.parameters[static_cast<std::size_t>(9 * cameras + 3 * k)]);
    }
  problem.SetParameterBlockConstant(made.parameters.data());
  ceres::Solver::Options options;
  options.linear_solver_type = ceres::DENSE_SCHUR;
  ceres::Solve(options, &problem, &made.summary);
  return made;
}

void check_same(solved const& ours, solved const& theirs) {
  BOOST_TEST(theirs.summary.IsSolutionUsable());
  BOOST_TEST(ours.summary.iterations.size() == theirs.summary.iterations.size());
  BOOST_TEST(ours.summary.num_successful_steps == theirs.summary.num_successful_steps);
  BOOST_TEST(ours.summary.initial_cost == theirs.summary.initial_cost, tolerance(1e-13));
  BOOST_TEST(ours.summary.final_cost == theirs.summary.final_cost, tolerance(1e-12));
  // The steps solve systems whose condition number multiplies the last bits of the Jacobians.
  BOOST_TEST(ours.parameters == theirs.parameters, tolerance(1e-7)
                                                       << boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(fits_the_curve_of_the_tutorial) {
  solved const ours = fit_curve(true);
  check_same(ours, fit_curve(false));
  BOOST_TEST(ours.parameters[0] == 0.3, tolerance(0.1));
}

BOOST_AUTO_TEST_CASE(adjusts_a_bundle_of_1200_observations) {
  solved const ours = adjust_bundle(true);
  check_same(ours, adjust_bundle(false));
  BOOST_TEST(ours.summary.num_residuals == 2400);
  // Half the squares of noise that is uniform in (-1/2, 1/2), less what the parameters take up.
  BOOST_TEST(ours.summary.final_cost < 2400 * 0.5 / 12);
  BOOST_TEST(ours.summary.initial_cost > 100 * ours.summary.final_cost);
}

BOOST_AUTO_TEST_CASE(jacobians_are_those_of_jets) {
  std::mt19937 generator(3);
  std::uniform_real_distribution<double> uniform(-1, 1);
  std::unique_ptr<ceres::CostFunction> const ours(
      tg::cost_function<2, 9, 3>(SnavelyReprojectionError(1, 2)));
  ceres::AutoDiffCostFunction<SnavelyReprojectionError, 2, 9, 3> const theirs(
      new SnavelyReprojectionError(1, 2));
  for (int trial = 0; trial < 100; ++trial) {
    double camera[9], point[3];
    for (double& each : camera) each = uniform(generator) * (trial % 4 == 0 ? 1e-9 : 1);
    for (double& each : point) each = uniform(generator);
    camera[5] -= 4;
    double const* const blocks[] = {camera, point};
    double r[2][2];
    std::vector<double> by_camera[2], by_point[2];
    for (int which = 0; which < 2; ++which) {
      by_camera[which].resize(18);
      by_point[which].resize(6);
      double* jacobians[] = {by_camera[which].data(), by_point[which].data()};
      ceres::CostFunction const* const both[] = {ours.get(), &theirs};
      BOOST_TEST(both[which]->Evaluate(blocks, r[which], jacobians));
    }
    auto const near = tolerance(1e-10);
    BOOST_TEST(r[0] == r[1], near << boost::test_tools::per_element());
    BOOST_TEST(by_camera[0] == by_camera[1], near << boost::test_tools::per_element());
    BOOST_TEST(by_point[0] == by_point[1], near << boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(rotations_of_variables) {
  using number = tg::variable<double>;
  std::array<number, 3> const turn{number(0.1), number(-0.4), number(0.25)};
  std::array<number, 3> const point{1.0, 2.0, 3.0};
  std::array<number, 3> turned, turned_again, back;
  std::array<number, 4> quaternion;
  std::array<number, 9> matrix;
  ceres::AngleAxisRotatePoint(turn.data(), point.data(), turned.data());
  ceres::AngleAxisToQuaternion(turn.data(), quaternion.data());
  ceres::QuaternionRotatePoint(quaternion.data(), point.data(), turned_again.data());
  ceres::AngleAxisToRotationMatrix(turn.data(), matrix.data());
  ceres::RotationMatrixToAngleAxis(matrix.data(), back.data());
  auto const near = tolerance(1e-12);
  for (std::size_t i = 0; i < 3; ++i) {
    BOOST_TEST(turned[i].item() == turned_again[i].item(), near);
    BOOST_TEST(back[i].item() == turn[i].item(), near);
  }
  turned[0].backward();
  // The same by a Jet.
  using jet = ceres::Jet<double, 3>;
  jet const direction[3] = {jet(0.1, 0), jet(-0.4, 1), jet(0.25, 2)};
  jet const plain[3] = {jet(1.0), jet(2.0), jet(3.0)};
  jet result[3];
  ceres::AngleAxisRotatePoint(direction, plain, result);
  for (int i = 0; i < 3; ++i)
    BOOST_TEST(turn[static_cast<std::size_t>(i)].grad().item() == result[0].v[i], near);
}

BOOST_AUTO_TEST_SUITE_END()
