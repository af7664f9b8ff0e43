// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_value_pieces)

namespace {

using real = tg::variable<double>;
using dense = tg::dynamic_tensor<double>;

template <class F>
long misses_of(F&& f) {
  long const before = tg::this_threads_plans().counters.misses;
  f();
  return tg::this_threads_plans().counters.misses - before;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_list_that_grows_keeps_its_pieces) {
  tg::piece_limits const limits;
  BOOST_TEST(limits.entries_of_piece(20'000) == 4'096);
  BOOST_TEST(limits.entries_of_piece(262'144) == 4'096);
  BOOST_TEST(limits.entries_of_piece(1'000'000) == 16'384);
}

/// Pieces of one structure share their programs: for values and for gradients the first, the last
/// and what is between. Met again, the list is one program.
BOOST_AUTO_TEST_CASE(equal_pieces_are_planned_once) {
  auto const run = [](double first) {
    real const x(dense{first, 0.5}), w(dense{0.9, 0.8});
    real y = x;
    double wanted = first;
    for (int i = 0; i < 20'000; ++i) {
      y = tg::sin(y) * w;
      wanted = std::sin(wanted) * 0.9;
    }
    tg::sum(y).backward();
    BOOST_TEST(y.data()(0) == wanted, boost::test_tools::tolerance(1e-12));
    return w.grad().data()(0);
  };
  tg::this_threads_plans().clear();
  double slope = 0;
  BOOST_TEST(misses_of([&] { slope = run(1e-3); }) <= 12);
  double again = 0;
  BOOST_TEST(misses_of([&] { again = run(1e-3); }) <= 2);
  BOOST_TEST(tg::this_threads_plans().size() <= 3);  // those of the pieces are gone
  BOOST_TEST(misses_of([&] { run(2e-3); }) == 0);
  BOOST_TEST(slope == again, boost::test_tools::tolerance(1e-12));
}

/// Values that a loop reads are kept; a value of long ago is made of them again.
BOOST_AUTO_TEST_CASE(values_of_a_long_list) {
  tg::this_threads_pieces() = {0, 0, 3, 1 << 30};
  real const x(dense{0.25, 0.5});
  real const a = tg::exp(x), b = a * x, c = b + a, d = tg::sin(c) * a, e = d / b;
  BOOST_TEST(e.data()(0) == std::sin(std::exp(0.25) * 1.25) / 0.25,
             boost::test_tools::tolerance(1e-14));
  BOOST_TEST(c.data()(1) == std::exp(0.5) * 1.5, boost::test_tools::tolerance(1e-14));
  real const f = tg::sum(e * c) + 2 * tg::sum(a);
  BOOST_TEST(f.item() == e.data()(0) * c.data()(0) + e.data()(1) * c.data()(1) +
                             2 * (std::exp(0.25) + std::exp(0.5)),
             boost::test_tools::tolerance(1e-14));
  tg::this_threads_pieces() = {};
}

BOOST_AUTO_TEST_SUITE_END()
