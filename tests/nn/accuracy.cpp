// SPDX-License-Identifier: BSL-1.0
#include <typegrad/nn/accuracy.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(nn_accuracy)

constexpr tg::tensor<float, 4, 3> scores{{1, 2, 3}, {3, 2, 1}, {1, 3, 2}, {2, 2, 1}};
// numpy.argmax(scores, axis=1) is [2, 0, 1, 0]
static_assert(tg::accuracy(scores, tg::tensor<int, 4>{2, 0, 1, 1}) == 0.75);

BOOST_AUTO_TEST_CASE(labels_of_any_integer_type_are_compared) {
  BOOST_TEST(tg::accuracy(scores, tg::tensor<std::int64_t, 4>{2, 1, 1, 1}) == 0.5);
}

BOOST_AUTO_TEST_SUITE_END()
