// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_wrt)

namespace {

using some = tg::wrt_positions<2, 0>;
static_assert(tg::place_among<2>(some{}) == 0 && tg::place_among<0>(some{}) == 1 &&
              tg::place_among<1>(some{}) == -1);
static_assert(tg::are_arguments(some{}, 3) && !tg::are_arguments(some{}, 2) &&
              !tg::are_arguments(tg::wrt<-1>, 2));
static_assert(tg::are_different(some{}) && !tg::are_different(tg::wrt<1, 1>));
static_assert(std::is_same_v<tg::resolved_wrt<some, 3>, some>);
static_assert(std::is_same_v<tg::resolved_wrt<tg::wrt_all, 3>, tg::wrt_positions<0, 1, 2>>);

// Every transform takes positions, in any order.
constexpr auto f = [](auto x, auto y) { return x * x * y; };
static_assert(tg::grad(f, tg::wrt<1, 0>)(3.0, 5.0) == tg::results{9.0, 30.0});
static_assert(tg::value_and_grad(f, tg::wrt<1, 0>)(3.0, 5.0).second == tg::results{9.0, 30.0});
static_assert(tg::jvp(f, tg::wrt<1>)(tg::at(3.0, 5.0), tg::along(2.0)) == tg::results{45.0, 18.0});
static_assert(tg::vjp(f, tg::wrt<1, 0>)(3.0, 5.0).second(2.0) == tg::results{18.0, 60.0});
static_assert(tg::jacobian(f, tg::wrt<1, 0>)(3.0, 5.0) == tg::results{9.0, 30.0});
static_assert(tg::value_and_jacobian(f, tg::wrt<1>)(3.0, 5.0) == tg::results{45.0, 9.0});
static_assert(tg::hessian(f, tg::wrt<1, 0>)(3.0, 5.0) ==
              tg::results{tg::results{0.0, 6.0}, tg::results{6.0, 10.0}});
static_assert(tg::hvp(f, tg::wrt<1, 0>)(3.0, 5.0, 1.0, 10.0) == tg::results{60.0, 106.0});

}  // namespace

BOOST_AUTO_TEST_CASE(positions_may_be_stored) {
  auto const both = tg::wrt<1, 0>;
  auto const made = tg::grad(f, both)(3.0, 5.0);
  BOOST_TEST((made == tg::results{9.0, 30.0}));
}

BOOST_AUTO_TEST_SUITE_END()
