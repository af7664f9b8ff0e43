// SPDX-License-Identifier: BSL-1.0
// Requirements E-01 to E-24 and E-37 of priorities P0 and P1 at run time. Optimizers (E-25):
// tests/nn; files (E-29): tests/interop/npy.cpp.
#include <typegrad/debug/check_variable.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <type_traits>
#include <vector>

#include <requirements/numpy_random.hpp>
#include <requirements/run_time.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(requirements_run_time_e_features)

namespace {

using real = tg::variable<double>;
using whole = tg::variable<int>;
using reals = tg::dynamic_tensor<double>;
using integers = tg::dynamic_tensor<int>;

whole matrix() { return whole{{1, 2, 3}, {4, 5, 6}}; }

bool within(double got, double expected, double relative = 1e-12) {
  return std::abs(got - expected) <= relative * std::abs(expected);
}

double goldstein_price(real const& x, real const& y) {
  real const z =
      (1 + tg::pow(x + y + 1, 2) *
               (19 - 14 * x + 3 * tg::pow(x, 2) - 14 * y + 6 * x * y + 3 * tg::pow(y, 2))) *
      (30 + tg::pow(2 * x - 3 * y, 2) *
                (18 - 32 * x + 12 * tg::pow(x, 2) + 48 * y - 36 * x * y + 27 * tg::pow(y, 2)));
  z.backward();
  return z.item();
}

}  // namespace

BOOST_AUTO_TEST_CASE(E_01_operators_with_numbers_on_both_sides) {
  real const a(3.0), b(2.0), c(1.0);
  real const y = a * b + c;
  y.backward();
  BOOST_TEST(printed(y) == "variable(7.0)");
  BOOST_TEST(a.grad().item() == 2.0);
  BOOST_TEST(b.grad().item() == 3.0);
  real const x(2.0);
  BOOST_TEST((x + 3.0).item() == 5.0);
  BOOST_TEST((3.0 * x + 1.0).item() == 7.0);
  BOOST_TEST((-x).item() == -2.0);
  BOOST_TEST((2.0 - x).item() == 0.0);
  BOOST_TEST((x - 1.0).item() == 1.0);
  BOOST_TEST((3.0 / x).item() == 1.5);
  BOOST_TEST((x / 4.0).item() == 0.5);
  BOOST_TEST(tg::pow(x, 3).item() == 8.0);
}

BOOST_AUTO_TEST_CASE(E_02_several_inputs_reuse_and_generations) {
  real const x(2.0), y(3.0);
  real const z = tg::square(x) + tg::square(y);
  z.backward();
  BOOST_TEST(z.item() == 13.0);
  BOOST_TEST(x.grad().item() == 4.0);
  BOOST_TEST(y.grad().item() == 6.0);
  real const p(2.0);
  real const a = tg::square(p);
  real const q = tg::square(a) + tg::square(a);
  q.backward();
  BOOST_TEST(q.item() == 32.0);
  BOOST_TEST(p.grad().item() == 64.0);
}

BOOST_AUTO_TEST_CASE(E_03_clear_grad_starts_afresh) {
  real x(3.0);
  (x + x).backward();
  BOOST_TEST(x.grad().item() == 2.0);
  x.clear_grad();
  (x + x + x).backward();
  BOOST_TEST(x.grad().item() == 3.0);
}

BOOST_AUTO_TEST_CASE(E_04_a_constant_integer_power) {
  real const x(1.0);
  real const y = tg::pow(x + 3, 2);
  y.backward();
  BOOST_TEST(y.item() == 16.0);
  BOOST_TEST(x.grad().item() == 8.0);
}

BOOST_AUTO_TEST_CASE(E_05_elementary_functions) {
  real const x{0.25, 0.5, 0.75};
  BOOST_TEST(tg::check_grad([](real const& a) { return tg::exp(a); }, x).ok);
  BOOST_TEST(tg::check_grad([](real const& a) { return tg::log(a); }, x).ok);
  BOOST_TEST(tg::check_grad([](real const& a) { return tg::sin(a) * tg::cos(a); }, x).ok);
  BOOST_TEST(
      tg::check_grad([](real const& a) { return tg::tanh(a) + tg::sqrt(a) + tg::abs(a - 0.4); }, x)
          .ok);
  BOOST_TEST(within(tg::tanh(real(0.5)).item(), std::tanh(0.5), 1e-15));
}

