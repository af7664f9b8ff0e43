// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <string_view>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_jacobian)

// By a struct, with more results than members: swept forward, a struct for each result.
template <class T>
struct rates {
  T first;
  tg::tensor<T, 2> others;
};
constexpr auto of_rates = [](auto const& k) {
  return tg::stack(k.first * k.others(0), k.others(1) * k.others(1), k.first, k.others(0),
                   k.first * k.first);
};
constexpr auto by_rates = tg::jacobian(of_rates)(rates<double>{2, {3, 4}});
static_assert(by_rates.size() == 5 && by_rates[0].first == 3 && by_rates[0].others(0) == 2 &&
              by_rates[1].others(1) == 8 && by_rates[1].first == 0 && by_rates[4].first == 4);
constexpr auto scaled_outer = [](auto const& k, auto const& x) {
  return tg::outer(k.others, x) * k.first;  // (2, 3)
};
constexpr auto by_both =
    tg::jacobian(scaled_outer, tg::wrt<0, 1>)(rates<double>{2, {3, 4}}, tg::tensor{1.0, 5.0, 7.0});
static_assert(by_both.first.size() == 6 && by_both.first[4].first == 20 &&
              by_both.first[4].others(1) == 10 && by_both.first[4].others(0) == 0 &&
              by_both.second(1, 1, 1) == 8 && by_both.second(1, 1, 0) == 0);

namespace {

// Shapes: result first, argument after; numbers have no axes.
constexpr auto number = [](auto x) { return x * x; };
static_assert(tg::jacobian(number)(3.0) == 6.0);
constexpr auto of_vector = [](auto x) { return x(0) * x(1); };
static_assert(tg::jacobian(of_vector)(tg::tensor{2.0, 3.0}) == tg::tensor{3.0, 2.0});
constexpr auto circle = [](auto t) { return tg::tensor<decltype(t), 2>{t * t, 2 * t}; };
static_assert(tg::jacobian(circle)(3.0) == tg::tensor{6.0, 2.0});

constexpr auto few_rows = [](auto x) {
  return tg::tensor<typename decltype(x)::value_type, 2>{x(0) * x(1), x(1) + 5 * x(2)};
};
static_assert(tg::jacobian(few_rows)(tg::tensor{1.0, 2.0, 3.0}) ==
              tg::tensor<double, 2, 3>{{2.0, 1.0, 0.0}, {0.0, 1.0, 5.0}});
constexpr auto few_columns = [](auto x) {
  return tg::tensor<typename decltype(x)::value_type, 3>{x(0) * x(1), x(1), x(0) * x(0)};
};
static_assert(tg::jacobian(few_columns)(tg::tensor{3.0, 2.0}) ==
              tg::tensor<double, 3, 2>{{2.0, 3.0}, {0.0, 1.0}, {6.0, 0.0}});

// A matrix of a matrix: d(x^T)_{ij} / dx_{kl} = [i = l][j = k].
constexpr auto transposed =
    tg::jacobian([](auto x) { return tg::transpose(x); })(tg::tensor<double, 2, 2>{{1, 2}, {3, 4}});
static_assert(transposed ==
              tg::tensor<double, 2, 2, 2, 2>{1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1});

// The Jacobian of a linear map is its matrix.
constexpr tg::tensor<double, 2, 3> matrix{{1, 2, 3}, {4, 5, 6}};
constexpr auto linear = [](auto m, auto x) { return tg::matmul(m, x); };
static_assert(tg::jacobian(linear, tg::wrt<1>)(matrix, tg::tensor{1.0, 1.0, 1.0}) == matrix);

// Several arguments; value and Jacobian together.
constexpr auto both =
    tg::value_and_jacobian(linear, tg::wrt<1, 0>)(matrix, tg::tensor{1.0, 2.0, 3.0});
static_assert(both.first == tg::tensor{14.0, 32.0} && both.second.first == matrix);
static_assert(both.second.second ==
              tg::tensor<double, 2, 2, 3>{1, 2, 3, 0, 0, 0, 0, 0, 0, 1, 2, 3});

// Arrays and several results: one derivative for each.
constexpr auto kinematics = [](auto const& q) { return std::array{q[0] * q[1], q[0] + q[2]}; };
static_assert(tg::jacobian(kinematics)(std::array{2.0, 3.0, 4.0}) ==
              std::array{std::array{3.0, 2.0, 0.0}, std::array{1.0, 0.0, 1.0}});
constexpr auto results = [](auto x, auto s) { return tg::results{x * s, s * s}; };
constexpr auto of_results = tg::jacobian(results, tg::wrt<0, 1>)(tg::tensor{1.0, 2.0}, 3.0);
static_assert(of_results.first.first == tg::tensor<double, 2, 2>{{3, 0}, {0, 3}});
static_assert(of_results.first.second == tg::tensor{1.0, 2.0});
static_assert(of_results.second.first == tg::tensor{0.0, 0.0} && of_results.second.second == 6.0);

// Structs: one struct for each number of the result.
template <class T>
struct pose {
  tg::tensor<T, 2> position;
  T angle;
};
constexpr auto scaled = [](auto const& p) { return p.position * p.angle; };
constexpr auto rows = tg::jacobian(scaled)(pose<double>{{1.0, 2.0}, 3.0});
static_assert(std::is_same_v<decltype(rows), std::array<pose<double>, 2> const>);
static_assert(rows[1].position == tg::tensor{0.0, 3.0} && rows[1].angle == 2.0);
constexpr auto to_pose = [](auto t) { return pose<decltype(t)>{{t, t * t}, 3 * t}; };
static_assert(tg::jacobian(to_pose)(5.0) == std::array{1.0, 10.0, 3.0});

// What multiplies a zero of the structure is not there: neither in reverse (rows) nor in forward
// mode (columns).
template <class P>
constexpr int count_of(std::string_view name) {
  int count = 0;
  for (int id = 0; id < P::flat.size(); ++id)
    count += std::string_view(P::flat.nodes[id].op->name) == name ? 1 : 0;
  return count;
}
constexpr auto sines = [](auto x) {
  return tg::tensor<typename decltype(x)::value_type, 2>{tg::sin(x(0)) * x(1),
                                                         tg::sin(x(2)) * x(3)};
};
using by_rows = tg::program<decltype(tg::jacobian(sines)), tg::tensor<double, 4>>;
static_assert(count_of<by_rows>("mul") == 2 && count_of<by_rows>("add") == 0 &&
              count_of<by_rows>("join") == 1);
constexpr auto spread = [](auto x) {
  using T = typename decltype(x)::value_type;
  return tg::tensor<T, 4>{tg::sin(x(0)), x(0) * x(0) * x(1), x(1), T(2)};
};
using by_columns = tg::program<decltype(tg::jacobian(spread)), tg::tensor<double, 2>>;
static_assert(count_of<by_columns>("add") <= 1 && count_of<by_columns>("join") == 1);

}  // namespace

