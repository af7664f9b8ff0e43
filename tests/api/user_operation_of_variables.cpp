// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_user_operation_of_variables)

namespace {

/// A rule that is wrong on purpose, to see that it is used.
struct marked {
  static constexpr auto forward(auto x) { return x * x; }
  static constexpr auto backward(auto gy, auto x) { return 7 * gy * x; }
};
struct square_without_rule {
  static constexpr auto forward(auto x) { return x * x; }
};
/// Two outputs that share one rule, the notebook's Separate (requirements M-06, M-07).
struct separate {
  static constexpr auto forward(auto x) {
    return tg::results{tg::slice<tg::range(0, 1)>(x), tg::slice<tg::range(1, 2)>(x)};
  }
  static constexpr auto backward(auto gy, auto gz, auto) { return tg::concatenate<0>(gy, gz); }
};
struct scale {
  double factor;
  constexpr auto forward(auto x) const { return factor * x; }
  constexpr auto backward(auto gy, auto, auto) const {
    return 2 * factor * gy;
  }  // twice, to be recognised
};
/// Code that cannot be traced.
struct cube_by_kernel {
  static constexpr tg::shape shape(tg::shape const& x) { return x; }
  static void kernel(double* out, tg::shape const& extents, tg::reading<double> x) {
    for (tg::index_t i = 0; i < extents.size(); ++i) out[i] = x[i] * x[i] * x[i];
  }
  static constexpr auto backward(auto gy, auto x) { return gy * (3 * x * x); }
};
struct kernel_without_backward {
  static constexpr tg::shape shape(tg::shape const& x) { return x; }
  static void kernel(double* out, tg::shape const&, tg::reading<double> x) { *out = x[0]; }
};
/// Cubes by code, whose slope 3 x^2 is an operation of the user too, as is the slope of that.
struct six_times_by_kernel {
  double six;
  static constexpr tg::shape shape(tg::shape const& x) { return x; }
  template <class T>
  constexpr void kernel(T* out, tg::shape const& extents, auto const& x) const {
    for (tg::index_t i = 0; i < extents.size(); ++i) out[i] = static_cast<T>(six) * x[i];
  }
};
struct cube_slope_by_kernel {
  static constexpr tg::shape shape(tg::shape const& x) { return x; }
  template <class T>
  static constexpr void kernel(T* out, tg::shape const& extents, auto const& x) {
    for (tg::index_t i = 0; i < extents.size(); ++i) out[i] = 3 * x[i] * x[i];
  }
  static constexpr auto backward(auto gy, auto x) {
    return gy * tg::apply(six_times_by_kernel{6}, x);
  }
};
struct cube {
  static constexpr auto forward(auto x) { return x * x * x; }
  static constexpr auto backward(auto gy, auto x) {
    return gy * tg::apply<cube_slope_by_kernel>(x);
  }
};
/// Half and double with rules of their own, the rules of `both_ways` with several outputs.
struct half_and_double {
  static constexpr auto forward(auto x) { return tg::results{x / 2, x * 2}; }
  static constexpr auto backward(auto gy, auto gz, auto) { return gy / 2 + 2 * gz; }
};
struct both_ways {
  static constexpr auto forward(auto x) { return tg::sum(x * x); }
  static constexpr auto backward(auto gy, auto x) {
    auto const [half, twice] = tg::apply<half_and_double>(x);
    return gy * (half + 0.75 * twice);  // 2 x
  }
};
/// A product with a wrong rule.
struct weighted {
  static constexpr auto forward(auto a, auto b) { return a * b; }
  static constexpr auto backward(auto gy, auto a, auto b) {
    return tg::results{tg::sum_to(2 * gy * b, a.extents()), tg::sum_to(3 * gy * a, b.extents())};
  }
};
struct gradient_of_another_shape {
  static constexpr auto forward(auto x) { return tg::sum(x); }
  static constexpr auto backward(auto gy, auto, auto) { return gy; }
};

}  // namespace

BOOST_AUTO_TEST_CASE(the_rule_of_the_user_replaces_the_recorded_one) {
  tg::variable<double> x(3.0);
  auto const y = tg::apply<marked>(x);
  y.backward();
  BOOST_TEST(y.item() == 9.0);
  BOOST_TEST(x.grad().item() == 21.0);  // 7 x
  BOOST_TEST(y.creator().name() == "user_operation");
  tg::variable<double> z(3.0);
  tg::apply<square_without_rule>(z).backward();
  BOOST_TEST(z.grad().item() == 6.0);
}

BOOST_AUTO_TEST_CASE(a_rule_is_differentiated_again) {
  tg::variable<double> x(3.0);
  tg::apply<marked>(x).backward({.create_graph = true});
  auto const slope = x.grad();
  x.clear_grad();
  slope.backward();
  BOOST_TEST(x.grad().item() == 7.0);
}

BOOST_AUTO_TEST_CASE(an_operation_has_several_outputs_and_one_rule) {
  tg::variable<double> x{{1, 2, 3}, {4, 5, 6}};
  auto const [y, z] = tg::apply<separate>(x);
  auto const w = y + z;
  w.backward();
  BOOST_TEST((y.data() == tg::dynamic_tensor<double>{{1, 2, 3}}));
  BOOST_TEST((z.data() == tg::dynamic_tensor<double>{{4, 5, 6}}));
  BOOST_TEST((w.data() == tg::dynamic_tensor<double>{{5, 7, 9}}));
  BOOST_TEST((x.grad().data() == tg::dynamic_tensor<double>{{1, 1, 1}, {1, 1, 1}}));
}

