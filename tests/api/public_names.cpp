// SPDX-License-Identifier: BSL-1.0
// Every spelling that examples, benchmarks and other people's programs are written against, in one
// place: the public names of the static mode. What the calls compute is tested where each stands;
// here they must exist and agree.
#include <typegrad/typegrad.hpp>

#include <typegrad/debug/check_grad.hpp>
#include <typegrad/debug/numerical_diff.hpp>
#include <typegrad/debug/write_dot.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstddef>
#include <sstream>
#include <string_view>
namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_public_names)

namespace {

constexpr auto f = [](auto x, auto w) { return tg::sum(tg::tanh(tg::matmul(x, w))); };
constexpr auto F = [](auto x) { return tg::tanh(x * 2); };
constexpr auto g1 = [](auto x) { return tg::sum(tg::exp(x) * x); };
static_assert(tg::grad([](auto x) { return x * x * x; })(2.0) == 12.0);
template <class T> struct mlp {
  tg::tensor<T, 4, 16> w1;
  tg::tensor<T, 16> b1;
  tg::tensor<T, 16, 3> w2;
  tg::tensor<T, 3> b2;
  constexpr auto operator()(auto const& x) const {
    return tg::matmul(tg::tanh(tg::matmul(x, w1) + b1), w2) + b2;
  }
};
constexpr auto loss = [](auto const& net, auto x, auto target) {
  return tg::mean_squared_error(net(x), target);
};
using program = tg::program<decltype(tg::value_and_grad(f, tg::wrt<1>)), tg::tensor<double, 2, 3>,
                            tg::tensor<double, 3, 4>>;
static_assert(program::workspace_bytes <= 512 && program::node_count == 8);
using graph = program::graph;
constexpr auto text = program::text;
using namespace tg::literals;
constexpr auto X = tg::var<"x", tg::tensor<double, 2, 3>>;
constexpr auto W = tg::var<"w", tg::tensor<double, 3, 4>>;
constexpr auto e = tg::sum(tg::tanh(tg::matmul(X, W))) + 0.5_c;
struct softplus {
  static constexpr auto forward(auto x) { return tg::log(1 + tg::exp(x)); }
  static constexpr auto backward(auto gy, auto x, auto) { return gy * tg::sigmoid(x); }
};
}  // namespace

BOOST_AUTO_TEST_CASE(every_public_name_of_the_static_mode_works_as_it_is_spelt) {
  tg::tensor<double, 2, 3> x{{1, 2, 3}, {4, 5, 6}};
  tg::tensor<double, 3, 4> w;
  w(0, 0) = .1;
  w(2, 3) = .2;
  auto y = tg::evaluate(f)(x, w);
  auto dx = tg::grad(f)(x, w);
  auto [gx, gw] = tg::grad(f, tg::wrt<0, 1>)(x, w);
  auto [v, g] = tg::value_and_grad(f, tg::wrt<1>)(x, w);
  auto [y1, dy] = tg::jvp(F)(tg::at(x), tg::along(dx));
  auto [y2, pull] = tg::vjp(F)(x);
  auto gx2 = pull(y2);
  tg::tensor<double, 3> q{0.1, 0.2, 0.3};
  auto J = tg::jacobian(F)(q);
  auto H = tg::hessian(g1)(q);
  auto Hv = tg::hvp(g1)(q, q);
  auto d3 = tg::grad(tg::grad(tg::grad([](auto z) { return tg::sin(z); })))(0.3);

  mlp<float> net{};
  tg::tensor<float, 5, 4> in;
  tg::tensor<float, 5, 3> target;
  mlp<float> step = tg::grad(loss)(net, in, target);
  alignas(program::alignment) static std::byte memory[program::workspace_bytes];
  auto r = program::run(memory, x, w);
  std::ostringstream picture;
  tg::write_dot<program>(picture);

  auto value = e(X = x, W = w);
  auto ge = tg::grad(e, tg::wrt<X, W>)(X = x, W = w);
  auto gew = ge[W];
  auto h = tg::where(x > 0, x, 0.1 * x);
  auto s = tg::apply<softplus>(x);
  auto n = tg::numerical_diff([](auto z) { return tg::square(z); }, 2.0);
  auto report = tg::check_grad(g1, q);

  auto const near = boost::test_tools::tolerance(1e-14);
  BOOST_TEST(y == v, near);
  BOOST_TEST(value == y + 0.5, near);
  BOOST_TEST(r.first == y, near);
  for (int i = 0; i < 12; ++i) {
    BOOST_TEST(gw.data()[i] == g.data()[i], near);
    BOOST_TEST(gew.data()[i] == g.data()[i], near);
    BOOST_TEST(r.second.data()[i] == g.data()[i], near);
  }
  for (int i = 0; i < 6; ++i) {
    BOOST_TEST(dx.data()[i] == gx.data()[i], near);
    BOOST_TEST(y1.data()[i] == y2.data()[i], near);
    // F is tanh(2 x): its Jacobian is diagonal, 2 (1 - y^2), both ways. Where y is nearly 1 the
    // difference cancels and a fused multiplication shows, so 1 is the measure of the tolerance.
    double const slope = 2 * (1 - y1.data()[i] * y1.data()[i]);
    BOOST_TEST(std::abs(dy.data()[i] - slope * dx.data()[i]) <= 1e-15 * std::abs(dx.data()[i]));
    BOOST_TEST(std::abs(gx2.data()[i] - slope * y2.data()[i]) <= 1e-15);
    BOOST_TEST(h.data()[i] == x.data()[i]);
    BOOST_TEST(s.data()[i] == std::log(1 + std::exp(x.data()[i])), near);
  }
  // g1 is sum(x exp(x)): its second derivative is (2 + x) exp(x)
  for (int i = 0; i < 3; ++i) {
    BOOST_TEST(H(i, i) == (2 + q(i)) * std::exp(q(i)), near);
    BOOST_TEST(Hv(i) == H(i, i) * q(i), near);
    BOOST_TEST(J(i, i) == 2 * (1 - std::tanh(2 * q(i)) * std::tanh(2 * q(i))), near);
  }

  BOOST_TEST(d3 == -std::cos(0.3), near);
  BOOST_TEST(step.b2(0) == 0.0F);
  BOOST_TEST(n == 4.0, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(static_cast<bool>(report));
  BOOST_TEST(std::string_view(text.data()).find("matmul(%0, %1)") != std::string_view::npos);
  BOOST_TEST(picture.str().find("digraph") == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
