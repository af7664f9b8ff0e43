// SPDX-License-Identifier: BSL-1.0
// `y(i) = v` of variables: what is written, what keeps its value, and where gradients go. Expected
// numbers are NumPy's assignments done by hand.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <Eigen/Core>

#include <array>
#include <limits>
#include <type_traits>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_variable_part)

using variable = tg::variable<double>;
using dense = tg::dynamic_tensor<double>;

BOOST_AUTO_TEST_CASE(an_element_is_replaced_and_gradients_follow) {
  variable const x(dense{1, 2, 3});
  variable y = 2.0 * x;
  variable const before = y;
  y(0) = 7.0;
  y(2) += x(0);
  y(1) -= 1;
  y(1) *= x(1);
  y(2) /= 2;
  BOOST_TEST((y.data() == dense{7, 6, 3.5}));
  BOOST_TEST((before.data() == dense{2, 4, 6}));
  tg::sum(y).backward();
  // 7 + (2 x1 - 1) x1 + (2 x2 + x0) / 2
  BOOST_TEST((x.grad().data() == dense{0.5, 7, 1}));
}

BOOST_AUTO_TEST_CASE(rows_columns_and_steps) {
  variable const x(dense{{1, 2, 3, 4, 5}, {6, 7, 8, 9, 10}, {11, 12, 13, 14, 15}});
  variable y = x;
  y(1) = 0.0;
  y(tg::whole_axis, 1) *= 10.0;
  y(tg::range(0, 3, 2), tg::range(4, 0, -2)) = variable(dense{{100, 200}, {300, 400}});
  BOOST_TEST((y.data() == dense{{1, 20, 200, 4, 100}, {0, 0, 0, 0, 0}, {11, 120, 400, 14, 300}}));
  tg::sum(y).backward();
  BOOST_TEST((x.grad().data() == dense{{1, 10, 0, 1, 0}, {0, 0, 0, 0, 0}, {1, 10, 0, 1, 0}}));

  variable z(dense{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  z(tg::range(1, 9, 3)) = -1.0;                      // 1, 4, 7
  z(tg::range(9, 7, -1)) = variable(dense{20, 30});  // 9, 8
  z(tg::range(3, 3)) = 5.0;                          // nothing
  BOOST_TEST((z.data() == dense{0, -1, 2, 3, -1, 5, 6, -1, 30, 20}));
  BOOST_CHECK_THROW(z(10) = 1.0, tg::shape_error);
  BOOST_CHECK_THROW(z(tg::range(0, 3)) = variable(dense{1, 2}), tg::shape_error);
  BOOST_TEST(z.item(0) == 0);
}

/// Infinity in what is replaced does not reach the values.
BOOST_AUTO_TEST_CASE(what_is_replaced_is_gone) {
  variable y = 1 / variable(dense{0, 4});
  BOOST_TEST(y.item(0) == std::numeric_limits<double>::infinity());
  y(0) = 1.0;
  BOOST_TEST(tg::sum(y * y).item() == 1.0625);
}

BOOST_AUTO_TEST_CASE(a_part_with_a_name_is_a_variable_of_its_own) {
  variable y(dense{1, 2});
  auto a = y(0);
  auto const b = y(1);
  y(0) = 5.0;
  y(0) = y(1);
  a += 10;
  BOOST_TEST(a.item() == 11);
  BOOST_TEST(b.item() == 2);
  a = b;
  a = 3.0;
  BOOST_TEST((y.data() == dense{2, 2}));
  decltype(y(0)) sum = 0;
  for (int i = 0; i < 2; ++i) sum += y(i);
  BOOST_TEST(sum.item() == 4);
  static_assert(std::is_same_v<decltype(tg::variable(y(0))), variable>);
  static_assert(std::is_same_v<decltype(y(0) * 2), variable>);
  static_assert(std::is_same_v<decltype(std::as_const(y)(0)), variable>);
}

/// Whatever takes a variable takes a part, with derivatives of every order.
BOOST_AUTO_TEST_CASE(a_part_is_an_argument) {
  auto const cube = [](auto const& a) { return a * a * a; };
  variable y(dense{3, 4});
  static_assert(std::is_same_v<decltype(tg::grad(cube)(y(0))), variable>);
  BOOST_TEST(tg::grad(cube)(y(0)).item() == 27);
  BOOST_TEST(tg::grad(tg::grad(cube))(y(0)).item() == 18);
  BOOST_TEST(tg::hessian(cube)(y(0)).item() == 18);
  BOOST_TEST(tg::jacobian(cube)(y(0)).item() == 27);
  BOOST_TEST(tg::stack({y(0), y(1)}).data()(1) == 4);
  BOOST_TEST(tg::stack(y(0), y(0) * 2).data()(1) == 6);
  Eigen::Matrix<decltype(y(0)), 2, 1> const v(y(0), y(1));
  BOOST_TEST(v.dot(v).item() == 25);
  BOOST_TEST(tg::compile(cube, y(0)).grad(dense(2.0)).first.item() == 12);
}

/// x0 x1^2 by way of elements that are written: in every mode, and its second derivatives.
BOOST_AUTO_TEST_CASE(second_derivatives_through_what_was_written) {
  auto const f = [](auto a) {
    auto y = a * 1.0;
    y(0) = a(1) * a(1);
    auto const product = y(0) * a(0);
    a(1) = product;
    return a(1);
  };
  auto const is_hessian = [](auto const& h) {
    return h(0, 0) == 0 && h(0, 1) == 8 && h(1, 0) == 8 && h(1, 1) == 6;
  };
  BOOST_TEST(is_hessian(tg::hessian(f)(tg::tensor<double, 2>{3, 4})));
  BOOST_TEST(is_hessian(tg::hessian(f)(dense{3, 4})));
  BOOST_TEST(is_hessian(tg::hessian(f)(variable(dense{3, 4})).data()));
  auto const compiled = tg::compile(f, tg::shape{2});
  BOOST_TEST(compiled(dense{3, 4}).item() == 48);
  BOOST_TEST((compiled.grad(dense{3, 4}).first == dense{16, 24}));
}

BOOST_AUTO_TEST_SUITE_END()
