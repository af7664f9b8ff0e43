// SPDX-License-Identifier: BSL-1.0
/// Functors of blocks whose number is known at run time only.
#include <typegrad/interop/ceres_dynamic.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <vector>

BOOST_AUTO_TEST_SUITE(interop_ceres_dynamic)

namespace tg = typegrad;

/// What is missing of a sum of bells, one for each block of height, place and width.
struct bells {
  std::vector<double> at, seen;
  int count;

  template <class T>
  bool operator()(T const* const* blocks, T* residuals) const {
    using std::exp;
    for (std::size_t i = 0; i < at.size(); ++i) {
      T sum = T(0.0);
      for (int k = 0; k < count; ++k) {
        if (blocks[k][2] <= 0.0) return false;
        T const z = (at[i] - blocks[k][1]) / blocks[k][2];
        sum += blocks[k][0] * exp(-0.5 * z * z);
      }
      residuals[i] = sum - seen[i];
    }
    return true;
  }
};

BOOST_AUTO_TEST_CASE(jacobians_of_as_many_blocks_as_there_are) {
  for (int count = 1; count <= 3; ++count) {
    bells const f{{0.5, 1.5, 2.25, 4}, {1, 0.5, 0, 0.25}, count};
    tg::dynamic_cost_function<bells> cost(f);
    for (int k = 0; k < count; ++k) cost.AddParameterBlock(3);
    cost.SetNumResiduals(4);
    std::vector<double> x{1, 0.5, 0.75, 2, 3, 1.5, 0.5, 2, 0.25};
    double const* const blocks[] = {x.data(), x.data() + 3, x.data() + 6};
    double residuals[4], exact[4];
    std::vector<double> slopes(36, -7);
    // the second block is constant
    double* jacobians[] = {slopes.data(), nullptr, slopes.data() + 24};
    for (int again = 0; again < 2; ++again) {
      BOOST_TEST(cost.Evaluate(blocks, residuals, jacobians));
      f(blocks, exact);
      for (int i = 0; i < 4; ++i) BOOST_TEST(std::abs(residuals[i] - exact[i]) < 1e-14);
      for (int k = 0; k < 3 * count; ++k) {
        double const here = x[static_cast<std::size_t>(k)], step = 1e-6;
        double up[4], down[4];
        x[static_cast<std::size_t>(k)] = here + step;
        f(blocks, up);
        x[static_cast<std::size_t>(k)] = here - step;
        f(blocks, down);
        x[static_cast<std::size_t>(k)] = here;
        for (int i = 0; i < 4; ++i) {
          double const got = slopes[static_cast<std::size_t>(12 * (k / 3) + 3 * i + k % 3)];
          if (k / 3 == 1) BOOST_TEST(got == -7);
          else BOOST_TEST(std::abs(got - (up[i] - down[i]) / (2 * step)) < 1e-8);
        }
      }
      x[0] = 1.25;
    }
    BOOST_TEST(cost.Evaluate(blocks, residuals, nullptr));
    x[2] = -1;
    BOOST_TEST(!cost.Evaluate(blocks, residuals, jacobians));
  }
}

BOOST_AUTO_TEST_SUITE_END()
