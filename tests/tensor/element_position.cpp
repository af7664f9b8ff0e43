// SPDX-License-Identifier: BSL-1.0
// The hook is set for this file alone, so the extents below occur in no other file: an inline
// function has one body.
namespace {
int failed_assertions = 0;
}
#undef TYPEGRAD_ASSERT
#define TYPEGRAD_ASSERT(condition) ((condition) ? void() : void(++failed_assertions))
#include <typegrad/tensor/element_position.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

static_assert(tg::element_position<>() == 0);
static_assert(tg::element_position<11, 13>(0, 0) == 0 &&
              tg::element_position<11, 13>(10, 12) == 142);
static_assert(tg::element_position<2, 11, 13>(1, 2u, 3L) == 143 + 26 + 3);

// an index out of range is no constant expression
template <int Row, int Column>
concept Inside =
    requires { std::integral_constant<tg::index_t, tg::element_position<11, 13>(Row, Column)>{}; };
static_assert(Inside<10, 12> && !Inside<11, 0> && !Inside<0, 13> && !Inside<-1, 0>);

BOOST_AUTO_TEST_SUITE(tensor_element_position)

BOOST_AUTO_TEST_CASE(asks_the_assertion_hook_at_run_time) {
  short row = 3;
  BOOST_TEST((tg::element_position<11, 13>(row, row)) == 42);
  BOOST_TEST(failed_assertions == 0);
  row = 12;
  BOOST_TEST((tg::element_position<11, 13>(row, row)) == 168);
  BOOST_TEST(failed_assertions == 1);
}

BOOST_AUTO_TEST_SUITE_END()
