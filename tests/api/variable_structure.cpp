// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_variable_structure)

static_assert(!tg::can_be_arguments<std::vector<double>> &&
              tg::can_be_arguments<tg::tensor<double, 2>>);

namespace {

template <class Value>
struct layer {
  Value weight;
  Value offset;
};
template <class Value>
struct network {
  layer<Value> first;
  std::array<Value, 2> others;
  double rate;
};

constexpr auto loss = [](auto const& parameters, auto const& x) {
  return tg::sum(tg::matmul(x, parameters.weight) + parameters.offset);
};

}  // namespace

BOOST_AUTO_TEST_CASE(leaves_are_changed_in_order_and_everything_else_is_kept) {
  network<int> const before{{1, 2}, {3, 4}, .5};
  std::vector<double> seen;
  auto const after = tg::map_leaves(before, [&](auto each) {
    seen.push_back(static_cast<double>(each));
    return each;
  });
  BOOST_TEST((seen == std::vector<double>{1, 2, 3, 4, .5}));
  BOOST_TEST(after.others[1] == 4);
  auto const [a, b] = tg::map_leaves(std::tuple<int, std::vector<int>>{1, {2, 3}},
                                     [](int each) { return 2.5 * each; });
  BOOST_TEST(a == 2.5);
  BOOST_TEST((b == std::vector<double>{5, 7.5}));
}

BOOST_AUTO_TEST_CASE(values_of_run_time_are_told_apart) {
  static_assert(tg::is_run_time_value<layer<tg::variable<double>>>);
  static_assert(tg::is_run_time_value<std::vector<tg::dynamic_tensor<float>>>);
  static_assert(tg::is_run_time_value<std::array<tg::variable<float>, 2>>);
  static_assert(!tg::is_run_time_value<layer<tg::tensor<double, 2>>>);
  static_assert(!tg::is_run_time_value<std::array<double, 2>>);
  BOOST_TEST(tg::is_run_time_value<tg::dynamic_tensor<double>>);
}

BOOST_AUTO_TEST_CASE(the_gradient_of_a_struct_is_such_a_struct) {
  layer<tg::dynamic_tensor<double>> const parameters{{{1, 2}, {3, 4}, {5, 6}}, {7, 8}};
  tg::dynamic_tensor<double> const x{{1, 2, 3}, {4, 5, 6}};
  layer<tg::dynamic_tensor<double>> const gradient = tg::grad(loss)(parameters, x);
  // Closed form: column sums of x for each column of the weight; the number of rows.
  BOOST_TEST((gradient.weight == tg::dynamic_tensor<double>{{5, 5}, {7, 7}, {9, 9}}));
  BOOST_TEST((gradient.offset == tg::dynamic_tensor<double>{2, 2}));
  auto const both = tg::jvp(loss, tg::wrt<0>)(tg::at(parameters, x), tg::along(gradient));
  BOOST_TEST(both.second.item() == 2 * (25 + 49 + 81) + 8);  // the gradient times itself
}

BOOST_AUTO_TEST_CASE(numbers_in_a_struct_have_no_gradient) {
  constexpr auto f = [](auto const& all) {
    return all.rate * tg::sum(all.first.weight * all.others[0]) + tg::sum(all.others[1]);
  };
  using values = tg::variable<double>;
  network<values> const all{{values{1, 2}, values{0}}, {values{3, 4}, values{5, 6}}, .5};
  network<values> const gradient = tg::grad(f)(all);
  BOOST_TEST((gradient.first.weight.data() == tg::dynamic_tensor<double>{1.5, 2}));
  BOOST_TEST((gradient.first.offset.data() == tg::dynamic_tensor<double>{0}));
  BOOST_TEST((gradient.others[0].data() == tg::dynamic_tensor<double>{.5, 1}));
  BOOST_TEST(gradient.rate == 0);
}

BOOST_AUTO_TEST_CASE(as_many_parameters_as_there_are) {
  constexpr auto product = [](auto const& factors) {
    auto y = factors[0];
    for (std::size_t i = 1; i < factors.size(); ++i) y = y * factors[i];
    return tg::sum(y);
  };
  std::vector<tg::dynamic_tensor<double>> const factors{{1, 2}, {3, 4}, {5, 6}};
  std::vector<tg::dynamic_tensor<double>> const gradients = tg::grad(product)(factors);
  BOOST_TEST((gradients[0] == tg::dynamic_tensor<double>{15, 24}));
  BOOST_TEST((gradients[1] == tg::dynamic_tensor<double>{5, 12}));
  BOOST_TEST((gradients[2] == tg::dynamic_tensor<double>{3, 8}));
}

BOOST_AUTO_TEST_SUITE_END()
