// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_compile)

BOOST_AUTO_TEST_CASE(a_callable_with_captures_and_loops_becomes_one_program) {
  tg::variable<double> bias{1, 2, 3};
  int const layers = 3;
  auto const f = tg::compile(
      [&](auto const& x, auto const& w) {
        auto y = x;
        for (int i = 0; i < layers; ++i) y = tg::tanh(y * w + bias);
        return tg::sum(y);
      },
      tg::shape{3}, tg::shape{});
  tg::dynamic_tensor<double> const x{.1, .2, .3};
  tg::dynamic_tensor<double> const w(0.5);
  auto const by_hand = [&](double first) {
    double total = 0;
    for (int i = 0; i < 3; ++i) {
      double y = x(i);
      for (int k = 0; k < layers; ++k) y = std::tanh(y * 0.5 + first + i);
      total += y;
    }
    return total;
  };
  BOOST_TEST(f(x, w).item() == by_hand(1), boost::test_tools::tolerance(1e-14));
  auto const [value, gradients] = f.value_and_grad(x, w);
  auto const [gx, gw] = gradients;
  BOOST_TEST(value.item() == f(x, w).item());
  // The same by variables.
  tg::variable<double> vx = x;
  tg::variable<double> vw = w;
  auto y = vx;
  for (int i = 0; i < layers; ++i) y = tg::tanh(y * vw + bias);
  tg::sum(y).backward();
  for (tg::index_t i = 0; i < 3; ++i)
    BOOST_TEST(gx(i) == vx.grad().data()(i), boost::test_tools::tolerance(1e-14));
  BOOST_TEST(gw.item() == vw.grad().item(), boost::test_tools::tolerance(1e-14));
  // What was captured is read at each call.
  bias.set_data({2, 3, 4});
  BOOST_TEST(f(x, w).item() == by_hand(2), boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(several_results_come_back_as_they_were_returned) {
  auto const f = tg::compile(
      [](auto const& x) { return tg::results{tg::sum(x), tg::matmul(x, tg::transpose(x))}; },
      tg::dynamic_tensor<float>{{1, 2}, {3, 4}});
  auto const [total, product] = f(tg::dynamic_tensor<float>{{1, 2}, {3, 4}});
  static_assert(std::is_same_v<decltype(product), tg::dynamic_tensor<float> const>);
  BOOST_TEST(total.item() == 10.0F);
  BOOST_TEST((product == tg::dynamic_tensor<float>{{5, 11}, {11, 25}}));
}

BOOST_AUTO_TEST_CASE(an_argument_that_nothing_depends_on_has_a_zero_gradient) {
  auto const f = tg::compile([](auto const& x, auto const&) { return tg::sum(x * x); },
                             tg::shape{2}, tg::shape{3});
  auto const [gx, gz] = f.grad({1., 2.}, {1., 1., 1.});
  BOOST_TEST((gx == tg::dynamic_tensor<double>{2, 4}));
  BOOST_TEST((gz == tg::dynamic_tensor<double>{0, 0, 0}));
}

BOOST_AUTO_TEST_CASE(what_was_captured_keeps_its_shape) {
  tg::variable<double> bias{1, 2, 3};
  auto const f = tg::compile([&](auto const& x) { return x + bias; }, tg::shape{3});
  bias.set_data({1});
  BOOST_CHECK_THROW(f({1., 2., 3.}), tg::shape_error);
  BOOST_CHECK_THROW(f.grad({1., 2., 3.}), tg::shape_error);
  bias.set_data({4, 5, 6});
  BOOST_TEST((f({1., 2., 3.}) == tg::dynamic_tensor<double>{5, 7, 9}));
}

BOOST_AUTO_TEST_CASE(mistakes_have_words) {
  BOOST_CHECK_EXCEPTION(
      tg::compile([](auto const& x) { return x.item() > 0 ? x : -x; }, tg::shape{}),
      std::logic_error, [](std::logic_error const& e) {
        return std::string(e.what()).starts_with(
            "an argument of a function that is being compiled has no value yet");
      });
  auto const f = tg::compile([](auto const& x) { return tg::sum(x); }, tg::shape{3});
  BOOST_CHECK_EXCEPTION(f({1., 2.}), tg::shape_error, [](tg::shape_error const& e) {
    return std::string(e.what()) ==
           "compile(f, shapes...): arguments must have the shapes that f was compiled for; a is "
           "(2), not (3)";
  });
  BOOST_CHECK_THROW(tg::compile([](auto const& x) { return tg::matmul(x, x); }, tg::shape{2, 3}),
                    tg::shape_error);
}

BOOST_AUTO_TEST_SUITE_END()
