// SPDX-License-Identifier: BSL-1.0
// The type of a graph says which object a recorded operation gets. No rule may leave that graph: a
// rule that goes on with a symbol of the plain graph would record the plain objects, which have no
// kernels at run time.
#include <typegrad/ops.hpp>
#include <typegrad/transform/differentiate.hpp>
#include <typegrad/transform/push_forward.hpp>
#include <typegrad/transform/stand_in_node.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

namespace tg = typegrad;

namespace {

struct other_graph : tg::graph_builder {};

}  // namespace

namespace typegrad {

/// The object of `Op` in the other graph, which bears the mark of it.
template <class Op>
constexpr operation make_other_operation() {
  operation made = make_operation<Op, other_graph>();
  made.name = "other";
  return made;
}
template <class Op>
inline constexpr operation other_object = make_other_operation<Op>();
template <class Op>
struct operation_in<Op, other_graph> {
  static constexpr operation const& object = other_object<Op>;
};

}  // namespace typegrad

BOOST_AUTO_TEST_SUITE(ops_rules_of_another_graph)

namespace {

using other_symbol = tg::basic_symbol<other_graph>;

/// The name of the first operation of another graph among the nodes, or nothing.
std::string first_stranger(tg::graph_builder const& graph) {
  for (int id = 0; id < graph.size(); ++id) {
    tg::operation const& op = graph.operation_of(id);
    if (op.kind == tg::operation_kind::input || op.kind == tg::operation_kind::literal) continue;
    if (&op == &tg::stand_in_node) continue;  // of the engine, in graphs of every type
    if (std::string_view(op.name) != "other") return op.name;
  }
  return {};
}

/// The gradient of the sum of y with respect to x; a symbol without id where it is zero.
template <class Graph>
tg::basic_symbol<Graph> gradient(tg::basic_symbol<Graph> y, tg::basic_symbol<Graph> x) {
  auto& graph = *y.graph;
  auto const total = tg::sum(y);
  int const output = total.id;
  int const upstream = tg::make_literal(graph, total.type(), 1.0).id;
  int const wrt = x.id;
  return {&graph, tg::differentiate(graph, {&output, 1}, {&upstream, 1}, {&wrt, 1})[0]};
}

/// Records f of real numbers, its first and second derivative and its tangent in the graph of type
/// `Graph`.
template <class Graph>
std::string stranger_in(tg::shape const& extents, auto f) {
  Graph graph;
  auto const x =
      tg::symbol_in<Graph>(graph, tg::intern_input(graph, 0, tg::scalar_type::float64, extents));
  auto const tangent = tg::intern_input(graph, 1, tg::scalar_type::float64, extents);
  auto const y = f(x);
  if (auto const first = gradient(y, x); first.id >= 0) gradient(tg::square(first), x);
  int const input = x.id;
  int const output = y.id;
  tg::push_forward(graph, {&input, 1}, {&tangent, 1}, {&output, 1});
  return first_stranger(graph);
}

}  // namespace

