// SPDX-License-Identifier: BSL-1.0
// Expected numbers are those of the same function called for each row.
#include <typegrad/static.hpp>

#include <boost/test/unit_test.hpp>

#include <span>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_vmap)

namespace {

template <class T>
struct option {
  T spot;
  T strike;
  T years;
};

// A branch on values, functions with and without code for vectors, a selection whose other side
// has no value.
constexpr auto price = [](auto const& o, auto rate) {
  auto const spread = tg::log(o.spot / o.strike) + rate * o.years;
  auto const paid = tg::where(o.years > 0.5, tg::sqrt(o.years - 0.5), 0 * rate);
  if (spread > 0) return o.spot * tg::erf(spread) + paid;
  return o.strike * tg::tan(spread) * tg::exp(-rate) + paid;
};

option<double> option_at(int i) { return {90 + 7.0 * (i % 5), 100.0, 0.3 + 0.01 * i}; }

// A small product, a reduction, a view without strides, an opaque operation, several results.
constexpr auto tilt = [](auto const& x, auto const& a) {
  auto const moved = tg::matmul(a, x);
  auto const longer = tg::concatenate<0>(x, tg::reshape<1>(tg::sum(x)));
  auto const turned = tg::reshape<2, 3>(tg::transpose(tg::outer(moved, longer)));
  return tg::results{tg::cumsum<0>(tg::slice<0>(turned)), tg::sum(turned * turned)};
};
constexpr auto tilted_length = [](auto const& x, auto const& a) { return tilt(x, a).second; };
constexpr tg::tensor<float, 2, 2> turn{{0.8f, 0.6f}, {0.3f, 0.9f}};

constexpr auto cube = [](auto x) { return x * x * x; };
constexpr std::array<double, 3> few{1.0, 2.0, 3.0};
static_assert(tg::vmap(tg::grad(cube))(few) == std::array{3.0, 12.0, 27.0});
static_assert(tg::vmap(cube)(tg::tensor<double, 2>{2.0, 3.0}) == tg::tensor<double, 2>{8.0, 27.0});

}  // namespace

BOOST_AUTO_TEST_CASE(values_and_gradients_of_structs_are_those_of_calls_for_each_row) {
  auto const close = boost::test_tools::tolerance(1e-13);
  auto const mapped = tg::vmap(tg::value_and_grad(price, tg::wrt<0, 1>), tg::in_axes<0, tg::none>);
  for (int const n : {0, 1, 2, 3, 7, 8, 9, 100}) {
    std::vector<option<double>> x;
    for (int i = 0; i < n; ++i) x.push_back(option_at(i));
    auto const [values, slopes] = mapped(x, 0.02);
    BOOST_REQUIRE(values.size() == x.size());
    BOOST_REQUIRE(slopes.second.size() == x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
      auto const [value, slope] = tg::value_and_grad(price, tg::wrt<0, 1>)(x[i], 0.02);
      BOOST_TEST(values[i] == value, close);
      BOOST_TEST(slopes.first[i].spot == slope.first.spot, close);
      BOOST_TEST(slopes.first[i].strike == slope.first.strike, close);
      BOOST_TEST(slopes.first[i].years == slope.first.years, close);
      BOOST_TEST(slopes.second[i] == slope.second, close);
    }
  }
}

