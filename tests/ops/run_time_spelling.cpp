// SPDX-License-Identifier: BSL-1.0
// The spellings with ordinary arguments, which rules and run-time shapes use, make the nodes of the static ones.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_run_time_spelling)

using cube = tg::tensor<tg::traced<double>, 2, 3, 4>;
using matrix = tg::tensor<tg::traced<double>, 3, 3>;
using vector = tg::tensor<tg::traced<double>, 4>;

/// Whether the static spelling `F{}(x)` gives the node that `g` gives for x as a symbol.
template <class X>
bool agree(auto f, auto g) {
  tg::graph_builder graph;
  tg::symbol const x{&graph, tg::intern_input(graph, 0, tg::scalar_type::float64, X::extents)};
  return f(X(x)).node_in(graph) == g(x);
}

#define SAME(type, statically, at_run_time)                        \
  BOOST_TEST(agree<type>([](auto const& x) { return statically; }, \
                         [](tg::symbol x) { return at_run_time; }))

BOOST_AUTO_TEST_CASE(reductions) {
  SAME(cube, (tg::sum<0, -1>(x)), tg::sum(x, tg::make_axes(-1, 0)));
  SAME(cube, tg::sum(x), tg::sum(x, tg::all_axes));
  SAME(cube, (tg::mean<0, -1>(x, tg::keepdims)), tg::mean(x, tg::make_axes(-1, 0), true));
  SAME(cube, (tg::prod<1>(x)), tg::prod(x, tg::make_axes(1)));
  SAME(cube, (tg::max<0, -1>)(x), (tg::max)(x, tg::make_axes(0, 2)));
  SAME(cube, (tg::min<1>)(x), (tg::min)(x, tg::make_axes(-2)));
  SAME(cube, tg::variance<1>(x), tg::variance(x, tg::make_axes(1)));
  SAME(cube, tg::variance<1>(x, tg::ddof<1>), tg::variance(x, tg::make_axes(1), false, 1));
  SAME(cube, tg::standard_deviation<1>(x), tg::standard_deviation(x, tg::make_axes(1)));
  SAME(cube, tg::norm<1>(x), tg::norm(x, tg::make_axes(1)));
  SAME(cube, tg::logsumexp<1>(x), tg::logsumexp(x, tg::make_axes(1)));
  SAME(cube, tg::cumsum<-1>(x), tg::cumsum(x, 2));
  SAME(cube, tg::argmax<-1>(x), tg::argmax(x, tg::make_axes(2)));
  SAME(cube, tg::argmin(x), tg::argmin(x, tg::all_axes));
  SAME(cube, tg::sum(x, tg::no_axes), tg::sum(x, tg::axis_list{}));
  SAME(cube, (tg::sum_to<3, 1>(x)), tg::sum_to(x, tg::make_shape(3, 1)));
}

BOOST_AUTO_TEST_CASE(layout) {
  SAME(cube, (tg::reshape<6, -1>(x)), tg::reshape(x, tg::make_shape(6, -1)));
  SAME(cube, tg::flatten(x), tg::flatten(x));
  SAME(cube, (tg::expand_dims<0, -1>(x)), tg::expand_dims(x, tg::make_axes(0, -1)));
  SAME(cube, tg::squeeze(tg::expand_dims<1>(x)), tg::squeeze(tg::expand_dims(x, tg::make_axes(1))));
  SAME(cube, (tg::transpose<1, 2, 0>(x)), tg::transpose(x, tg::make_axes(1, -1, 0)));
  SAME(cube, tg::transpose(x), tg::transpose(x));
  SAME(cube, (tg::swapaxes<0, -1>(x)), tg::swapaxes(x, 0, -1));
  SAME(cube, (tg::broadcast_to<5, 2, 3, 4>(x)), tg::broadcast_to(x, tg::make_shape(5, 2, 3, 4)));
  SAME(cube, (tg::repeat<2, 1>(x)), tg::repeat(x, 2, 1));
  SAME(cube, (tg::tile<2, 1, 2>(x)), tg::tile(x, tg::make_shape(2, 1, 2)));
  SAME(cube, (tg::flip<0, -1>(x)), tg::flip(x, tg::make_axes(0, 2)));
  SAME(cube, (tg::slice<0, tg::range(0, 2)>(x)),
       tg::slice(x, tg::make_slices(tg::take_index(0), tg::range(0, 2))));
  SAME(cube, (tg::slice<tg::whole_axis, tg::range(0, 3, 2)>(x)), tg::slice_along(x, 1, 0, 2, 2));
  SAME(matrix, tg::diagonal<1>(x), tg::diagonal(x, 1));
  SAME(matrix, tg::diag(x), tg::diag(x));
  SAME(vector, tg::diag<-1>(x), tg::diag(x, -1));
  SAME(matrix, tg::trace(x), tg::trace(x));
  auto const twice = [](tg::symbol x) {
    tg::growing_array<tg::symbol> parts(2, x);
    return tg::concatenate(parts, -1);
  };
  BOOST_TEST(agree<cube>([](auto const& x) { return tg::concatenate<2>(x, x); }, twice));
  auto const chosen = [](tg::symbol x) {
    tg::growing_array<tg::index_t> indices;
    for (int const i : {2, 0, -1}) indices.push_back(i);
    return tg::take(x, indices, 1);
  };
  BOOST_TEST(agree<cube>([](auto const& x) { return tg::take<1, 2, 0, -1>(x); }, chosen));
}

#undef SAME

BOOST_AUTO_TEST_SUITE_END()
