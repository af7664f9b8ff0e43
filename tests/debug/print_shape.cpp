// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/print_shape.hpp>

#include <boost/test/unit_test.hpp>

#include <sstream>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(debug_print_shape)

BOOST_AUTO_TEST_CASE(shapes_are_written_as_numpy_writes_them) {
  std::ostringstream out;
  out << tg::make_shape() << tg::make_shape(3) << tg::make_shape(2, 3) << tg::make_shape(0, 1, 4);
  BOOST_TEST(out.str() == "()(3,)(2, 3)(0, 1, 4)");
}

BOOST_AUTO_TEST_SUITE_END()
