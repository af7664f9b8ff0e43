// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <array>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_grad)

namespace {

constexpr auto cube = [](auto x) { return x * x * x; };
static_assert(tg::grad(cube)(2.0) == 12.0);
static_assert(tg::grad(cube)(2.0f) == 12.0f);
static_assert(std::is_same_v<decltype(tg::grad(cube)(2.0f)), float>);

// A value used several times receives the sum of all contributions (requirement G-04).
static_assert(tg::grad([](auto x) { return x + x; })(3.0) == 2.0);
static_assert(tg::grad([](auto x) { return x + x + x; })(3.0) == 3.0);
// y = a^2 + a^2 with a = x^2 at 2: 32, derivative 8 x^3 = 64 (requirement E-02).
constexpr auto shared = [](auto x) {
  auto const a = x * x;
  return a * a + a * a;
};
static_assert(tg::value_and_grad(shared)(2.0) == tg::results{32.0, 64.0});
// A function that does not depend on its argument.
static_assert(tg::grad([](auto) { return 3.0; })(2.0) == 0.0);

// Positions.
constexpr auto product = [](auto x, auto y, auto z) { return x * y + y * z; };
static_assert(tg::grad(product, tg::wrt<1>)(2.0, 3.0, 5.0) == 7.0);
static_assert(tg::grad(product, tg::wrt<2, 0>)(2.0, 3.0, 5.0) == tg::results{3.0, 3.0});
static_assert(tg::grad(product, tg::wrt<2, 1>)(2.0, 3.0, 5.0) == tg::results{3.0, 7.0});
constexpr auto all = tg::value_and_grad(product, tg::wrt<0, 1, 2>)(2.0, 3.0, 5.0);
static_assert(all.first == 21.0 && all.second == tg::results{3.0, 7.0, 3.0});

// float and double in one call: each gradient has its argument's type.
constexpr auto mixed = tg::grad([](auto x, auto w) { return x * w; }, tg::wrt<0, 1>)(2.0f, 3.0);
static_assert(std::is_same_v<decltype(mixed), tg::results<float, double> const>);
static_assert(mixed == tg::results{3.0f, 2.0});

// Integers: arguments that are not differentiated may have any type; an integer function has an
// integer gradient.
static_assert(tg::grad([](auto x, auto n) { return x * n; })(2.5, 3) == 3.0);
static_assert(tg::grad(cube)(2) == 12);
static_assert(std::is_same_v<decltype(tg::grad(cube)(2)), int>);

// Tensors.
constexpr auto squares = [](auto x) { return tg::sum(x * x); };
static_assert(tg::grad(squares)(tg::tensor{1.0, 2.0, 3.0}) == tg::tensor{2.0, 4.0, 6.0});

// Arrays and structs of arguments give arrays and structs.
constexpr auto of_array = [](auto const& q) { return q[0] * q[1] + q[2]; };
static_assert(tg::grad(of_array)(std::array{2.0, 3.0, 5.0}) == std::array{3.0, 2.0, 1.0});

template <class T>
struct layer {
  tg::tensor<T, 2> weights;
  T offset;
};
template <class T>
struct network {
  layer<T> in;
  std::array<layer<T>, 2> rest;
  T scale;
  constexpr auto operator()(auto const& x) const {
    auto y = tg::sum(x * in.weights) + in.offset;
    for (auto const& next : rest) y = tg::sum(y * next.weights) + next.offset;
    return scale * y;
  }
};
constexpr auto apply_network = [](auto const& net, auto x) { return net(x); };
constexpr network<double> net{{{1.0, 2.0}, 0.5}, {{{{3.0, 1.0}, 0.25}, {{2.0, 2.0}, 0.125}}}, 4.0};
constexpr network<double> slope = tg::grad(apply_network)(net, tg::tensor{1.0, -1.0});
// y1 = x.w + 0.5 = -0.5;  y2 = 4 y1 + 0.25 = -1.75;  y3 = 4 y2 + 0.125 = -6.875;  y = 4 y3.
static_assert(slope.scale == -6.875);
static_assert(slope.rest[1].offset == 4.0 && slope.rest[1].weights == tg::tensor{-7.0, -7.0});
static_assert(slope.rest[0].offset == 16.0 && slope.rest[0].weights == tg::tensor{-8.0, -8.0});
static_assert(slope.in.offset == 64.0 && slope.in.weights == tg::tensor{64.0, -64.0});

// Auxiliary results come back as they are.
constexpr auto with_parts = [](auto x) {
  auto const square = x * x;
  return tg::results{square * x, square, x + 1};
};
constexpr auto parts = tg::value_and_grad(with_parts, tg::has_aux)(2.0);
static_assert(parts.first == tg::results{8.0, 4.0, 3.0} && parts.second == 12.0);
static_assert(tg::grad(with_parts, tg::has_aux)(2.0) == tg::results{12.0, 4.0, 3.0});
constexpr auto with_tensor = [](auto x, auto w) {
  auto const y = x * w;
  return tg::results{tg::sum(y * y), y};
};
constexpr auto loss = tg::value_and_grad(with_tensor, tg::wrt<1>, tg::has_aux)(
    tg::tensor{1.0, 2.0}, tg::tensor{3.0, 4.0});
static_assert(loss.first.first == 73.0 && loss.first.second == tg::tensor{3.0, 8.0});
static_assert(loss.second == tg::tensor{6.0, 32.0});

// Three test functions of optimisation at (1, 1) (requirement E-13, the digits of DeZero).
constexpr auto sphere = [](auto x, auto y) { return x * x + y * y; };
constexpr auto matyas = [](auto x, auto y) { return 0.26 * (x * x + y * y) - 0.48 * x * y; };
constexpr auto goldstein_price = [](auto x, auto y) {
  auto const a = x + y + 1;
  auto const b = 2 * x - 3 * y;
  return (1 + a * a * (19 - 14 * x + 3 * x * x - 14 * y + 6 * x * y + 3 * y * y)) *
         (30 + b * b * (18 - 32 * x + 12 * x * x + 48 * y - 36 * x * y + 27 * y * y));
};
static_assert(tg::grad(sphere, tg::wrt<0, 1>)(1.0, 1.0) == tg::results{2.0, 2.0});
static_assert(tg::grad(matyas, tg::wrt<0, 1>)(1.0, 1.0) ==
              tg::results{0.040000000000000036, 0.040000000000000036});
static_assert(tg::grad(goldstein_price, tg::wrt<0, 1>)(1.0, 1.0) == tg::results{-5376.0, 8064.0});

// Loops and a function object.
struct power {
  constexpr auto operator()(auto x) const {
    auto y = x;
    for (int i = 1; i < 10; ++i) y = y * x;
    return y;
  }
};
static_assert(tg::grad(power{})(2.0) == 5120.0);

}  // namespace

