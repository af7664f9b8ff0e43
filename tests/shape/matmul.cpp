// SPDX-License-Identifier: BSL-1.0
#include <shape/numpy_reference.hpp>
#include <shape/reference_reader.hpp>
#include <typegrad/shape/matmul.hpp>

#include <boost/test/unit_test.hpp>

using namespace typegrad;

namespace {

constexpr auto matmul_agrees = [](reference_reader& reader) {
  shape const a = reader.shape();
  shape const b = reader.shape();
  return reader.agrees(shape_rule::matmul(a, b));
};

}  // namespace

static_assert(first_disagreement(numpy_reference::matmul_cases, matmul_agrees) == 0);

// T-31, T-32, T-33
static_assert(shape_rule::matmul(make_shape(3), make_shape(3)).value == make_shape());
static_assert(shape_rule::matmul(make_shape(2, 3), make_shape(3, 4)).value == make_shape(2, 4));
static_assert(!shape_rule::matmul(make_shape(2, 3), make_shape(4, 5)));
static_assert(!shape_rule::matmul(make_shape(), make_shape(3)));
// Z-07: all of these fail in DeZero
static_assert(shape_rule::matmul(make_shape(2, 3), make_shape(3)).value == make_shape(2));
static_assert(shape_rule::matmul(make_shape(3), make_shape(3, 4)).value == make_shape(4));
static_assert(shape_rule::matmul(make_shape(5, 1, 2, 3), make_shape(7, 3, 4)).value ==
              make_shape(5, 7, 2, 4));

constexpr matmul_result batched =
    shape_rule::matmul_parts(make_shape(5, 1, 2, 3), make_shape(7, 3));
static_assert(!batched);  // 7 x 3 has 7 rows
constexpr matmul_result vector_left = shape_rule::matmul_parts(make_shape(3), make_shape(6, 3, 4));
static_assert(vector_left && vector_left.rows == 1 && vector_left.inner == 3 &&
              vector_left.columns == 4);
static_assert(vector_left.batch == make_shape(6) && vector_left.value == make_shape(6, 4));

BOOST_AUTO_TEST_SUITE(shape_matmul)

BOOST_AUTO_TEST_CASE(answers_as_numpy_does_at_run_time_too) {
  BOOST_TEST(first_disagreement(numpy_reference::matmul_cases, matmul_agrees) == 0);
}

BOOST_AUTO_TEST_CASE(says_which_relation_does_not_hold) {
  BOOST_TEST(shape_rule::matmul(make_shape(2, 3), make_shape(4, 5)).relation ==
             "columns of a must equal rows of b");
  BOOST_TEST(shape_rule::matmul(make_shape(2, 2, 3), make_shape(4, 3, 5)).relation ==
             "batch axes of a and b, all but the last two, must broadcast");
}

BOOST_AUTO_TEST_SUITE_END()
