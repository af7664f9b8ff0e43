// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <string>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_checked_labels)

constexpr auto loss = [](auto const& scores, auto const& labels) {
  return tg::softmax_cross_entropy(scores, labels);
};
constexpr auto lines = [](auto const& labels) { return tg::one_hot<3>(labels); };

template <class Call>
std::string refusal_of(Call const& call) {
  try {
    call();
  } catch (tg::value_error const& error) {
    return error.what();
  }
  return "";
}

std::string const loss_words =
    "softmax_cross_entropy(a, b): labels must be at least 0 and below the 3 classes of a; a label "
    "is ";
std::string const lines_words =
    "one_hot(a, 3): labels must be at least 0 and below the 3 classes; a label is ";

using floats = tg::tensor<float, 2, 3>;
using matrix = tg::tensor<double, 2, 3>;
using open_matrix = tg::tensor<double, tg::dyn, tg::dyn>;
using open_integers = tg::tensor<std::int64_t, tg::dyn>;
using integers = tg::dynamic_tensor<int>;

// As long as labels fit, they pass through.
static_assert(tg::evaluate(lines)(tg::tensor<int, 2>{0, 2}) == matrix{{1, 0, 0}, {0, 0, 1}});

BOOST_AUTO_TEST_CASE(static_functions_refuse_labels_of_no_class) {
  matrix const scores{{1, 2, 3}, {3, 2, 1}};
  for (int const wrong : {-1, 3, 12}) {
    tg::tensor<int, 2> const labels{0, wrong};
    std::string const label = std::to_string(wrong);
    BOOST_TEST(refusal_of([&] { tg::softmax_cross_entropy(scores, labels); }) ==
               loss_words + label);
    BOOST_TEST(refusal_of([&] { tg::evaluate(loss)(scores, labels); }) == loss_words + label);
    BOOST_TEST(refusal_of([&] { tg::grad(loss)(scores, labels); }) == loss_words + label);
    BOOST_TEST(refusal_of([&] { tg::grad(loss)(floats{}, labels); }) == loss_words + label);
    BOOST_TEST(refusal_of([&] { tg::jacobian(loss)(scores, labels); }) == loss_words + label);
    BOOST_TEST(refusal_of([&] { tg::one_hot<3>(labels); }) == lines_words + label);
    BOOST_TEST(refusal_of([&] { tg::one_hot<3>(wrong); }) == lines_words + label);
    BOOST_TEST(refusal_of([&] { tg::evaluate(lines)(labels); }) == lines_words + label);
    BOOST_TEST(refusal_of([&] { tg::evaluate(loss)(tg::tensor<double, 3>{}, wrong); }) ==
               loss_words + label);
  }
}

BOOST_AUTO_TEST_CASE(labels_of_64_bits_are_compared_whole) {
  tg::tensor<std::int64_t, 2> const labels{std::int64_t{1} << 32, 0};
  BOOST_TEST(refusal_of([&] { tg::grad(loss)(matrix{}, labels); }) == loss_words + "4294967296");
}

BOOST_AUTO_TEST_CASE(functions_with_open_extents_refuse_them) {
  open_matrix scores(2, 3);
  open_integers labels(2);
  labels(1) = 3;
  BOOST_TEST(refusal_of([&] { tg::evaluate(loss)(scores, labels); }) == loss_words + "3");
  BOOST_TEST(refusal_of([&] { tg::grad(loss)(scores, labels); }) == loss_words + "3");
  BOOST_TEST(refusal_of([&] { tg::evaluate(lines)(labels); }) == lines_words + "3");
  tg::tensor<double, tg::dyn, 3> batch(2);
  BOOST_TEST(refusal_of([&] { tg::grad(loss)(batch, labels); }) == loss_words + "3");
}

BOOST_AUTO_TEST_CASE(variables_and_plain_data_refuse_them_and_stay_as_they_are) {
  tg::variable<double> x(tg::dynamic_tensor<double>{{1, 2, 3}, {3, 2, 1}});
  integers const labels{0, -1};
  auto const wrong = tg::softmax_cross_entropy(x, labels);
  BOOST_TEST(refusal_of([&] { wrong.item(); }) == loss_words + "-1");
  BOOST_TEST(refusal_of([&] { wrong.backward(); }) == loss_words + "-1");
  BOOST_TEST(refusal_of([&] { tg::softmax_cross_entropy(x.data(), labels).item(); }) ==
             loss_words + "-1");
  BOOST_TEST(refusal_of([&] { tg::one_hot(labels, 3).data(); }) == lines_words + "-1");
  // both labels are those of the least score: log(1 + e + e^2) (Python's math)
  auto const right = tg::softmax_cross_entropy(x, integers{0, 2});
  right.backward();
  BOOST_TEST(std::abs(right.item() - 2.40760596444438) < 1e-14);
}

BOOST_AUTO_TEST_CASE(compiled_functions_refuse_them) {
  auto const f =
      tg::compile(loss, tg::dynamic_tensor<double>{{1, 2, 3}, {3, 2, 1}}, integers{0, 2});
  tg::dynamic_tensor<double> const scores{{1, 2, 3}, {3, 2, 1}};
  BOOST_TEST(refusal_of([&] { f(scores, integers{0, 3}); }) == loss_words + "3");
}

BOOST_AUTO_TEST_SUITE_END()