BOOST_AUTO_TEST_CASE(E_06_activation_functions) {
  real const x{-2.0, 0.0, 3.0};
  real const r = tg::relu(x);
  r.backward();
  BOOST_TEST((r.data() == reals{0, 0, 3}));
  BOOST_TEST((x.grad().data() == reals{0, 0, 1}));  // 0 at 0
  real const z{-2.0, 0.0, 3.0};
  tg::leaky_relu(z, 0.2).backward();
  BOOST_TEST((z.grad().data() == reals{0.2, 0.2, 1}));  // the slope at x <= 0
  real const c{-1.0, 0.0, 0.5, 1.0, 2.0};
  real const clipped = tg::clamp(c, 0.0, 1.0);
  clipped.backward();
  BOOST_TEST((clipped.data() == reals{0, 0, 0.5, 1, 1}));
  BOOST_TEST((c.grad().data() == reals{0, 1, 1, 1, 0}));  // 1 on the closed interval
}

BOOST_AUTO_TEST_CASE(E_07_reductions) {
  real const x{{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}};
  real const m = tg::mean(x, 0);
  m.backward();
  BOOST_TEST((m.data() == reals{2.5, 3.5, 4.5}));
  BOOST_TEST((x.grad().data() == reals{{0.5, 0.5, 0.5}, {0.5, 0.5, 0.5}}));
  real const ties{{2.0, 7.0, 7.0}, {7.0, 1.0, 0.0}};
  real const top = (tg::max)(ties);
  top.backward();
  BOOST_TEST(top.item() == 7.0);
  BOOST_TEST(
      (ties.grad().data() == reals{{0, 1.0 / 3, 1.0 / 3}, {1.0 / 3, 0, 0}}));  // shared evenly
  BOOST_TEST(((tg::min)(x, {1}, tg::keepdims).data() == reals{{1}, {4}}));
}

BOOST_AUTO_TEST_CASE(E_08_the_offset_of_linear_has_its_gradient_summed) {
  whole const x = matrix(), w{{1, 0}, {0, 1}, {1, -1}}, b{10, 20};
  whole const y = tg::linear(x, w, b);
  y.backward();
  BOOST_TEST((y.data() == integers{{14, 19}, {20, 19}}));
  BOOST_TEST((b.grad().data() == integers{2, 2}));
  BOOST_TEST((w.grad().data() == integers{{5, 5}, {7, 7}, {9, 9}}));
  BOOST_TEST((x.grad().data() == integers{{1, 1, 0}, {1, 1, 0}}));
}

BOOST_AUTO_TEST_CASE(E_09_losses) {
  real const a{{1.0, 2.0}, {3.0, 4.0}}, b{{0.0, 2.0}, {3.0, 1.0}};
  real const error = tg::mean_squared_error(a, b);
  error.backward();
  BOOST_TEST(error.item() == 5.0);  // (1 + 9) / 2: by the extent of the first axis
  BOOST_TEST((a.grad().data() == reals{{1, 0}, {0, 3}}));
  real const scores{{-1.0, 0.0, 1.0, 2.0}, {2.0, 0.0, 1.0, -1.0}};
  real const loss = tg::softmax_cross_entropy(scores, integers{3, 0});
  loss.backward();
  // both lines are the numbers -1, 0, 1, 2 with the label at the largest: log(1 + e^-1 + e^-2 +
  // e^-3)
  double const total = 1 + std::exp(-1.0) + std::exp(-2.0) + std::exp(-3.0);
  BOOST_TEST(within(loss.item(), std::log(total)));
  BOOST_TEST(within(scores.grad().data()(0, 3), (1 / total - 1) / 2));
  BOOST_TEST(within(scores.grad().data()(1, 1), std::exp(-2.0) / total / 2));
  BOOST_TEST(mistake([&] {
               return tg::softmax_cross_entropy(scores, integers{3, 0, 1});
             }).find("softmax_cross_entropy(a, b): ") == 0);
  real const p = tg::softmax(scores), log_p = tg::log_softmax(scores);
  BOOST_TEST(within(p.data()(0, 3), 1 / total));
  BOOST_TEST(within(log_p.data()(0, 3), -std::log(total)));
}

