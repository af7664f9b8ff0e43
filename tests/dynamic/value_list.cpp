// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_value_list)

namespace {

using real = tg::variable<double>;

bool same_words(tg::value_list const& a, tg::value_list const& b) {
  return std::equal(a.words().begin(), a.words().end(), b.words().begin(), b.words().end());
}

}  // namespace

BOOST_AUTO_TEST_CASE(operands_stand_before_what_is_made_of_them_and_once) {
  real const x{1, 2}, y{3, 4};
  real const product = x * y;
  real const z = product + product * x;
  tg::value_list list(tg::request_kind::gradients);
  int const last = list.add(*z.node());
  BOOST_TEST(list.entries.count == 5);  // x, y, x y, x y x, z
  BOOST_TEST(last == 4);
  for (int i = 0; i < list.entries.count; ++i)
    if (!list.is_given(i))
      for (tg::word const operand : list.operands_of(i)) BOOST_TEST(static_cast<int>(operand) < i);
  BOOST_TEST(list.add(*product.node()) == static_cast<int>(list.operands_of(last)[0]));
}

BOOST_AUTO_TEST_CASE(equal_structures_have_equal_words) {
  auto const words_of = [](tg::value_list& list, real const& a, real const& b, bool twice) {
    real const y = twice ? a * b + a : a * b + b;
    list.add(*y.node());
  };
  real const a{1, 2}, b{3, 4}, c{5, 6}, longer{1, 2, 3};
  tg::value_list first(tg::request_kind::values), second(tg::request_kind::values),
      third(tg::request_kind::values), fourth(tg::request_kind::values),
      fifth(tg::request_kind::gradients);
  words_of(first, a, b, true);
  words_of(second, c, b, true);
  words_of(third, a, b, false);
  words_of(fourth, longer, longer * longer, true);
  words_of(fifth, a, b, true);
  BOOST_TEST(same_words(first, second));
  BOOST_TEST(!same_words(first, third));
  BOOST_TEST(!same_words(first, fourth));
  BOOST_TEST(!same_words(first, fifth));
}

BOOST_AUTO_TEST_CASE(values_that_are_known_are_given_where_values_are_asked_for) {
  real const x{1, 2};
  real const y = x * x;
  real const z = y + x;
  BOOST_TEST((y.data() == tg::dynamic_tensor<double>{1, 4}));
  tg::value_list values(tg::request_kind::values);
  values.add(*z.node());
  BOOST_TEST(values.entries.count == 3);  // y, x, z
  BOOST_TEST(values.is_given(0));
  tg::value_list gradients(tg::request_kind::gradients);
  gradients.add(*z.node());
  BOOST_TEST(!gradients.is_given(static_cast<int>(gradients.operands_of(2)[0])));
}

BOOST_AUTO_TEST_CASE(a_leaf_with_other_data_since_is_another_input) {
  real x{1, 2};
  real const before = x * x;
  x.set_data({3, 4});
  real const y = before + x;
  tg::value_list list(tg::request_kind::gradients);
  list.add(*y.node());
  BOOST_TEST(list.entries.count == 4);  // x as it was, its square, x as it is, the sum
  int inputs = 0;
  for (int i = 0; i < list.entries.count; ++i) inputs += list.is_given(i) ? 1 : 0;
  BOOST_TEST(inputs == 2);
}

BOOST_AUTO_TEST_SUITE_END()
