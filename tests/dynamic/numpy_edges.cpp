// SPDX-License-Identifier: BSL-1.0
// No elements, NaN, infinities, overflow: what NumPy answers, or shape_error where it refuses.
// Expected values are those of NumPy 1.24 for e = zeros((0, 3)), n = [1, nan, 3], i = [inf, -inf,
// 0].
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_numpy_edges)

using variable = tg::variable<double>;
using dense = tg::dynamic_tensor<double>;

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Equal shapes, equal numbers, a NaN equal to a NaN.
static bool is(variable const& x, dense const& wanted) {
  dense const& got = x.data();
  if (!(got.shape() == wanted.shape()) || !(x.shape() == wanted.shape())) return false;
  for (tg::index_t k = 0; k < got.size(); ++k) {
    double const a = got.data()[k], b = wanted.data()[k];
    if (!(a == b || (std::isnan(a) && std::isnan(b)))) return false;
  }
  return true;
}
static dense none(tg::shape const& extents) { return dense(extents); }

BOOST_AUTO_TEST_CASE(no_elements) {
  variable const e(none({0, 3}));
  BOOST_TEST(is(tg::sum(e), dense(0.0)));
  BOOST_TEST(is(tg::sum(e, 0), dense{0, 0, 0}));
  BOOST_TEST(is(tg::sum(e, 1), none({0})));
  BOOST_TEST(is(tg::prod(e), dense(1.0)));
  BOOST_TEST(is(tg::prod(e, 0), dense{1, 1, 1}));
  BOOST_TEST(is((tg::max)(e, {1}), none({0})));
  BOOST_TEST(is((tg::min)(e, tg::axis_list{}), none({0, 3})));
  BOOST_TEST(is(tg::mean(e), dense(nan)));
  BOOST_TEST(is(tg::mean(e, 0), dense{nan, nan, nan}));
  BOOST_TEST(is(tg::mean(e, 1), none({0})));
  BOOST_TEST(is(tg::variance(e, 0), dense{nan, nan, nan}));
  BOOST_TEST(is(tg::norm(e, 0), dense{0, 0, 0}));
  BOOST_TEST((tg::argmax(e, 1).data() == tg::dynamic_tensor<std::int64_t>(tg::make_shape(0))));
  BOOST_TEST(is(tg::cumsum(e, 0), none({0, 3})));
  BOOST_TEST(is(tg::matmul(e, dense(tg::make_shape(3, 2))), none({0, 2})));
  BOOST_TEST(is(tg::matmul(tg::transpose(e), e), dense(tg::make_shape(3, 3))));
  BOOST_TEST(is(tg::concatenate({e, e}, 0), none({0, 3})));
  BOOST_TEST(is(tg::stack({e, e}, 0), none({2, 0, 3})));
  BOOST_TEST(is(e + 1, none({0, 3})));
  BOOST_TEST(is(e + dense{{1, 2, 3}}, none({0, 3})));
  BOOST_TEST(is(tg::reshape(e, -1), none({0})));
  BOOST_TEST(is(tg::reshape(e, {7, 0}), none({7, 0})));
  BOOST_TEST(is(tg::reshape(tg::transpose(e), {0, 5}), none({0, 5})));
  BOOST_TEST(is(tg::broadcast_to(variable(dense{{1, 2, 3}}), {0, 3}), none({0, 3})));
  BOOST_TEST(is(tg::repeat(e, 2, 0), none({0, 3})));
  BOOST_TEST(is(tg::tile(e, {2, 2}), none({0, 6})));
  BOOST_TEST(is(tg::flip(e, tg::all_axes), none({0, 3})));
  BOOST_TEST(is(tg::expand_dims(e, 1), none({0, 1, 3})));
  BOOST_TEST(is(tg::slice(e, tg::range(5, tg::omitted)), none({0, 3})));
  BOOST_TEST(is(tg::slice(variable(dense{1, 2, 3}), tg::range(2, 1)), none({0})));
  BOOST_TEST(is(tg::sum(variable(none({2, 0, 3})), {0, 2}), none({0})));
  BOOST_TEST(is(tg::where(e > 0, e, 1.0), none({0, 3})));
}

