// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <typegrad/debug/check_laws.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_einsum)

using tg::tensor;
constexpr tensor<int, 2, 3> a{{1, 2, 3}, {4, 5, 6}};
constexpr tensor<int, 3, 2> b{{1, 0}, {2, 1}, {-1, 3}};
constexpr tensor<int, 2, 2> square{{1, 2}, {3, 4}};
constexpr tensor<int, 3> u{1, 2, 3};
constexpr tensor<int, 2> v{5, -1};
constexpr tensor<int, 2, 2, 3> batch{{{1, 2, 3}, {4, 5, 6}}, {{0, 1, 0}, {2, 0, -1}}};

// The right sides are what NumPy 1.24 prints for the same text.
static_assert(tg::einsum<"ij,jk->ik">(a, b) == tensor<int, 2, 2>{{2, 11}, {8, 23}});
static_assert(tg::einsum<"ij,jk">(a, b) == tensor<int, 2, 2>{{2, 11}, {8, 23}});
static_assert(tg::einsum<"ij,jk->ki">(a, b) == tensor<int, 2, 2>{{2, 8}, {11, 23}});
static_assert(tg::einsum<"ba">(a) == tensor<int, 3, 2>{{1, 4}, {2, 5}, {3, 6}});
static_assert(tg::einsum<"ii">(square) == 5 && tg::einsum<"ii->i">(square) == tensor<int, 2>{1, 4});
static_assert(tg::einsum<"ij->">(a) == 21 && tg::einsum<"ij->j">(a) == tensor<int, 3>{5, 7, 9});
static_assert(tg::einsum<"i,i">(u, u) == 14);
static_assert(tg::einsum<"i,j->ij">(v, u) == tensor<int, 2, 3>{{5, 10, 15}, {-1, -2, -3}});
static_assert(tg::einsum<"i,j->ji">(v, u) == tensor<int, 3, 2>{{5, -1}, {10, -2}, {15, -3}});
static_assert(tg::einsum<"ij,ij->ij">(a, a) == tensor<int, 2, 3>{{1, 4, 9}, {16, 25, 36}});
static_assert(tg::einsum<"ij,i->ij">(a, v) == tensor<int, 2, 3>{{5, 10, 15}, {-4, -5, -6}});
static_assert(tg::einsum<"ij,j">(a, u) == tensor<int, 2>{14, 32});
static_assert(tg::einsum<"bij,bj->bi">(batch, a) == tensor<int, 2, 2>{{14, 32}, {5, 2}});
static_assert(tg::einsum<"bij,bkj->bik">(batch, batch) ==
              tensor<int, 2, 2, 2>{{{14, 32}, {32, 77}}, {{1, 0}, {0, 5}}});
static_assert(tg::einsum<"bij,ij->b">(batch, a) == tensor<int, 2>{91, 4});
static_assert(tg::einsum<"bij,ij,b->">(batch, a, v) == 451);
static_assert(tg::einsum<"i,ij,j->">(v, a, u) == 38);
static_assert(tg::einsum<"iji->j">(tensor<int, 2, 3, 2>{{{1, 2}, {3, 4}, {5, 6}},
                                                        {{7, 8}, {9, 10}, {11, 12}}}) ==
              tensor<int, 3>{9, 13, 17});
static_assert(tg::einsum<",i->i">(3, u) == tensor<int, 3>{3, 6, 9});

// d(x^T A x) = (A + A^T) x
constexpr auto form = [](auto const& x) { return tg::einsum<"i,ij,j">(x, square, x); };
static_assert(tg::grad(form)(tensor<double, 2>{1, 2}) == tensor<double, 2>{12, 21});

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  constexpr auto product = [](auto x, auto y) { return tg::einsum<"bij,kj->ibk">(x, y); };
  BOOST_TEST(tg::check_laws(product, tensor<double, 2, 2, 2>{0.5, -1.25, 2.0, 1.0, 3.0, 0.25, 1, 2},
                            tensor<double, 3, 2>{0.75, 1.5, -0.25, 2.0, 1.0, -0.5}));
  constexpr auto trace = [](auto x, auto y) { return tg::einsum<"ii,k->k">(x, y); };
  BOOST_TEST(tg::check_laws(trace, tensor<double, 2, 2>{0.5, -1.25, 2.0, 1.0},
                            tensor<double, 3>{0.75, 1.5, -0.25}));
}

BOOST_AUTO_TEST_CASE(extents_of_run_time) {
  tg::tensor<double, tg::dyn, 3> const x{{1, 2, 3}, {4, 5, 6}};
  auto const y = tg::evaluate([](auto const& p, auto const& q) {
    return tg::einsum<"ij,jk->ki">(p, q);
  })(x, tensor<double, 3, 2>{{1, 0}, {2, 1}, {-1, 3}});
  BOOST_TEST((tg::fix<2, 2>(y) == tensor<double, 2, 2>{{2, 8}, {11, 23}}));
  tg::tensor<double, tg::dyn, tg::dyn> const w{{1, 2, 3}, {4, 5, 6}};  // squares: 14 and 77
  auto const squares = tg::evaluate([](auto const& p) {
    return tg::results{tg::einsum<"ij,ij->">(p, p), tg::einsum<"ij,ij->i">(p, p)};
  })(w);
  BOOST_TEST(squares.first == 91.0);
  BOOST_TEST((tg::fix<2>(squares.second) == tensor<double, 2>{14, 77}));

  tg::variable<double> const p(tensor<double, 2, 3>{{1, 2, 3}, {4, 5, 6}});
  tg::variable<double> const q(tensor<double, 3, 2>{{1, 0}, {2, 1}, {-1, 3}});
  BOOST_TEST(
      (tg::einsum<"ij,jk->ki">(p, q).data() == tg::dynamic_tensor<double>{{2, 8}, {11, 23}}));
  BOOST_TEST((tg::einsum<"ij,k->jik">(p, p(0)).shape() == tg::shape{3, 2, 3}));
  BOOST_CHECK_EXCEPTION((tg::einsum<"ij,jk->ik">(p, p)), tg::shape_error,
                        [](tg::shape_error const& e) {
                          return std::string(e.what()) ==
                                 "einsum<\"ij,jk->ik\">(a, b): axes with one letter must have one "
                                 "extent; a is (2, 3), b is (2, 3)";
                        });
}

BOOST_AUTO_TEST_SUITE_END()
