// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cfenv>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_compile)

using dense = tg::dynamic_tensor<double>;

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
      [](auto const& x) {
        return tg::results{tg::sum(x), std::array{tg::matmul(x, tg::transpose(x)), -x}};
      },
      tg::dynamic_tensor<float>{{1, 2}, {3, 4}});
  auto const [total, pair] = f(tg::dynamic_tensor<float>{{1, 2}, {3, 4}});
  auto const& [product, opposite] = pair;
  static_assert(std::is_same_v<decltype(product), tg::dynamic_tensor<float> const>);
  BOOST_TEST(total.item() == 10.0F);
  BOOST_TEST((product == tg::dynamic_tensor<float>{{5, 11}, {11, 25}}));
  BOOST_TEST((opposite == tg::dynamic_tensor<float>{{-1, -2}, {-3, -4}}));
}

BOOST_AUTO_TEST_CASE(a_number_is_an_example_of_its_type) {
  auto const f = tg::compile([](auto const& x, auto const& y) { return x * x * y; }, 2.0, 3.0F);
  using given = decltype(f)::gradients_type;
  static_assert(
      std::is_same_v<given, tg::results<tg::dynamic_tensor<double>, tg::dynamic_tensor<float>>>);
  BOOST_TEST(f(tg::dynamic_tensor<double>(3.0), tg::dynamic_tensor<float>(2.0F)).item() == 18.0);
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

tg::dynamic_tensor<double> number(double x) { return tg::dynamic_tensor<double>(x); }

BOOST_AUTO_TEST_CASE(branches_on_arguments_are_part_of_the_program) {
  auto const sinc = [](auto const& x) {
    if (x < 1e-4 && x > -1e-4) return 1 - x * x / 6;
    return tg::sin(x) / x;
  };
  auto const f = tg::compile(sinc, tg::shape{});
  BOOST_TEST(f(number(0.0)).item() == 1.0);
  BOOST_TEST(f(number(2.0)).item() == std::sin(2.0) / 2);
  BOOST_TEST(f.grad(number(0.0)).first.item() == 0.0);
  // (x cos(x) - sin(x)) / x^2
  BOOST_TEST(f.grad(number(2.0)).first.item() == (2 * std::cos(2.0) - std::sin(2.0)) / 4,
             boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_CASE(a_mask_that_becomes_an_integer_is_a_branch) {
  auto const f = tg::compile(
      [](auto const& x) {
        switch (int(x > 1.0) + 2 * int(x > 2.0)) {
          case 0:
            return 3 * x;
          case 1:
            return x * x;
          default:
            return x * x * x;
        }
      },
      tg::shape{});
  BOOST_TEST(f.grad(number(0.0)).first.item() == 3.0);
  BOOST_TEST(f.grad(number(1.5)).first.item() == 3.0);
  BOOST_TEST(f.grad(number(3.0)).first.item() == 27.0);
}

BOOST_AUTO_TEST_CASE(a_loop_may_end_by_a_mask_and_masks_that_are_asked_again_make_no_path) {
  int calls = 0;
  auto const newton = [&](auto const& a) {
    ++calls;
    auto x = a;
    for (int i = 0; i < 8; ++i) {
      auto const step = (x * x - a) / (2 * x);
      x = x - step;
      if (tg::abs(step) < 1e-12) break;
      if (tg::abs(step) < 1e-12) break;
    }
    return x;
  };
  auto const f = tg::compile(newton, tg::shape{});
  BOOST_TEST(calls == 9);
  BOOST_TEST(f(number(2.0)).item() == std::sqrt(2.0), boost::test_tools::tolerance(1e-15));
  BOOST_TEST(f.grad(number(2.0)).first.item() == 0.5 / std::sqrt(2.0),
             boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(a_dear_side_that_is_not_taken_is_not_computed) {
  auto const bent = [](auto const& x, auto const& y) {
    using std::exp, std::log, std::sqrt;
    if (x > 0) {
      auto const z = log(x) + sqrt(x) * y;
      if (y > 1) return z * exp(z) / x + exp(y);
      return z / x * exp(y);
    }
    return y * y;
  };
  auto const f = tg::compile(bent, tg::shape{}, tg::shape{});
  std::feclearexcept(FE_ALL_EXCEPT);
  BOOST_TEST(f(number(0.0), number(3.0)).item() == 9.0);
  BOOST_TEST(f.grad(number(0.0), number(3.0)).second.item() == 6.0);
  BOOST_TEST(std::fetestexcept(FE_DIVBYZERO | FE_INVALID) == 0);  // of log(0), 0 / 0
  auto const close = boost::test_tools::tolerance(1e-13);
  auto const near = boost::test_tools::tolerance(1e-7);
  double const step = 1e-6;
  for (auto const& [x, y] : {std::pair{2.0, 3.0}, {2.0, 0.5}, {0.5, 1.5}, {-1.0, 2.0}}) {
    BOOST_TEST(f(number(x), number(y)).item() == bent(x, y), close);
    auto const [dx, dy] = f.grad(number(x), number(y));
    BOOST_TEST(dx.item() == (bent(x + step, y) - bent(x - step, y)) / (2 * step), near);
    BOOST_TEST(dy.item() == (bent(x, y + step) - bent(x, y - step)) / (2 * step), near);
  }
  // Tensors: the sides read what is around both, and one what the other one reads.
  auto const g = tg::compile(
      [](auto const& x) {
        auto const y = 2 * x;
        if (tg::sum(x) > 0)
          return tg::sum(tg::matmul(tg::reshape(tg::exp(y), {1, 3}), tg::reshape(y, {3, 1})));
        return tg::sum(tg::sqrt(-y) * tg::exp(y)) + tg::sum(x);
      },
      tg::shape{3});
  double sums[2]{};
  for (double const v : {0.25, 0.5, 1.0}) {
    sums[0] += std::exp(2 * v) * 2 * v;
    sums[1] += std::sqrt(2 * v) * std::exp(-2 * v) - v;
  }
  BOOST_TEST(g({0.25, 0.5, 1.0}).item() == sums[0], close);
  BOOST_TEST(g({-0.25, -0.5, -1.0}).item() == sums[1], close);
  BOOST_TEST(g({0.25, 0.5, 1.0}).item() == sums[0], close);
}

BOOST_AUTO_TEST_CASE(choices_of_the_standard_library_are_paths) {
  auto const limited = [](auto const& x, auto const& a, auto const& b) {
    auto const [low, high] = std::minmax(a, b);
    if (high < 0) return x * x;
    return std::clamp(x, low, high) * x + std::max(x, low);
  };
  auto const f = tg::compile(limited, tg::shape{}, tg::shape{}, tg::shape{});
  double const points[][3] = {{2, 1, 3}, {2, 3, 1}, {5, 3, 1}, {-2, 1, 3}, {-2, -4, -3}};
  double const slopes[][3] = {{5, 0, 0}, {5, 0, 0}, {4, 5, 0}, {1, -1, 0}, {-4, 0, 0}};
  for (int i = 0; i < 5; ++i) {
    auto const& [x, a, b] = points[i];
    BOOST_TEST(f(number(x), number(a), number(b)).item() == limited(x, a, b));
    auto const [dx, da, db] = f.grad(number(x), number(a), number(b));
    BOOST_TEST(dx.item() == slopes[i][0]);
    BOOST_TEST(da.item() == slopes[i][1]);
    BOOST_TEST(db.item() == slopes[i][2]);
  }
}

BOOST_AUTO_TEST_CASE(what_was_captured_answers_by_itself_and_sides_give_equal_shapes) {
  tg::variable<double> const limit = 3.0;
  auto const f = tg::compile(
      [&](auto const& x, auto const& y) {
        auto const twice = limit > 2 ? 2 * x : x;  // known: no path
        if (tg::sum(x) > limit) return std::tuple(twice, tg::sum(y));
        return std::tuple(y, tg::sum(x * x));
      },
      tg::shape{2}, tg::shape{2});
  auto const [a, b] = f({1., 3.}, {5., 6.});
  BOOST_TEST((a == tg::dynamic_tensor<double>{2, 6}));
  BOOST_TEST(b.item() == 11.0);
  auto const [c, d] = f({1., 1.}, {5., 6.});
  BOOST_TEST((c == tg::dynamic_tensor<double>{5, 6}));
  BOOST_TEST(d.item() == 2.0);
  BOOST_CHECK_EXCEPTION(
      tg::compile([](auto const& x) { return tg::sum(x) > 0 ? x : tg::reshape(x, {2, 1}); },
                  tg::shape{2}),
      tg::shape_error, [](tg::shape_error const& e) {
        return std::string(e.what()) ==
               "compile(f, shapes...): both sides of a branch must give the same "
               "shapes; a is (2,), b is (2, 1)";
      });
}

BOOST_AUTO_TEST_CASE(a_loop_without_end_has_too_many_paths) {
  BOOST_CHECK_EXCEPTION(tg::compile(
                            [](auto x) {
                              while (x > 1) x = x - 1;
                              return x;
                            },
                            tg::shape{}),
                        std::logic_error, [](std::logic_error const& e) {
                          std::string const words = e.what();
                          return words.starts_with(
                                     "compile(f, shapes...): f has at most 64 paths "
                                     "through its `if`") &&
                                 words.find("tg::while_loop") != std::string::npos;
                        });
  BOOST_CHECK_THROW(tg::compile(
                        [](auto const& x) {
                          while (x > 1) {}
                          return x;
                        },
                        tg::shape{}),
                    std::logic_error);
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
           "(2,), not (3,)";
  });
  BOOST_CHECK_THROW(tg::compile([](auto const& x) { return tg::matmul(x, x); }, tg::shape{2, 3}),
                    tg::shape_error);
}

/// Transforms within what is compiled: x^3 in every element, by hand, and derivatives of those.
BOOST_AUTO_TEST_CASE(transforms_within) {
  auto const cube = [](auto const& x) { return tg::sum(x * x * x); };
  auto const f = tg::compile(
      [&](auto const& x) {
        auto const [value, tangent] = tg::jvp(cube)(x, x);
        auto const pulled = tg::vjp(cube)(x).second(2.0);
        return tg::results{tg::grad(cube)(x), tg::hvp(cube)(x, x), tg::hessian(cube)(x),
                           value + tangent, pulled};
      },
      tg::shape{2});
  auto const [slope, product, curvature, sum, pulled] = f({2., 3.});
  BOOST_TEST((slope == dense{12, 27}));
  BOOST_TEST((product == dense{24, 54}));
  BOOST_TEST((curvature == dense{{12, 0}, {0, 18}}));
  BOOST_TEST(sum.item() == 35 + 105);
  BOOST_TEST((pulled == dense{24, 54}));
  auto const second =
      tg::compile([&](auto const& x) { return tg::sum(tg::grad(cube)(x)); }, tg::shape{2});
  BOOST_TEST((second.grad({2., 3.}).first == dense{12, 18}));
}

/// Every derivative, against the same by hand.
BOOST_AUTO_TEST_CASE(all_derivatives) {
  auto const f = tg::compile([](auto const& a, auto const& b) { return tg::sin(a) * b; },
                             tg::shape{2}, tg::shape{});
  dense const a{0.5, 1.5}, b(3.0);
  double const s[] = {std::sin(0.5), std::sin(1.5)}, c[] = {std::cos(0.5), std::cos(1.5)};
  auto const near = boost::test_tools::tolerance(1e-15);
  BOOST_TEST((f.value(a, b) == f(a, b)));
  BOOST_TEST(f.value(a, b)(1) == 3 * s[1], near);
  auto const [in_a, in_b] = f.jacobian(a, b);
  BOOST_TEST((in_a == dense{{3 * c[0], 0}, {0, 3 * c[1]}}));
  BOOST_TEST((in_b == dense{s[0], s[1]}));
  auto const [value, tangent] = f.jvp(a, b, dense{10, 20}, dense(100.0));
  BOOST_TEST((value == f(a, b)));
  BOOST_TEST(tangent(0) == 30 * c[0] + 100 * s[0], near);
  BOOST_TEST(tangent(1) == 60 * c[1] + 100 * s[1], near);
  auto const [same, adjoints] = f.vjp(a, b, dense{10, 20});
  BOOST_TEST((same == value));
  BOOST_TEST(adjoints.first(0) == 30 * c[0], near);
  BOOST_TEST(adjoints.first(1) == 60 * c[1], near);
  BOOST_TEST(adjoints.second.item() == 10 * s[0] + 20 * s[1], near);
  BOOST_TEST((f.grad(a, b).first == f.vjp(a, b, dense{1, 1}).second.first));
  BOOST_CHECK_EXCEPTION(f.vjp(a, b, dense{1, 2, 3}), tg::shape_error, [](auto const& e) {
    return e.what() ==
           std::string(
               "vjp(x..., a): the seed must have the shape of the result b; a is (3,), b is (2,)");
  });
  BOOST_CHECK_THROW(f.jvp(a, b, dense{1, 2, 3}, b), tg::shape_error);
}

/// The Jacobian of what branches on its arguments is that of the branch taken.
BOOST_AUTO_TEST_CASE(derivatives_of_branches) {
  auto const f = tg::compile(
      [](auto const& x) {
        if (tg::sum(x) > 0) return x * x;
        return -x;
      },
      tg::shape{2});
  BOOST_TEST((f.jacobian(dense{3, 4}).first == dense{{6, 0}, {0, 8}}));
  BOOST_TEST((f.jacobian(dense{-3, 1}).first == dense{{-1, 0}, {0, -1}}));
  BOOST_TEST((f.jvp(dense{3, 4}, dense{1, 10}).second == dense{6, 80}));
  BOOST_TEST((f.vjp(dense{-3, 1}, dense{1, 10}).second.first == dense{-1, -10}));
}

/// A copy shares the programs and works in memory of its own.
BOOST_AUTO_TEST_CASE(copies_and_moves) {
  auto const make = [] {
    return tg::compile([](auto const& x) { return tg::sum(tg::exp(x) * x); }, tg::shape{3});
  };
  auto f = make();
  dense const x{0.1, 0.2, 0.3};
  auto const wanted = f.value_and_grad(x);
  auto const copy = f;
  BOOST_TEST(&copy.program_of_gradients() == &f.program_of_gradients());
  BOOST_TEST((copy.value_and_grad(x) == wanted));
  auto const moved = std::move(f);
  BOOST_TEST(&copy.program() == &moved.program());
  BOOST_TEST((moved.value_and_grad(x) == wanted));
  f = make();
  BOOST_TEST((f.value_and_grad(x) == wanted));
  std::vector<decltype(f)> several(3, f);
  BOOST_TEST((several.back()(x) == wanted.first));
}

BOOST_AUTO_TEST_SUITE_END()
