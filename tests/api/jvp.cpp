// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <array>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_jvp)

namespace {

constexpr auto product = [](auto x, auto y) { return x * y; };
constexpr auto moved = tg::jvp(product)(tg::at(2.0, 3.0), tg::along(1.0, 10.0));
static_assert(moved.first == 6.0 && moved.second == 23.0);

// In one list, the tangents last.
static_assert(tg::jvp(product)(2.0, 3.0, 1.0, 10.0) == moved);
static_assert(tg::jvp(product, tg::wrt<1>)(2.0, 3.0, 10.0).second == 20.0);
static_assert(tg::grad([](auto x) {
                return tg::jvp([](auto u) { return u * u * u; })(x, x).second;
              })(2.0) == 36.0);  // d/dx 3 x^2 x

// Only some arguments move.
static_assert(tg::jvp(product, tg::wrt<1>)(tg::at(2.0, 3.0), tg::along(10.0)) ==
              tg::results{6.0, 20.0});
static_assert(tg::jvp(product, tg::wrt<1, 0>)(tg::at(2.0, 3.0), tg::along(10.0, 1.0)) ==
              tg::results{6.0, 23.0});
// A tangent may have another scalar type than its argument.
static_assert(tg::jvp(product)(tg::at(2.0f, 3.0f), tg::along(1, 10.0)) == tg::results{6.0f, 23.0f});

// Shapes: broadcasting, reductions, products of matrices.
constexpr auto chain = [](auto x, auto w) { return tg::matmul(x, w) + tg::sum(x); };
constexpr tg::tensor<double, 1, 2> x{{1.0, 2.0}};
constexpr tg::tensor<double, 2, 2> w{{1.0, 2.0}, {3.0, 4.0}};
constexpr tg::tensor<double, 1, 2> dx{{0.5, -1.0}};
constexpr tg::tensor<double, 2, 2> dw{{1.0, 0.0}, {0.0, 1.0}};
// dx w = (-2.5, -3), x dw = (1, 2), sum of dx = -0.5
static_assert(tg::jvp(chain)(tg::at(x, w), tg::along(dx, dw)).second ==
              tg::tensor<double, 1, 2>{{-2.0, -1.5}});

// Several results, arrays and structs move member by member.
constexpr auto parts = [](auto q) { return tg::results{q[0] * q[1], std::array{q[1], q[1] + 1}}; };
constexpr auto of_parts =
    tg::jvp(parts)(tg::at(std::array{2.0, 3.0}), tg::along(std::array{1.0, 10.0}));
static_assert(of_parts.second == tg::results{23.0, std::array{10.0, 10.0}});

template <class T>
struct pose {
  tg::tensor<T, 2> position;
  T angle;
};
constexpr auto energy = [](auto const& p) { return tg::sum(p.position * p.position) * p.angle; };
constexpr auto of_pose = tg::jvp(energy)(tg::at(pose<double>{{1.0, 2.0}, 3.0}),
                                         tg::along(pose<double>{{1.0, 0.0}, 1.0}));
static_assert(of_pose.first == 15.0 && of_pose.second == 11.0);

// What does not move has the tangent zero.
static_assert(tg::jvp([](auto, auto y) { return y; }, tg::wrt<0>)(tg::at(2.0, 3.0), tg::along(1.0))
                  .second == 0.0);

}  // namespace

BOOST_AUTO_TEST_CASE(point_and_direction_may_be_stored) {
  auto const point = tg::at(2.0, 3.0);
  double volatile one = 1.0;
  auto const direction = tg::along(1.0 * one, 10.0);
  auto const [y, dy] = tg::jvp(product)(point, direction);
  BOOST_TEST(y == 6.0);
  BOOST_TEST(dy == 23.0);
}

BOOST_AUTO_TEST_CASE(variables_are_read_where_they_are) {
  double a = 1.0;
  auto const point = tg::at(a, 3.0);
  a = 2.0;
  BOOST_TEST(tg::jvp(product)(point, tg::along(1.0, 10.0)).second == 23.0);
}

BOOST_AUTO_TEST_SUITE_END()