BOOST_AUTO_TEST_CASE(E_11_no_grad_keeps_no_graph) {
  real const x(2.0);
  real y;
  {
    tg::no_grad const scope;
    y = tg::square(x);
    { tg::no_grad const inner; }
    BOOST_TEST(tg::exp(x).creator().is_none());  // scopes nest
  }
  BOOST_TEST(y.item() == 4.0);
  BOOST_TEST(y.creator().is_none());
  BOOST_TEST(!tg::square(x).creator().is_none());
  y.backward();
  BOOST_TEST(x.grad().is_none());
  // what is made of it is a function of a leaf
  real const z = y * x;
  z.backward();
  BOOST_TEST(x.grad().item() == 4.0);
}

BOOST_AUTO_TEST_CASE(E_12_retain_grad_of_step_18) {
  real const x0(1.0), x1(1.0);
  real const t = x0 + x1;
  real const y = x0 + t;
  y.backward();
  BOOST_TEST((y.grad().is_none() && t.grad().is_none()));
  BOOST_TEST(printed(x0.grad()) == "variable(2.0)");
  BOOST_TEST(printed(x1.grad()) == "variable(1.0)");
}

BOOST_AUTO_TEST_CASE(E_13_the_functions_of_step_24) {
  real const x(1.0), y(1.0);
  (tg::pow(x, 2) + tg::pow(y, 2)).backward();
  BOOST_TEST((x.grad().item() == 2.0 && y.grad().item() == 2.0));
  real const a(1.0), b(1.0);
  (0.26 * (tg::pow(a, 2) + tg::pow(b, 2)) - 0.48 * a * b).backward();
  BOOST_TEST(near(a.grad().item(), 0.040000000000000036, ulps == 0 ? 0 : 100));
  BOOST_TEST(near(b.grad().item(), 0.040000000000000036, ulps == 0 ? 0 : 100));
  real const p(1.0), q(1.0);
  BOOST_TEST(goldstein_price(p, q) == 1876.0);
  BOOST_TEST((p.grad().item() == -5376.0 && q.grad().item() == 8064.0));
}

BOOST_AUTO_TEST_CASE(E_14_descent_on_rosenbrock) {
  real x0(0.0), x1(2.0);
  double const path[][2] = {{0.0, 2.0}, {0.002, 1.6}, {0.0052759968, 1.2800008}};
  for (int i = 0; i < 999; ++i) {
    if (i < 3)
      BOOST_TEST((std::abs(x0.item() - path[i][0]) < 1e-12 && within(x1.item(), path[i][1])));
    real const y = 100 * tg::pow(x1 - tg::pow(x0, 2), 2) + tg::pow(x0 - 1, 2);
    x0.clear_grad();
    x1.clear_grad();
    y.backward();
    x0.set_data(reals(x0.item() - 0.001 * x0.grad().item()));
    x1.set_data(reals(x1.item() - 0.001 * x1.grad().item()));
  }
  BOOST_TEST(within(x0.item(), 0.6834917840420289));
  BOOST_TEST(within(x1.item(), 0.46565059996514135));
}

BOOST_AUTO_TEST_CASE(E_15_newton_by_double_backprop) {
  real x(2.0);
  for (double const expected : {1.4545454545454546, 1.1510467893775467, 1.0253259289766978,
                                1.0009084519430513, 1.0000012353089454, 1.000000000002289, 1.0}) {
    real const y = tg::pow(x, 4) - 2 * tg::pow(x, 2);
    x.clear_grad();
    y.backward({.create_graph = true});
    real const slope = x.grad();
    x.clear_grad();
    slope.backward();
    x.set_data(reals(x.item() - slope.item() / x.grad().item()));
    BOOST_TEST(within(x.item(), expected, 1e-14));
  }
}

BOOST_AUTO_TEST_CASE(E_16_derivatives_of_any_order) {
  real x(1.0);
  real y = tg::sin(x);
  for (double const expected :
       {std::cos(1.0), -std::sin(1.0), -std::cos(1.0), std::sin(1.0), std::cos(1.0)}) {  // step 34
    x.clear_grad();
    y.backward({.create_graph = true});
    y = x.grad();
    BOOST_TEST(within(y.item(), expected));
  }
  // tanh at 0.5, step 35: 1 - t^2, -2 t (1 - t^2), (6 t^2 - 2) (1 - t^2)
  double const t = std::tanh(0.5), s = 1 - t * t;
  real z(0.5);
  real f = tg::tanh(z);
  for (double const expected : {s, -2 * t * s, (6 * t * t - 2) * s}) {
    z.clear_grad();
    f.backward({.create_graph = true});
    f = z.grad();
    BOOST_TEST(within(f.item(), expected));
  }
  // double backprop, step 36: y = x^2, z = gx^3 + y at 2
  real p(2.0);
  real const q = tg::square(p);
  q.backward({.create_graph = true});
  real const gp = p.grad();
  p.clear_grad();
  (tg::pow(gp, 3) + q).backward();
  BOOST_TEST(p.grad().item() == 100.0);
}

