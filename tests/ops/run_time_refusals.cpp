// SPDX-License-Identifier: BSL-1.0
// Calls that do not fit, on values whose shape is looked up: each is refused in the words of the
// call, before anything is recorded, where a template spelling in those of its compile error. What
// is given instead of the lists of the static mode (masks of triangles, class numbers, lists of
// operands) is compared with NumPy 1.24.
#include <typegrad/ops.hpp>

#include <typegrad/dynamic/variable_front.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace tg = typegrad;

namespace run_time_refusals {

template <class F>
std::string words_of_refusal(F call) {
  try {
    call();
  } catch (tg::shape_error const& error) {
    return error.what();
  }
  return "not refused";
}

struct operands {
  tg::variable<double> x{{1, 2, 3}, {4, 5, 6}};
  tg::variable<double> q{{1, 2, 3}, {4, 5, 6}, {7, 8, 10}};
  tg::variable<int> labels{2, 0};
};

template <class T>
bool has(tg::variable<T> const& y, tg::shape const& extents, std::vector<double> const& expected) {
  if (!(y.extents() == extents) || y.size() != static_cast<tg::index_t>(expected.size()))
    return false;
  for (std::size_t i = 0; i < expected.size(); ++i)
    if (static_cast<double>(y.data().data()[i]) != expected[i]) return false;
  return true;
}

std::string const axis_words = "every axis must lie in [-rank, rank); a is (2, 3)";
std::string const memory_words = "the elements must fit into memory; a is (2, 3)";

}  // namespace run_time_refusals

#define REFUSED(expression, words) \
  BOOST_TEST(words_of_refusal([&] { (void)(expression); }) == std::string(words))

BOOST_FIXTURE_TEST_SUITE(ops_run_time_refusals, run_time_refusals::operands)

using namespace run_time_refusals;

BOOST_AUTO_TEST_CASE(axes_of_reductions) {
  REFUSED(tg::sum(x, {5}), "sum(a, {5}): " + axis_words);
  REFUSED(tg::sum<5>(x), "sum<5>(a): " + axis_words);
  REFUSED(tg::sum(x, {0, -3}, tg::keepdims), "sum(a, {0, -3}, keepdims): " + axis_words);
  REFUSED(tg::sum(x, {1, -1}), "sum(a, {1, -1}): no axis may be named twice; a is (2, 3)");
  REFUSED(tg::prod(x, 2), "prod(a, {2}): " + axis_words);
  REFUSED((tg::max)(x, {2}), "max(a, {2}): " + axis_words);
  REFUSED((tg::min)(x, {2}), "min(a, {2}): " + axis_words);
  REFUSED(tg::mean(x, {2}, tg::keepdims), "mean(a, {2}, keepdims): " + axis_words);
  REFUSED(tg::mean<2>(x), "sum<2>(a): " + axis_words);  // as the compile error says
  REFUSED(tg::variance(x, 2), "variance(a, {2}): " + axis_words);
  REFUSED(tg::standard_deviation(x, 2), "standard_deviation(a, {2}): " + axis_words);
  REFUSED(tg::norm(x, 2), "norm(a, {2}): " + axis_words);
  REFUSED(tg::logsumexp(x, 2), "logsumexp(a, {2}): " + axis_words);
  REFUSED(tg::softmax(x, 7), "softmax(a, {7}): " + axis_words);
  REFUSED(tg::log_softmax(x, 7), "log_softmax(a, {7}): " + axis_words);
  REFUSED(tg::cumsum(x, 2), "cumsum(a, 2): " + axis_words);
  REFUSED(tg::argmax(x, 2), "argmax(a, {2}): " + axis_words);
  REFUSED(tg::argmin(x, {0, 1}),
          "argmin(a, {0, 1}): argmax and argmin look along one axis or all; a is (2, 3)");
}

