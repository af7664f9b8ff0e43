// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_sort)

constexpr auto weighted = [](auto const& x) {
  return tg::sum(tg::sort<0>(x) * tg::tensor<double, 4>{1, 10, 100, 1000});
};
constexpr tg::tensor<double, 4> x{3, -1, 7, 2};
static_assert(tg::sort<0>(x) == tg::tensor<double, 4>{-1, 2, 3, 7});
static_assert(tg::grad(weighted)(x) == tg::tensor<double, 4>{100, 1, 1000, 10});
// Of equal elements the first has the first place.
static_assert(tg::grad(weighted)(tg::tensor<double, 4>{5, 5, 1, 5}) ==
              tg::tensor<double, 4>{10, 100, 1, 1000});
static_assert(tg::sort<1>(tg::tensor<int, 2, 3>{{3, 1, 2}, {0, 4, 2}}) ==
              tg::tensor<int, 2, 3>{{1, 2, 3}, {0, 2, 4}});
static_assert(tg::sort<0>(tg::tensor<int, 2, 3>{{3, 1, 2}, {0, 4, 2}}) ==
              tg::tensor<int, 2, 3>{{0, 1, 2}, {3, 4, 2}});

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto a) { return a * tg::sort<1>(a * a); },
                            tg::tensor<double, 2, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

BOOST_AUTO_TEST_CASE(variables_and_extents_of_run_time) {
  tg::variable<double> v(x);
  auto const y = tg::sort(v, -1);
  BOOST_TEST((y.data() == tg::dynamic_tensor<double>{-1, 2, 3, 7}));
  tg::sum(y * tg::dynamic_tensor<double>{1, 10, 100, 1000}).backward();
  BOOST_TEST((v.grad().data() == tg::dynamic_tensor<double>{100, 1, 1000, 10}));
  constexpr auto energy = [](auto const& a) { return tg::sum(tg::sort<0>(a) * tg::cumsum<0>(a)); };
  tg::tensor<double, tg::dyn> const open{3, -1, 7, 2};
  BOOST_TEST((tg::grad(energy)(open) == tg::tensor<double, tg::dyn>(tg::grad(energy)(x))));
  BOOST_CHECK_THROW(tg::sort(v, 1), tg::shape_error);
}

// The order is read as the integers that it is, whatever the type of what moves.
BOOST_AUTO_TEST_CASE(variables_of_every_type) {
  auto const sorted = []<class Number, tg::index_t Count>(tg::tensor<Number, Count> const& given) {
    tg::variable<Number> const v(given);
    return tg::sort(v, 0).data() == tg::dynamic_tensor<Number>(tg::sort<0>(given));
  };
  BOOST_TEST(sorted(tg::tensor<bool, 3>{true, false, true}));
  BOOST_TEST(sorted(tg::tensor<int, 5>{3, -1, 7, 2, 0}));
  BOOST_TEST(sorted(tg::tensor<float, 5>{3, -1, 7, 2, 0}));
  BOOST_TEST(sorted(tg::tensor<tg::index_t, 5>{3, -1, 7, 2, 0}));
}

BOOST_AUTO_TEST_SUITE_END()
