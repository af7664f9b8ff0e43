// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_sliding_windows)

// By hand: the image 1 2 3 / 4 5 6, windows of 2 x 2, then with a ring of zeros and a stride of 2.
constexpr tg::tensor<double, 1, 1, 2, 3> image{1, 2, 3, 4, 5, 6};
static_assert(tg::sliding_windows<2, 2>(image) ==
              tg::tensor<double, 1, 1, 4, 1, 2>{1, 2, 2, 3, 4, 5, 5, 6});
static_assert(tg::sliding_windows<2, 2, 2, 1>(image) ==
              tg::tensor<double, 1, 1, 4, 2, 2>{0, 0, 0, 5, 0, 0, 4, 6, 0, 2, 0, 0, 1, 3, 0, 0});
// How many windows an element is in.
static_assert(tg::grad([](auto x) { return tg::sum(tg::sliding_windows<2, 2>(x)); })(image) ==
              tg::tensor<double, 1, 1, 2, 3>{1, 2, 1, 1, 2, 1});

// numpy.lib.stride_tricks.sliding_window_view of the same, and how many windows an element is in.
constexpr tg::tensor<double, 2, 4> rows{{1, 2, 3, 4}, {5, 6, 7, 8}};
static_assert(tg::sliding_windows<3>(tg::tensor{1, 2, 3, 4}) ==
              tg::tensor<int, 2, 3>{{1, 2, 3}, {2, 3, 4}});
static_assert(tg::sliding_windows<3>(rows) ==
              tg::tensor<double, 2, 2, 3>{1, 2, 3, 2, 3, 4, 5, 6, 7, 6, 7, 8});
static_assert(tg::grad([](auto x) { return tg::sum(tg::sliding_windows<3>(x)); })(rows) ==
              tg::tensor<double, 2, 4>{{1, 2, 2, 1}, {1, 2, 2, 1}});

BOOST_AUTO_TEST_CASE(windows_along_an_axis) {
  BOOST_TEST((tg::sliding_windows(tg::variable<double>(rows), 3).data() ==
              tg::dynamic_tensor<double>(tg::sliding_windows<3>(rows))));
  tg::tensor<double, tg::dyn, 4> const images(rows);
  BOOST_TEST((tg::sliding_windows<3>(images) == tg::sliding_windows<3>(rows)));
  tg::tensor<double, 2, tg::dyn> const open(rows);
  BOOST_TEST((tg::sliding_windows<3>(open) == tg::sliding_windows<3>(rows)));
  BOOST_CHECK_THROW(tg::sliding_windows<5>(open), tg::shape_error);
  BOOST_CHECK_THROW(tg::sliding_windows(tg::variable<double>(rows), 0), tg::shape_error);
  auto const weighted = [](auto const& x) {
    return tg::sum(tg::square(tg::sliding_windows<3>(x)));
  };
  BOOST_TEST((tg::grad(weighted)(open) == tg::grad(weighted)(rows)));
}

BOOST_AUTO_TEST_CASE(other_windows_are_refused) {
  tg::dynamic_tensor<double> const x(image);
  BOOST_TEST((tg::sliding_windows(x, 2, 2, 2, 1) ==
              tg::dynamic_tensor<double>(tg::sliding_windows<2, 2, 2, 1>(image))));
  auto const said = [](std::string const& words) {
    return [words](tg::shape_error const& e) {
      BOOST_TEST(e.what() == words);
      return true;
    };
  };
  BOOST_CHECK_EXCEPTION(tg::sliding_windows(x, 3, 2), tg::shape_error,
                        said("sliding_windows(a, 3, 2, 1, 0): the window must fit into the image "
                             "and its padding; a is (1, 1, 2, 3)"));
  BOOST_CHECK_EXCEPTION(tg::sliding_windows(x, 2, 2, 0), tg::shape_error,
                        said("sliding_windows(a, 2, 2, 0, 0): the window and the stride must be at "
                             "least 1, the padding at least 0; a is (1, 1, 2, 3)"));
}

BOOST_AUTO_TEST_SUITE_END()
