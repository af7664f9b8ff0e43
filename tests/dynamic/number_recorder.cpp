// SPDX-License-Identifier: BSL-1.0
// When entries are given up, which ones an operation may refer to, what is left to those who hold
// it.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <deque>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_number_recorder)

using variable = tg::variable<double>;

static tg::number_recorder& recorder() { return tg::this_threads_recorder(); }
/// How many entries there are: the next one's number, and two for x and itself.
static int entries() {
  variable const x(1.0);
  variable const y = x + x;
  BOOST_REQUIRE(y.held().is_number());
  return y.held().number() - 1;
}

BOOST_AUTO_TEST_CASE(an_empty_tape_begins_anew) {
  BOOST_TEST(entries() == 0);
  {
    variable const x(2.0);
    variable const y = tg::sin(x) * x;
    BOOST_TEST(entries() == 3);
  }
  BOOST_TEST(entries() == 0);
}

BOOST_AUTO_TEST_CASE(what_nobody_holds_at_the_top_is_given_up) {
  variable const x(2.0);
  variable const low = x * 3;  // x, 3, x * 3
  BOOST_TEST(entries() == 3);
  {
    variable const middle = tg::sin(low);
    variable high = tg::cos(middle);
    BOOST_TEST(entries() == 5);
    high = middle;
    BOOST_TEST(entries() == 4);
  }
  BOOST_TEST(entries() == 3);
  static_cast<void>((low * low * low).item());
  BOOST_TEST(entries() == 3);
}

/// A hole stays until what stands above it goes.
BOOST_AUTO_TEST_CASE(handles_that_go_in_any_order) {
  variable const x(2.0);
  for (int order = 0; order < 6; ++order) {
    variable y[3] = {x * 2, x * 3, x * 5};
    int const first = order / 2;
    int const second = (first + 1 + order % 2) % 3;
    y[first] = variable();
    y[second] = variable();
    variable const& left = y[3 - first - second];
    BOOST_TEST(left.item() == (3 - first - second == 0 ? 4 : 3 - first - second == 1 ? 6 : 10));
    left.backward();
    BOOST_TEST(x.grad().item() == left.item() / 2);
    variable(x).clear_grad();
    y[3 - first - second] = variable();
    BOOST_TEST(entries() == 0);
  }
}

BOOST_AUTO_TEST_CASE(leaves_are_given_back_with_the_entries_that_need_them) {
  variable x(2.0);
  tg::node_pointer const leaf = x.node();
  BOOST_TEST(leaf->lives.now() == 1);
  {
    variable const y = x * x;
    BOOST_TEST(leaf->lives.now() == 2);
    y.backward();
    variable const z = x * x;  // another epoch
    BOOST_TEST(leaf->lives.now() == 3);
  }
  BOOST_TEST(leaf->lives.now() == 1);
}

BOOST_AUTO_TEST_CASE(a_loop_repeats_its_entries) {
  variable const x(2.0);
  variable const outer = x * 7;
  outer.backward();
  variable loss;
  for (int i = 0; i < 5; ++i) {
    loss = tg::sin(x) * x;
    loss.backward();
    int const number = loss.held().number();
    BOOST_TEST(number == 2 + 3 * (i + 1));
  }
}

/// The numbers of a former epoch have nodes once they are used again, and come back as such.
BOOST_AUTO_TEST_CASE(an_epoch_refers_to_no_other) {
  variable const x(2.0);
  variable const y = x * x;
  BOOST_TEST(recorder().is_open(y.held().tape(), y.held().number()));
  y.backward();
  BOOST_TEST(!recorder().is_open(y.held().tape(), y.held().number()));
  BOOST_TEST(y.held().is_number());
  variable const z = y * x;
  BOOST_TEST(!y.held().is_number());
  BOOST_TEST(z.held().is_number());
  BOOST_TEST(z.item() == 8);
  z.backward();
  BOOST_TEST(x.grad().item() == 4 + 12);
}

/// A loop whose loss outlives the round holds one graph of many: the entries below must not pile
/// up.
BOOST_AUTO_TEST_CASE(arrays_are_used_anew_while_something_is_held) {
  variable const x(1.5);
  variable const first = tg::cos(x);
  std::deque<variable> kept;
  int most = 0;
  for (int i = 0; i < 3 * tg::number_recorder::most_left; ++i) {
    kept.push_back(tg::sin(x) * (i % 7));
    kept.back().backward();
    if (kept.size() > 3) kept.pop_front();
    if (kept.back().held().number() > most) most = kept.back().held().number();
  }
  BOOST_TEST(most < tg::number_recorder::most_left + 8);
  BOOST_TEST(first.item() == std::cos(1.5));
  variable(x).clear_grad();
  first.backward();  // in nodes: the tape is another one
  BOOST_TEST(x.grad().item() == -std::sin(1.5), boost::test_tools::tolerance(1e-15));
  BOOST_TEST(kept.front().item() == std::sin(1.5) * ((3 * tg::number_recorder::most_left - 3) % 7));
}

/// The arrays grow while something refers to what stands in them.
BOOST_AUTO_TEST_CASE(a_graph_larger_than_the_first_arrays) {
  for (int const steps : {4000, 4096, 20000, 40000}) {
    variable const x(1.0);
    variable const w(1 + 1e-5);
    variable y = x;
    std::vector<variable> some;
    for (int i = 0; i < steps; ++i) {
      y = y * w;
      if (i % 5000 == 0) some.push_back(y);
    }
    y.backward();
    double power = 1;
    for (int i = 0; i < steps; ++i) power *= 1 + 1e-5;
    BOOST_TEST(y.item() == power);
    BOOST_TEST(x.grad().item() == power, boost::test_tools::tolerance(1e-10));
    BOOST_TEST(w.grad().item() == steps * power / (1 + 1e-5), boost::test_tools::tolerance(1e-10));
    for (std::size_t i = 0; i < some.size(); ++i)
      BOOST_TEST(some[i].item() == std::pow(1 + 1e-5, 5000.0 * static_cast<double>(i) + 1),
                 boost::test_tools::tolerance(1e-10));
    // Nodes and the tape agree on who is who.
    variable walked = y;
    for (int i = steps - 1; i % 5000 != 0; --i) walked = walked.creator().input(0);
    BOOST_TEST(is_same(walked, some.back()));
  }
}

BOOST_AUTO_TEST_CASE(nothing_is_recorded_without_history) {
  variable const x(2.0);
  variable const before = x * 2;
  {
    tg::no_grad const scope;
    variable const y = x * 3;
    BOOST_TEST(!y.held().is_number());
    BOOST_TEST(y.item() == 6);
    BOOST_TEST((before * 5).item() == 20);
    { tg::no_grad const inner; }
    BOOST_TEST(!(x * 3).held().is_number());
  }
  BOOST_TEST((x * 3).held().is_number());
  BOOST_TEST(before.item() == 4);
}

BOOST_AUTO_TEST_SUITE_END()
