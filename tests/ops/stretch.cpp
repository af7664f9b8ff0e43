// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <cmath>
#include <string>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_stretch)

// An open extent that `broadcast_to` reads as another one is that one, or 1: both calls of one
// program.
constexpr auto rows = [](auto const& a) {
  return tg::sum(tg::square(tg::sin(tg::broadcast_to<4, 2, 3>(a))));
};
constexpr auto columns = [](auto const& a) {
  return tg::sum(tg::square(tg::sin(tg::broadcast_to<3, 2>(a)) * tg::tensor<double, 2>{1, 3}));
};

template <class F>
struct squares_of_gradient {
  constexpr auto operator()(auto const& a) const { return tg::sum(tg::square(tg::grad(F{})(a))); }
};

/// Gradients of both orders of fixed extents are the truth; sums are added up in another order.
template <class Open, class Fixed>
bool agrees(auto f, Open const& open, Fixed const& fixed) {
  auto const near = [](auto const& got, auto const& wanted) {
    bool all = got.shape() == wanted.shape();
    for (tg::index_t i = 0; all && i < got.size(); ++i)
      all = std::abs(got.data()[i] - wanted.data()[i]) <= 1e-14 * (1 + std::abs(wanted.data()[i]));
    return all;
  };
  using second = squares_of_gradient<decltype(f)>;
  return near(tg::grad(f)(open), tg::grad(f)(fixed)) &&
         near(tg::grad(second{})(open), tg::grad(second{})(fixed));
}

BOOST_AUTO_TEST_CASE(one_or_as_many) {
  tg::tensor<double, 2, 3> const many{0.3, -0.7, 1.1, 0.2, -1.6, 0.9};
  tg::tensor<double, 1, 3> const one{0.3, -0.7, 1.1};
  using open = tg::tensor<double, tg::dyn, 3>;
  BOOST_TEST(agrees(rows, open(many), many));
  BOOST_TEST(agrees(rows, open(one), one));
}

BOOST_AUTO_TEST_CASE(along_the_innermost_axis) {
  tg::tensor<double, 3, 2> const many{0.3, -0.7, 1.1, 0.2, -1.6, 0.9};
  tg::tensor<double, 3, 1> const one{0.3, -0.7, 1.1};
  using open = tg::tensor<double, 3, tg::dyn>;
  BOOST_TEST(agrees(columns, open(many), many));
  BOOST_TEST(agrees(columns, open(one), one));
}

BOOST_AUTO_TEST_CASE(along_two_axes) {
  using open = tg::tensor<double, tg::dyn, tg::dyn>;
  BOOST_TEST(agrees(columns, open(tg::tensor<double, 3, 2>{0.3, -0.7, 1.1, 0.2, -1.6, 0.9}),
                    tg::tensor<double, 3, 2>{0.3, -0.7, 1.1, 0.2, -1.6, 0.9}));
  BOOST_TEST(agrees(columns, open(tg::tensor<double, 3, 1>{0.3, -0.7, 1.1}),
                    tg::tensor<double, 3, 1>{0.3, -0.7, 1.1}));
  BOOST_TEST(agrees(columns, open(tg::tensor<double, 1, 2>{0.3, -0.7}),
                    tg::tensor<double, 1, 2>{0.3, -0.7}));
  BOOST_TEST(agrees(columns, open(tg::tensor<double, 1, 1>{0.3}), tg::tensor<double, 1, 1>{0.3}));
}

BOOST_AUTO_TEST_CASE(another_extent_is_a_mistake) {
  std::string message;
  try {
    tg::grad(rows)(tg::tensor<double, tg::dyn, 3>(3));
  } catch (tg::shape_error const& error) {
    message = error.what();
  }
  BOOST_TEST(message ==
             "broadcast_to(a): extents of a, aligned at the last axis, must be 1 or equal those of "
             "the target; a is (3, 3)");
}

BOOST_AUTO_TEST_SUITE_END()
