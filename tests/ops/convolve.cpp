// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_convolve)

constexpr tg::tensor<double, 5> a{1, -2, 3, 0.5, 4};
constexpr tg::tensor<double, 4> v{2, 1, -1, 3};

// numpy.convolve of the same, the longer operand first and last.
static_assert(tg::convolve(a, v) == tg::tensor<double, 8>{2, -3, 3, 9, -0.5, 12.5, -2.5, 12});
static_assert(tg::convolve<"same">(a, v) == tg::tensor<double, 5>{-3, 3, 9, -0.5, 12.5});
static_assert(tg::convolve<"valid">(a, v) == tg::tensor<double, 2>{9, -0.5});
static_assert(tg::convolve(v, a) == tg::convolve(a, v) &&
              tg::convolve<"same">(v, a) == tg::convolve<"same">(a, v) &&
              tg::convolve<"valid">(v, a) == tg::convolve<"valid">(a, v));
static_assert(tg::convolve(tg::tensor{1, 2, 3}, tg::tensor{0, 1}) == tg::tensor{0, 1, 2, 3});
// numpy.correlate of the same.
static_assert(tg::correlate(a, v) == tg::tensor<double, 2>{-1.5, 10.5});
static_assert(tg::correlate(v, a) == tg::tensor<double, 2>{10.5, -1.5});
static_assert(tg::correlate<"same">(a, v) == tg::tensor<double, 5>{-7, 12, -1.5, 10.5, 2.5});
static_assert(tg::correlate<"same">(v, a) == tg::tensor<double, 5>{2.5, 10.5, -1.5, 12, -7});
static_assert(tg::correlate<"full">(a, v) ==
              tg::tensor<double, 8>{3, -7, 12, -1.5, 10.5, 2.5, 5, 8});

BOOST_AUTO_TEST_CASE(shapes_known_at_run_time) {
  tg::variable<double> const x(a), h(v);
  BOOST_TEST((tg::convolve(x, h).data() == tg::dynamic_tensor<double>(tg::convolve(a, v))));
  BOOST_TEST(
      (tg::convolve<"same">(h, x).data() == tg::dynamic_tensor<double>{-3, 3, 9, -0.5, 12.5}));
  BOOST_TEST((tg::convolve<"valid">(x, v).data() == tg::dynamic_tensor<double>{9, -0.5}));
  BOOST_TEST((tg::correlate(h, x).data() == tg::dynamic_tensor<double>{10.5, -1.5}));
  BOOST_TEST(
      (tg::correlate<"same">(h, x).data() == tg::dynamic_tensor<double>{2.5, 10.5, -1.5, 12, -7}));
  tg::variable<float> const single(tg::tensor<float, 4>{2, 1, -1, 3});
  tg::dynamic_tensor<double> const data(v);
  BOOST_TEST((tg::convolve(x, single).data() == tg::convolve(single, x).data() &&
              tg::convolve(x, data).data() == tg::convolve(x, h).data()));
  BOOST_CHECK_THROW(tg::convolve(x, tg::variable<double>(2.0)), tg::shape_error);
  BOOST_CHECK_THROW(tg::convolve(x, tg::zeros<double>({0})), tg::shape_error);

  tg::tensor<double, tg::dyn> const open(a);
  BOOST_TEST((tg::convolve(open, v) == tg::convolve(a, v)));
  BOOST_TEST((tg::convolve<"same">(v, open) == tg::convolve<"same">(a, v)));
  BOOST_TEST((tg::correlate(v, open) == tg::correlate(v, a)));
  BOOST_TEST((tg::correlate<"same">(v, open) == tg::correlate<"same">(v, a)));
  tg::tensor<double, tg::dyn> const shorter(tg::tensor<double, 2>{1, 2});
  BOOST_TEST((tg::convolve(shorter, v) == tg::tensor<double, 5>{2, 5, 1, 1, 6}));
  BOOST_CHECK_THROW(tg::convolve<"same">(shorter, v), tg::shape_error);
  BOOST_CHECK_THROW(tg::convolve<"valid">(shorter, v), tg::shape_error);
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws(
      [](auto x, auto h) {
        return tg::sum(tg::convolve<"same">(x * x, h) * x) * tg::convolve(h, x);
      },
      tg::tensor<double, 5>{0.5, -1.25, 2.0, 0.75, 1.5}, tg::tensor<double, 3>{0.25, -0.5, 1.25}));
}

BOOST_AUTO_TEST_SUITE_END()
