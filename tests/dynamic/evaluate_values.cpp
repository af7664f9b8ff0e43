// SPDX-License-Identifier: BSL-1.0
// What is computed when values are read, again and again.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_evaluate_values)

using variable = tg::variable<double>;
using dense = tg::dynamic_tensor<double>;

/// A function of a value is read in each turn, never the value itself: what stands before it must
/// not be computed in every turn.
BOOST_AUTO_TEST_CASE(reading_in_each_turn_is_linear) {
  variable w(dense{0.25, 0.5});
  variable const step(dense{1.0, 2.0});
  int most = 0;
  for (int i = 0; i < 2000; ++i) {
    w = w + step;
    variable const sum = tg::sum(w);
    tg::value_list list(tg::request_kind::values);
    list.add(*sum.node());
    most = list.entries.count > most ? list.entries.count : most;
    BOOST_REQUIRE(sum.item() == 0.75 + 3.0 * (i + 1));
  }
  BOOST_TEST(most < 2 * tg::most_forgotten_values);
  w.backward();
  BOOST_TEST(step.grad().data()(0) == 2000);
}

/// Parts of plain data are copied: a loop over them plans nothing and looks nothing up.
BOOST_AUTO_TEST_CASE(views_of_known_elements_need_no_program) {
  dense sequence(tg::shape{300, 2, 3});
  for (tg::index_t i = 0; i < sequence.size(); ++i)
    sequence.data()[i] = 0.5 * static_cast<double>(i);
  variable const variables(sequence);
  tg::plan_counters const before = tg::this_threads_plans().counters;
  for (tg::index_t t = 0; t < 300; ++t) {
    double const first = 3.0 * static_cast<double>(t);
    BOOST_REQUIRE((tg::slice(sequence, {t}) ==
                   dense{{first, first + 0.5, first + 1}, {first + 1.5, first + 2, first + 2.5}}));
    BOOST_REQUIRE((variables(t, tg::range(0, 2), 1).data() == dense{first + 0.5, first + 2}));
    BOOST_REQUIRE((tg::transpose(tg::slice(sequence, {t})).shape() == tg::shape{3, 2}));
  }
  BOOST_TEST((tg::slice(sequence, {tg::range(0, 0)}).shape() == tg::shape{0, 2, 3}));
  BOOST_TEST(tg::this_threads_plans().counters.hits == before.hits);
  BOOST_TEST(tg::this_threads_plans().counters.misses == before.misses);
  tg::tensor<double, 2> const fixed{1, 2};
  BOOST_TEST((tg::slice(dense(fixed), {tg::range(1, 2)}) == dense{2}));
}

/// What was overwritten since the view was made does not count.
BOOST_AUTO_TEST_CASE(views_read_what_their_operand_was) {
  variable x(dense{1, 2, 3});
  variable const part = x(tg::range(1, 3));
  x.set_data(dense{7, 8, 9, 10});
  BOOST_TEST((part.data() == dense{2, 3}));
  BOOST_TEST((x(tg::range(1, 3)).data() == dense{8, 9}));
  variable y = x * 2;
  static_cast<void>(y.data());
  variable const of_result = y(0);
  y.set_data(dense{0.5});
  BOOST_TEST(of_result.item() == 14);
}

BOOST_AUTO_TEST_SUITE_END()
