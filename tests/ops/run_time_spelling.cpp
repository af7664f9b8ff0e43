// SPDX-License-Identifier: BSL-1.0
// The spellings with ordinary arguments, which rules and run-time shapes use, make the nodes of the
// static ones.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_run_time_spelling)

template <tg::index_t... E>
using reals = tg::tensor<tg::traced<double>, E...>;
using cube = reals<2, 3, 4>;
using matrix = reals<3, 3>;
using vector = reals<4>;
using classes = tg::tensor<tg::traced<int>, 3>;

template <class X>
inline constexpr tg::scalar_type type_of_elements =
    tg::scalar_type_of<typename tg::typed_operand<X>::scalar>;

/// Whether the template spelling `f(x)` gives the node that `g` gives for x as a symbol: for x as a
/// static tensor, and for the symbol itself.
template <class X>
bool agree(auto f, auto g) {
  tg::graph_builder graph;
  tg::symbol const x{&graph, tg::intern_input(graph, 0, type_of_elements<X>, X::extents)};
  tg::symbol const expected = g(x);
  return f(X(x)).node_in(graph) == expected && f(x) == expected;
}

/// The same where the static spelling has constants of another form: only the symbols are compared.
template <class X>
bool symbols_agree(auto f, auto g) {
  tg::graph_builder graph;
  tg::symbol const x{&graph, tg::intern_input(graph, 0, type_of_elements<X>, X::extents)};
  return f(x) == g(x);
}

#define SAME(type, statically, at_run_time)                        \
  BOOST_TEST(agree<type>([](auto const& x) { return statically; }, \
                         [](tg::symbol x) { return tg::symbol(at_run_time); }))
#define SAME_SYMBOLS(type, statically, at_run_time)                        \
  BOOST_TEST(symbols_agree<type>([](auto const& x) { return statically; }, \
                                 [](tg::symbol x) { return at_run_time; }))

/// The shape of the result of `f` for an operand of shape `extents`.
tg::shape shape_of_result(tg::shape const& extents, auto f,
                          tg::scalar_type type = tg::scalar_type::float64) {
  tg::graph_builder graph;
  return f(tg::symbol(&graph, tg::intern_input(graph, 0, type, extents))).extents();
}
#define SHAPE(extents, expression, ...)                                            \
  BOOST_TEST((shape_of_result(extents, [](tg::symbol x) { return expression; }) == \
              tg::shape(__VA_ARGS__)))

