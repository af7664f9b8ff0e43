// SPDX-License-Identifier: BSL-1.0
// 30 s to compile with GCC: forty programs, most of them with open extents and with fixed ones.
#include <typegrad/static.hpp>

#include <typegrad/api/open_program.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_open_program)

namespace {

using rows = tg::tensor<double, tg::dyn, 4>;
using batch = tg::tensor<double, tg::dyn_named<"batch">, 4>;

std::string message_of(auto const& call) {
  try {
    call();
  } catch (tg::shape_error const& error) {
    return error.what();
  }
  return "nothing was thrown";
}

/// Numbers without a pattern in [-1, 1].
void fill(auto& x, double start) {
  for (auto& value : x)
    value =
        static_cast<typename std::remove_cvref_t<decltype(x)>::value_type>(std::sin(start += 1.7));
}
template <tg::index_t N>
tg::tensor<double, N, 4> numbers(double start) {
  tg::tensor<double, N, 4> x;
  fill(x, start);
  return x;
}

/// Both modes sum in their own order, which costs units in the last place of the largest number.
void check_close(auto const& got, auto const& expected) {
  if constexpr (requires { got.shape(); }) {
    BOOST_TEST((got.shape() == expected.shape()));
    double largest = 1;
    for (double const value : expected) largest = std::max(largest, std::abs(value));
    for (tg::index_t i = 0; i < got.size(); ++i)
      BOOST_TEST(std::abs(got.data()[i] - expected.data()[i]) <= 64 * 0x1p-52 * largest);
  } else {
    BOOST_TEST(std::abs(got - expected) <= 64 * 0x1p-52 * std::max(1.0, std::abs(expected)));
  }
}

template <class T>
struct network {
  tg::tensor<T, 4, 5> w1;
  tg::tensor<T, 5> b1;
  tg::tensor<T, 5, 3> w2;
  constexpr auto operator()(auto const& x) const {
    return tg::matmul(tg::tanh(tg::matmul(x, w1) + b1), w2);
  }
};
constexpr auto loss = [](auto const& net, auto const& x, auto const& labels) {
  return tg::softmax_cross_entropy(net(x), labels) + 0.1 * tg::mean(tg::square(net.w1));
};

network<double> some_network() {
  network<double> net;
  fill(net.w1, 0.1);
  fill(net.b1, 0.2);
  fill(net.w2, 0.3);
  return net;
}

template <tg::index_t N>
void loss_agrees_with_static_mode() {
  network<double> const net = some_network();
  tg::tensor<double, N, 4> const x = numbers<N>(0.5);
  tg::tensor<int, N> labels;
  for (tg::index_t i = 0; i < N; ++i) labels(i) = static_cast<int>(i % 3);
  batch const open = x;
  tg::tensor<int, tg::dyn_named<"batch">> const open_labels = labels;

  check_close(tg::evaluate(loss)(net, open, open_labels), tg::evaluate(loss)(net, x, labels));
  auto const [value, gradient] = tg::value_and_grad(loss)(net, open, open_labels);
  auto const [wanted_value, wanted] = tg::value_and_grad(loss)(net, x, labels);
  static_assert(std::is_same_v<decltype(gradient), network<double> const>);
  check_close(value, wanted_value);
  check_close(gradient.w1, wanted.w1);
  check_close(gradient.b1, wanted.b1);
  check_close(gradient.w2, wanted.w2);

  auto const along_rows = tg::grad(loss, tg::wrt<1>)(net, open, open_labels);
  static_assert(std::is_same_v<decltype(along_rows), batch const>);
  check_close(along_rows, tg::grad(loss, tg::wrt<1>)(net, x, labels));
}

BOOST_AUTO_TEST_CASE(any_batch_agrees_with_the_static_mode) {
  loss_agrees_with_static_mode<1>();
  loss_agrees_with_static_mode<2>();
  loss_agrees_with_static_mode<7>();
}

BOOST_AUTO_TEST_CASE(transforms_agree_with_the_static_mode) {
  tg::tensor<double, 3, 4> const x = numbers<3>(0.5);
  batch const open = x;
  static constexpr auto of_rows = [](auto y) {
    return tg::sum(tg::tanh(y) * tg::matmul(y, tg::matmul(tg::transpose(y), y)));
  };
  check_close(tg::hvp(of_rows)(open, open), tg::hvp(of_rows)(x, x));
  constexpr auto slope = [](auto y) { return tg::sum(tg::square(tg::grad(of_rows)(y))); };
  check_close(tg::grad(slope)(open), tg::grad(slope)(x));
  check_close(tg::jvp(of_rows)(tg::at(open), tg::along(open)).second,
              tg::jvp(of_rows)(tg::at(x), tg::along(x)).second);
  constexpr auto outputs = [](auto y) { return tg::sin(y) * tg::sum<0>(y); };
  auto const [y, pull] = tg::vjp(outputs)(open);
  auto const [wanted_y, wanted_pull] = tg::vjp(outputs)(x);
  check_close(y, wanted_y);
  check_close(pull(open), wanted_pull(x));
  check_close(pull(), wanted_pull());
}

BOOST_AUTO_TEST_CASE(an_empty_batch) {
  constexpr auto f = [](auto x) { return tg::sum(tg::sin(x) * x); };
  BOOST_TEST(tg::evaluate(f)(rows(0)) == 0.0);
  BOOST_TEST((tg::grad(f)(rows(0)).shape() == tg::make_shape(0, 4)));
  constexpr auto g = [](auto x, auto w) { return tg::sum<0>(tg::matmul(x, w)); };
  BOOST_TEST((tg::evaluate(g)(rows(0), tg::tensor<double, 4, 2>{}) == tg::tensor<double, 2>{}));
  constexpr auto h = [](auto x, auto w) { return tg::sum(tg::matmul(x, w)); };
  BOOST_TEST(
      (tg::grad(h, tg::wrt<1>)(rows(0), tg::tensor<double, 4, 2>{}) == tg::tensor<double, 4, 2>{}));
}

// What the types know of the result.
constexpr auto flat = [](auto x) { return tg::reshape<-1>(x); };
constexpr auto by_two = [](auto x) { return tg::reshape<-1, 2, 2>(x); };
constexpr auto transposed = [](auto x) { return tg::transpose(x); };
constexpr auto total = [](auto x) { return tg::sum<0>(x); };
constexpr auto first_rows = [](auto x) { return tg::slice<tg::range(0, 2)>(x); };
static_assert(std::is_same_v<decltype(tg::evaluate(flat)(batch())), tg::tensor<double, tg::dyn>>);
static_assert(std::is_same_v<decltype(tg::evaluate(by_two)(batch())),
                             tg::tensor<double, tg::dyn_named<"batch">, 2, 2>>);
static_assert(std::is_same_v<decltype(tg::evaluate(transposed)(batch())),
                             tg::tensor<double, 4, tg::dyn_named<"batch">>>);
static_assert(std::is_same_v<decltype(tg::evaluate(total)(batch())), tg::tensor<double, 4>>);
static_assert(
    std::is_same_v<decltype(tg::evaluate(first_rows)(batch())), tg::tensor<double, tg::dyn, 4>>);
static_assert(std::is_same_v<decltype(batch() + rows()), batch>);
static_assert(std::is_same_v<decltype(rows() * 2.0), rows>);

BOOST_AUTO_TEST_CASE(operations_on_the_spot) {
  rows const x = numbers<3>(0.4);
  check_close(x * 2 + 1, numbers<3>(0.4) * 2 + 1);
  check_close(tg::sum<0>(x), tg::sum<0>(numbers<3>(0.4)));
  check_close(x.T(), numbers<3>(0.4).T());
  check_close(tg::mean(x), tg::mean(numbers<3>(0.4)));
  BOOST_TEST(x.reshape<-1>().size() == 12);
}

// A sentence at run time is the one of the compile error, see tests/compile_fail.
BOOST_AUTO_TEST_CASE(extents_that_do_not_fit) {
  constexpr auto sum = [](auto a, auto b) { return a + b; };
  constexpr auto product = [](auto a, auto b) { return tg::matmul(a, b); };
  constexpr auto three = [](auto a) { return tg::reshape<3, -1>(a); };
  using open = tg::tensor<double, tg::dyn, tg::dyn>;
  BOOST_TEST(message_of([&] { tg::evaluate(sum)(rows(3), rows(5)); }) ==
             "a + b: extents of a and b, aligned at the last axis, must be equal or 1; a is (3, "
             "4), b is (5, 4)");
  BOOST_TEST(message_of([&] { tg::evaluate(sum)(rows(1), rows(5)); }) ==
             "a + b: an extent that is known at run time is not stretched: it must match, or be "
             "asked for with "
             "broadcast_to; a is (1, 4), b is (5, 4)");
  BOOST_TEST(message_of([&] { tg::evaluate(product)(open(2, 3), tg::tensor<double, 4, 5>{}); }) ==
             "matmul(a, b): columns of a (3) must equal rows of b (4); a is (2, 3), b is (4, 5)");
  BOOST_TEST(
      message_of([&] { tg::evaluate(three)(rows(4)); }) ==
      "reshape<3, -1>(a): the known extents must divide the number of elements; a is (4, 4)");
  BOOST_TEST(message_of([&] { rows(3) + rows(5); }) ==
             "a + b: extents of a and b, aligned at the last axis, must be equal or 1; a is (3, "
             "4), b is (5, 4)");
  // The mistake left nothing behind.
  check_close(tg::evaluate(sum)(rows(5), rows(5)), rows(5));
}

BOOST_AUTO_TEST_CASE(derivatives_of_other_extents) {
  constexpr auto f = [](auto x) { return tg::sin(x); };
  auto const pull = tg::vjp(f)(rows(3)).second;
  BOOST_TEST(
      message_of([&] { pull(rows(2)); }) ==
      "vjp(f), seed a of the result b: a must have the extents of b; a is (2, 4), b is (3, 4)");
  BOOST_TEST(message_of([&] { tg::jvp(f)(tg::at(rows(3)), tg::along(rows(2))); }) ==
             "jvp(f), tangent a of the argument b: a must have the extents of b; a is (2, 4), b is "
             "(3, 4)");
}

BOOST_AUTO_TEST_CASE(an_element_is_read) {
  constexpr auto f = [](auto x) { return x(1, 2) * x(0, 3); };
  rows const x = numbers<2>(0.4);
  BOOST_TEST(tg::evaluate(f)(x) == x(1, 2) * x(0, 3));
  BOOST_TEST(tg::grad(f)(x)(1, 2) == x(0, 3));
  BOOST_TEST(message_of([&] { tg::evaluate(f)(rows(1)); }) ==
             "x(i, j, ...): every index must lie in [0, extent) of its axis; a is (1, 4)");
}

BOOST_AUTO_TEST_CASE(memory_of_the_caller) {
  constexpr auto f = [](auto x, auto w) { return tg::sum(tg::tanh(tg::matmul(x, w))); };
  using program =
      tg::program<decltype(tg::value_and_grad(f)), rows, tg::tensor<double, 4, 4> const&>;
  rows const x = numbers<6>(0.2);
  tg::tensor<double, 4, 4> const w = numbers<4>(0.3);
  tg::index_t const bytes = program::workspace_bytes(x, w);
  BOOST_TEST(bytes > 0);
  BOOST_TEST(program::workspace_bytes(rows(100), w) > bytes);
  tg::tensor<std::int64_t, tg::dyn> memory(bytes / 8 + 9);
  auto* const begin = reinterpret_cast<std::byte*>(memory.data());
  for (auto& word : memory) word = 77;
  auto const [value, gradient] = program::run(begin, x, w);
  check_close(value, tg::evaluate(f)(numbers<6>(0.2), w));
  check_close(gradient, tg::grad(f)(numbers<6>(0.2), w));
  for (tg::index_t i = (bytes + 7) / 8; i < memory.size(); ++i) BOOST_TEST(memory.data()[i] == 77);
}

// Operations of users: code and rules.
struct scaled {
  double by = 1;
  static constexpr auto shape(tg::shape x) { return x; }
  template <class T>
  void kernel(T* out, tg::shape const& result, tg::reading<T> x) const {
    for (tg::index_t i = 0; i < result.size(); ++i) out[i] = x[i] * static_cast<T>(by);
  }
  constexpr auto backward(auto gy, auto) const { return gy * by; }
};
struct product_and_sum {
  constexpr auto forward(auto x, auto y) const { return tg::results{x * y, tg::sum<1>(x + y)}; }
  constexpr auto backward(auto product, auto sum, auto x, auto y) const {
    auto const spread = product * 0.0 + tg::expand_dims<-1>(sum);
    return tg::results{product * y + spread, product * x + spread};
  }
};

BOOST_AUTO_TEST_CASE(operations_of_users) {
  constexpr auto code = [](auto x) { return tg::sum(tg::apply(scaled{3.0}, tg::sin(x)) * x); };
  constexpr auto rule = [](auto x) {
    auto const [product, sum] = tg::apply<product_and_sum>(x, tg::cos(x));
    return tg::sum(product * product) + tg::sum(sum * sum);
  };
  rows const x = numbers<3>(0.4);
  check_close(tg::grad(code)(x), tg::grad(code)(numbers<3>(0.4)));
  check_close(tg::grad(rule)(x), tg::grad(rule)(numbers<3>(0.4)));
  check_close(tg::hvp(rule)(x, x), tg::hvp(rule)(numbers<3>(0.4), numbers<3>(0.4)));
  check_close(tg::apply(scaled{3.0}, x), x * 3.0);
}

template <class T>
struct open_layer {
  tg::tensor<T, tg::dyn_named<"inputs">, 3> w;
  tg::tensor<T, 3> b;
};

BOOST_AUTO_TEST_CASE(parameters_with_open_extents) {
  constexpr auto f = [](auto const& layer, auto const& x) {
    return tg::sum(tg::tanh(tg::matmul(x, layer.w) + layer.b));
  };
  open_layer<double> layer{tg::tensor<double, 4, 3>{}, {}};
  fill(layer.w, 0.7);
  open_layer<double> const gradient = tg::grad(f)(layer, numbers<2>(0.1));
  constexpr auto of_weights = [](auto w, auto x) { return tg::sum(tg::tanh(tg::matmul(x, w))); };
  check_close(gradient.w, tg::grad(of_weights)(tg::fix<4, 3>(layer.w), numbers<2>(0.1)));
}

// A row of two sequences at each turn, one of them backwards; rows, and what both directions keep.
constexpr auto filtered = [](auto n, auto const& k, auto const& a, auto const& xs) {
  auto const [last, made] = tg::scan(
      n,
      [&](auto const& s, auto const& u, auto const& x) {
        auto const next = tg::tanh(s * k + u * x);
        return tg::results{next, tg::results{tg::sum(next), next * u}};
      },
      tg::tensor<double, 2>{0.1, 0.2}, a, tg::flip<0>(xs));
  return tg::sum(last) + tg::sum(made.first * a) + tg::sum(made.second * xs);
};
BOOST_AUTO_TEST_CASE(a_scan_has_as_many_turns_as_there_are_rows) {
  auto const near = boost::test_tools::tolerance(1e-13);
  tg::tensor<double, 3> const a{0.3, -0.5, 0.8};
  tg::tensor<double, 3, 2> const xs{{1, 2}, {0.5, -1}, {-0.2, 0.7}};
  tg::tensor<double, tg::dyn> const open_a(a);
  tg::tensor<double, tg::dyn, 2> const open_xs(xs);
  constexpr auto slopes = tg::value_and_grad(filtered, tg::wrt<1, 2, 3>);
  for (int const n : {0, 2, 5}) {
    auto const [value, found] = slopes(n, 0.7, open_a, open_xs);
    auto const [expected_value, expected] = slopes(n, 0.7, a, xs);
    BOOST_TEST(value == expected_value);
    BOOST_TEST(filtered(n, 0.7, open_a, open_xs) == expected_value, near);
    auto const& [by_k, by_a, by_xs] = found;
    auto const& [k, of_a, of_xs] = expected;
    BOOST_TEST(by_k == k, near);
    for (int i = 0; i < 3; ++i) BOOST_TEST(by_a(i) == of_a(i), near);
    for (int i = 0; i < 6; ++i) BOOST_TEST(by_xs.data()[i] == of_xs.data()[i], near);
  }
  auto const words = [](tg::shape_error const& e) {
    return std::string(e.what()).find(
               "scan(step, carry, xs...): all xs must have the same number") != std::string::npos;
  };
  tg::tensor<double, tg::dyn> const short_one{1, 2};
  BOOST_CHECK_EXCEPTION(slopes(2, 0.7, short_one, open_xs), tg::shape_error, words);
  BOOST_CHECK_EXCEPTION(filtered(2, 0.7, short_one, open_xs), tg::shape_error, words);
}

// c = w^4 + m (w^2 + w + 1) with m the mean: a loop of numbers beside open extents
BOOST_AUTO_TEST_CASE(a_loop_reads_what_is_known_beside_open_extents) {
  constexpr auto f = [](auto const& x, auto w) {
    auto const m = tg::mean(x);
    return tg::fori<3>([&](auto const& c) { return c * w + m; }, w);
  };
  tg::tensor<double, tg::dyn> x(4);
  for (int i = 0; i < 4; ++i) x.data()[i] = i;
  auto const [of_x, of_w] = tg::grad(f, tg::wrt<0, 1>)(x, 2.0);
  BOOST_TEST(of_x.data()[3] == 7.0 / 4);
  BOOST_TEST(of_w == 4 * 8.0 + 1.5 * 5.0);
  // 2, 5.5, 12.5: w^3 + m w + m
  constexpr auto until = [](auto const& y, auto w) {
    auto const m = tg::mean(y);
    return tg::while_loop<9>([](auto const& c) { return c < 10.0; },
                             [&](auto const& c) { return c * w + m; }, w);
  };
  auto const [of_y, of_start] = tg::grad(until, tg::wrt<0, 1>)(x, 2.0);
  BOOST_TEST(tg::evaluate(until)(x, 2.0) == 12.5);
  BOOST_TEST(of_y.data()[3] == 3.0 / 4);
  BOOST_TEST(of_start == 3 * 4.0 + 1.5);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
