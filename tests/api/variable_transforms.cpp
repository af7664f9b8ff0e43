// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_variable_transforms)

namespace {

constexpr auto cube = [](auto const& x) { return x * x * x; };
constexpr auto network = [](auto const& x, auto const& w) { return tg::sum(tg::tanh(x * w)); };

}  // namespace

BOOST_AUTO_TEST_CASE(tensors_of_any_shape_give_tensors) {
  tg::dynamic_tensor<double> const x{.1, .2, .3};
  tg::dynamic_tensor<double> const w{1, 2, 3};
  auto const [value, gradients] = tg::value_and_grad(network, tg::wrt<0, 1>)(x, w);
  auto const [gx, gw] = gradients;
  for (tg::index_t i = 0; i < 3; ++i) {
    // Closed form: d tanh(x w) / dx = w (1 - tanh(x w)^2).
    double const slope = 1 - std::tanh(x(i) * w(i)) * std::tanh(x(i) * w(i));
    BOOST_TEST(gx(i) == w(i) * slope, boost::test_tools::tolerance(1e-14));
    BOOST_TEST(gw(i) == x(i) * slope, boost::test_tools::tolerance(1e-14));
  }
  BOOST_TEST(value.item() == tg::evaluate(network)(x, w).item());
  BOOST_TEST((tg::grad(network)(x, w) == gx));
}

BOOST_AUTO_TEST_CASE(transforms_nest) {
  // Derivatives of x^3 at 2: 12, 12, 6.
  tg::dynamic_tensor<double> const two(2.0);
  BOOST_TEST(tg::grad(cube)(two).item() == 12.0);
  BOOST_TEST(tg::grad(tg::grad(cube))(two).item() == 12.0);
  BOOST_TEST(tg::grad(tg::grad(tg::grad(cube)))(two).item() == 6.0);
}

BOOST_AUTO_TEST_CASE(variables_keep_their_history) {
  // d/dz of the slope of x^3 at x = z^2, 3 z^4: 12 z^3 = 96 at z = 2.
  tg::variable<double> z(2.0);
  auto const slope = tg::grad(cube)(z * z);
  slope.backward();
  BOOST_TEST(slope.item() == 48.0);
  BOOST_TEST(z.grad().item() == 96.0);
}

BOOST_AUTO_TEST_CASE(two_arguments_are_two_even_where_they_are_one_variable) {
  constexpr auto f = [](auto const& a, auto const& b) { return tg::sum(a * a * b); };
  tg::variable<double> const x{1, 2, 3};
  BOOST_TEST((tg::grad(f)(x, x).data() == tg::dynamic_tensor<double>{2, 8, 18}));
  BOOST_TEST((tg::grad(f, tg::wrt<1>)(x, x).data() == tg::dynamic_tensor<double>{1, 4, 9}));
}

BOOST_AUTO_TEST_CASE(a_hessian_times_a_vector) {
  constexpr auto f = [](auto const& a) { return tg::sum(a * a * a); };
  tg::dynamic_tensor<double> const x{1, 2, 3};
  tg::dynamic_tensor<double> const v{1, 0, -1};
  BOOST_TEST((tg::hvp(f)(x, v) == tg::dynamic_tensor<double>{6, 0, -18}));  // 6 x v
}

BOOST_AUTO_TEST_CASE(a_function_of_several_numbers_has_no_gradient) {
  tg::dynamic_tensor<double> const x{1, 2, 3};
  BOOST_CHECK_EXCEPTION(tg::grad(cube)(x), tg::shape_error, [](tg::shape_error const& e) {
    return std::string(e.what()) ==
           "grad(f): f must return one number: sum the result; it returns (3,)";
  });
}

BOOST_AUTO_TEST_CASE(others_come_with_the_value) {
  constexpr auto with_square = [](auto const& a) { return tg::results{tg::sum(a * a * a), a * a}; };
  tg::dynamic_tensor<double> const x{1, 2};
  auto const [slope, square] = tg::grad(with_square, tg::has_aux)(x);
  BOOST_TEST((slope == tg::dynamic_tensor<double>{3, 12}));
  BOOST_TEST((square == tg::dynamic_tensor<double>{1, 4}));
  auto const [both, gradient] = tg::value_and_grad(with_square, tg::has_aux)(x);
  BOOST_TEST(both.first.item() == 9);
  BOOST_TEST((gradient == slope));
}

