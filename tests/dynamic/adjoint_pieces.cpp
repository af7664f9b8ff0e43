// SPDX-License-Identifier: BSL-1.0
// Gradients of lists that are cut into pieces of one to eight entries are those of one program.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_adjoint_pieces)

namespace {

using real = tg::variable<double>;
using dense = tg::dynamic_tensor<double>;

/// Limits of this thread while it lives; 0 entries cut nothing.
struct cut_into {
  explicit cut_into(int entries) {
    if (entries > 0) tg::this_threads_pieces() = {0, 0, entries, 1 << 30};
  }
  cut_into(cut_into const&) = delete;
  cut_into& operator=(cut_into const&) = delete;
  ~cut_into() { tg::this_threads_pieces() = {}; }
};

void append(std::vector<double>& to, dense const& values) {
  for (double const each : values) to.push_back(each);
}

/// Gradients of `f(x, w, b)` after one and after two sweeps, and with a gradient from above.
template <class F>
std::vector<double> gradients_of(F const& f, int entries) {
  cut_into const pieces(entries);
  real const x(dense{{0.0, -1.5, 2.0}, {0.7, 0.0, -0.2}});
  real const w(dense{{0.3, 0.2}, {-0.4, 0.9}, {1.1, 0.0}}), b(dense{0.5, -0.25, 0.0});
  real const y = f(x, w, b);
  std::vector<double> all;
  auto const append_gradients = [&] {
    for (real const* each : {&x, &w, &b})
      if (each->grad()) append(all, each->grad().data());
      else all.push_back(-77);
  };
  for (int sweep = 0; sweep < 2; ++sweep) {
    tg::sum(y).backward();
    append_gradients();
  }
  append(all, y.data());
  real const z = tg::sum(y * y);
  z.set_grad(real(dense(2.5)));
  z.backward();
  append_gradients();
  return all;
}

template <class F>
void check_pieces(F const& f) {
  std::vector<double> const whole = gradients_of(f, 0);
  for (int const entries : {1, 2, 3, 5, 8}) {
    std::vector<double> const cut = gradients_of(f, entries);
    BOOST_REQUIRE(cut.size() == whole.size());
    for (std::size_t i = 0; i < whole.size(); ++i) {
      BOOST_REQUIRE(std::isfinite(cut[i]));
      BOOST_TEST(std::abs(cut[i] - whole[i]) <= 1e-13 * (1 + std::abs(whole[i])));
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(of_layers_slices_and_joins) {
  check_pieces([](real const& x, real const& w, real const& b) {
    real y = x;
    for (int i = 0; i < 5; ++i) y = tg::sin(y) * 1.5 + b;
    return tg::matmul(y, w);
  });
  check_pieces([](real const& x, real const& w, real const& b) {
    real y = tg::slice(x, {0}) * tg::slice(x, {1});
    for (int i = 0; i < 3; ++i) y = tg::tanh(y + tg::slice(x, {i % 2})) * b;
    return tg::matmul(y, w);
  });
  check_pieces([](real const& x, real const& w, real const& b) {
    real const z = tg::matmul(tg::concatenate({x, x * 2, tg::sin(x)}, 0), w);
    return tg::max(z, {0}) * tg::sum(b);
  });
  check_pieces([](real const& x, real const& w, real const& b) {
    return tg::log_softmax(tg::matmul(tg::softmax(x + b, 1), w), 0);
  });
}

/// x has zeros, where the slope of sqrt(abs(x)) is infinite. What a mask leaves out stays zero
/// although the mask and the root stand in different pieces.
BOOST_AUTO_TEST_CASE(zeros_under_masks_stay_zeros) {
  check_pieces([](real const& x, real const& w, real const& b) {
    real const root = tg::sqrt(tg::abs(x));
    real const chosen = tg::where(x > -2, tg::where(x != 0, root, 0.0), 1.0);
    return tg::matmul(tg::exp(chosen) * b, w);
  });
  check_pieces([](real const& x, real const& w, real const& b) {
    real const chosen = tg::where(x == 0, 0.0, tg::log(x * x));
    return tg::matmul(chosen * 3 + b, w);
  });
  // Sums of what is under several masks.
  check_pieces([](real const& x, real const& w, real const& b) {
    real const root = tg::sqrt(tg::abs(x));
    real const large = tg::where(x > 0.5, root, 0.0), larger = tg::where(x > 1, root * b, 0.0);
    return tg::sum(tg::matmul(large, w)) + tg::sum(larger) * tg::sum(large);
  });
  check_pieces([](real const& x, real const& w, real const& b) {
    real const nothing = x * 0.0;
    real const length = tg::sqrt(tg::sum(nothing * nothing, {1}));
    return tg::where(length > 0, length, 1.0) * tg::sum(w * w) + tg::sum(b);
  });
}

/// A value that others equal, one without influence, and a node that an identity makes another one.
BOOST_AUTO_TEST_CASE(of_equal_values) {
  check_pieces([](real const& x, real const& w, real const& b) {
    real const same = x * 1.0;
    real const z = (same + 0.0) * b;
    return tg::reshape(z, {3, 2}) * w + tg::transpose(x);
  });
  check_pieces([](real const& x, real const& w, real const& b) {
    return tg::where(x > 100, tg::sum(tg::slice(w, {0})), x * 0.0 + 1) * b;
  });
}

/// d/dx of x^2 with x = (1, 2) times x sin(x) at what x was later: by the rules of products.
BOOST_AUTO_TEST_CASE(a_leaf_that_got_other_data) {
  for (int const entries : {0, 1, 2, 3}) {
    cut_into const pieces(entries);
    real x(dense{1, 2});
    real const squares = x * x;
    x.set_data(dense{3, 4});
    real const products = squares * x;
    x.set_data(dense{5, 6});
    tg::sum(products * tg::sin(x)).backward();
    for (int i = 0; i < 2; ++i) {
      double const a = 1 + i, b = 3 + i, c = 5 + i;
      double const slope = 2 * a * b * std::sin(c) + a * a * std::sin(c) + a * a * b * std::cos(c);
      BOOST_TEST(x.grad().data()(i) == slope, boost::test_tools::tolerance(1e-14));
    }
  }
}

/// sum(x^2 n^2 + n): slopes 2 x n^2 and 2 n x^2 + 1; sum(n^3): 3 n^2, an integer.
BOOST_AUTO_TEST_CASE(of_integers) {
  for (int const entries : {0, 1, 2, 3}) {
    cut_into const pieces(entries);
    tg::variable<int> const n({2}, {3, 4});
    real const x(dense{0.5, 2.0});
    tg::sum(x * (n * n) * x + n).backward();
    BOOST_TEST((x.grad().data() == dense{9, 64}));
    BOOST_TEST((n.grad<double>().data() == dense{2.5, 33}));
    tg::variable<int> const k({2}, {3, 4});
    tg::sum(k * k * k).backward();
    BOOST_TEST((k.grad<int>().data() == tg::dynamic_tensor<int>{27, 48}));
  }
}

/// Kept gradients and gradients with a graph need the whole; x^2 sin(x) has the second derivative
/// (2 - x^2) sin(x) + 4 x cos(x).
BOOST_AUTO_TEST_CASE(what_is_not_cut) {
  cut_into const pieces(1);
  real const x(dense{0.5, 2.0});
  real const square = x * x;
  tg::sum(square * tg::sin(x)).backward({.retain_grad = true, .create_graph = true});
  BOOST_TEST(square.grad().data()(1) == std::sin(2.0), boost::test_tools::tolerance(1e-14));
  real const slope = tg::sum(x.grad());
  x.clear_grad();
  slope.backward();
  for (int i = 0; i < 2; ++i) {
    double const a = i == 0 ? 0.5 : 2.0;
    BOOST_TEST(x.grad().data()(i) == (2 - a * a) * std::sin(a) + 4 * a * std::cos(a),
               boost::test_tools::tolerance(1e-14));
  }
}

BOOST_AUTO_TEST_SUITE_END()
