// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_linear)

namespace {

constexpr tg::tensor<double, 2, 3> inputs{{1, 2, 3}, {4, 5, 6}};
constexpr tg::tensor<double, 3, 2> weights{{1, 0}, {0, 1}, {1, -1}};
constexpr tg::tensor<double, 2> offsets{10, 20};

}  // namespace

static_assert(tg::linear(inputs, weights, offsets) == tg::tensor<double, 2, 2>{{14, 19}, {20, 19}});
static_assert(tg::linear(inputs, weights) == tg::tensor<double, 2, 2>{{4, -1}, {10, -1}});
static_assert(tg::linear(tg::tensor<double, 3>{1, 2, 3}, weights, offsets) ==
              tg::tensor<double, 2>{14, 19});

// E-08, L-06: with y = x w + b and the loss sum(y y), dy = 2y = [[28 38] [40 38]], dx = dy w^T, dw
// = x^T dy, db = dy summed over the batch (numpy).
BOOST_AUTO_TEST_CASE(the_offset_gets_the_gradient_summed_over_the_batch) {
  constexpr auto loss = [](auto const& input, auto const& weight, auto const& offset) {
    auto const y = tg::linear(input, weight, offset);
    return tg::sum(y * y);
  };
  auto const [gx, gw, gb] = tg::grad(loss, tg::wrt<0, 1, 2>)(inputs, weights, offsets);
  BOOST_TEST((gx == tg::tensor<double, 2, 3>{{28, 38, -10}, {40, 38, 2}}));
  BOOST_TEST((gw == tg::tensor<double, 3, 2>{{188, 190}, {256, 266}, {324, 342}}));
  BOOST_TEST((gb == tg::tensor<double, 2>{68, 76}));
}

BOOST_AUTO_TEST_SUITE_END()
