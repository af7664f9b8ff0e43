// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <typegrad/debug/check_grad.hpp>
#include <typegrad/debug/print_report.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_conv2d)

// x counts 0 to 79 modulo 7, less 3; w counts 0 to 35 modulo 5, less 2.
constexpr auto x = [] {
  tg::tensor<double, 2, 2, 4, 5> numbers;
  for (int i = 0; i < 80; ++i) numbers.data()[i] = i % 7 - 3;
  return numbers;
}();
constexpr auto w = [] {
  tg::tensor<double, 3, 2, 3, 2> numbers;
  for (int i = 0; i < 36; ++i) numbers.data()[i] = i % 5 - 2;
  return numbers;
}();
// NumPy: for each place, einsum("nckl,ockl->no", the window of x padded with zeros, w).
constexpr tg::tensor<double, 2, 3, 2, 4> plain{13, 10, -7,  -3, -2,  2,   13, 10, -11, -3, -9,  6,
                                               8,  2,  -11, -3, -5,  9,   9,  -5, -12, 2,  -5,  9,
                                               -2, 2,  13,  10, -3,  -13, -2, 2,  8,   2,  -11, -3,
                                               6,  7,  8,   2,  -12, 2,   -5, 9,  -5,  2,  -12, 2};
constexpr tg::tensor<double, 2, 3, 2, 3> stepped{-2, -3, 6,  3,  2, 10, 4, 6, 0,  2,   2,   -3,
                                                 5,  -5, -6, -4, 2, 9,  5, 2, -3, -16, -13, 2,
                                                 -6, 5,  6,  7,  7, 2,  3, 3, -5, 0,   2,   2};

static_assert(tg::conv2d(x, w) == plain);
static_assert(tg::conv2d<2, 1>(x, w) == stepped);

// np.convolve([1, 2, 3], [0, 1, 0.5]), an example of NumPy's own page: [0, 1, 2.5, 4, 1.5]
constexpr auto convolved = [](auto const& samples, auto const& taps) {
  tg::tensor<double, 2> const zeros{};
  auto const padded = tg::concatenate(zeros, samples, zeros);
  return tg::ravel(
      tg::conv2d<1, 0>(tg::reshape<1, 1, 1, 7>(padded), tg::reshape<1, 1, 1, 3>(tg::flip(taps))));
};
static_assert(convolved(tg::tensor<double, 3>{1, 2, 3}, tg::tensor<double, 3>{0, 1, 0.5}) ==
              tg::tensor<double, 5>{0, 1, 2.5, 4, 1.5});

BOOST_AUTO_TEST_CASE(with_shapes_known_at_run_time_it_gives_the_same) {
  tg::dynamic_tensor<double> const images(x);
  tg::dynamic_tensor<double> const kernel(w);
  BOOST_TEST((tg::conv2d(images, kernel, 2, 1) == tg::dynamic_tensor<double>(stepped)));
  tg::dynamic_tensor<double> const offset{100, 200, 300};
  tg::dynamic_tensor<double> const both = tg::conv2d(images, kernel, offset);
  BOOST_TEST(both(1, 2, 1, 3) == 302);
  BOOST_TEST(both(0, 0, 0, 0) == 113);

  tg::variable<double> const a(images);
  tg::variable<double> const b(kernel);
  // One of them may be a plain tensor, and stride and padding stand in either brackets.
  BOOST_TEST((tg::conv2d(x, b, 2, 1).data() == tg::dynamic_tensor<double>(stepped)));
  BOOST_TEST((tg::conv2d<2, 1>(a, kernel).data() == tg::dynamic_tensor<double>(stepped)));
  BOOST_TEST((tg::conv2d(images, b, tg::tensor<double, 3>{100, 200, 300}).data() == both));
  BOOST_CHECK_THROW(tg::conv2d(x, tg::variable<double>{{1, 2}}), tg::shape_error);
  tg::sum(tg::square(tg::conv2d(a, b, 2, 1))).backward();
  auto const [dx, dw] =
      tg::grad([](auto p, auto q) { return tg::sum(tg::square(tg::conv2d<2, 1>(p, q))); },
               tg::wrt<0, 1>)(x, w);
  BOOST_TEST((a.grad().data() == tg::dynamic_tensor<double>(dx)));
  BOOST_TEST((b.grad().data() == tg::dynamic_tensor<double>(dw)));

  tg::tensor<double, tg::dyn, 2, 4, 5> const some(images);
  auto const y =
      tg::evaluate([](auto const& p, auto const& q) { return tg::conv2d<2, 1>(p, q); })(some, w);
  BOOST_TEST((tg::dynamic_tensor<double>(y) == tg::dynamic_tensor<double>(stepped)));
}

BOOST_AUTO_TEST_CASE(the_derivatives_are_those_of_differences) {
  tg::tensor<double, 1, 2, 3, 3> const image{.5, -1.25, 2,  .75, 1.5, -.25, 1, -.5, .25,
                                             1,  -.75,  .5, 2,   -1,  .125, 0, .5,  -1.5};
  tg::tensor<double, 1, 2, 2, 2> const kernel{1, -.5, .25, 2, -1, .75, .5, 1.25};
  BOOST_TEST(tg::check_grad(
      [](auto p, auto q) { return tg::sum(tg::tanh(tg::conv2d<2, 1>(p, q))); }, image, kernel));
}

BOOST_AUTO_TEST_CASE(another_number_of_channels_is_refused) {
  tg::dynamic_tensor<double> const images(x);
  BOOST_CHECK_EXCEPTION(tg::conv2d(images, tg::dynamic_tensor<double>(tg::shape{3, 1, 2, 2})),
                        tg::shape_error, [](tg::shape_error const& e) {
                          return std::string(e.what()) ==
                                 "conv2d(a, b): a must have as many channels as b; a is (2, "
                                 "2, 4, 5), b is (3, 1, 2, 2)";
                        });
}

BOOST_AUTO_TEST_SUITE_END()