BOOST_AUTO_TEST_CASE(reductions) {
  SAME(cube, (tg::sum<0, -1>(x)), tg::sum(x, tg::make_axes(-1, 0)));
  SAME(cube, (tg::sum<0, -1>(x)), tg::sum(x, {0, -1}));
  SAME(cube, (tg::sum<0, -1>(x, tg::keepdims)), tg::sum(x, {0, -1}, tg::keepdims));
  SAME(cube, tg::sum<-1>(x, tg::keepdims), tg::sum(x, -1, tg::keepdims));
  SAME(cube, tg::sum<0>(x), tg::sum(x, 0));
  SAME(cube, tg::sum(x), tg::sum(x, tg::all_axes));
  SAME(cube, tg::sum(x, tg::keepdims), tg::sum(x, tg::keepdims));
  SAME(cube, tg::sum(x, tg::no_axes), tg::sum(x, {}));
  SAME(cube, (tg::mean<0, -1>(x, tg::keepdims)), tg::mean(x, tg::make_axes(-1, 0), true));
  SAME(cube, (tg::prod<1>(x)), tg::prod(x, tg::make_axes(1)));
  SAME(cube, (tg::max<0, -1>)(x), (tg::max)(x, tg::make_axes(0, 2)));
  SAME(cube, (tg::min<1>)(x), (tg::min)(x, tg::make_axes(-2)));
  SAME(cube, tg::variance<1>(x), tg::variance(x, tg::make_axes(1)));
  SAME(cube, tg::variance<1>(x, tg::ddof<1>), tg::variance(x, tg::make_axes(1), false, 1));
  SAME(cube, tg::standard_deviation<1>(x), tg::standard_deviation(x, tg::make_axes(1)));
  SAME(cube, tg::norm<1>(x), tg::norm(x, tg::make_axes(1)));
  SAME(cube, tg::logsumexp<1>(x), tg::logsumexp(x, tg::make_axes(1)));
  SAME(cube, tg::mean(x), tg::mean(x, {0, 1, 2}));
  SAME(cube, tg::mean<0>(x), tg::mean(x, {0}));
  SAME(cube, tg::prod<1>(x, tg::keepdims), tg::prod(x, 1, tg::keepdims));
  SAME(cube, (tg::max<1>)(x), (tg::max)(x, {1}));
  SAME(cube, (tg::max<1>)(x, tg::keepdims), (tg::max)(x, 1, tg::keepdims));
  SAME(cube, (tg::max)(x, 1),
       (tg::max)(x, 1.0));  // one number is an operand, as for static tensors
  SAME(cube, (tg::min<0, -1>)(x, tg::keepdims), (tg::min)(x, {0, -1}, tg::keepdims));
  SAME(cube, tg::variance<1>(x, tg::keepdims), tg::variance(x, 1, tg::keepdims));
  SAME(cube, tg::variance<1>(x, tg::ddof<1>), tg::variance(x, 1, tg::ddof<1>));
  SAME(cube, tg::standard_deviation(x), tg::standard_deviation(x, tg::all_axes));
  SAME(cube, tg::standard_deviation<1>(x, tg::ddof<1>, tg::keepdims),
       tg::standard_deviation(x, 1, tg::ddof<1>, tg::keepdims));
  SAME(cube, tg::norm<1>(x, tg::keepdims), tg::norm(x, {1}, tg::keepdims));
  SAME(cube, tg::logsumexp(x), tg::logsumexp(x, {0, 1, 2}));
  SAME(cube, tg::logsumexp<-1>(x, tg::keepdims), tg::logsumexp(x, -1, tg::keepdims));
  SAME(cube, tg::softmax(x), tg::softmax(x, -1));
  SAME(cube, tg::softmax<1>(x), tg::softmax(x, {1}));
  SAME(cube, tg::log_softmax<0>(x), tg::log_softmax(x, 0));
  SAME(cube, tg::argmax<-1>(x), tg::argmax(x, -1));
  SAME(cube, tg::argmin<0>(x), tg::argmin(x, 0));
  SAME(cube, (tg::sum_to<3, 1>(x)), tg::sum_to(x, {3, 1}));
  SAME(cube, tg::cumsum<-1>(x), tg::cumsum(x, 2));
  SAME(cube, tg::argmax<-1>(x), tg::argmax(x, tg::make_axes(2)));
  SAME(cube, tg::argmin(x), tg::argmin(x, tg::all_axes));
  SAME(cube, tg::sum(x, tg::no_axes), tg::sum(x, tg::axis_list{}));
  SAME(cube, (tg::sum_to<3, 1>(x)), tg::sum_to(x, tg::make_shape(3, 1)));
}