BOOST_AUTO_TEST_CASE(gradients_of_no_elements) {
  variable e(none({0, 3}));
  tg::sum(tg::exp(tg::transpose(e)) * 2).backward();
  BOOST_TEST(is(e.grad(), none({0, 3})));
  variable const x(dense{{1, 2, 3}});
  variable y = tg::broadcast_to(x, {0, 3}) * e;
  y.backward();
  BOOST_TEST(is(x.grad(), dense{{0, 0, 0}}));
  variable const w(dense{{1, 2}, {3, 4}, {5, 6}});
  tg::sum(tg::matmul(e, w)).backward();
  BOOST_TEST(is(w.grad(), dense{{0, 0}, {0, 0}, {0, 0}}));
  tg::sum(tg::concatenate({e, x}, 0)).backward();
  BOOST_TEST(is(x.grad(), dense{{1, 1, 1}}));
}

BOOST_AUTO_TEST_CASE(not_a_number_and_infinities) {
  variable const n(dense{1, nan, 3});
  variable const i(dense{inf, -inf, 0});
  BOOST_TEST(is((tg::max)(n), dense(nan)));
  BOOST_TEST(is((tg::min)(n), dense(nan)));
  BOOST_TEST(is(tg::sum(n), dense(nan)));
  BOOST_TEST(is(tg::prod(n), dense(nan)));
  BOOST_TEST(is(tg::cumsum(n, 0), dense{1, nan, nan}));
  BOOST_TEST(tg::argmax(n).item() == 1);
  BOOST_TEST(tg::argmin(n).item() == 1);
  BOOST_TEST(is((tg::max)(n, 2.0), dense{2, nan, 3}));
  BOOST_TEST(is((tg::min)(n, 2.0), dense{1, nan, 2}));
  BOOST_TEST(is(i - i.detach(), dense{nan, nan, 0}));
  BOOST_TEST(is(1 / i, dense{0, -0.0, inf}));
  BOOST_TEST(is(tg::sqrt(variable(dense{-1})), dense{nan}));
  BOOST_TEST(is(tg::log(variable(dense{0, -1})), dense{-inf, nan}));
  BOOST_TEST(is(tg::exp(variable(dense{1000, -1000})), dense{inf, 0}));
  BOOST_TEST(is(tg::exp(i), dense{inf, 0, 1}));
  BOOST_TEST(is(tg::tanh(i), dense{1, -1, 0}));
  BOOST_TEST(is(tg::sign(n), dense{1, nan, 1}));
  BOOST_TEST(is(tg::abs(i), dense{inf, inf, 0}));
  BOOST_TEST(is(variable(dense{0, 1, -1}) / 0.0, dense{nan, inf, -inf}));
  BOOST_TEST(is(tg::matmul(variable(dense{{inf, 0}}), dense{{0}, {1}}), dense{{nan}}));
  BOOST_TEST(is(tg::where(n > 0, n, 0.0), dense{1, 0, 3}));
  BOOST_TEST(is(tg::pow(variable(dense{0, -8, 2}), dense{0, 1.0 / 3, -1}), dense{1, nan, 0.5}));
  BOOST_TEST(((n > 2).data() == tg::dynamic_tensor<bool>{false, false, true}));
  BOOST_TEST((tg::cast<bool>(variable(dense{nan, -inf, 1e300, 0})).data() ==
              tg::dynamic_tensor<bool>{true, true, true, false}));
}

/// In blocks of lanes and as a number alone, the same.
BOOST_AUTO_TEST_CASE(many_at_once_and_one_alone) {
  dense many(tg::make_shape(300));
  double const special[] = {nan,  inf, -inf,   0.0,     -0.0, 1e308, -1e308,
                            0.75, 1.0, 5e-324, -1e-310, -745, 709.7};
  for (int k = 0; k < 300; ++k) many(k) = special[k % 13];
  variable const x(many);
  auto const same = [&](auto f) {
    dense const together = f(x).data();
    for (int k = 0; k < 13; ++k) {
      double const alone = f(variable(dense(special[k]))).item();
      bool const near = std::fabs(together(k) - alone) <= 1e-15 * std::fabs(alone);
      if (!(near || together(k) == alone || (std::isnan(together(k)) && std::isnan(alone))))
        return false;
    }
    return true;
  };
  BOOST_TEST(same([](auto const& v) { return tg::exp(v); }));
  BOOST_TEST(same([](auto const& v) { return tg::log(v); }));
  BOOST_TEST(same([](auto const& v) { return tg::log1p(v); }));
  BOOST_TEST(same([](auto const& v) { return tg::log2(v); }));
  BOOST_TEST(same([](auto const& v) { return tg::expm1(v); }));
  BOOST_TEST(same([](auto const& v) { return tg::exp2(v); }));
  BOOST_TEST(same([](auto const& v) { return tg::sin(v); }));
  BOOST_TEST(same([](auto const& v) { return tg::cos(v); }));
  BOOST_TEST(same([](auto const& v) { return tg::sinh(v); }));
  BOOST_TEST(same([](auto const& v) { return tg::tanh(v); }));
  BOOST_TEST(same([](auto const& v) { return tg::sigmoid(v); }));
  BOOST_TEST(same([](auto const& v) { return tg::sqrt(v); }));
  BOOST_TEST(same([](auto const& v) { return tg::softplus(v); }));
  BOOST_TEST(same([](auto const& v) { return tg::relu(v); }));
  BOOST_TEST(same([](auto const& v) { return (tg::max)(v, 0.5); }));
  BOOST_TEST(same([](auto const& v) { return tg::sign(v); }));
  BOOST_TEST(same([](auto const& v) { return v * v - v; }));
}

