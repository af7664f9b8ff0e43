// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_variable_jacobian)

namespace {

constexpr auto network = [](auto const& x, auto const& w) { return tg::tanh(tg::matmul(x, w)); };
constexpr auto loss = [](auto const& x, auto const& w) {
  return tg::sum(tg::square(tg::tanh(tg::matmul(x, w))));
};

tg::tensor<double, 2, 3> const x{{.1, -.2, .3}, {.4, .5, -.6}};
tg::tensor<double, 3, 2> const w{{.7, .8}, {-.9, 1.}, {1.1, -1.2}};
tg::dynamic_tensor<double> const x_at_run_time(x);
tg::dynamic_tensor<double> const w_at_run_time(w);

// Two programs of the same derivative rules; sums may be grouped otherwise.
template <class A, class B>
void check_equal(A const& a, B const& b) {
  tg::dynamic_tensor<double> const expected(b);
  BOOST_REQUIRE((a.shape() == expected.shape()));
  for (tg::index_t i = 0; i < a.size(); ++i)
    BOOST_TEST(a.data()[i] == expected.data()[i], boost::test_tools::tolerance(1e-13));
}

}  // namespace

BOOST_AUTO_TEST_CASE(jacobians_are_those_of_the_static_mode) {
  auto const [ax, aw] = tg::jacobian(network, tg::wrt<0, 1>)(x, w);
  auto const [bx, bw] = tg::jacobian(network, tg::wrt<0, 1>)(x_at_run_time, w_at_run_time);
  check_equal(bx, ax);  // (2, 2, 2, 3): rows, 4 numbers of the result being fewer than 12
  check_equal(bw, aw);
  check_equal(tg::jacobian(network)(x_at_run_time, w_at_run_time), ax);
}

// What `transform/number_slopes.hpp` accumulates: the same nodes, so the same bits.
BOOST_AUTO_TEST_CASE(stages_are_accumulated_in_every_mode) {
  auto const stages = [](auto const& start) {
    auto const stage = [&start](auto const& s) {
      auto const a = tg::sin(s(0)) * tg::cos(s(1));
      auto const b = tg::sin(s(2) * s(3) + start(4));
      auto const c = tg::tanh(a * b) + s(0);
      auto const d = tg::cos(a + c) * s(3);
      return tg::stack(a + d, b * c, c * d, d - a);
    };
    return stage(stage(stage(start)));
  };
  tg::tensor<double, 5> const at{0.3, -0.7, 1.1, 0.4, -0.2};
  tg::dynamic_tensor<double> const expected(tg::jacobian(stages)(at));
  tg::dynamic_tensor<double> const at_run_time(at);
  BOOST_TEST((tg::jacobian(stages)(at_run_time) == expected));
  BOOST_TEST((tg::compile(stages, at_run_time).jacobian(at_run_time).first == expected));
}

BOOST_AUTO_TEST_CASE(columns_where_the_arguments_have_fewer_numbers) {
  constexpr auto outer = [](auto const& a) { return tg::expand_dims<1>(a) * tg::exp(a); };
  tg::tensor<double, 3> const a{.1, .2, .3};
  check_equal(tg::jacobian(outer)(tg::dynamic_tensor<double>(a)), tg::jacobian(outer)(a));
}

BOOST_AUTO_TEST_CASE(value_and_jacobian_from_one_program) {
  auto const [y, j] = tg::value_and_jacobian(network)(x_at_run_time, w_at_run_time);
  check_equal(y, tg::evaluate(network)(x, w));
  check_equal(j, tg::jacobian(network)(x, w));
}

BOOST_AUTO_TEST_CASE(hessians_are_those_of_the_static_mode) {
  check_equal(tg::hessian(loss)(x_at_run_time, w_at_run_time), tg::hessian(loss)(x, w));
  auto const [first, second] = tg::hessian(loss, tg::wrt<0, 1>)(x_at_run_time, w_at_run_time);
  auto const [first_row, second_row] = tg::hessian(loss, tg::wrt<0, 1>)(x, w);
  check_equal(first.second, first_row.second);
  check_equal(second.first, second_row.first);
}

BOOST_AUTO_TEST_CASE(several_results_and_numbers) {
  // Closed form: d(a b) = (b, a), d(a + b) = (1, 1).
  constexpr auto both = [](auto const& a, auto const& b) { return tg::results{a * b, a + b}; };
  tg::variable<double> const a(2.0);
  auto const [product, sum] = tg::jacobian(both, tg::wrt<0, 1>)(a, 3.0);
  BOOST_TEST(product.first.item() == 3);
  BOOST_TEST(product.second.item() == 2);
  BOOST_TEST(sum.first.item() == 1);
  BOOST_TEST(sum.second.item() == 1);
}

BOOST_AUTO_TEST_CASE(a_jacobian_of_variables_is_differentiated_further) {
  // The Jacobian of x^3 is the diagonal matrix of 3 x^2; the gradient of its sum is 6 x.
  constexpr auto cubes = [](auto const& a) { return a * a * a; };
  tg::variable<double> const a{1, 2, 3};
  tg::sum(tg::jacobian(cubes)(a)).backward();
  BOOST_TEST((a.grad().data() == tg::dynamic_tensor<double>{6, 12, 18}));
}

BOOST_AUTO_TEST_CASE(no_elements_have_no_derivatives) {
  constexpr auto twice = [](auto const& a) { return a + a; };
  tg::dynamic_tensor<double> const none{tg::shape{0}};
  BOOST_TEST((tg::jacobian(twice)(none).shape() == tg::shape{0, 0}));
  constexpr auto sum_of_both = [](auto const& a, auto const& b) { return tg::sum(a) + b; };
  BOOST_TEST((tg::jacobian(sum_of_both)(none, x_at_run_time).shape() == tg::shape{2, 3, 0}));
}

BOOST_AUTO_TEST_CASE(more_than_eight_axes_are_refused) {
  constexpr auto twice = [](auto const& a) { return a + a; };
  tg::dynamic_tensor<double> const five{tg::shape{1, 1, 1, 1, 1}};
  BOOST_CHECK_EXCEPTION(tg::jacobian(twice)(five), tg::shape_error, [](tg::shape_error const& e) {
    return std::string(e.what()) ==
           "jacobian(f), value a and argument b: the result must have at most 8 axes; a is (1, 1, "
           "1, 1, 1), b is (1, 1, 1, 1, 1)";
  });
}

BOOST_AUTO_TEST_SUITE_END()
