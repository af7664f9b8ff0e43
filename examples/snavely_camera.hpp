// SPDX-License-Identifier: BSL-1.0
/// The camera of "Bundle Adjustment in the Large" (grail.cs.washington.edu/projects/bal) as a
/// functor of Ceres' form, and cameras and points to try it on.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

// [readme:functor]
/// Nine numbers of a camera, rotation vector, translation, focal length and two coefficients of
/// radial distortion, and the three of a point give the distance from where the point was seen.
struct reprojection_error {
  std::array<double, 2> seen;

  template <class T>
  constexpr bool operator()(T const* camera, T const* point, T* residual) const {
    using std::cos, std::sin, std::sqrt;
    T const* const w = camera;
    T const squared = w[0] * w[0] + w[1] * w[1] + w[2] * w[2];
    T c = T(1.0), a = T(1.0), b = T(0.5);
    if (squared > T(1e-16)) {  // 0/0 without a turn
      T const angle = sqrt(squared);
      c = cos(angle);
      a = sin(angle) / angle;
      b = (1.0 - c) / squared;
    }
    T const along = b * (w[0] * point[0] + w[1] * point[1] + w[2] * point[2]);
    T p[3];
    for (int i = 0; i < 3; ++i) {
      int const j = (i + 1) % 3, k = (i + 2) % 3;
      p[i] = c * point[i] + a * (w[j] * point[k] - w[k] * point[j]) + along * w[i] + camera[3 + i];
    }
    if (p[2] >= T(-1e-6)) return false;  // behind the camera, which looks along -z
    T const x = -p[0] / p[2], y = -p[1] / p[2];
    T const r2 = x * x + y * y;
    T const scale = camera[6] * (1.0 + r2 * (camera[7] + r2 * camera[8]));
    residual[0] = scale * x - seen[0];
    residual[1] = scale * y - seen[1];
    return true;
  }
};
// [readme:functor end]

/// Cameras on an arc around a cloud of points: where they are, and where a first guess has them.
struct scene {
  static constexpr int cameras = 5, points = 40;
  static constexpr int camera_numbers = 9 * cameras, numbers = camera_numbers + 3 * points;
  std::vector<double> truth, guess;
  std::vector<reprojection_error> seen;  ///< every point from every camera, camera by camera

  /// The numbers of camera `i` and of point `k` among all.
  template <class Numbers>
  static constexpr auto camera(Numbers& x, int i) -> decltype(x.data()) {
    return x.data() + 9 * i;
  }
  template <class Numbers>
  static constexpr auto point(Numbers& x, int k) -> decltype(x.data()) {
    return x.data() + camera_numbers + 3 * k;
  }

  scene() {
    std::mt19937 generator(7);
    std::uniform_real_distribution<double> uniform(-1, 1);
    for (int i = 0; i < cameras; ++i) {
      double const angle = 0.2 * i;
      for (double const each : {0.0, angle, 0.05 * i, 0.1 * i, -0.1 * i, -6.0, 500.0, -0.05, 0.01})
        truth.push_back(each);
    }
    for (int i = 0; i < 3 * points; ++i) truth.push_back(uniform(generator));
    guess = truth;
    for (std::size_t i = 9; i < guess.size(); ++i) guess[i] *= 1 + 0.1 * uniform(generator);
    for (int i = 0; i < cameras; ++i)
      for (int k = 0; k < points; ++k) {
        reprojection_error one{};
        double at[2]{};
        one(camera(truth, i), point(truth, k), at);
        for (std::size_t axis = 0; axis < 2; ++axis)
          one.seen[axis] = at[axis] + 0.3 * uniform(generator);
        seen.push_back(one);
      }
  }
};