BOOST_AUTO_TEST_CASE(integers_out_of_range) {
  tg::variable<std::int32_t> const most(tg::dynamic_tensor<std::int32_t>{2147483647});
  // NumPy: lowest value for what does not fit
  auto const whole = tg::cast<std::int32_t>(variable(dense{nan, inf, 3e9, -1.5}));
  BOOST_TEST((whole.data() == tg::dynamic_tensor<std::int32_t>{-2147483647 - 1, -2147483647 - 1,
                                                               -2147483647 - 1, -1}));
  BOOST_TEST(most.item() == 2147483647);
  tg::variable<std::int64_t> const exact = std::int64_t{9007199254740993};
  BOOST_TEST(exact.item() == 9007199254740993);
  BOOST_TEST((exact + std::int64_t{9007199254740993}).item() == 18014398509481986);
}

/// The call throws shape_error whose words begin with `call`, and changes no operand and no
/// gradient.
template <class F>
static bool refuses(std::string const& call, variable const& x, F&& f) {
  dense const before = x.data();
  bool const has_gradient = !x.grad().is_none();
  dense const slope = has_gradient ? x.grad().data() : dense();
  try {
    f(x);
  } catch (tg::shape_error const& e) {
    bool const untouched = is(x, before) && has_gradient == !x.grad().is_none() &&
                           (!has_gradient || is(x.grad(), slope));
    bool const names = std::string(e.what()).rfind(call, 0) == 0;
    if (!names) BOOST_TEST_MESSAGE(e.what());
    return untouched && names;
  }
  return false;
}

