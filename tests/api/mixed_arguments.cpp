// SPDX-License-Identifier: BSL-1.0
#include <typegrad/static.hpp>

#include <typegrad/api/mixed_program.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace tg = typegrad;

namespace {

using batch = tg::tensor<double, tg::dyn_named<"batch">, 4>;
using labels = tg::tensor<int, tg::dyn_named<"batch">>;
using lines = tg::tensor<double, tg::dyn_named<"time">, tg::dyn_named<"batch">>;

std::string message_of(auto const& call) {
  try {
    call();
  } catch (tg::shape_error const& error) {
    return error.what();
  }
  return "nothing was thrown";
}

BOOST_AUTO_TEST_CASE(open_extents_in_order) {
  auto const all = tg::shapes_of_arguments(batch(3), 2.0, tg::tensor<double, 5>{}, lines(7, 3));
  BOOST_TEST(all.open_count == 3);
  BOOST_TEST(all.open[0] == 3);
  BOOST_TEST(all.open[1] == 7);
  BOOST_TEST(all.open[2] == 3);
  BOOST_TEST(all.count == 4);
  BOOST_TEST((all.shapes[3] == tg::make_shape(7, 3)));
}

BOOST_AUTO_TEST_CASE(equal_names_are_equal_extents) {
  BOOST_TEST(message_of([] { tg::shapes_of_arguments(batch(3), labels(3), lines(9, 3)); }) == "nothing was thrown");
  BOOST_TEST(message_of([] { tg::shapes_of_arguments(batch(3), batch(5)); }) ==
             "f(a, b): extents named batch must be equal; a is (3, 4), b is (5, 4)");
  BOOST_TEST(message_of([] { tg::shapes_of_arguments(1.0, batch(3), 2.0, lines(3, 4)); }) ==
             "f(a, b, c, d): extents named batch must be equal; b is (3, 4), d is (3, 4)");
  constexpr auto f = [](auto x, auto y) { return tg::sum(x) + tg::sum(y); };
  BOOST_TEST(message_of([&] { tg::grad(f)(batch(3), labels(2)); }) ==
             "f(a, b): extents named batch must be equal; a is (3, 4), b is (2)");
}

}  // namespace
