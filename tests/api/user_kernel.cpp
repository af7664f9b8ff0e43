// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_user_kernel)

namespace {

/// A table of x^2 at 0, 1, ..., read between its entries; its slope is given by a second table.
template <int Order>
struct table {
  static constexpr tg::shape shape(tg::shape const& x) { return x; }
  template <class T>
  static constexpr void kernel(T* out, tg::shape const& result, auto const& x) {
    constexpr double entries[2][6] = {{0, 1, 4, 9, 16, 25}, {0, 2, 4, 6, 8, 10}};
    for (tg::index_t i = 0; i < result.size(); ++i) {
      int const below = static_cast<int>(x[i]);
      T const part = x[i] - static_cast<T>(below);
      out[i] = static_cast<T>(entries[Order][below]) * (1 - part) +
               static_cast<T>(entries[Order][below + 1]) * part;
    }
  }
};
struct lookup : table<0> {
  static constexpr auto backward(auto gy, auto x, auto) { return gy * tg::apply<table<1>>(x); }
};

/// Every element moved by a member, as code.
struct shifted {
  double by;
  static constexpr tg::shape shape(tg::shape const& x) { return x; }
  template <class T>
  constexpr void kernel(T* out, tg::shape const& result, auto const& x) const {
    for (tg::index_t i = 0; i < result.size(); ++i) out[i] = x[i] + static_cast<T>(by);
  }
  static constexpr auto backward(auto gy, auto) { return gy; }
};

/// a_i b_k, as code.
struct outer_shape {
  static constexpr tg::shape shape(tg::shape const& a, tg::shape const& b) {
    return tg::make_shape(a[0], b[0]);
  }
  template <class T>
  static constexpr void kernel(T* out, tg::shape const& result, auto const& a, auto const& b) {
    for (tg::index_t i = 0; i < result[0]; ++i)
      for (tg::index_t k = 0; k < result[1]; ++k) out[i * result[1] + k] = a(i) * b(k);
  }
  static constexpr auto backward(auto gy, auto a, auto b, auto) {
    return tg::results{tg::matmul(gy, b), tg::matmul(a, gy)};
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(code_that_cannot_be_traced_is_called_through_its_kernel) {
  constexpr auto f = [](auto x) { return tg::sum(tg::apply<lookup>(2 * x)); };
  static_assert(tg::apply<lookup>(1.5) == 2.5);
  tg::tensor<double, 2, 2> const x{{0.5, 1}, {1.25, 2}};
  BOOST_TEST((tg::apply<lookup>(x) == tg::tensor<double, 2, 2>{{0.5, 1}, {1.75, 4}}));
  BOOST_TEST(tg::evaluate(f)(x) == 1 + 4 + 6.5 + 16);
  // 2 times the second table at 2x, which is 2x * 2
  BOOST_TEST((tg::grad(f)(x) == tg::tensor<double, 2, 2>{{4, 8}, {10, 16}}));
  // Without backward it is legal as long as nobody differentiates through it.
  static_assert(
      tg::grad([](auto v) { return v * tg::stop_gradient(tg::apply<table<0>>(v)); })(3.0) == 9.0);
}

BOOST_AUTO_TEST_CASE(members_reach_the_kernel) {
  constexpr auto f = [](auto x) { return tg::sum(tg::apply(shifted{2.5}, x) * x); };
  tg::tensor<double, 2> const x{1, 2};
  BOOST_TEST((tg::apply(shifted{2.5}, x) == tg::tensor<double, 2>{3.5, 4.5}));
  BOOST_TEST(tg::evaluate(f)(x) == 12.5);
  BOOST_TEST((tg::grad(f)(x) == tg::tensor<double, 2>{4.5, 6.5}));
}

BOOST_AUTO_TEST_CASE(each_operand_gets_its_gradient) {
  constexpr auto f = [](auto a, auto b) { return tg::sum(tg::apply<outer_shape>(a, b)); };
  tg::tensor<double, 2> const a{1, 2};
  tg::tensor<double, 3> const b{3, 4, 5};
  BOOST_TEST((tg::apply<outer_shape>(a, b) == tg::tensor<double, 2, 3>{{3, 4, 5}, {6, 8, 10}}));
  auto const [ga, gb] = tg::grad(f, tg::wrt<0, 1>)(a, b);
  BOOST_TEST((ga == tg::tensor<double, 2>{12, 12}));
  BOOST_TEST((gb == tg::tensor<double, 3>{3, 3, 3}));
}

BOOST_AUTO_TEST_SUITE_END()