BOOST_AUTO_TEST_CASE(E_17_second_derivatives_through_every_kind_of_operation) {
  // sum(g * g) with g the gradient of f: its gradient against differences
  auto const of_gradient = [](auto const& f) {
    return [f](real const& a) {
      real x = a;
      x.clear_grad();
      f(x).backward({.create_graph = true});
      real const g = x.grad();
      x.clear_grad();
      return g * g;
    };
  };
  real const x{{0.1, -0.2, 0.3}, {0.4, 0.5, -0.6}};
  BOOST_TEST(tg::check_grad(of_gradient([](real const& a) {
                              return tg::exp(tg::broadcast_to(tg::sum(a, 0), {4, 3}));
                            }),
                            x)
                 .ok);
  BOOST_TEST(
      tg::check_grad(
          of_gradient([](real const& a) { return tg::sin(tg::matmul(a, tg::transpose(a))); }), x)
          .ok);
  BOOST_TEST(
      tg::check_grad(
          of_gradient([](real const& a) { return tg::pow(tg::reshape(a, {3, 2})(1), 3); }), x)
          .ok);
}

BOOST_AUTO_TEST_CASE(E_18_a_taylor_series_with_a_loop_that_depends_on_data) {
  real const x(std::atan(1.0));
  real y = 0;
  double factorial = 1;
  for (int i = 0; i < 100000; ++i) {
    if (i > 0) factorial *= 2 * i * (2 * i + 1);
    real const term = (i % 2 == 0 ? 1 : -1) / factorial * tg::pow(x, 2 * i + 1);
    y = y + term;
    if (std::abs(term.item()) < 1e-4) break;
  }
  y.backward();
  BOOST_TEST(within(y.item(), 0.7071064695751781, 1e-15));
  BOOST_TEST(within(x.grad().item(), 0.7071032148228457, 1e-15));
}