BOOST_AUTO_TEST_CASE(numbers_among_the_arguments_are_differentiated_where_they_are_named) {
  constexpr auto f = [](auto const& a, auto b) { return tg::sum(a * b); };
  tg::dynamic_tensor<double> const x{1, 2};
  BOOST_TEST(tg::grad(f, tg::wrt<1>)(x, 3.0).item() == 3);  // 1 + 2
}

BOOST_AUTO_TEST_CASE(a_gradient_is_known_in_a_scope_without_history) {
  tg::no_grad const scope;
  BOOST_TEST(tg::grad(cube)(tg::dynamic_tensor<double>(2.0)).item() == 12.0);
  BOOST_TEST(tg::grad(cube)(tg::variable<double>(2.0)).item() == 12.0);
}

// One program for each structure and each kind of derivative, whatever the numbers are.
BOOST_AUTO_TEST_CASE(derivatives_that_are_numbers_are_planned_once) {
  using dense = tg::dynamic_tensor<double>;
  tg::variable<double> captured{0.0, 0.0};
  auto const f = [&](auto const& a, auto const& b) { return a * a * b + captured; };
  auto const total = [&](auto const& a, auto const& b) { return tg::sum(f(a, b)); };
  constexpr auto same = [](auto const& a) { return a; };
  auto const round = [&](double x, double y) {  // d(a^2 b) = 2 a b da + a^2 db
    dense const a{x, 2}, b{3, y}, change{1, 10};
    captured.set_data(b);
    auto const [by_a, by_b] = tg::jacobian(f, tg::wrt<0, 1>)(a, b);
    BOOST_TEST((by_a == dense{{6 * x, 0}, {0, 4 * y}}));
    BOOST_TEST((by_b == dense{{x * x, 0}, {0, 4}}));
    BOOST_TEST((tg::grad(total)(a, b) == dense{6 * x, 4 * y}));
    auto const [value, slope] = tg::value_and_grad(total, tg::wrt<1>)(a, b);
    BOOST_TEST(value.item() == 3 * x * x + 4 * y + 3 + y);
    BOOST_TEST((slope == dense{x * x, 4}));
    auto const [at, along] = tg::jvp(f, tg::wrt<0>)(tg::at(a, b), tg::along(change));
    BOOST_TEST((at == dense{3 * x * x + 3, 4 * y + y}));
    BOOST_TEST((along == dense{6 * x, 40 * y}));
    BOOST_TEST((tg::vjp(f)(a, b).second(change).first == dense{6 * x, 40 * y}));
    BOOST_TEST((tg::vjp(f)(a, b).second().first == dense{6 * x, 4 * y}));
    BOOST_TEST((tg::jacobian(same)(a) == dense{{1, 0}, {0, 1}}));
    BOOST_TEST((tg::jvp(same)(a, change).second == change));
    tg::no_grad const scope;
    tg::variable<double> const v(a);
    BOOST_TEST((tg::grad(total)(v, b).data() == dense{6 * x, 4 * y}));
  };
  tg::plan_cache& plans = tg::this_threads_plans();
  plans.clear();
  round(1, 5);
  long const misses = plans.counters.misses;
  round(7, 11);
  BOOST_TEST(plans.counters.misses == misses);
}

