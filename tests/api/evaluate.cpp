// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <array>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_evaluate)

namespace {

constexpr auto affine = [](auto x) { return 2 * x + 1; };
static_assert(tg::evaluate(affine)(3.0) == 7.0);
static_assert(tg::evaluate(affine)(3) == 7);

// Several results: an aggregate of the library, an array, a struct of the user.
constexpr auto both = [](auto x, auto y) { return tg::results{x + y, x * y}; };
static_assert(tg::evaluate(both)(2.0, tg::tensor{3.0, 4.0}) ==
              tg::results{tg::tensor{5.0, 6.0}, tg::tensor{6.0, 8.0}});
constexpr auto powers = [](auto x) { return std::array{x, x * x, x * x * x}; };
static_assert(tg::evaluate(powers)(2.0) == std::array{2.0, 4.0, 8.0});

template <class T>
struct pose {
  tg::tensor<T, 2> position;
  T angle;
};
constexpr auto move = [](auto p, auto by) {
  return pose<typename decltype(p.position)::value_type>{p.position + by, p.angle * 2};
};
constexpr auto moved = tg::evaluate(move)(pose<double>{{1.0, 2.0}, 0.5}, 10.0);
static_assert(std::is_same_v<decltype(moved), pose<double> const>);
static_assert(moved.position == tg::tensor{11.0, 12.0} && moved.angle == 1.0);

// An element of an argument, the argument itself and a constant are results too.
static_assert(tg::evaluate([](auto x) { return x(1); })(tg::tensor{1.0, 2.0}) == 2.0);
static_assert(tg::evaluate([](auto x) { return tg::results{x(1), x, 3.0}; })(tg::tensor{
                  1.0, 2.0}) == tg::results{2.0, tg::tensor{1.0, 2.0}, 3.0});

}  // namespace

BOOST_AUTO_TEST_CASE(run_time_values_give_what_constant_evaluation_gave) {
  double volatile two = 2.0;
  auto const made = tg::evaluate(powers)(two);
  BOOST_TEST((made == std::array{2.0, 4.0, 8.0}));
}

BOOST_AUTO_TEST_SUITE_END()
