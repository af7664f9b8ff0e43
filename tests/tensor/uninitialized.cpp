// SPDX-License-Identifier: BSL-1.0
#include <typegrad/tensor/uninitialized.hpp>

#include <array>
#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

namespace {

struct parameters {
  tg::tensor<double, 2, 3> weights;
  double rate;
  std::array<double, 2> range;
};
struct nested {
  parameters inner;
  tg::tensor<float, 4> scale;
};

// While compiling there is no memory to leave alone: all is zero.
static_assert(tg::uninitialized<tg::tensor<double, 3>>() == tg::tensor<double, 3>{0, 0, 0});
static_assert(tg::uninitialized<nested>().scale == tg::tensor<float, 4>{0, 0, 0, 0});

}  // namespace

BOOST_AUTO_TEST_SUITE(tensor_uninitialized)

// That nothing is zeroed or copied is counted in tests/codegen, workload weighted_squares.
BOOST_AUTO_TEST_CASE(members_that_are_not_tensors_are_zero) {
  nested made = tg::uninitialized<nested>();
  BOOST_TEST(made.inner.rate == 0.0);
  BOOST_TEST(made.inner.range[1] == 0.0);
  made.inner.weights = tg::tensor<double, 2, 3>{1, 2, 3, 4, 5, 6};
  BOOST_TEST(made.inner.weights(1, 2) == 6.0);
}

BOOST_AUTO_TEST_CASE(a_tensor_without_asking_is_all_zeros) {
  BOOST_TEST((tg::tensor<double, 2>() == tg::tensor<double, 2>{0, 0}));
  tg::tensor<int, 0> const empty;
  BOOST_TEST(empty.size() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