// Every remainder, floats; rows of tensors, results in memory that is given.
BOOST_AUTO_TEST_CASE(nothing_is_written_behind_the_rows_that_are_there) {
  auto const close = boost::test_tools::tolerance(2e-6f);
  constexpr int most = 18;
  tg::tensor<float, tg::dyn, 2> all(most);
  for (int i = 0; i < 2 * most; ++i) all.data()[i] = 0.1f * static_cast<float>(i) + 0.5f;
  for (int n = 1; n < most; ++n) {
    tg::tensor<float, tg::dyn, 2> x({n, 2}, all.data());
    std::vector<tg::tensor<float, 3>> sums(most, {7, 7, 7});
    std::vector<float> lengths(most, 7);
    std::span const first_sums(sums.data(), static_cast<std::size_t>(n));
    std::span const first_lengths(lengths.data(), static_cast<std::size_t>(n));
    auto columns = tg::results{first_sums, first_lengths};
    tg::vmap(tilt, tg::in_axes<0, tg::none>)(tg::into(columns), x, turn);
    for (int i = 0; i < most; ++i) {
      auto const [row, length] =
          tg::evaluate(tilt)(tg::tensor<float, 2>{all(i, 0), all(i, 1)}, turn);
      auto const at = static_cast<std::size_t>(i);
      BOOST_TEST(sums[at] == (i < n ? row : tg::tensor<float, 3>{7, 7, 7}),
                 close << boost::test_tools::per_element());
      BOOST_TEST(lengths[at] == (i < n ? length : 7), close);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_struct_of_columns_is_one_and_so_are_its_gradients) {
  constexpr auto worth = [](auto const& o, auto rate) {
    return o.spot * o.years - o.strike * rate;
  };
  option<std::vector<double>> const x{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
  option<std::vector<double>> const slopes =
      tg::vmap(tg::grad(worth), tg::in_axes<0, tg::none>)(x, 0.5);
  BOOST_TEST(slopes.spot == x.years);
  BOOST_TEST(slopes.strike == (std::vector<double>{-0.5, -0.5, -0.5}));
  BOOST_TEST(slopes.years == x.spot);
}

BOOST_AUTO_TEST_CASE(members_are_shared_and_masks_are_columns) {
  tg::tensor<double, 5> const x{1, 2, 3, 4, 5};
  double const scale = 0.5;
  BOOST_TEST(tg::vmap([scale](auto v) { return v * v * scale; })(x) ==
             (tg::tensor<double, 5>{0.5, 2, 4.5, 8, 12.5}));
  std::vector<int> const counts{1, 5, 2};
  auto const are_large = tg::vmap([](auto n) { return n > 1; })(counts);
  BOOST_TEST(are_large == (tg::tensor<bool, tg::dyn>{false, true, true}));
  BOOST_TEST(tg::vmap(tg::vmap(cube))(tg::tensor<double, 2, 2>{1, 2, 3, 4}) ==
             (tg::tensor<double, 2, 2>{1, 8, 27, 64}));
}

// Loops are run for each row.
BOOST_AUTO_TEST_CASE(functions_with_loops) {
  constexpr auto power = [](auto x) {
    return tg::fori<5>([&](auto y) { return y * x; }, x * 0 + 1);
  };
  std::vector<double> const x{1.0, 2.0, -3.0};
  BOOST_TEST(tg::vmap(tg::grad(power))(x) == (std::vector<double>{5.0, 80.0, 405.0}));
}

// In a function that is traced: the gradient of what is shared is the sum over the rows.
BOOST_AUTO_TEST_CASE(gradients_of_what_is_shared_are_summed) {
  constexpr auto total = [](auto const& x, auto const& a) {
    return tg::sum(tg::vmap(tilted_length, tg::in_axes<0, tg::none>)(x, a));
  };
  tg::tensor<float, 3, 2> const x{{0.3f, 0.1f}, {0.4f, 0.5f}, {0.7f, 0.2f}};
  auto const [of_rows, of_turn] = tg::grad(total, tg::wrt<0, 1>)(x, turn);
  auto const [each, turns] =
      tg::vmap(tg::grad(tilted_length, tg::wrt<0, 1>), tg::in_axes<0, tg::none>)(x, turn);
  auto const close = boost::test_tools::tolerance(1e-5f);
  BOOST_TEST(of_rows == each, close << boost::test_tools::per_element());
  BOOST_TEST(of_turn == tg::sum<0>(turns), close << boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(columns_of_different_lengths) {
  std::vector<double> const x(3), y(4);
  std::vector<double> to(2);
  constexpr auto product = [](auto a, auto b) { return a * b; };
  BOOST_CHECK_EXCEPTION(tg::vmap(product)(x, y), tg::value_error, [](auto const& e) {
    return std::string(e.what()) ==
           "vmap(f)(x...): all that is mapped must have equally many rows; the first has 3, "
           "argument 1 has 4";
  });
  BOOST_CHECK_EXCEPTION(tg::vmap(product)(tg::into(to), x, x), tg::value_error, [](auto const& e) {
    return std::string(e.what()).ends_with("the first has 3, into(y...) has 2");
  });
}

BOOST_AUTO_TEST_SUITE_END()
