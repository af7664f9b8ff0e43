// SPDX-License-Identifier: BSL-1.0
#include <typegrad/static.hpp>

#include <typegrad/api/open_program.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(run_argument_extents)

namespace {

using batch = tg::tensor<double, tg::dyn_named<"batch">, 4>;
using labels = tg::tensor<int, tg::dyn_named<"batch">>;
using lines = tg::tensor<double, tg::dyn_named<"time">, tg::dyn_named<"batch">>;
using rows = tg::tensor<double, tg::dyn, 4>;

std::string message_of(auto const& call) {
  try {
    call();
  } catch (tg::shape_error const& error) {
    return error.what();
  }
  return "nothing was thrown";
}

constexpr auto f = [](auto const&... x) { return (tg::sum(x) + ...); };

/// The open extents of `x`, after those of the call before.
template <class... X>
auto extents_of_call(tg::index_t const* before, X const&... x) {
  tg::argument_extents<tg::open_plan<std::remove_const_t<decltype(tg::evaluate(f))>, X...>> found(
      before);
  int argument = 0;
  ((found.add(x, argument, sizeof...(X)), ++argument), ...);
  return found;
}

BOOST_AUTO_TEST_CASE(each_free_extent_once) {
  tg::index_t const none[4]{};
  auto const found =
      extents_of_call(none, batch(3), 2.0, tg::tensor<double, 5>{}, lines(7, 3), rows(6), rows(8));
  BOOST_TEST(found.axes[0] == 3);  // batch
  BOOST_TEST(found.axes[1] == 7);  // time
  BOOST_TEST(found.axes[2] == 6);
  BOOST_TEST(found.axes[3] == 8);
  BOOST_TEST(found.changed);
  BOOST_TEST(!extents_of_call(found.axes, batch(3), 2.0, tg::tensor<double, 5>{}, lines(7, 3),
                              rows(6), rows(8))
                  .changed);
  BOOST_TEST(extents_of_call(found.axes, batch(3), 2.0, tg::tensor<double, 5>{}, lines(7, 3),
                             rows(6), rows(9))
                 .changed);
}

BOOST_AUTO_TEST_CASE(equal_names_are_equal_extents) {
  BOOST_TEST(message_of([] { tg::evaluate(f)(batch(3), labels(3), lines(9, 3)); }) ==
             "nothing was thrown");
  BOOST_TEST(message_of([] { tg::evaluate(f)(batch(3), batch(5)); }) ==
             "f(a, b): extents named batch must be equal; a is (3, 4), b is (5, 4)");
  BOOST_TEST(message_of([] { tg::evaluate(f)(1.0, batch(3), 2.0, lines(3, 4)); }) ==
             "f(a, b, c, d): extents named batch must be equal; b is (3, 4), d is (3, 4)");
  BOOST_TEST(message_of([&] { tg::grad(f, tg::wrt<0>)(batch(3), labels(2)); }) ==
             "f(a, b): extents named batch must be equal; a is (3, 4), b is (2,)");
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