BOOST_AUTO_TEST_CASE(shapes) {
  REFUSED(tg::reshape(x, {4, 2}),
          "reshape(a, {4, 2}): the number of elements must stay the same; a is (2, 3)");
  REFUSED((tg::reshape<4, 2>(x)),
          "reshape<4, 2>(a): the number of elements must stay the same; a is (2, 3)");
  REFUSED(tg::reshape(x, {-1, -1}),
          "reshape(a, {-1, -1}): at most one extent may be -1; a is (2, 3)");
  // 2^32 * 2^32 is 0 in 64 bits, and there is a tensor of no elements
  auto const none = tg::slice(x, {tg::range(0, 0)});
  REFUSED(tg::reshape(none, {tg::index_t{1} << 32, tg::index_t{1} << 32}),
          "reshape(a, {4294967296, 4294967296}): the number of elements must stay the same; a is "
          "(0, 3)");
  REFUSED(tg::transpose(x, {1, 1}),
          "transpose(a, {1, 1}): no axis may be named twice; a is (2, 3)");
  REFUSED(tg::transpose(x, {0}),
          "transpose(a, {0}): the permutation must name every axis of a once; a is (2, 3)");
  REFUSED(tg::swapaxes(x, 0, 2), "swapaxes(a, 0, 2): " + axis_words);
  REFUSED(tg::broadcast_to(x, {2, 4}),
          "broadcast_to(a, {2, 4}): extents of a, aligned at the last axis, must be 1 or equal "
          "those of the target; a is (2, 3)");
  REFUSED(tg::broadcast_to(x, {-2, 2, 3}),
          "broadcast_to(a, {-2, 2, 3}): extents must not be negative; a is (2, 3)");
  REFUSED(tg::broadcast_to(x, {PTRDIFF_MAX, 2, 3}),
          "broadcast_to(a, {9223372036854775807, 2, 3}): " + memory_words);
  REFUSED(tg::broadcast_to(x, {tg::dyn, 2, 3}),
          "broadcast_to(a, {-1073741824, 2, 3}): extents must not be negative; a is (2, 3)");
  REFUSED(tg::sum_to(x, {1, tg::dyn}),
          "sum_to(a, {1, -1073741824}): extents must not be negative; a is (2, 3)");
  REFUSED(tg::sum_to(x, {2}),
          "sum_to(a, {2}): the target must broadcast to the shape of a; a is (2, 3)");
  REFUSED(tg::sum_to(x, {1, -5}), "sum_to(a, {1, -5}): extents must not be negative; a is (2, 3)");
  REFUSED(tg::expand_dims(x, 5), "expand_dims(a, {5}): " + axis_words);
  REFUSED(tg::squeeze(x, 0), "squeeze(a, {0}): a squeezed axis must have extent 1; a is (2, 3)");
  REFUSED(tg::flip(x, {0, 0}), "flip(a, {0, 0}): no axis may be named twice; a is (2, 3)");
  REFUSED(tg::repeat(x, -1, 0),
          "repeat(a, -1, 0): the number of repeats must not be negative; a is (2, 3)");
  REFUSED(tg::repeat(x, 2, 7), "repeat(a, 2, 7): " + axis_words);
  REFUSED(tg::repeat(x, PTRDIFF_MAX, 0), "repeat(a, 9223372036854775807, 0): " + memory_words);
  REFUSED(tg::tile(x, {-2, 1}),
          "tile(a, {-2, 1}): the number of repeats must not be negative; a is (2, 3)");
  REFUSED(tg::tile(x, {PTRDIFF_MAX, 2}), "tile(a, {9223372036854775807, 2}): " + memory_words);
}

BOOST_AUTO_TEST_CASE(parts) {
  std::string const index_words =
      "every index must lie in [-extent, extent) of its axis; a is (2, 3)";
  REFUSED(tg::slice(x, {1, 7}), "slice(a, {1, 7}): " + index_words);
  REFUSED(tg::slice<7>(x), "slice<...>(a): " + index_words);
  REFUSED(tg::slice(x, {1, 1, 1}),
          "slice(a, {1, 1, 1}): a slice must not have more items than a has axes; a is (2, 3)");
  REFUSED(tg::slice(x, {tg::whole_axis, tg::range(0, tg::omitted, 0)}),
          "slice(a, {whole_axis, range(0, omitted, 0)}): the step of a slice must not be 0; a is "
          "(2, 3)");
  REFUSED(tg::take(x, {0, 9}, 1), "take(a, {0, 9}, 1): " + index_words);
  REFUSED((tg::take<1, 9>(x)), "take<1, 9>(a): " + index_words);
  REFUSED(tg::take(x, {0, 1}, 4), "take(a, {0, 1}, 4): " + axis_words);
  REFUSED(tg::take(x, std::vector<int>{}, 4), "take(a, {}, 4): " + axis_words);
  REFUSED(tg::split(x, 2, 1), "split(a, 2, 1): the axis must split into equal parts; a is (2, 3)");
  REFUSED(tg::split(x, 0), "split(a, 0, 0): there must be at least one part; a is (2, 3)");
  REFUSED((tg::split<2, 1>(x)),
          "split<2, 1>(a): the axis must split into equal parts; a is (2, 3)");
  REFUSED(tg::diagonal(labels, 0),
          "diagonal(a, 0, 0, 1): a must have at least two axes; a is (2,)");
  REFUSED(tg::trace(x, 0, 1, 1), "trace(a, 0, 1, 1): no axis may be named twice; a is (2, 3)");
  REFUSED(tg::diag(tg::expand_dims(x, 0), 1),
          "diag(a, 1): a must have exactly one axis; a is (1, 2, 3)");
  REFUSED(tg::diag(labels, PTRDIFF_MIN),
          "diag(a, -9223372036854775808): the elements must fit into memory; a is (2,)");
  REFUSED(tg::tril(labels, 1), "tril(a, 1): a must have at least two axes; a is (2,)");
  REFUSED(tg::triu(labels), "triu(a, 0): a must have at least two axes; a is (2,)");
}