BOOST_AUTO_TEST_CASE(run_time_values_give_what_constant_evaluation_gave) {
  double volatile two = 2.0;
  tg::tensor<double, 3> const x{1.0, two, 3.0};
  BOOST_TEST(
      (tg::jacobian(few_rows)(x) == tg::tensor<double, 2, 3>{{2.0, 1.0, 0.0}, {0.0, 1.0, 5.0}}));
}

// tanh(W x): rows and columns of the same matrix, diag(1 - y^2) W.
BOOST_AUTO_TEST_CASE(dense_layer_by_rows_and_by_columns) {
  auto const layer = [](auto w, auto x) { return tg::tanh(tg::matmul(w, x)); };
  auto const check = [&]<tg::index_t M, tg::index_t N>(tg::tensor<double, M, N>) {
    tg::tensor<double, M, N> w{};
    tg::tensor<double, N> x{};
    for (int i = 0; i < M * N; ++i) w.data()[i] = 0.1 * (i % 7) - 0.2;
    for (int i = 0; i < N; ++i) x.data()[i] = 0.3 * i - 0.4;
    auto const [y, jacobian] = tg::value_and_jacobian(layer, tg::wrt<1>)(w, x);
    for (tg::index_t i = 0; i < M; ++i)
      for (tg::index_t j = 0; j < N; ++j)
        BOOST_TEST(std::abs(jacobian(i, j) - (1 - y(i) * y(i)) * w(i, j)) < 1e-15);
  };
  check(tg::tensor<double, 3, 5>{});
  check(tg::tensor<double, 5, 3>{});
}

// Stages whose Jacobians are accumulated: beside one tangent for each column, and differentiated
// again.
BOOST_AUTO_TEST_CASE(stages_agree_with_tangents_and_differentiate_twice) {
  auto const stages = [](auto const& x) {
    auto const stage = [&x](auto const& s) {
      auto const a = tg::sin(s(0)) * tg::cos(s(1));
      auto const b = tg::sin(s(2) * s(3) + x(4));
      auto const c = tg::tanh(a * b) + s(0);
      auto const d = tg::cos(a + c) * s(3);
      return tg::stack(a + d, b * c, c * d, d - a);
    };
    return stage(stage(stage(x)));
  };
  auto const size = [stages](auto const& x) {
    return tg::sum(tg::square(tg::jacobian(stages)(x)));
  };
  using vector = tg::tensor<double, 5>;
  vector const x{0.3, -0.7, 1.1, 0.4, -0.2};
  auto const jacobian = tg::jacobian(stages)(x);
  auto const slopes = tg::grad(size)(x);
  for (int j = 0; j < 5; ++j) {
    vector unit{};
    unit(j) = 1;
    auto const column = tg::jvp(stages)(x, unit).second;
    for (int i = 0; i < 4; ++i) BOOST_TEST(std::abs(jacobian(i, j) - column(i)) < 1e-14);
    vector const above = x + 1e-5 * unit;
    vector const below = x - 1e-5 * unit;
    BOOST_TEST(std::abs(slopes(j) - (size(above) - size(below)) / 2e-5) < 1e-8);
  }
  using program = tg::program<decltype(tg::jacobian(stages)), vector>;
  BOOST_TEST(count_of<program>("mul") + count_of<program>("add") < 220);
}

BOOST_AUTO_TEST_SUITE_END()
