// SPDX-License-Identifier: BSL-1.0
#include <typegrad/c_text/write_c.hpp>

#include <typegrad/ops.hpp>

#include <boost/test/unit_test.hpp>

#include <sstream>

#include "compiled_c.hpp"

BOOST_AUTO_TEST_SUITE(c_text_write_c)

namespace tg = typegrad;

BOOST_AUTO_TEST_CASE(what_calls_no_function_is_equal_bit_by_bit) {
  test_c::comparison all;
  auto const rosenbrock = [](auto x) {
    auto const a = 1 - x[0], b = x[1] - x[0] * x[0];
    return a * a + 100 * b * b;
  };
  all.add(tg::value_and_grad(rosenbrock), tg::tensor<double, 2>{-1.2, 1.1});
  all.add(tg::value_and_grad(rosenbrock), tg::tensor<float, 2>{-1.2f, 1.1f});
  auto const turn = [](auto angle, auto const& p) {
    auto const s = angle - angle * angle * angle / 6, c = 1 - angle * angle / 2;
    return tg::stack(c * p[0] - s * p[1], s * p[0] + c * p[1]);
  };
  all.add(tg::jacobian(turn), 0.3, tg::tensor<double, 2>{1.1, 2.3});
  auto const branch = [](auto x) { return tg::where(x > 1, x * x / 3, tg::sqrt(2 - x)); };
  all.add(tg::value_and_grad(branch), 0.7);
  all.add(tg::value_and_grad(branch), 1.7);
  // In loops, one along a row of nine; the sums are exact, so that their order does not count.
  auto const layer = [](auto const& w, auto const& x) {
    auto const y = tg::matmul(x, w);
    return tg::sum(tg::relu(y) + tg::max<0>(y, tg::keepdims) * 0.5);
  };
  all.add(tg::value_and_grad(layer), tg::reshape<9, 8>(tg::arange<double, 72>()) - 35,
          tg::reshape<6, 9>(tg::arange<double, 54>()) - 20);
  auto const parts = [](auto const& a, auto const& b) {
    return tg::concatenate<0>(tg::transpose(a), b) * tg::tensor<float, 3>{1, 2, 3};
  };
  all.add(parts, tg::reshape<3, 9>(tg::arange<float, 27>()),
          tg::reshape<4, 3>(tg::arange<float, 12>()));
  // Long rows: groups of columns and what is left of them, one column, batches. All exact.
  auto const products = [](auto const& a, auto const& b, auto const& c) {
    return tg::results{tg::matmul(a, b), tg::matmul(a, b) * 0 + tg::matmul(b, a),
                       tg::matmul(c, tg::reshape<2, 9, 1>(a))};
  };
  all.add(products, tg::reshape<2, 9, 1>(tg::arange<double, 18>()),
          tg::reshape<2, 1, 9>(tg::arange<double, 18>()) - 4,
          tg::reshape<2, 6, 9>(tg::arange<double, 108>()) - 50);
  all.add([](auto const& a, auto const& b) { return tg::matmul(a, b); },
          tg::reshape<5, 9>(tg::arange<float, 45>()), tg::reshape<9, 6>(tg::arange<float, 54>()));
  // Products without the terms that are zero, as loops along the other factor.
  auto const predict = [](auto const& s, auto const& p, auto dt) {
    auto const moved = [](auto const& x, auto step) {
      return tg::stack(x(0) + step * x(3) * x(2), x(1) + step * x(3), x(2) + step * x(4),
                       x(3) + step * x(5), x(4), x(5));
    };
    auto const f = tg::jacobian(moved)(s, dt);
    return tg::matmul(tg::matmul(f, p), tg::transpose(f));
  };
  all.add(predict, tg::arange<double, 6>() - 2, tg::reshape<6, 6>(tg::arange<double, 36>()), 2.0);
  BOOST_TEST(all.text.find("double const t5 = x1[i0 + 30];") != std::string::npos);
  for (double const each : all.differences()) BOOST_TEST(each == 0);
}

