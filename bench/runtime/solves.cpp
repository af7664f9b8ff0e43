// SPDX-License-Identifier: BSL-1.0
// b^T a^-1 b + log det a, what a normal density takes, with the gradients of matrix and vector.
#include <typegrad/static.hpp>

#include "beside.hpp"

#include <Eigen/Core>
#include <Eigen/LU>

namespace tg = typegrad;

namespace {

constexpr auto density = [](auto const& a, auto const& b) {
  return tg::dot(b, tg::solve(a, b)) + tg::log(tg::determinant(a));
};
constexpr auto slopes_of_density = tg::value_and_grad(density, tg::wrt<0, 1>);

template <tg::index_t Size>
struct density_case {
  using matrix = tg::tensor<double, Size, Size>;
  using vector = tg::tensor<double, Size>;
  struct results {
    tg::results<matrix, vector> slopes;
    double value;
  };
  static inline matrix a;
  static inline vector b;

  static void generated(results& y) {
    using program = tg::program<decltype(slopes_of_density), matrix, vector>;
    program::run(tg::into(y.value, y.slopes), a, b);
  }
  /// One inverse, which Eigen has by cofactors up to four rows, serves all.
  static void by_hand_eigen(results& y) {
    constexpr int n = static_cast<int>(Size);
    using plain = Eigen::Matrix<double, n, n, Eigen::RowMajor>;
    using column = Eigen::Matrix<double, n, 1>;
    Eigen::Map<plain const> const m(a.data());
    Eigen::Map<column const> const v(b.data());
    plain inverse;
    double determinant = 0;
    if constexpr (n <= 4) {
      bool invertible = false;
      m.computeInverseAndDetWithCheck(inverse, determinant, invertible, 0.0);
    } else {
      Eigen::PartialPivLU<plain> const lu(m);
      inverse = lu.inverse();
      determinant = lu.determinant();
    }
    column const x = inverse * v;
    column const transposed = inverse.transpose() * v;
    y.value = v.dot(x) + std::log(determinant);
    Eigen::Map<plain>(y.slopes.first.data()) = inverse.transpose() - transposed * x.transpose();
    Eigen::Map<column>(y.slopes.second.data()) = x + transposed;
  }
  static void add() {
    fill(a, b);
    for (tg::index_t i = 0; i < Size; ++i) a(i, i) += 3;
    add_ways<double, results>("density_" + std::to_string(Size), 1e-10,
                              {{"generated", generated}, {"by_hand_eigen", by_hand_eigen}});
  }
};

[[maybe_unused]] bool const registered = [] {
  density_case<2>::add();
  density_case<3>::add();
  density_case<4>::add();
  density_case<6>::add();
  return true;
}();

}  // namespace
