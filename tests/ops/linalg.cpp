// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_linalg)

constexpr tg::tensor<double, 2, 2> a{{1, 2}, {3, 4}};
static_assert(tg::linalg::det(a) == -2);
static_assert(tg::linalg::norm(tg::tensor{3.0, 4.0}) == 5);

BOOST_AUTO_TEST_CASE(the_names_are_those_of_the_operations) {
  BOOST_TEST((tg::linalg::inv(a) == tg::inverse(a)));
  BOOST_TEST((tg::linalg::slogdet(a).sign == -1));
}

BOOST_AUTO_TEST_SUITE_END()
