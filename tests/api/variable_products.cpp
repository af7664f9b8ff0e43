// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_variable_products)

namespace {

constexpr auto network = [](auto const& x, auto const& w) { return tg::tanh(tg::matmul(x, w)); };
constexpr auto loss = [](auto const& x, auto const& w) {
  return tg::sum(tg::square(tg::tanh(tg::matmul(x, w))));
};
constexpr auto polar = [](auto const& r, auto const& angle) {
  return tg::results{r * tg::cos(angle), r * tg::sin(angle)};
};
constexpr auto sum_of_cubes = [](auto const& x) { return tg::sum(x * x * x); };

tg::tensor<double, 2, 3> const x{{.1, -.2, .3}, {.4, .5, -.6}};
tg::tensor<double, 3, 2> const w{{.7, .8}, {-.9, 1.}, {1.1, -1.2}};
tg::tensor<double, 2, 3> const dx{{1, 2, 3}, {-1, 0, 1}};
tg::tensor<double, 3, 2> const dw{{0, 1}, {.5, -1}, {2, 0}};
tg::tensor<double, 2, 2> const upstream{{1, -2}, {.5, 3}};

template <class X>
tg::dynamic_tensor<double> dynamic(X const& each) {
  return tg::dynamic_tensor<double>(each);
}
// Two programs of the same derivative rules; sums may be grouped otherwise.
template <class A, class B>
void check_equal(A const& a, B const& b) {
  tg::dynamic_tensor<double> const expected(b);
  BOOST_REQUIRE((a.shape() == expected.shape()));
  for (tg::index_t i = 0; i < a.size(); ++i)
    BOOST_TEST(a.data()[i] == expected.data()[i], boost::test_tools::tolerance(1e-14));
}

}  // namespace

BOOST_AUTO_TEST_CASE(tangents_are_those_of_the_static_mode) {
  auto const [y, dy] = tg::jvp(network)(tg::at(x, w), tg::along(dx, dw));
  auto const [z, dz] =
      tg::jvp(network)(tg::at(dynamic(x), dynamic(w)), tg::along(dynamic(dx), dynamic(dw)));
  check_equal(z, y);
  check_equal(dz, dy);
}

BOOST_AUTO_TEST_CASE(adjoints_are_those_of_the_static_mode) {
  auto const [y, pull] = tg::vjp(network)(x, w);
  auto const [z, pull_at_run_time] = tg::vjp(network)(dynamic(x), dynamic(w));
  check_equal(z, y);
  auto const [ax, aw] = pull(upstream);
  auto const [bx, bw] = pull_at_run_time(dynamic(upstream));
  check_equal(bx, ax);
  check_equal(bw, aw);
  check_equal(pull_at_run_time().second, pull().second);
}

BOOST_AUTO_TEST_CASE(a_hessian_times_vectors_is_that_of_the_static_mode) {
  auto const [ax, aw] = tg::hvp(loss, tg::wrt<0, 1>)(x, w, dx, dw);
  auto const [bx, bw] =
      tg::hvp(loss, tg::wrt<0, 1>)(dynamic(x), dynamic(w), dynamic(dx), dynamic(dw));
  check_equal(bx, ax);
  check_equal(bw, aw);
}

BOOST_AUTO_TEST_CASE(only_wanted_arguments_move) {
  auto const both =
      tg::jvp(network, tg::wrt<1>)(tg::at(dynamic(x), dynamic(w)), tg::along(dynamic(dw)));
  check_equal(both.second, tg::jvp(network, tg::wrt<1>)(tg::at(x, w), tg::along(dw)).second);
}

BOOST_AUTO_TEST_CASE(several_results_and_numbers_among_the_arguments) {
  // Closed form: d(r cos a) = dr cos a - r sin a da, d(r sin a) = dr sin a + r cos a da.
  tg::variable<double> const r(2.0);
  auto const [y, dy] = tg::jvp(polar)(tg::at(r, .5), tg::along(.25, 1.0));
  auto const close = boost::test_tools::tolerance(1e-15);
  BOOST_TEST(y.first.item() == 2 * std::cos(.5), close);
  BOOST_TEST(dy.first.item() == .25 * std::cos(.5) - 2 * std::sin(.5), close);
  BOOST_TEST(dy.second.item() == .25 * std::sin(.5) + 2 * std::cos(.5), close);
  auto const [value, pull] = tg::vjp(polar)(r, .5);
  auto const [dr, da] = pull(3.0, -1.0);
  BOOST_TEST(dr.item() == 3 * std::cos(.5) - std::sin(.5), close);
  BOOST_TEST(da.item() == -6 * std::sin(.5) - 2 * std::cos(.5), close);
}

