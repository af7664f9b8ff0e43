// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_user_operation)

namespace {

/// log(1 + exp(x)) with a slope of its own, which does not overflow.
struct softplus {
  static constexpr auto forward(auto x) { return tg::log(1 + tg::exp(x)); }
  static constexpr auto backward(auto gy, auto x, auto) { return gy / (1 + tg::exp(-x)); }
};

/// A rule that is wrong on purpose, to see that it is used.
struct marked {
  static constexpr auto forward(auto x) { return x * x; }
  static constexpr auto backward(auto gy, auto x) { return 7 * gy * x; }
};

struct square {
  static constexpr auto forward(auto x) { return x * x; }
};

// DeZero's notebook of requirements M-02 to M-07, as a user would write them here.
template <tg::index_t... E>
struct user_reshape {
  static constexpr auto forward(auto x) { return tg::reshape<E...>(x); }
  static constexpr auto backward(auto gy, auto, auto) { return tg::reshape<2, 3>(gy); }
};
struct user_transpose {
  static constexpr auto forward(auto x) { return tg::transpose(x); }
  static constexpr auto backward(auto gy, auto, auto) { return tg::transpose(gy); }
};
struct user_sum {
  static constexpr auto forward(auto x) { return tg::sum(x); }
  static constexpr auto backward(auto gy, auto, auto) { return tg::broadcast_to<2, 3>(gy); }
};
struct user_matmul {
  static constexpr auto forward(auto x, auto w) { return tg::matmul(x, w); }
  static constexpr auto backward(auto gy, auto x, auto w, auto) {
    return tg::results{tg::matmul(gy, tg::transpose(w)), tg::matmul(tg::transpose(x), gy)};
  }
};
struct separate {
  static constexpr auto forward(auto x) {
    return tg::results{tg::reshape<1, 3>(tg::matmul(tg::tensor<double, 2>{1, 0}, x)),
                       tg::reshape<1, 3>(tg::matmul(tg::tensor<double, 2>{0, 1}, x))};
  }
  static constexpr auto backward(auto gy, auto gz, auto) {
    return tg::matmul(tg::tensor<double, 2, 1>{{1}, {0}}, gy) +
           tg::matmul(tg::tensor<double, 2, 1>{{0}, {1}}, gz);
  }
};

struct scale {
  double factor;
  constexpr auto forward(auto x) const { return factor * x; }
  constexpr auto backward(auto gy, auto, auto) const {
    return 2 * factor * gy;
  }  // twice, to be recognised
};

constexpr tg::tensor<double, 2, 3> x23{{1, 2, 3}, {4, 5, 6}};
constexpr tg::tensor<double, 2, 3> ones{{1, 1, 1}, {1, 1, 1}};

}  // namespace

// S4-06: a square by a user; S4-12: without backward it is differentiated as it was traced.
static_assert(tg::apply<square>(10) == 100);
static_assert(tg::grad([](auto x) { return tg::apply<square>(x); })(3.0) == 6.0);

BOOST_AUTO_TEST_CASE(the_rule_of_the_user_replaces_the_traced_one) {
  constexpr auto f = [](auto x) { return tg::apply<marked>(x); };
  static_assert(tg::apply<marked>(3.0) == 9.0 && tg::evaluate(f)(3.0) == 9.0);
  static_assert(tg::grad(f)(3.0) == 21.0);
  static_assert(tg::grad(tg::grad(f))(3.0F) == 7.0F);
  static_assert(tg::grad([](auto x) { return tg::apply<marked>(2 * x); })(3.0) == 84.0);
  BOOST_TEST(tg::grad(f)(3.0) == 21.0);
}

BOOST_AUTO_TEST_CASE(an_operation_of_a_user_obeys_the_laws) {
  BOOST_TEST(tg::check_laws([](auto x) { return tg::apply<softplus>(x); },
                            tg::tensor<double, 3>{-1, 0.5, 2}));
  BOOST_TEST(tg::grad([](auto x) { return tg::apply<softplus>(x); })(-800.0) == 0.0);
}

BOOST_AUTO_TEST_CASE(functions_of_dezero_written_by_a_user) {
  constexpr auto reshaped = [](auto x) { return tg::sum(tg::apply<user_reshape<6>>(x)); };
  constexpr auto transposed = [](auto x) { return tg::sum(tg::apply<user_transpose>(x)); };
  constexpr auto summed = [](auto x) { return tg::apply<user_sum>(x); };
  constexpr auto product = [](auto x, auto w) { return tg::sum(tg::apply<user_matmul>(x, w)); };
  BOOST_TEST((tg::apply<user_reshape<6>>(x23) == tg::tensor<double, 6>{1, 2, 3, 4, 5, 6}));
  BOOST_TEST((tg::apply<user_transpose>(x23) == tg::tensor<double, 3, 2>{{1, 4}, {2, 5}, {3, 6}}));
  BOOST_TEST(tg::apply<user_sum>(x23) == 21.0);
  BOOST_TEST((tg::grad(reshaped)(x23) == ones));
  BOOST_TEST((tg::grad(transposed)(x23) == ones));
  BOOST_TEST((tg::grad(summed)(x23) == ones));
  tg::tensor<double, 3, 1> const w{{1}, {2}, {3}};
  auto const [gx, gw] = tg::grad(product, tg::wrt<0, 1>)(x23, w);
  BOOST_TEST((gx == tg::tensor<double, 2, 3>{{1, 2, 3}, {1, 2, 3}}));
  BOOST_TEST((gw == tg::tensor<double, 3, 1>{{5}, {7}, {9}}));
}

BOOST_AUTO_TEST_CASE(an_operation_may_have_several_outputs) {
  constexpr auto both = [](auto x) {
    auto [y, z] = tg::apply<separate>(x);
    return tg::sum(y + z);
  };
  constexpr auto second = [](auto x) {
    auto [y, z] = tg::apply<separate>(x);
    return tg::sum(z * z);
  };
  auto const [y, z] = tg::apply<separate>(x23);
  BOOST_TEST((y == tg::tensor<double, 1, 3>{{1, 2, 3}}));
  BOOST_TEST((z == tg::tensor<double, 1, 3>{{4, 5, 6}}));
  BOOST_TEST((tg::grad(both)(x23) == ones));
  // G-15: the output that nobody uses has a zero upstream (DeZero crashes).
  BOOST_TEST((tg::grad(second)(x23) == tg::tensor<double, 2, 3>{{0, 0, 0}, {8, 10, 12}}));
}

BOOST_AUTO_TEST_CASE(members_of_an_operation_are_known_while_tracing) {
  constexpr auto f = [](auto x) { return tg::apply(scale{0.1}, x) + tg::apply(scale{3}, x); };
  BOOST_TEST(tg::apply(scale{3}, 2.0) == 6.0);
  BOOST_TEST(tg::evaluate(f)(1.0) == 3.1);
  BOOST_TEST(tg::grad(f)(1.0) == 6.2);
  static_assert(tg::grad(f)(1.0F) == 6.2F);
}

BOOST_AUTO_TEST_SUITE_END()