BOOST_AUTO_TEST_CASE(layout) {
  SAME(cube, (tg::reshape<6, -1>(x)), tg::reshape(x, tg::make_shape(6, -1)));
  SAME(cube, (tg::reshape<6, -1>(x)), tg::reshape(x, {6, -1}));
  SAME(cube, (tg::reshape<24>(x)), tg::reshape(x, -1));
  SAME(cube, (tg::transpose<1, 2, 0>(x)), tg::transpose(x, {1, -1, 0}));
  SAME(cube, (tg::expand_dims<0>(x)), tg::expand_dims(x, 0));
  SAME(cube, (tg::squeeze<1, -1>(tg::expand_dims<1, -1>(x))),
       tg::squeeze(tg::expand_dims(x, {1, -1}), {1, -1}));
  SAME(cube, (tg::broadcast_to<5, 2, 3, 4>(x)), tg::broadcast_to(x, {5, 2, 3, 4}));

  SAME(cube, tg::repeat<2>(x), tg::repeat(x, 2));
  SAME(cube, (tg::repeat<7, -1>(x)), tg::repeat(x, 7, 2));
  SAME(cube, (tg::tile<2, 1>(x)), tg::tile(x, {2, 1}));
  SAME(cube, tg::flip(x), tg::flip(x, tg::all_axes));
  SAME(cube, tg::flip<1>(x), tg::flip(x, 1));
  SAME(cube, (tg::slice<tg::range(0, 2), 1>(x)), tg::slice(x, {tg::range(0, 2), 1}));
  SAME(cube, (tg::slice<tg::whole_axis, -1, tg::range(tg::omitted, tg::omitted, -1)>(x)),
       tg::slice(x, {tg::whole_axis, -1, tg::range(tg::omitted, tg::omitted, -1)}));
  SAME(cube, tg::slice<1>(x), tg::slice(x, 1));
  SAME(cube, (tg::take<1, 2, 0, -1>(x)), tg::take(x, {2, 0, -1}, 1));
  SAME(cube, (tg::take<-1, 3, 3>(x)), tg::take(x, std::vector<int>{3, 3}, -1));
  SAME(matrix, (tg::diagonal<0, -1, -2>(x)), tg::diagonal(x, 0, -1, -2));
  SAME(matrix, tg::diag<1>(x), tg::diag(x, 1));
  SAME(matrix, tg::trace<1>(x), tg::trace(x, 1));
  SAME(cube, (tg::trace<0, -2, -1>(x)), tg::trace(x, 0, -2, -1));
  SAME_SYMBOLS(cube, tg::tril(x), tg::tril(x, 0));
  SAME_SYMBOLS(cube, tg::triu<-1>(x), tg::triu(x, -1));
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

  SAME(cube, tg::concatenate<-1>(x, tg::exp(x)), tg::concatenate({x, tg::exp(x)}, 2));
  SAME(cube, tg::concatenate(x, tg::exp(x)), tg::concatenate({x, tg::exp(x)}));
  SAME(cube, tg::concatenate(x, x), tg::concatenate(std::vector<tg::symbol>{x, x}));
  SAME(vector, (tg::concatenate(x, tg::tensor{1.0, 2.0})),
       tg::concatenate(x, tg::tensor{1.0, 2.0}));
  SAME(cube, tg::stack<-1>(x, tg::exp(x)), tg::stack({x, tg::exp(x)}, -1));
  SAME(cube, tg::stack(x, tg::exp(x)), tg::stack(std::vector<tg::symbol>{x, tg::exp(x)}));
  SAME(cube, tg::stack(tg::sum(x), 1.0, tg::mean(x)),
       tg::stack(
           {tg::sum(x), tg::make_literal(*x.graph, tg::scalar_type::float64, 1.0), tg::mean(x)}));
  SAME(cube, (tg::split<3, 1>(x)[2]), tg::split(x, 3, 1)[2]);
  SAME(cube, tg::split<2>(x)[0], tg::split(x, 2)[0]);
  SAME(cube, tg::concatenate<1>(tg::split<3, 1>(x)[1], tg::split<3, 1>(x)[0]),
       tg::concatenate({tg::split(x, 3, 1)[1], tg::split(x, 3, 1)[0]}, 1));

  auto const chosen = [](tg::symbol x) {
    tg::growing_array<tg::index_t> indices;
    for (int const i : {2, 0, -1}) indices.push_back(i);
    return tg::take(x, indices, 1);
  };
  BOOST_TEST(agree<cube>([](auto const& x) { return tg::take<1, 2, 0, -1>(x); }, chosen));
}

