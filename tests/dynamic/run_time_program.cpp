// SPDX-License-Identifier: BSL-1.0
// The run-time executor against the static mode: the same functions, values and gradients.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <string>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_run_time_program)

constexpr tg::tensor<double, 2, 3> x{{0.5, -1.25, 2}, {1.5, 0.75, -0.5}};
constexpr tg::tensor<double, 3, 2> w{{1, -2}, {0.5, 0.25}, {-1, 3}};
constexpr tg::tensor<double, 3> v{0.3, -0.6, 0.9};

template <class T, class Static>
static std::string difference(char const* of, tg::dynamic_tensor<T> const& got,
                              Static const& expected) {
  tg::dynamic_tensor<T> const wanted(expected);
  if (!(got.shape() == wanted.shape())) return std::string(of) + ": another shape";
  for (tg::index_t i = 0; i < got.size(); ++i)
    if (!(std::fabs(got.data()[i] - wanted.data()[i]) <= 2e-15 * (1 + std::fabs(wanted.data()[i]))))
      return std::string(of) + ": " + std::to_string(got.data()[i]) + ", statically " +
             std::to_string(wanted.data()[i]);
  return {};
}

/// Value of f and gradients of the sum of its squares, in both modes; empty where they agree.
template <class F>
static std::string disagreement(F f) {
  constexpr auto loss = [](auto a, auto b, auto c) {
    auto const y = F{}(a, b, c);
    return tg::sum(y * y);
  };
  tg::variable<double> const dx(x), dw(w), dv(v);
  auto const y = f(dx, dw, dv);
  std::string words = difference("value", y.data(), tg::evaluate(f)(x, w, v));
  tg::sum(y * y).backward();
  auto const [gx, gw, gv] = tg::grad(loss, tg::wrt<0, 1, 2>)(x, w, v);
  auto const compare = [&](char const* of, tg::variable<double> const& leaf, auto const& wanted) {
    auto const got =
        leaf.grad().is_none() ? tg::dynamic_tensor<double>(leaf.shape()) : leaf.grad().data();
    words += difference(of, got, wanted);
  };
  compare("x", dx, gx);
  compare("w", dw, gw);
  compare("v", dv, gv);
  return words;
}

BOOST_AUTO_TEST_CASE(element_wise_and_broadcast) {
  BOOST_TEST(disagreement([](auto a, auto b, auto c) {
               return tg::sin(a) * c + tg::transpose(b) / (1 + a * a) - 0.3;
             }) == "");
  BOOST_TEST(disagreement([](auto a, auto b, auto c) {
               return tg::where(a > 0.6, tg::exp(a), c) + tg::sigmoid(tg::transpose(b));
             }) == "");
}
BOOST_AUTO_TEST_CASE(reductions) {
  BOOST_TEST(disagreement([](auto a, auto, auto c) {
               return a - tg::mean<0>(a, tg::keepdims) + tg::sum<-1>(a * c, tg::keepdims);
             }) == "");
  BOOST_TEST(disagreement([](auto a, auto b, auto) {
               return (tg::max<1>)(a)*tg::prod<0>(b) + tg::logsumexp<0, 1>(b);
             }) == "");
  BOOST_TEST(
      disagreement([](auto a, auto b, auto) { return tg::softmax<1>(a) * tg::variance(b); }) == "");
}
BOOST_AUTO_TEST_CASE(products) {
  BOOST_TEST(disagreement([](auto a, auto b, auto c) {
               return tg::matmul(tg::tanh(tg::matmul(a, b)), tg::matmul(c, b));
             }) == "");
  BOOST_TEST(disagreement([](auto a, auto b, auto) {
               return tg::matmul(tg::transpose(a), tg::transpose(b));
             }) == "");
}
BOOST_AUTO_TEST_CASE(views_and_joins) {
  BOOST_TEST(disagreement([](auto a, auto b, auto) {
               return tg::concatenate<1>(
                   tg::slice<tg::whole_axis, tg::range(tg::omitted, tg::omitted, -2)>(a),
                   tg::reshape<2, 3>(b));
             }) == "");
  BOOST_TEST(disagreement([](auto a, auto, auto c) {
               return tg::stack<1>(tg::flip<1>(a), tg::broadcast_to<2, 3>(c)) * 2;
             }) == "");
}
BOOST_AUTO_TEST_CASE(opaque_operations) {
  BOOST_TEST(disagreement([](auto a, auto b, auto) {
               return tg::inverse(tg::matmul(a, b)) + tg::determinant(tg::matmul(a, b));
             }) == "");
  BOOST_TEST(disagreement([](auto a, auto, auto c) {
               return tg::cumsum<1>(a) * c + tg::cast<double>(tg::argmax<0>(a));
             }) == "");
}

/// Values that live one after the other share memory: a long sequence of steps needs room for few
/// of them.
BOOST_AUTO_TEST_CASE(memory_is_planned) {
  tg::dynamic_graph graph;
  int const input = tg::intern_input(graph, 0, tg::scalar_type::float64, tg::make_shape(1000));
  int last = input;
  for (int i = 0; i < 20; ++i) {
    auto const z = tg::symbol_in(graph, last);
    last = (tg::cumsum(z, 0) * tg::sin(z)).id;
  }
  tg::run_time_program const program(graph, {&last, 1});
  BOOST_TEST(program.output_count() == 1);
  BOOST_TEST((program.output_shape(0) == tg::make_shape(1000)));
  BOOST_TEST((program.output_type(0) == tg::scalar_type::float64));
  BOOST_TEST(program.unplanned_bytes() >= 40 * 8000);
  BOOST_TEST(program.workspace_bytes() <= program.unplanned_bytes() / 4);
}

/// What a loop over three elements keeps for its later members takes no whole blocks.
BOOST_AUTO_TEST_CASE(small_loops_keep_small_blocks) {
  constexpr int operations = 200;
  tg::dynamic_graph graph;
  int made[operations + 1] = {
      tg::intern_input(graph, 0, tg::scalar_type::float64, tg::make_shape(3))};
  for (int i = 0; i < operations; ++i) made[i + 1] = tg::sin(tg::symbol_in(graph, made[i])).id;
  auto last = tg::symbol_in(graph, made[0]);
  for (int i = operations; i > 0; --i) last = last * tg::symbol_in(graph, made[i]);
  tg::run_time_program const program(graph, {&last.id, 1});
  constexpr int bytes_of_call = 256;  // where its operands and its result are
  BOOST_TEST(program.workspace_bytes() <= operations * (tg::splat_bytes + bytes_of_call));
}

BOOST_AUTO_TEST_SUITE_END()