#define STAYS(extents, expression) \
  BOOST_TEST_CONTEXT(#expression)  \
  BOOST_TEST(stranger_in<other_graph>(extents, [](auto x) { return expression; }) == "")

tg::shape const vector{4};
tg::shape const matrix{3, 3};
tg::shape const cube{2, 3, 4};

BOOST_AUTO_TEST_CASE(a_stranger_is_found) {
  BOOST_TEST(stranger_in<tg::graph_builder>(vector, [](auto x) { return tg::sin(x); }) == "sin");
}

BOOST_AUTO_TEST_CASE(one_operand) {
  STAYS(cube, tg::abs(x));
  STAYS(cube, tg::acos(x));
  STAYS(cube, tg::acosh(x));
  STAYS(cube, tg::asin(x));
  STAYS(cube, tg::asinh(x));
  STAYS(cube, tg::atan(x));
  STAYS(cube, tg::atanh(x));
  STAYS(cube, tg::cbrt(x));
  STAYS(cube, tg::cos(x));
  STAYS(cube, tg::cosh(x));
  STAYS(cube, tg::erf(x));
  STAYS(cube, tg::erfc(x));
  STAYS(cube, tg::exp(x));
  STAYS(cube, tg::exp2(x));
  STAYS(cube, tg::expm1(x));
  STAYS(cube, tg::gelu(x));
  STAYS(cube, tg::leaky_relu(x));
  STAYS(cube, tg::log(x));
  STAYS(cube, tg::log10(x));
  STAYS(cube, tg::log1p(x));
  STAYS(cube, tg::log2(x));
  STAYS(cube, -x);
  STAYS(cube, -(-x) + (-x) * (-x));
  STAYS(cube, tg::normal_cdf(x));
  STAYS(cube, tg::relu(x));
  STAYS(cube, tg::sigmoid(x));
  STAYS(cube, tg::sign(x));
  STAYS(cube, tg::silu(x));
  STAYS(cube, tg::sin(x));
  STAYS(cube, tg::sinh(x));
  STAYS(cube, tg::softplus(x));
  STAYS(cube, tg::sqrt(x));
  STAYS(cube, tg::square(x));
  STAYS(cube, tg::tan(x));
  STAYS(cube, tg::tanh(x));
  STAYS(cube, tg::stop_gradient(x) * x);
  STAYS(cube, tg::cast<float>(x));
  STAYS(cube, (tg::cast<double>(tg::cast<float>(x) * tg::cast<float>(x))));
}

BOOST_AUTO_TEST_CASE(several_operands) {
  STAYS(cube, x + tg::sum(x));
  STAYS(cube, x + x);
  STAYS(cube, x - tg::sin(x));
  STAYS(cube, x * tg::sin(x));
  STAYS(cube, x * tg::sum<0>(x));
  STAYS(cube, (2.0 * x) * (4.0 * tg::cos(x)));
  STAYS(cube, (2.0 * x) * x);
  STAYS(cube, x / tg::cos(x));
  STAYS(cube, (4.0 * x) / (2.0 * tg::cos(x)));
  STAYS(cube, (-x) / tg::cos(x) + tg::cos(x) / (-x) + x / 8.0 + 8.0 / x);
  STAYS(cube, tg::pow(x, 3));
  STAYS(cube, tg::pow(x, -2));
  STAYS(cube, tg::pow(x, 0.5));
  STAYS(cube, tg::pow(x, tg::cos(x)));
  STAYS(cube, tg::pow(2.0, x));
  STAYS(cube, tg::atan2(x, tg::cos(x)));
  STAYS(cube, tg::hypot(x, tg::cos(x)));
  STAYS(cube, (tg::max)(x, tg::cos(x)));
  STAYS(cube, (tg::min)(x, tg::cos(x)));
  STAYS(cube, tg::clamp(x, -1.0, 1.0));
  STAYS(cube, tg::where(x > 0, x, 0.1 * x));
  STAYS(cube, tg::where(tg::logical_not(x >= 0), x, tg::where(x < 1, tg::exp(x), x * x)));
  STAYS(cube, tg::where(tg::logical_and(x > 0, x < 1), x, 0.0));
  STAYS(cube, tg::where(tg::logical_or(tg::equal(x, 0), tg::not_equal(x, 1)), x, 0.0));
  STAYS(cube, tg::where(tg::logical_xor(x <= 0, x < 1), x, 0.0));
  STAYS(matrix, tg::matmul(x, x));
  STAYS(matrix, tg::matmul(x, tg::sum<0>(x)));
  STAYS(cube, tg::matmul(x, (tg::transpose<0, 2, 1>(x))));
  STAYS(matrix, tg::matmul(tg::slice<0>(x), x));
  STAYS(matrix, tg::dot(x, tg::cos(x)));
  STAYS(vector, tg::outer(x, x));
  STAYS(matrix, tg::linear(x, x, tg::sum<0>(x)));
  STAYS(matrix, tg::solve(x, x));
  STAYS(matrix, tg::solve(x, tg::sum<0>(x)));
  STAYS(matrix, tg::solve_triangular(x, x));
  STAYS(tg::shape(7, 7), tg::solve(tg::transpose(x), tg::sum<0>(x)));
  STAYS(tg::shape(7, 7), tg::inverse(x));
  STAYS(tg::shape(7, 7), tg::determinant(x));
  STAYS(matrix, tg::inverse(x));
  STAYS(matrix, tg::determinant(x));
  STAYS(tg::shape(5, 5), tg::determinant(x));
  STAYS(matrix, tg::cofactors(x));
}

BOOST_AUTO_TEST_CASE(reductions) {
  STAYS(cube, tg::square(tg::sum(tg::square(x), {0, -1})));
  STAYS(cube, tg::square(tg::mean(x, 1, tg::keepdims)));
  STAYS(cube, tg::prod(x, 1));
  STAYS(cube, (tg::max)(x, {1}));
  STAYS(cube, (tg::min)(x, {0, 1}));
  STAYS(cube, tg::variance(x, 1));
  STAYS(cube, tg::standard_deviation(x, 1));
  STAYS(cube, tg::norm(x, 1));
  STAYS(cube, tg::logsumexp(x, 1));
  STAYS(cube, tg::softmax(x, 1));
  STAYS(cube, tg::log_softmax(x, 1));
  STAYS(cube, tg::square(tg::cumsum(x, 1)));
  STAYS(cube, tg::cast<double>(tg::argmax(x, 1)) * tg::sum(x, 1));
  STAYS(cube, tg::cast<double>(tg::argmin(x, 1)) * tg::sum(x, 1));
  STAYS(cube, tg::square(tg::sum_to(x, {3, 1})));
  STAYS(matrix, tg::softmax_cross_entropy(x, tg::argmax(x, 1)));
  STAYS(matrix, tg::mean_squared_error(x, tg::cos(x)));
  STAYS(matrix, tg::one_hot(tg::argmax(x, 1), 3) * x);
}

BOOST_AUTO_TEST_CASE(layout) {
  STAYS(cube, tg::square(tg::reshape(x, {6, -1})));
  STAYS(cube, tg::square(tg::flatten(x)));
  STAYS(cube, tg::square(tg::transpose(x, {1, 2, 0})));
  STAYS(cube, tg::square(tg::transpose(tg::transpose(x, {1, 2, 0}), {1, 2, 0})));
  STAYS(cube, tg::square(tg::swapaxes(x, 0, 1)));
  STAYS(cube, tg::square(tg::expand_dims(x, 0)));
  STAYS(cube, tg::square(tg::squeeze(tg::expand_dims(x, 0), 0)));
  STAYS(cube, tg::broadcast_to(x, {5, 2, 3, 4}) * tg::cos(x));
  STAYS(cube, tg::square(tg::repeat(x, 7, 0)));
  STAYS(cube, tg::square(tg::tile(x, {2, 1})));
  STAYS(cube, tg::square(tg::flip(x, 0)));
  STAYS(cube, tg::square(tg::slice(x, {tg::range(0, 2), 1})));
  STAYS(cube, tg::square(tg::slice(tg::slice(x, {tg::range(0, 2), 1}), {0})));
  STAYS(cube, tg::square(tg::take(x, {0, 0, 1}, 0)));
  STAYS(cube, tg::square(tg::concatenate({x, tg::cos(x)}, 1)));
  STAYS(cube, tg::square(tg::slice(tg::concatenate({x, tg::cos(x)}, 1), {0, 1, 2})));
  STAYS(cube, tg::square(tg::stack({x, tg::cos(x)}, -1)));
  STAYS(cube, tg::split(x, 2, 0)[0] * tg::split(x, 2, 0)[1]);
  STAYS(vector, tg::slice(x, 0) * tg::slice(x, 1) * x);
  STAYS(matrix,
        tg::matmul(x, tg::stack({tg::slice(x, {0}), tg::slice(x, {1}), tg::slice(x, {2})})));
  STAYS(matrix, tg::square(tg::tril(x, 1)));
  STAYS(matrix, tg::square(tg::triu(x, 0)));
  STAYS(vector, tg::square(tg::diag(x, 1)));
  STAYS(matrix, tg::square(tg::diag(x)));
  STAYS(matrix, tg::square(tg::diagonal(x, 1)));
  STAYS(matrix, tg::square(tg::trace(x)));
}

BOOST_AUTO_TEST_SUITE_END()

#undef STAYS
