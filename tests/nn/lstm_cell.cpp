// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <typegrad/nn/batch_norm.hpp>
#include <typegrad/nn/layer_norm.hpp>
#include <typegrad/nn/lstm_cell.hpp>
#include <typegrad/nn/rnn_cell.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(nn_lstm_cell)

namespace {
template <class Value>
struct weights {
  Value w_input;
  Value w_state;
  Value offset;
};
using real = tg::variable<double>;
bool near(double a, double b) { return std::abs(a - b) < 1e-15; }
}  // namespace

// Expected numbers: Python's math, by PyTorch's formulas for one input and one state.
BOOST_AUTO_TEST_CASE(one_step_of_cells) {
  tg::lstm_parameters<double, 1, 1> const p{
      {.1, .2, .3, .4}, {-.5, .6, .7, -.8}, {.01, .02, .03, .04}};
  tg::tensor<double, 1, 1> const x{.5}, h{.25}, c{-.75};
  auto const [next, memory] = tg::lstm_cell(p, x, h, c);
  BOOST_TEST(near(next(0, 0), -0.1299072139971426));
  BOOST_TEST(near(memory(0, 0), -0.2604546075816989));
  weights<real> const v{real(p.w_input), real(p.w_state), real(p.offset)};
  auto const [w, m] = tg::lstm_cell(v, real(x), real(h), real(c));
  BOOST_TEST(near(w.item(), -0.1299072139971426));
  BOOST_TEST(near(m.item(), -0.2604546075816989));

  tg::rnn_parameters<double, 1, 1> const r{{{.1}}, {{-.5}}, tg::tensor<double, 1>{.01}};
  BOOST_TEST(near(tg::rnn_cell(r, x, h)(0, 0), -0.06490861277463751));
  // d tanh(a) / d offset = 1 - tanh(a)^2
  auto const slope = tg::grad([](auto const& q, auto const& a, auto const& b) {
    return tg::sum(tg::rnn_cell(q, a, b));
  })(r, x, h);
  BOOST_TEST(near(slope.offset(0), 1 - 0.06490861277463751 * 0.06490861277463751));
}

BOOST_AUTO_TEST_CASE(lines_and_batches_are_normalized) {
  tg::tensor<double, 1, 3> const x{1, 2, 4};
  tg::tensor<double, 3> const gain{1, 2, -1}, offset{0, .5, 1};
  double const expected[] = {-1.0690415314502977, -0.03452076572514906, -0.3363019143128718};
  auto const y = tg::layer_norm(x, gain, offset);
  auto const z = tg::layer_norm(real(x), real(gain), real(offset));
  for (int i = 0; i < 3; ++i) {
    BOOST_TEST(near(y(0, i), expected[i]));
    BOOST_TEST(near(z.data()(0, i), expected[i]));
  }
  tg::tensor<double, 2, 2> const batch{{1, 2}, {3, 2}};
  tg::tensor<double, 2> const ones{1, 1}, zeros{};
  auto const b = tg::batch_norm(batch, ones, zeros);
  BOOST_TEST(near(b(0, 0), -0.9999950000374997));
  BOOST_TEST(b(1, 1) == 0);
  auto const v = tg::batch_norm(real(batch), real(ones), real(zeros));
  BOOST_TEST(near(v.data()(1, 0), 0.9999950000374997));
  auto const known =
      tg::batch_norm(batch, ones, zeros, tg::tensor<double, 2>{2, 2}, tg::tensor<double, 2>{1, 0});
  BOOST_TEST(near(known(0, 0), -0.9999950000374997));
  tg::tensor<double, 2> average{1, 0};
  tg::moving_average(average, tg::tensor<double, 2>{2, 4}, 0.25);
  BOOST_TEST((average == tg::tensor<double, 2>{1.25, 1}));
}

BOOST_AUTO_TEST_SUITE_END()
