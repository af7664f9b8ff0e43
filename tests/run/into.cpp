// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <span>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(run_into)

constexpr auto f = [](auto x, auto const& w) { return tg::sum(tg::square(x * w)); };
using vector = tg::tensor<double, 20>;
using both = tg::program<decltype(tg::value_and_grad(f, tg::wrt<0, 1>)), double, vector>;
static_assert(std::is_same_v<both::result_type, tg::results<double, tg::results<double, vector>>>);

BOOST_AUTO_TEST_CASE(writes_what_run_returns) {
  vector const w = tg::arange<double, 20>();
  auto const wanted = both::run(2.0, w);
  alignas(both::alignment) std::byte memory[both::workspace_bytes];

  both::result_type whole{};
  both::run(memory, tg::into(whole), 2.0, w);
  BOOST_TEST((whole == wanted));

  double value = 0;
  tg::results<double, vector> slopes{};
  both::run(memory, tg::into(value, slopes), 2.0, w);
  BOOST_TEST((value == wanted.first));
  BOOST_TEST((slopes == wanted.second));

  value = 0;
  slopes = {};
  both::run(tg::into(value, slopes), 2.0, w);
  BOOST_TEST((value == wanted.first));
  BOOST_TEST((slopes == wanted.second));
}

// Whatever `run(memory, x...)` takes.
BOOST_AUTO_TEST_CASE(works_in_every_kind_of_memory) {
  vector const w = tg::arange<double, 20>();
  auto const wanted = both::run(2.0, w);
  alignas(both::alignment) unsigned char bytes[both::workspace_bytes];
  alignas(both::alignment) std::array<std::byte, both::workspace_bytes> array;
  auto const check = [&](auto&& memory) {
    double value = 0;
    tg::results<double, vector> slopes{};
    both::run(memory, tg::into(value, slopes), 2.0, w);
    BOOST_TEST((value == wanted.first && slopes == wanted.second));
  };
  check(bytes);
  check(&bytes[0]);
  check(array);
  check(std::span(array));
}

BOOST_AUTO_TEST_CASE(of_a_function_with_data) {
  double const a = 3;
  auto const scaled = [a](auto const& x) { return tg::sum(a * x * x); };
  auto const slope = tg::value_and_grad(scaled);
  using program = tg::program<decltype(slope), vector>;
  vector const x = tg::arange<double, 20>();
  double value = 0;
  vector dx{};
  program::run(tg::into(value, dx), slope, x);
  BOOST_TEST(value == 3 * 2470.0);  // 19 * 20 * 39 / 6 = 2470
  BOOST_TEST((dx == tg::evaluate([](auto const& y) { return 6 * y; })(x)));
  dx = {};
  alignas(program::alignment) std::byte memory[program::workspace_bytes];
  program::run(memory, tg::into(value, dx), slope, x);
  BOOST_TEST(dx(19) == 6 * 19.0);
}

BOOST_AUTO_TEST_CASE(results_of_one_type_keep_their_order) {
  constexpr auto three = [](auto x) { return tg::results{x + 1, x + 2, x + 3}; };
  using program = tg::program<decltype(three), double>;
  double first = 0, second = 0, third = 0;
  program::run(tg::into(first, second, third), 10.0);
  BOOST_TEST(first == 11);
  BOOST_TEST(second == 12);
  BOOST_TEST(third == 13);
}

BOOST_AUTO_TEST_CASE(sees_that_a_result_shares_memory_with_an_argument) {
  tg::tensor<float, 3> x{}, y{};
  BOOST_TEST(tg::into(x).overlaps(x));
  BOOST_TEST(tg::into(y, x).overlaps(x));
  BOOST_TEST(tg::into(x).overlaps(x.data()[2]));
  BOOST_TEST(!tg::into(y).overlaps(x));
}

BOOST_AUTO_TEST_SUITE_END()