BOOST_AUTO_TEST_CASE(E_19_parts_by_index_slice_and_list) {
  whole const x = matrix();
  whole const y = tg::take(x, {0, 0, 1}, 0);
  y.backward();
  BOOST_TEST((y.data() == integers{{1, 2, 3}, {1, 2, 3}, {4, 5, 6}}));
  BOOST_TEST(
      (x.grad().data() == integers{{2, 2, 2}, {1, 1, 1}}));  // added up where a row is repeated
  whole const z = matrix();
  whole const row = tg::slice(z, 1);
  row.backward();
  BOOST_TEST(
      (row.data() == integers{4, 5, 6} && z.grad().data() == integers{{0, 0, 0}, {1, 1, 1}}));
  BOOST_TEST((tg::slice(z, {tg::whole_axis, tg::range(tg::omitted, tg::omitted, -1)}).data() ==
              integers{{3, 2, 1}, {6, 5, 4}}));
  BOOST_TEST((tg::slice(z, {0, tg::range(0, 3, 2)}).data() == integers{1, 3}));
  BOOST_TEST((z(1, 2).item() == 6 && z(0).shape() == tg::make_shape(3)));
  BOOST_TEST(mistake([&] {
               return tg::slice(z, 2);
             }).find("every index must lie in [-extent, extent) of its axis; a is (2, 3)") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(E_20_joining_and_splitting) {
  whole const a{{1, 2}}, b{{3, 4}};
  whole const y = tg::concatenate({a, b}, 0) * whole{{1, 10}, {100, 1000}};
  y.backward();
  BOOST_TEST((y.data() == integers{{1, 20}, {300, 4000}}));
  BOOST_TEST((a.grad().data() == integers{{1, 10}} && b.grad().data() == integers{{100, 1000}}));
  BOOST_TEST((tg::stack(std::vector<whole>{a, b}, 1).shape() == tg::make_shape(1, 2, 2)));
  BOOST_TEST((tg::expand_dims(a, -1).shape() == tg::make_shape(1, 2, 1) &&
              tg::flatten(matrix()).shape() == tg::make_shape(6)));
  BOOST_TEST((tg::repeat(a, 2, 0).data() == integers{{1, 2}, {1, 2}}));
  auto const parts = tg::split(matrix(), 3, 1);
  BOOST_TEST((parts[1].data() == integers{{2}, {5}}));
  BOOST_TEST(mistake([&] { return tg::concatenate({a, matrix()}, 0); }) ==
             "concatenate({a, b}, 0): operands must agree in every extent except along the joined "
             "axis; a is (1, 2), b is (2, 3)");
}

BOOST_AUTO_TEST_CASE(E_22_linear_regression) {
  numpy_random random(0);
  reals const x = random.rand({100, 1});
  real const target = 5 + 2 * x + random.rand({100, 1});
  real w({1, 1}, {0}), b{0.0};
  double first = 0, last = 0;
  for (int i = 0; i < 100; ++i) {
    real const loss = tg::mean_squared_error(target, tg::matmul(real(x), w) + b);
    w.clear_grad();
    b.clear_grad();
    loss.backward();
    w.set_data(w.data() - 0.1 * w.grad().data());
    b.set_data(b.data() - 0.1 * b.grad().data());
    (i == 0 ? first : last) = loss.item();
  }
  BOOST_TEST(within(first, 42.296340129442335));
  BOOST_TEST(within(last, 0.07908606512411756, 1e-9));
  BOOST_TEST(printed(w) == "variable([[2.11807369]])");
  BOOST_TEST(printed(b) == "variable([5.46608905])");
}

BOOST_AUTO_TEST_CASE(E_23_E_24_a_network_learns_a_sine) {
  numpy_random random(0);  // step 43
  reals const x = random.rand({100, 1});
  reals const target = tg::sin(2 * 3.141592653589793 * x) + random.rand({100, 1});
  std::vector<real> parameters{0.01 * random.randn({1, 10}), reals::zeros({10}),
                               0.01 * random.randn({10, 1}), reals::zeros({1})};
  for (int i = 0; i <= 1000; ++i) {
    real const h = tg::sigmoid(tg::linear(real(x), parameters[0], parameters[1]));
    real const loss =
        tg::mean_squared_error(real(target), tg::linear(h, parameters[2], parameters[3]));
    if (i == 0) BOOST_TEST(within(loss.item(), 0.8473695850105871, 1e-11));
    if (i == 1000) BOOST_TEST(within(loss.item(), 0.2514286285183606, 1e-9));
    for (real& each : parameters) each.clear_grad();
    loss.backward();
    for (real& each : parameters) each.set_data(each.data() - 0.2 * each.grad().data());
  }
}

BOOST_AUTO_TEST_CASE(E_26_the_fresh_classifier_of_step_47) {
  numpy_random random(0);
  // MLP((10, 3)): float32 weights randn * sqrt(1 / inputs), zero offsets
  auto const weight = [&](tg::index_t in, tg::index_t out) {
    tg::dynamic_tensor<float> const w =
        random.randn({in, out}).cast<float>() * std::sqrt(1.0 / static_cast<double>(in));
    return real(w.cast<double>());
  };
  real const w1 = weight(2, 10), w2 = weight(10, 3);
  auto const model = [&](reals const& in) {
    return tg::matmul(tg::sigmoid(tg::matmul(real(in), w1)), w2);
  };
  BOOST_TEST(printed(tg::softmax(model({{0.2, -0.4}}))) ==
             "variable([[0.21068639 0.25404893 0.53526469]])");
  real const loss = tg::softmax_cross_entropy(
      model({{0.2, -0.4}, {0.3, 0.5}, {1.3, -3.2}, {2.1, 0.3}}), integers{2, 0, 1, 0});
  BOOST_TEST(within(loss.item(), 1.496744252405306, 1e-7));
}

BOOST_AUTO_TEST_CASE(E_37_float_is_computed_in_float) {
  tg::variable<float> const x{{0.5f, 1.5f}};
  auto const y = tg::sum(tg::exp(x) / 2 + tg::sin(x) * 0.5);
  static_assert(std::is_same_v<decltype(y), tg::variable<float> const>);
  y.backward();
  BOOST_TEST(near(x.grad().data()(0, 1), std::exp(1.5) / 2 + std::cos(1.5) / 2, 8));
  BOOST_TEST(x.dtype() == "float32");
}

BOOST_AUTO_TEST_SUITE_END()