BOOST_AUTO_TEST_CASE(lists_of_operands) {
  std::string const extent_words =
      "operands must agree in every extent except along the joined axis; a is (2, 3), b is (3, 3)";
  REFUSED(tg::concatenate({x, q}, 1), "concatenate({a, b}, 1): " + extent_words);
  REFUSED(tg::concatenate<1>(x, q), "concatenate<1>(a, b): " + extent_words);
  REFUSED(tg::concatenate({x, x}, 2),
          "concatenate({a, b}, 2): every axis must lie in [-rank, rank); a is (2, 3), b is (2, 3)");
  REFUSED(tg::stack({x, q}),
          "stack({a, b}, 0): operands must have the same shape; a is (2, 3), b is (3, 3)");
  BOOST_TEST(words_of_refusal([] {
               tg::concatenate(std::vector<tg::variable<double>>{}, 1);
             }).starts_with("concatenate({}, 1): at least one operand is needed"));
  std::vector const many(7, q);
  BOOST_TEST(words_of_refusal([&] {
               tg::stack(many, 9);
             }).starts_with("stack({a, b, c, d, ...}, 9): every axis must lie in"));
}

BOOST_AUTO_TEST_CASE(products_losses_and_labels) {
  REFUSED(tg::dot(tg::expand_dims(x, 0), q),
          "dot(a, b): a and b must have at most two axes: batches are multiplied by matmul; a is "
          "(1, 2, 3), b is (3, 3)");
  REFUSED(
      tg::mean_squared_error(x, q),
      "mean_squared_error(a, b): a must have the shape of b: (n, 1) and (n,) would broadcast to "
      "(n, n); a is (2, 3), b is (3, 3)");
  REFUSED(tg::softmax_cross_entropy(q, labels),
          "softmax_cross_entropy(a, b): b must have one label for each line of scores in a; a is "
          "(3, 3), b is (2,)");
  REFUSED(tg::softmax_cross_entropy(x, tg::sum(x, 1)),
          "softmax_cross_entropy(a, b): the labels b must be integers, the numbers of the classes; "
          "a is (2, 3), b is (2,)");
  REFUSED(tg::one_hot(labels, -1),
          "one_hot(a, -1): the depth must lie between 0 and 2^31 - 1; a is (2,)");
  REFUSED(tg::one_hot(x, 3), "one_hot(a, 3): the labels must be integers; a is (2, 3)");
}

BOOST_AUTO_TEST_CASE(as_numpy) {
  // numpy.tril(q, 1), numpy.triu(q, -1), numpy.tril(x, -5)
  BOOST_TEST(has(tg::tril(q, 1), {3, 3}, {1, 2, 0, 4, 5, 6, 7, 8, 10}));
  BOOST_TEST(has(tg::triu<-1>(q), {3, 3}, {1, 2, 3, 4, 5, 6, 0, 8, 10}));
  BOOST_TEST(has(tg::tril(x, -5), {2, 3}, {0, 0, 0, 0, 0, 0}));
  // numpy.eye(3)[labels]
  BOOST_TEST(has(tg::one_hot(labels, 3), {2, 3}, {0, 0, 1, 1, 0, 0}));
  BOOST_TEST(has(tg::one_hot<float>(labels, 3), {2, 3}, {0, 0, 1, 1, 0, 0}));
  // numpy.concatenate([x, x + 6, x, x, x], 1)[:, 3:9], numpy.stack([x, -x, x], -1)[0]
  auto const joined = tg::concatenate(std::vector{x, x + 6, x, x, x}, 1);
  BOOST_TEST(has(tg::slice(joined, {tg::whole_axis, tg::range(3, 9)}), {2, 6},
                 {7, 8, 9, 1, 2, 3, 10, 11, 12, 4, 5, 6}));
  BOOST_TEST(has(tg::slice(tg::stack({x, -x, x}, -1), 0), {3, 3}, {1, -1, 1, 2, -2, 2, 3, -3, 3}));
  BOOST_TEST(has(tg::stack(tg::sum(x), 1.0), {2}, {21, 1}));
  // numpy.take(x, [2, 0, 2], 1), numpy.split(x, 3, 1)[2], numpy.where(labels > 1, labels, 0.5)
  BOOST_TEST(has(tg::take(x, {2, 0, 2}, 1), {2, 3}, {3, 1, 3, 6, 4, 6}));
  BOOST_TEST(has(tg::split(x, 3, 1)[2], {2, 1}, {3, 6}));
  BOOST_TEST(has(tg::where(labels > 1, labels, 0.5), {2}, {2, 0.5}));
  // numpy.dot(21, q), numpy.count_nonzero(x > 2, 0)
  BOOST_TEST(has(tg::dot(tg::sum(x), q), {3, 3}, {21, 42, 63, 84, 105, 126, 147, 168, 210}));
  BOOST_TEST(has(tg::sum_to(x > 2, {3}), {3}, {1, 1, 2}));
}

BOOST_AUTO_TEST_SUITE_END()

#undef REFUSED