BOOST_AUTO_TEST_CASE(products_losses_and_labels) {
  SAME(matrix, tg::dot(x, x), tg::matmul(x, x));
  SAME(matrix, (tg::dot(tg::sum(x), x)), tg::sum(x) * x);
  SAME(vector, tg::outer(x, tg::exp(x)),
       tg::reshape(x, {-1, 1}) * tg::reshape(tg::exp(x), {1, -1}));
  SAME(matrix, (tg::dot(x, tg::tensor{1.0, 2.0, 3.0})), tg::matmul(x, tg::tensor{1.0, 2.0, 3.0}));
  SAME(classes, tg::one_hot<5>(x), tg::one_hot(x, 5));
  SAME(classes, (tg::one_hot<5, float>(x)), tg::one_hot<float>(x, 5));
  SAME(matrix, tg::mean_squared_error(x, tg::exp(x)),
       tg::sum((x - tg::exp(x)) * (x - tg::exp(x))) / 3);
  SAME(matrix, tg::mean_squared_error(tg::sum(x), 1.0), tg::square(tg::sum(x) - 1.0));
  SAME(matrix, tg::softmax_cross_entropy(x, tg::argmax<1>(x)),
       tg::softmax_cross_entropy(x, tg::argmax(x, 1)));
  auto const of_labels = [](tg::symbol x) {
    return tg::softmax_cross_entropy(tg::tensor{{1.0, 2.0}, {3.0, 4.0}, {5.0, 6.0}}, x);
  };
  BOOST_TEST((shape_of_result(tg::shape(3), of_labels, tg::scalar_type::int64) == tg::shape()));
  // 64-bit and 32-bit labels are compared with numbers of their own type
  for (auto const type : {tg::scalar_type::int32, tg::scalar_type::int64}) {
    tg::graph_builder graph;
    tg::symbol const labels{&graph, tg::intern_input(graph, 0, type, tg::shape(3))};
    tg::symbol const mask = tg::one_hot(labels, 2).operand(0);
    BOOST_TEST((mask.operand(0).type() == type && mask.operand(1).type() == type));
  }
}

// Shapes that NumPy gives.
BOOST_AUTO_TEST_CASE(shapes) {
  tg::shape const whole{2, 3, 4};
  SHAPE(whole, tg::sum(x, {0, -1}), 3);
  SHAPE(whole, tg::sum(x, {0, -1}, tg::keepdims), 1, 3, 1);
  SHAPE(whole, tg::reshape(x, {4, -1}), 4, 6);
  SHAPE(whole, tg::transpose(x, {2, 0, 1}), 4, 2, 3);
  SHAPE(whole, tg::broadcast_to(x, {5, 2, 3, 4}), 5, 2, 3, 4);
  SHAPE(whole, tg::concatenate({x, x}, 1), 2, 6, 4);
  SHAPE(whole, tg::stack({x, x, x}, -1), 2, 3, 4, 3);
  SHAPE(whole, tg::split(x, 2, -1)[1], 2, 3, 2);
  SHAPE(whole, tg::tile(x, {2, 1, 1, 3}), 2, 2, 3, 12);
  SHAPE(whole, tg::repeat(x, 0, 1), 2, 0, 4);
  SHAPE(whole, tg::slice(x, {tg::range(1, 9), tg::range(0, 3, 2)}), 1, 2, 4);
  SHAPE(whole, tg::take(x, {0, 0, 1}, 1), 2, 3, 4);
  SHAPE(whole, tg::take(x, std::vector<int>{}, 1), 2, 0, 4);
  SHAPE(whole, tg::expand_dims(x, {0, -1}), 1, 2, 3, 4, 1);
  SHAPE(whole, tg::diagonal(x, 100), 4, 0);
  SHAPE(whole, tg::softmax(x, {0, 1}), 2, 3, 4);
  SHAPE(whole, tg::tril(x, 1), 2, 3, 4);
}

// The mask of tril(x, 1) of a 2 by 3 matrix: numbers of the columns that the diagonal crosses
// against those of the columns.
BOOST_AUTO_TEST_CASE(triangles_compare_columns) {
  tg::graph_builder graph;
  tg::symbol const x{&graph, tg::intern_input(graph, 0, tg::scalar_type::float64, tg::shape(2, 3))};
  auto const numbers = [](tg::symbol literal) {
    std::vector<double> values;
    for (tg::word const bits : literal.attributes())
      values.push_back(tg::decode_literal(literal.type(), bits));
    return values;
  };
  tg::symbol const lower = tg::tril(x, 1).operand(0);
  BOOST_TEST((numbers(lower.operand(0)) == std::vector<double>{1, 2}));
  BOOST_TEST((numbers(lower.operand(1)) == std::vector<double>{0, 1, 2}));
  // Offsets beyond the corners are the corners: nothing overflows.
  BOOST_TEST(
      (numbers(tg::tril(x, PTRDIFF_MAX).operand(0).operand(0)) == std::vector<double>{3, 4}));
  BOOST_TEST(
      (numbers(tg::triu(x, PTRDIFF_MIN).operand(0).operand(1)) == std::vector<double>{-2, -1}));
}

#undef SAME
#undef SAME_SYMBOLS
#undef SHAPE

BOOST_AUTO_TEST_SUITE_END()
