// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_methods)

constexpr tg::tensor<double, 2, 3> x{{1, 2, 3}, {4, 5, 6}};

// T-11, T-14: member and free function agree.
static_assert(x.reshape<3, -1>() == tg::reshape<3, 2>(x));
static_assert(x.flatten() == tg::flatten(x));
static_assert(x.T() == tg::transpose(x));
static_assert(x.transpose() == tg::transpose(x));
static_assert(x.transpose<-1, 0>() == tg::transpose(x));
static_assert(x.sum() == 21.0);
static_assert(x.sum<0>() == tg::tensor<double, 3>{5, 7, 9});
static_assert(x.mean<-1>(tg::keepdims) == tg::tensor<double, 2, 1>{{2}, {5}});
static_assert(x.max() == 6 && x.min<1>() == tg::tensor<double, 2>{1, 4} && x.prod() == 720);
static_assert(x.dot(x.T()) == tg::matmul(x, tg::transpose(x)));
static_assert(x.ravel() == tg::ravel(x));
static_assert(x.var() == 17.5 / 6 && x.var<1>(tg::ddof<1>) == tg::tensor<double, 2>{1, 1});
static_assert(x.std<0>() == tg::tensor<double, 3>{1.5, 1.5, 1.5});
static_assert(tg::tensor<double, 2>{3, -4}.norm() == 5);
static_assert(x.argmax() == 5 && x.argmin<1>() == tg::tensor<tg::index_t, 2>{0, 0});
static_assert(x.argsort<0>()(1, 2) == 1 && x.cumsum()(5) == 21 && x.cumprod<1>()(1, 2) == 120);
static_assert((x > 0).all() && !(x > 6).any() && (x > 5).any<1>()(1));
static_assert(x.clip(2, 5) == tg::tensor<double, 2, 3>{{2, 2, 3}, {4, 5, 5}});
static_assert((x / 2).round() == tg::tensor<double, 2, 3>{{0, 1, 2}, {2, 2, 3}});  // halves to even
static_assert(x.reshape<1, 6>().squeeze() == x.flatten() && x.ndim() == 2);
static_assert(x.astype<int>() == tg::tensor<int, 2, 3>{{1, 2, 3}, {4, 5, 6}});
static_assert(tg::matmul(x, x.T()).trace() == 14 + 77);
static_assert(tg::matmul(x, x.T()).diagonal() == tg::tensor<double, 2>{14, 77});
static_assert([] {
  tg::tensor<double, 2, 2> filled;
  filled.fill(7);
  return filled;
}() == tg::tensor<double, 2, 2>{7, 7, 7, 7});

// An axis among the arguments is refused with a sentence by each that takes one.
#define REFUSED(NAME) static_assert(std::is_same_v<decltype(tg::NAME(x, 0)), tg::refused>)
REFUSED(sum);
REFUSED(mean);
REFUSED(prod);
REFUSED(sort);
REFUSED(argsort);
REFUSED(cumsum);
REFUSED(cumprod);
REFUSED(argmax);
REFUSED(argmin);
REFUSED(softmax);
REFUSED(log_softmax);
REFUSED(logsumexp);
REFUSED(median);
REFUSED(variance);
REFUSED(standard_deviation);
REFUSED(std);
#undef REFUSED
static_assert(x.item(1, 2) == 6 && tg::tensor<double, 1, 1>{3}.item() == 3);

BOOST_AUTO_TEST_CASE(traced_tensors_have_the_same_members) {
  constexpr auto f = [](auto a) {
    return (a.T() * tg::tensor<double, 3, 2>{{1, 2}, {3, 4}, {5, 6}}).sum() + a.flatten().mean() +
           tg::tensor<double, 6>{}.dot(a.ravel()) + 0 * a.max() * a.item(0, 0);
  };
  auto const g = tg::grad(f)(x);
  BOOST_TEST(g(0, 0) == 1 + 1.0 / 6);
  BOOST_TEST(g(1, 2) == 6 + 1.0 / 6);
  constexpr auto named = [](auto a) { return a.template reshape<3, 2>().template sum<0>(); };
  BOOST_TEST((tg::evaluate(named)(x) == tg::tensor<double, 2>{9, 12}));
}

BOOST_AUTO_TEST_CASE(so_have_values_of_shapes_known_at_run_time) {
  tg::dynamic_tensor<double> const d(x);
  tg::variable<double> const v(x);
  BOOST_TEST((d.max(1) == tg::dynamic_tensor<double>{3, 6}));  // `max(d, 1)` may be a number
  BOOST_TEST((v.max(1).data() == d.max(1)));
  BOOST_TEST((d.std(0) == tg::dynamic_tensor<double>{1.5, 1.5, 1.5}));
  BOOST_TEST((v.std(0).data() == d.std(0)));
  BOOST_TEST((d.T() == tg::transpose(d)));
  BOOST_TEST(d.sum().item() == 21);
  tg::tensor<double, tg::dyn, 3> open(2);
  open.fill(2);
  BOOST_TEST((open.var<1>() == tg::tensor<double, tg::dyn>(2)));
  BOOST_TEST(open.ndim() == 2);
}

BOOST_AUTO_TEST_SUITE_END()
