// SPDX-License-Identifier: BSL-1.0

// Programs include Eigen before the library, which the tests of interop include the other way
// round: what is written of Eigen's templates is found either way.

#include <Eigen/Core>

#include <typegrad/typegrad.hpp>

#include <type_traits>

namespace tg = typegrad;

using number = tg::variable<double>;
using matrix = Eigen::Matrix<number, Eigen::Dynamic, Eigen::Dynamic>;
using vector = Eigen::Matrix<number, Eigen::Dynamic, 1>;

static_assert(Eigen::NumTraits<number>::RequireInitialization == 1);
static_assert(std::is_same_v<decltype(tg::to_eigen(tg::tensor<double, 2, 3>())),
                             Eigen::Matrix<double, 2, 3>>);
static_assert(std::is_same_v<decltype(tg::to_eigen(tg::dynamic_tensor<float>())), Eigen::MatrixXf>);

constexpr auto weighted = [](auto m, auto x) { return tg::sum(tg::matmul(m, x)); };
static_assert(std::is_same_v<decltype(tg::grad(weighted)(Eigen::Matrix3d(), Eigen::Vector3d())),
                             Eigen::Matrix3d>);

vector product(matrix const& a, Eigen::VectorXd const& x);
vector product(matrix const& a, Eigen::VectorXd const& x) { return a * x; }
tg::dynamic_tensor<double> copied(Eigen::MatrixXd const& x);
tg::dynamic_tensor<double> copied(Eigen::MatrixXd const& x) { return x; }
