// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <string>
#include <type_traits>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_variable)

BOOST_AUTO_TEST_CASE(the_opposite_of_having_data) {
  tg::variable<double> x(2.0), zero(0.0);
  BOOST_TEST(!x.grad());
  (x * zero).backward();
  BOOST_TEST(!!x.grad());  // a zero, but one that is there
  BOOST_TEST(x.grad().item() == 0);
  static_assert(std::is_same_v<decltype(!x), bool>);
  // Of a mask `!` is the mask of the opposite.
  tg::variable<bool> const mask(tg::dynamic_tensor<bool>{{true, false}});
  BOOST_TEST(((!mask).data() == tg::dynamic_tensor<bool>{{false, true}}));
}

BOOST_AUTO_TEST_CASE(what_has_the_shape_already_is_the_same_variable) {
  tg::variable<double> const a{{1, 2}, {3, 4}};
  BOOST_TEST(is_same(tg::reshape(a, {2, 2}), a));
  BOOST_TEST(is_same(tg::reshape<2, -1>(a), a));
  BOOST_TEST(is_same(a.reshape(-1, 2), a));
  BOOST_TEST(is_same(tg::broadcast_to(a, {2, 2}), a));
  BOOST_TEST(is_same(tg::broadcast_to<2, 2>(a), a));
  BOOST_TEST(is_same(tg::cast<double>(a), a));
  BOOST_TEST((is_same(tg::transpose(a, {0, 1}), a) && is_same(tg::transpose<0, 1>(a), a)));
  BOOST_TEST((is_same(tg::swapaxes(a, 1, -1), a) && !is_same(tg::transpose(a), a)));
  BOOST_TEST(is_same(tg::slice(a, {tg::range(0, 2), tg::range(0, 9)}), a));
  BOOST_TEST(!is_same(tg::slice(a, {tg::range(tg::omitted, tg::omitted, -1)}), a));
  BOOST_TEST(!is_same(tg::slice(a, {tg::range(0, 1)}), a));
  BOOST_TEST((is_same(tg::flip(a, tg::axis_list{}), a) && !is_same(tg::flip(a), a)));
  BOOST_TEST((is_same(tg::concatenate({a}, 1), a) && is_same(tg::repeat(a, 1, 0), a)));
  BOOST_TEST(!is_same(tg::reshape(a, {4}), a));
  BOOST_TEST(!is_same(tg::broadcast_to(a, {1, 2, 2}), a));
  tg::reshape(a, {2, 2}).backward();
  BOOST_TEST((a.grad().data() == tg::dynamic_tensor<double>{{1, 1}, {1, 1}}));
  // A tensor is copied, and stays.
  tg::dynamic_tensor<double> const values{{1, 2}, {3, 4}};
  BOOST_TEST((tg::reshape(values, {2, 2}) == values));
  BOOST_TEST((tg::broadcast_to(values, {2, 2}) == tg::dynamic_tensor<double>{{1, 2}, {3, 4}}));
  BOOST_TEST(values.size() == 4);
}

// The type of the elements comes from what a variable or a tensor is made of.
BOOST_AUTO_TEST_CASE(elements_have_the_type_of_what_is_given) {
  std::vector<std::vector<double>> rows{{1, 2}, {3, 4}, {5, 6}};
  tg::dynamic_tensor const a(rows), b{{1.0, 2.0}, {3.0, 4.0}, {5.0, 6.0}}, c(rows[0]), d{1.0, 2.0};
  static_assert(std::is_same_v<decltype(a), decltype(b)>);
  static_assert(std::is_same_v<decltype(c), tg::dynamic_tensor<double> const>);
  BOOST_TEST((a == b));
  BOOST_TEST((c == d));
  tg::variable const u{{1.0, 2.0}, {3.0, 4.0}, {5.0, 6.0}}, v(rows[0]), w(0.5), z{1.0, 2.0};
  static_assert(std::is_same_v<decltype(u), tg::variable<double> const>);
  BOOST_TEST((u.data() == b));
  BOOST_TEST((v.data() == z.data()));
  BOOST_TEST(w.ndim() == 0);
  rows[1].push_back(0);  // NumPy refuses ragged rows too
  BOOST_CHECK_EXCEPTION(tg::dynamic_tensor<double>{rows}, tg::shape_error, [](auto const& error) {
    return std::string(error.what()) ==
           "dynamic_tensor(rows): rows must have equal lengths: 2 and 3";
  });
}

template <class Number>
struct with_array {
  Number each[2];
};

/// GCC asks then how an element that nobody may write to is assigned.
BOOST_AUTO_TEST_CASE(arrays_of_variables_are_moved) {
  using variable = tg::variable<double>;
  variable const x(3.0), y(4.0);
  with_array<variable> one{{x, x}};
  one = with_array<variable>{{x, y}};
  BOOST_TEST(is_same(one.each[1], y));
  std::array<variable, 2> two{x, x};
  two = std::array{y, x};
  BOOST_TEST(is_same(two[0], y));
}

BOOST_AUTO_TEST_SUITE_END()