BOOST_AUTO_TEST_CASE(refused_calls) {
  variable const e(none({0, 3}));
  variable x(dense{{1, 2, 3}, {4, 5, 6}});
  tg::sum(x * x).backward();
  BOOST_TEST(refuses("max(a", e, [](auto const& v) { return (tg::max)(v, {0}); }));
  BOOST_TEST(refuses("max(a)", e, [](auto const& v) { return (tg::max)(v); }));
  BOOST_TEST(refuses("argmax(a", e, [](auto const& v) { return tg::argmax(v, 0); }));
  BOOST_TEST(refuses("take", e, [](auto const& v) { return tg::take(v, {0}, 0); }));
  BOOST_TEST(refuses("slice(a, {0})", e, [](auto const& v) { return tg::slice(v, 0); }));
  BOOST_TEST(
      refuses("reshape(a, {0, -1})", e, [](auto const& v) { return tg::reshape(v, {0, -1}); }));
  BOOST_TEST(refuses("a + b", e, [](auto const& v) { return v + dense(tg::make_shape(2, 3)); }));
  BOOST_TEST(refuses("a + b", x, [](auto const& v) { return v + dense{1, 2}; }));
  BOOST_TEST(refuses("a * b", x, [](auto const& v) { return v * tg::transpose(v); }));
  BOOST_TEST(refuses("matmul(a, b)", x, [](auto const& v) { return tg::matmul(v, v); }));
  BOOST_TEST(
      refuses("matmul(a, b)", x, [](auto const& v) { return tg::matmul(v, variable(1.0)); }));
  BOOST_TEST(refuses("sum(a, {2})", x, [](auto const& v) { return tg::sum(v, 2); }));
  BOOST_TEST(refuses("sum(a, {0, -2})", x, [](auto const& v) { return tg::sum(v, {0, -2}); }));
  BOOST_TEST(refuses("mean(a, {-3})", x, [](auto const& v) { return tg::mean(v, -3); }));
  BOOST_TEST(refuses("reshape(a, {4})", x, [](auto const& v) { return tg::reshape(v, 4); }));
  BOOST_TEST(
      refuses("transpose(a, {0, 0})", x, [](auto const& v) { return tg::transpose(v, {0, 0}); }));
  BOOST_TEST(refuses("transpose(a, {0})", x, [](auto const& v) { return tg::transpose(v, {0}); }));
  BOOST_TEST(refuses("broadcast_to(a, {2, 4})", x,
                     [](auto const& v) { return tg::broadcast_to(v, {2, 4}); }));
  BOOST_TEST(refuses("sum_to(a, {2, 2})", x, [](auto const& v) { return tg::sum_to(v, {2, 2}); }));
  BOOST_TEST(refuses("squeeze(a, {0})", x, [](auto const& v) { return tg::squeeze(v, 0); }));
  BOOST_TEST(refuses("slice(a, {2})", x, [](auto const& v) { return tg::slice(v, 2); }));
  BOOST_TEST(
      refuses("slice(a, ", x, [](auto const& v) { return tg::slice(v, {tg::range(0, 1, 0)}); }));
  BOOST_TEST(refuses("concatenate({a, b}, 0)", x,
                     [](auto const& v) { return tg::concatenate({v, tg::transpose(v)}, 0); }));
  BOOST_TEST(refuses("concatenate({a, b}, 2)", x,
                     [](auto const& v) { return tg::concatenate({v, v}, 2); }));
  BOOST_TEST(refuses("stack({a, b}, 0)", x,
                     [](auto const& v) { return tg::stack({v, tg::transpose(v)}, 0); }));
  BOOST_TEST(refuses("cumsum(a, 2)", x, [](auto const& v) { return tg::cumsum(v, 2); }));
  BOOST_TEST(refuses("softmax", x, [](auto const& v) { return tg::softmax(v, 2); }));
  BOOST_TEST(refuses("inverse(a)", x, [](auto const& v) { return tg::inverse(v); }));
  BOOST_TEST(refuses("solve(a, b)", x, [](auto const& v) { return tg::solve(v, v); }));
  BOOST_TEST(refuses("split", x, [](auto const& v) { return tg::split(v, 4, 1); }));
  BOOST_TEST(refuses("diagonal", x, [](auto const& v) { return tg::diagonal(v, 0, 0, 0); }));
  BOOST_TEST(refuses("where(", x, [](auto const& v) { return tg::where(v > 0, v, dense{1, 2}); }));
  BOOST_TEST(refuses("x.item()", x, [](auto const& v) { return v.item(); }));
  BOOST_TEST(refuses("set_grad(a, b)", x, [](variable v) { v.set_grad(dense{1, 2}); }));
  BOOST_TEST(refuses("len(a)", variable(1.0), [](auto const& v) { return v.len(); }));
}

BOOST_AUTO_TEST_CASE(integers_wrap_around) {
  // NumPy 1.24.2 with x = np.array([2147483647, -2147483648, 5], dtype=np.int32).
  std::int32_t const largest = std::numeric_limits<std::int32_t>::max();
  tg::variable<std::int32_t> const x{largest, -largest - 1, 5};
  using tensor = tg::dynamic_tensor<std::int32_t>;
  BOOST_TEST(((x + 1).data() == tensor{-largest - 1, -largest, 6}));
  BOOST_TEST(((x * x).data() == tensor{1, 0, 25}));
  BOOST_TEST(((-x).data() == tensor{-largest, -largest - 1, -5}));
  BOOST_TEST(tg::sum(x * 2).item() == 8);
  BOOST_TEST((tg::abs(x).data() == tensor{largest, -largest - 1, 5}));
  BOOST_TEST((tg::cumsum<0>(x).data() == tensor{largest, -1, 4}));
  BOOST_TEST(tg::prod(x).item() == -largest - 1);
  BOOST_TEST(tg::matmul(x, x).item() == 26);
  BOOST_TEST((tg::pow(x, 3).data() == tensor{largest, 0, 125}));
}

BOOST_AUTO_TEST_SUITE_END()
