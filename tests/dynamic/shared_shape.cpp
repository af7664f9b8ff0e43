// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_shared_shape)

BOOST_AUTO_TEST_CASE(copies_share_until_one_changes) {
  tg::shared_shape a;
  BOOST_TEST(a->rank == 0);
  a = tg::make_shape(2, 3);
  tg::shape const& seen = a;
  tg::shared_shape b = a;
  BOOST_TEST(&b.get() == &seen);
  b = tg::make_shape(4);
  BOOST_TEST((a.get() == tg::make_shape(2, 3)));
  BOOST_TEST((b.get() == tg::make_shape(4)));
  a = tg::make_shape(5, 6);  // nobody else has it
  BOOST_TEST((seen == tg::make_shape(5, 6)));
  b = tg::shape();
  BOOST_TEST(b->rank == 0);
}

/// Of the shape of an operand, a value takes no shape of its own.
BOOST_AUTO_TEST_CASE(values_have_the_shape_of_an_operand) {
  tg::variable<double> const x(tg::dynamic_tensor<double>{1, 2, 3}),
      w(tg::dynamic_tensor<double>{{1, 2, 3}});
  tg::variable<double> const y = tg::sin(x), z = y * w;
  BOOST_TEST(&y.extents() == &x.extents());
  BOOST_TEST(&z.extents() == &w.extents());
  BOOST_TEST(tg::sum(z).shape().rank == 0);
  static_assert(sizeof(tg::value_node) <= 152);
}

BOOST_AUTO_TEST_SUITE_END()