BOOST_AUTO_TEST_CASE(run_time_values_give_what_constant_evaluation_gave) {
  double volatile one = 1.0;
  double const x = one;
  auto const [dx, dy] = tg::grad(goldstein_price, tg::wrt<0, 1>)(x, x);
  BOOST_TEST(dx == -5376.0);
  BOOST_TEST(dy == 8064.0);
}

BOOST_AUTO_TEST_CASE(gradient_of_a_struct_is_the_struct) {
  network<double> const made = tg::grad(apply_network)(net, tg::tensor{1.0, -1.0});
  BOOST_TEST(made.scale == slope.scale);
  BOOST_TEST((made.in.weights == slope.in.weights));
  BOOST_TEST((made.rest[0].weights == slope.rest[0].weights));
}

BOOST_AUTO_TEST_CASE(labels_of_integers_stand_beside_real_arguments) {
  tg::tensor<int, 3> const labels{0, 1, 1};
  tg::tensor<float, 3> const x{0.5f, 0.25f, 2.0f};
  auto const error = [](auto prediction, auto label) {
    return tg::sum((prediction - label) * (prediction - label));
  };
  tg::tensor<float, 3> const gradient = tg::grad(error)(x, labels);
  BOOST_TEST((gradient == tg::tensor<float, 3>{1.0f, -1.5f, 2.0f}));
}

BOOST_AUTO_TEST_CASE(results_by_their_numbers) {
  constexpr auto slopes = tg::grad([](auto a, auto b) { return a * b; }, tg::wrt<0, 1>)(2.0, 3.0);
  static_assert(tg::get<0>(slopes) == 3 && tg::get<1>(slopes) == 2);
  static_assert(
      tg::get<7>(tg::results<int, int, int, int, int, int, int, int>{0, 1, 2, 3, 4, 5, 6, 7}) == 7);
  tg::results changed{1, 2.0, 3};
  tg::get<2>(changed) = 4;
  BOOST_TEST((changed == tg::results{1, 2.0, 4}));
}

BOOST_AUTO_TEST_SUITE_END()