BOOST_AUTO_TEST_CASE(little_code_stays_in_place) {
  test_c::comparison all;
  // Noise is added along the diagonal, where the product is; the zeros of a Jacobian are one loop.
  auto const spread = [](auto const& f, auto const& p) {
    return tg::matmul(tg::matmul(f, p), tg::transpose(f)) + 0.5 * tg::eye<double, 4, 4>();
  };
  auto const f = tg::reshape<4, 4>(tg::arange<double, 16>()) - 5;
  all.add(tg::small(spread), f, f * f);
  BOOST_TEST(all.text.find("y[5] = y[5] + 0.5;") != std::string::npos);
  BOOST_TEST(all.text.find("y[6] = y[6]") == std::string::npos);
  auto const moved = [](auto const& x) {
    return tg::stack(x(0) + x(3) * x(2), x(1) + x(3), x(2), x(3) + x(5), x(4), x(5));
  };
  all.add(tg::jacobian(moved), tg::arange<double, 6>());
  BOOST_TEST(all.text.find("y[i0] = 0.0;") != std::string::npos);
  // A number of an array is read once, before the loop that stores.
  auto const scaled = [](auto const& k, auto const& x) { return k(1) * x; };
  all.add(scaled, tg::tensor<double, 2>{2, 3}, tg::arange<double, 20>());
  BOOST_TEST(all.text.find("double const t0 = x0[1];") != std::string::npos);
  for (double const each : all.differences()) BOOST_TEST(each == 0);
}

template <class Number>
struct stretched {
  Number stiffness;
  float unused;
  tg::tensor<Number, 3> weights;
  int count;

  constexpr auto operator()(auto const& x) const {
    return stiffness * x(0) * x(0) + tg::dot(weights, x) + x(1) * count + x(2) * weights(1);
  }
};
// Of a function with data and of a typed expression.
BOOST_AUTO_TEST_CASE(members_are_numbers_of_the_code_and_variables_arguments) {
  stretched<double> const f{2.5, 7, {1, -2, 3}, 4};
  tg::tensor<double, 3> const at{0.5, 1.25, -3};
  using program = tg::program<decltype(tg::value_and_grad(f)), tg::tensor<double, 3>>;
  std::ostringstream text;
  tg::write_c<program>(text, "of_data", tg::value_and_grad(f));
  using namespace tg::literals;
  auto const x = tg::var<"x", double>;
  auto const y = tg::var<"y", double>;
  tg::write_c<tg::program<decltype(x * y + 2_c * x)>>(text, "of_expression");
  test_c::library const made(text.str());
  BOOST_REQUIRE(made.complaint == "");
  double value = 0, slope[3] = {}, number = 0;
  made.function<void(double const*, double*, double*)>("of_data")(at.data(), &value, slope);
  BOOST_TEST(value == f(at));
  BOOST_TEST(slope[0] == 2 * 2.5 * 0.5 + 1);
  BOOST_TEST(slope[1] == -2 + 4);
  BOOST_TEST(slope[2] == 3 - 2);
  made.function<void(double, double, double*)>("of_expression")(3, 5, &number);
  BOOST_TEST(number == 3 * 5 + 2 * 3);
  std::ostringstream header;
  tg::write_c_header<program>(header, "of_data", tg::value_and_grad(f));
  BOOST_TEST(text.str().find(header.str()) == 0u);
}

BOOST_AUTO_TEST_CASE(functions_are_those_of_the_c_library) {
  test_c::comparison all;
  auto const f = [](auto const& x, auto y) { return tg::sum(tg::tanh(x * y) * tg::exp(-x)); };
  all.add(tg::value_and_grad(f), tg::arange<double, 50>() / 50, 0.5);
  for (double const each : all.differences()) BOOST_TEST(each < 1e-13);
}

BOOST_AUTO_TEST_CASE(loops_stay_loops) {
  test_c::comparison all;
  auto const roughness = [](auto const& rate, auto const& samples) {
    auto const [last, path] = tg::scan(
        [&](auto const& state, auto const& sample) {
          auto const next = state + rate * (sample - state);
          return tg::results{next, next};
        },
        rate * 0, samples);
    return tg::sum(tg::square(path - samples)) + last;
  };
  all.add(tg::value_and_grad(roughness), 0.5, tg::tensor<double, 8>{0, 1, 0, 1, 1, 1, 0, 1});
  auto const power = [](auto const& a, auto n) {
    auto const end = tg::fori<5>(
        n, [&](auto const& x) { return tg::matmul(a, x); }, tg::tensor{a(0, 0), a(0, 1)});
    return tg::sum(end * end);
  };
  all.add(tg::value_and_grad(power), tg::tensor<double, 2, 2>{{0.5, 2}, {-1, 0.25}}, 3);
  auto const root = [](auto x) {
    return tg::while_loop<20>([&](auto y) { return y * y - x > 1e-6; },
                              [&](auto y) { return (y + x / y) / 2; }, x);
  };
  all.add(root, 7.0);
  for (double const each : all.differences()) BOOST_TEST(each == 0);
  BOOST_TEST(all.text.find("p0_row = 0; p0_row < 8; ++p0_row") != std::string::npos);
  BOOST_TEST(all.text.find("p1_row = 7; p1_row >= 0; --p1_row") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