BOOST_AUTO_TEST_CASE(an_output_that_nobody_uses_has_a_zero_upstream) {
  tg::variable<double> x{{1, 2, 3}, {4, 5, 6}};
  auto const [y, z] = tg::apply<separate>(x);
  (z * z).backward();
  BOOST_TEST((x.grad().data() == tg::dynamic_tensor<double>{{0, 0, 0}, {8, 10, 12}}));
}

BOOST_AUTO_TEST_CASE(an_operation_has_parameters) {
  tg::variable<double> x(3.0);
  auto const y = tg::apply(scale{2.5}, x);
  y.backward();
  BOOST_TEST(y.item() == 7.5);
  BOOST_TEST(x.grad().item() == 5.0);
  // Another parameter is another program.
  tg::variable<double> z(3.0);
  tg::apply(scale{4.0}, z).backward();
  BOOST_TEST(z.grad().item() == 8.0);
}

BOOST_AUTO_TEST_CASE(a_kernel_is_called_with_whole_operands) {
  tg::variable<double> x{{1, 2}, {3, 4}};
  auto const y = tg::apply<cube_by_kernel>(x.T());
  y.backward();
  BOOST_TEST((y.data() == tg::dynamic_tensor<double>{{1, 27}, {8, 64}}));
  BOOST_TEST((x.grad().data() == tg::dynamic_tensor<double>{{3, 12}, {27, 48}}));
}

BOOST_AUTO_TEST_CASE(a_rule_calls_operations_of_the_user) {
  tg::variable<double> x{{1, 2}, {3, 4}};
  tg::apply<cube>(x).backward({.create_graph = true});
  auto const slope = x.grad();
  BOOST_TEST((slope.data() == tg::dynamic_tensor<double>{{3, 12}, {27, 48}}));  // 3 x^2
  x.clear_grad();
  slope.backward();
  BOOST_TEST((x.grad().data() == tg::dynamic_tensor<double>{{6, 12}, {18, 24}}));  // 6 x
  // The same functions, static.
  constexpr auto f = [](auto v) { return tg::apply<cube>(v); };
  BOOST_TEST(tg::grad(f)(3.0) == 27.0);
  BOOST_TEST(tg::grad(tg::grad(f))(3.0) == 18.0);
}

BOOST_AUTO_TEST_CASE(a_rule_calls_an_operation_with_several_outputs_and_a_rule) {
  tg::variable<double> x{1, 2, 3};
  tg::apply<both_ways>(x).backward({.create_graph = true});
  auto const slope = x.grad();
  BOOST_TEST((slope.data() == tg::dynamic_tensor<double>{2, 4, 6}));
  x.clear_grad();
  slope.backward();
  BOOST_TEST((x.grad().data() == tg::dynamic_tensor<double>{2, 2, 2}));
}

BOOST_AUTO_TEST_CASE(numbers_and_tensors_stand_beside_variables) {
  tg::variable<double> x{1, 2};
  auto const y = tg::apply<weighted>(2.5, x);
  y.backward();
  BOOST_TEST((y.data() == tg::dynamic_tensor<double>{2.5, 5}));
  BOOST_TEST((x.grad().data() == tg::dynamic_tensor<double>{7.5, 7.5}));
  x.clear_grad();
  tg::apply<weighted>(x, tg::tensor<double, 2>{4, 5}).backward();
  BOOST_TEST((x.grad().data() == tg::dynamic_tensor<double>{8, 10}));
}

BOOST_AUTO_TEST_CASE(tensors_of_run_time_rank_are_operands) {
  tg::dynamic_tensor<double> const x{{1, 2}, {3, 4}};
  BOOST_TEST((tg::apply<cube>(x) == tg::dynamic_tensor<double>{{1, 8}, {27, 64}}));
  BOOST_TEST((tg::apply<cube_by_kernel>(x) == tg::dynamic_tensor<double>{{1, 8}, {27, 64}}));
  BOOST_TEST((tg::apply(scale{2}, x) == tg::dynamic_tensor<double>{{2, 4}, {6, 8}}));
}

BOOST_AUTO_TEST_CASE(mistakes_in_rules_are_said_when_the_gradient_is_asked_for) {
  tg::variable<double> x{1, 2};
  auto const y = tg::apply<kernel_without_backward>(x[0]);
  BOOST_TEST(y.item() == 1.0);  // S4-12: legal until differentiated
  BOOST_CHECK_EXCEPTION(y.backward(), std::logic_error, [](std::logic_error const& e) {
    return std::string(e.what()) ==
           "user_operation: this operation has no backward; write backward(gy, x..., y) for its "
           "gradient";
  });
  BOOST_CHECK_EXCEPTION(tg::apply<gradient_of_another_shape>(x).backward(), tg::shape_error,
                        [](tg::shape_error const& e) {
                          return std::string(e.what()) ==
                                 "backward(gy, x..., y): the gradient a must have the extents of "
                                 "the operand b; a is a number, b is (2,)";
                        });
  BOOST_TEST(x.grad().is_none());
}

BOOST_AUTO_TEST_SUITE_END()