BOOST_AUTO_TEST_CASE(results_of_variables_are_differentiated_further) {
  // The tangent of sum x^3 along ones is sum 3 x^2: its gradient is 6 x.
  tg::variable<double> const a{1, 2, 3};
  auto const both = tg::jvp(sum_of_cubes)(tg::at(a), tg::along(tg::variable<double>{1, 1, 1}));
  both.second.backward();
  BOOST_TEST((a.grad().data() == tg::dynamic_tensor<double>{6, 12, 18}));

  tg::variable<double> const b{1, 2, 3};
  tg::sum(tg::vjp(sum_of_cubes)(b).second()).backward();
  BOOST_TEST((b.grad().data() == tg::dynamic_tensor<double>{6, 12, 18}));
}

BOOST_AUTO_TEST_CASE(a_pullback_stays_at_its_point) {
  tg::variable<double> a{1, 2, 3};
  auto const both = tg::vjp(sum_of_cubes)(a);
  a.set_data({4, 5, 6});
  BOOST_TEST((both.second().data() == tg::dynamic_tensor<double>{3, 12, 27}));  // 3 x^2
}

BOOST_AUTO_TEST_CASE(what_does_not_move_has_tangents_of_zero) {
  constexpr auto second = [](auto const&, auto const& b) { return b + b; };
  tg::dynamic_tensor<double> const a{1, 2};
  tg::dynamic_tensor<double> const b{3, 4};
  BOOST_TEST((tg::jvp(second, tg::wrt<0>)(tg::at(a, b), tg::along(a)).second ==
              tg::dynamic_tensor<double>{0, 0}));
  BOOST_TEST((tg::jvp(second)(a, b, a, b).second == tg::dynamic_tensor<double>{6, 8}));
  BOOST_TEST((tg::vjp(second)(a, b).second(b).first == tg::dynamic_tensor<double>{0, 0}));
}

BOOST_AUTO_TEST_CASE(a_scope_without_history_outside_does_not_matter) {
  tg::no_grad const scope;
  tg::dynamic_tensor<double> const a{1, 2, 3};
  BOOST_TEST((tg::hvp(sum_of_cubes)(a, a) == tg::dynamic_tensor<double>{6, 24, 54}));  // 6 x v
  tg::variable<double> const b{1, 2, 3};
  BOOST_TEST((tg::vjp(sum_of_cubes)(b).second().data() == tg::dynamic_tensor<double>{3, 12, 27}));
}

BOOST_AUTO_TEST_CASE(derivatives_of_another_shape_are_refused) {
  tg::dynamic_tensor<double> const a{1, 2, 3};
  tg::dynamic_tensor<double> const two{1, 2};
  BOOST_CHECK_EXCEPTION(tg::jvp(sum_of_cubes)(tg::at(a), tg::along(two)), tg::shape_error,
                        [](tg::shape_error const& e) {
                          return std::string(e.what()) ==
                                 "jvp(f), tangent a of the argument b: a must have the extents of "
                                 "b; a is (2,), b is (3,)";
                        });
  constexpr auto square = [](auto const& each) { return each * each; };
  auto const both = tg::vjp(square)(a);
  BOOST_CHECK_EXCEPTION(both.second(two), tg::shape_error, [](tg::shape_error const& e) {
    return std::string(e.what()) ==
           "vjp(f), seed a of the result b: a must have the extents of b; a is (2,), b is (3,)";
  });
  BOOST_CHECK_EXCEPTION(both.second(a, a), tg::shape_error, [](tg::shape_error const& e) {
    return std::string(e.what()) == "vjp(f), seed a of the result b: 2 values are given for 1";
  });
}

BOOST_AUTO_TEST_SUITE_END()