// Turn by turn, as an ordinary loop: x^10 and the first power of x that is 10 or more.
BOOST_AUTO_TEST_CASE(loops_of_variables_run_turn_by_turn) {
  constexpr auto power = [](auto const& x) {
    return tg::fori<10>([&](auto const& y) { return y * x; }, 1.0);
  };
  constexpr auto growth = [](auto const& x) {
    return tg::while_loop<20>([](auto const& y) { return y < 10.0; },
                              [&](auto const& y) { return y * x; }, 1.0);
  };
  tg::variable<double> x(2.0);
  power(x).backward();
  BOOST_TEST(x.grad().item() == 10 * 512.0);
  BOOST_TEST(tg::grad(growth)(tg::variable<double>(3.0)).item() == 27.0);
  BOOST_TEST(tg::compile(power, tg::shape{})(tg::dynamic_tensor<double>(2.0)).item() == 1024.0);
  // compiled, the condition is asked at every call
  auto const compiled = tg::compile(tg::value_and_grad(growth), tg::shape{});
  for (double const start : {2.0, 3.0, 1.0}) {
    auto const [value, slope] = compiled(tg::dynamic_tensor<double>(start));
    BOOST_TEST(value.item() == growth(start));
    BOOST_TEST(slope.item() == tg::grad(growth)(start));
  }

  constexpr auto decay = [](auto const& k, auto const& xs) {
    auto const [last, rows] = tg::scan(
        [&](auto const& c, auto const& v) {
          auto const next = c * k + v;
          return tg::results{next, next * next};
        },
        0.0, xs);
    return last + tg::sum(rows);
  };
  tg::tensor<double, 3> const xs{1, 2, 3};
  auto const expected = tg::grad(decay, tg::wrt<0, 1>)(0.5, xs);
  BOOST_TEST(tg::grad(decay)(tg::variable<double>(0.5), xs).item() == expected.first);
  tg::variable<double> k(0.5);
  tg::variable<double> of_rows{1, 2, 3};
  decay(k, of_rows).backward();
  BOOST_TEST(k.grad().item() == expected.first);
  for (int i = 0; i < 3; ++i) BOOST_TEST(of_rows.grad()(i) == expected.second(i));

  // The first turns of them; the rows of the others are 0.
  constexpr auto some = [](auto n, auto const& rows_of_x) {
    auto const step = [](auto const& c, auto const& v) {
      return tg::results{c * v + v, tg::results{c + v, v}};
    };
    auto const [last, rows] = tg::scan(n, step, 1.0, rows_of_x);
    return last + tg::sum(rows.first * rows.first) + tg::sum(rows.second + 1);
  };
  for (int const n : {-1, 0, 2, 3, 9}) {
    of_rows.clear_grad();
    auto const y = some(n, of_rows);
    y.backward();
    BOOST_TEST(y.item() == some(n, xs));
    auto const slopes = tg::grad(some, tg::wrt<1>)(n, xs);
    for (int i = 0; n > 0 && i < 3; ++i) BOOST_TEST(of_rows.grad()(i) == slopes(i));
  }

  // Sequences together, of variables and of numbers.
  auto const sum_of_products = [](auto const& sequences) {
    auto const step = [](auto const& c, auto const& row) {
      auto const next = c + row.first * row.second;
      return tg::results{next, next};
    };
    return tg::scan(step, 0.0, sequences).first;
  };
  BOOST_TEST(sum_of_products(tg::results{of_rows, xs}).item() == 14.0);
  BOOST_CHECK_THROW(sum_of_products(tg::results{of_rows, tg::tensor<double, 2>{1, 2}}),
                    tg::shape_error);

  // A struct of them, whose rows are arrays and structs.
  struct samples {
    tg::variable<double> value, weight;
  };
  auto const rows = tg::scan(
      [](auto const& c, auto const& row) {
        auto const& [value, weight] = row;
        auto const next = c + value * weight;
        return tg::results{next, tg::results{samples{next, value}, std::array{next, weight}}};
      },
      tg::variable<double>(0.0), samples{of_rows, {2, 1, 3}});
  auto const& [of_struct, of_array] = rows.second;
  BOOST_TEST(rows.first.item() == 13.0);
  BOOST_TEST(tg::sum(of_struct.first + of_struct.second).item() == 2 + 4 + 13 + 6.0);
  BOOST_TEST(tg::sum(of_array[0] * of_array[1]).item() == 4 + 4 + 39.0);
}

BOOST_AUTO_TEST_SUITE_END()
