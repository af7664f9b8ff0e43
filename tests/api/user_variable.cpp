// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_user_variable)

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
                                 "user_operation: backward must give each operand a gradient of "
                                 "that operand's shape; a is (2), its gradient "
                                 "is a number";
                        });
  BOOST_TEST(x.grad().is_none());
}

BOOST_AUTO_TEST_SUITE_END()
