// SPDX-License-Identifier: BSL-1.0
// The rows of docs/edge_rules.md, which tests/style/check_edge_rules.py compares with those here:
// values and slopes at the edges, of static programs and of variables, forward and in reverse.
// All operations are one function, because a program costs 0.3 s of compile time.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_edge_rules)

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

struct row_of_one {
  std::string_view operation;
  double x, value, slope;
};
struct row_of_two {
  std::string_view operation;
  double x, y, value, slope_x, slope_y;
};

constexpr row_of_one rows_of_one[] = {
    {"abs(x)", 0, 0, 0},
    {"acos(x)", 1, 0, -inf},
    {"acos(x)", -1, 3.141592653589793, -inf},
    {"acos(x)", 2, nan, nan},
    {"acosh(x)", 1, 0, inf},
    {"acosh(x)", 0.5, nan, nan},
    {"asin(x)", 1, 1.5707963267948966, inf},
    {"asin(x)", 2, nan, nan},
    {"asinh(x)", inf, inf, 0},
    {"atan(x)", inf, 1.5707963267948966, 0},
    {"atanh(x)", 1, inf, inf},
    {"atanh(x)", -1, -inf, inf},
    {"cbrt(x)", 0, 0, inf},
    {"ceil(x)", 0.5, 1, 0},
    {"clamp(x, 0, 1)", 0, 0, 1},
    {"clamp(x, 0, 1)", 1, 1, 1},
    {"cos(x)", inf, nan, nan},
    {"cosh(x)", -inf, inf, -inf},
    {"digamma(x)", 0, -inf, inf},
    {"erf(x)", inf, 1, 0},
    {"erfc(x)", inf, 0, 0},
    {"erfinv(x)", 1, inf, inf},
    {"erfinv(x)", 2, nan, nan},
    {"exp(x)", -inf, 0, 0},
    {"exp(x)", 1000, inf, inf},
    {"exp2(x)", -inf, 0, 0},
    {"expm1(x)", -inf, -1, 0},
    {"floor(x)", 1, 1, 0},
    {"gelu(x)", -inf, nan, nan},
    {"leaky_relu(x, 0.25)", 0, 0, 0.25},
    {"lgamma(x)", 0, inf, -inf},
    {"log(x)", 0, -inf, inf},
    {"log(x)", -0.0, -inf, -inf},
    {"log(x)", -1, nan, -1},
    {"log(x)", inf, inf, 0},
    {"log10(x)", 0, -inf, inf},
    {"log1p(x)", -1, -inf, inf},
    {"log2(x)", 0, -inf, inf},
    {"normal_cdf(x)", -inf, 0, 0},
    {"normal_pdf(x)", inf, 0, nan},
    {"relu(x)", 0, 0, 0},
    {"relu(x)", nan, nan, 0},
    {"rint(x)", 2.5, 2, 0},
    {"round(x)", 2.5, 3, 0},
    {"sigmoid(x)", -inf, 0, 0},
    {"sigmoid(x)", inf, 1, 0},
    {"sign(x)", 0, 0, 0},
    {"silu(x)", -inf, nan, nan},
    {"sin(x)", inf, nan, nan},
    {"sinc(x)", 0, 1, 0},
    {"sinh(x)", inf, inf, inf},
    {"softplus(x)", -inf, 0, 0},
    {"softplus(x)", inf, inf, 1},
    {"sqrt(x)", 0, 0, inf},
    {"sqrt(x)", -1, nan, nan},
    {"sqrt(x)", inf, inf, 0},
    {"tan(x)", inf, nan, nan},
    {"tanh(x)", inf, 1, 0},
    {"tgamma(x)", 0, inf, -inf},
    {"trunc(x)", 0.5, 0, 0},
    {"zeta(2, x)", 0, inf, -inf},
};

constexpr row_of_two rows_of_two[] = {
    {"x * y", 0, inf, nan, inf, 0},
    {"x - y", inf, inf, nan, 1, -1},
    {"x / y", 1, 0, inf, inf, -inf},
    {"x / y", 0, 0, nan, inf, nan},
    {"atan2(x, y)", 0, 0, 0, 0, 0},
    {"beta(x, y)", 0, 1, inf, -inf, nan},
    {"copysign(x, y)", 0, -1, -0.0, 0, 0},
    {"cumprod({x, y})(1)", 0, 3, 0, 3, 0},
    {"cumprod({x, y})(1)", 0, 0, 0, 0, 0},
    {"determinant(diag({x, y}))", 0, 3, 0, 3, 0},
    {"determinant(diag({x, y}))", 0, 0, 0, 0, 0},
    {"fmax(x, y)", 1, 1, 1, 0.5, 0.5},
    {"fmax(x, y)", nan, 1, 1, 0, 1},
    {"fmin(x, y)", 1, 1, 1, 0.5, 0.5},
    {"fmod(x, y)", 3, 1, 0, 1, -3},
    {"fmod(x, y)", 1, 0, nan, 1, nan},
    {"hypot(x, y)", 0, 0, 0, 0, 0},
    {"hypot(x, y)", inf, 1, inf, nan, 0},
    {"inverse(diag({x, y}))(0, 0)", 0, 2, inf, -inf, nan},
    {"log_softmax({x, y})(0)", -inf, 1, -inf, 1, -1},
    {"logaddexp(x, y)", -inf, -inf, -inf, 0.5, 0.5},
    {"logaddexp(x, y)", -inf, 1, 1, 0, 1},
    {"logaddexp(x, y)", inf, 1, inf, 1, 0},
    {"logsumexp({x, y})", -inf, -inf, -inf, 0, 0},
    {"logsumexp({x, y})", -inf, 1, 1, 0, 1},
    {"logsumexp({x, y})", inf, 1, inf, nan, 0},
    {"max({x, y})", 1, 1, 1, 0.5, 0.5},
    {"maximum(x, y)", 1, 1, 1, 0.5, 0.5},
    {"maximum(x, y)", nan, 1, nan, 1, 0},
    {"maximum(x, y)", 1, nan, 1, 1, 0},
    {"median({x, y})", 1, 1, 1, 0.5, 0.5},
    {"min({x, y})", 1, 1, 1, 0.5, 0.5},
    {"minimum(x, y)", 1, 1, 1, 0.5, 0.5},
    {"mod(x, y)", 3, 1, 0, 1, -3},
    {"norm({x, y})", 0, 0, 0, 0, 0},
    {"pow(x, y)", 0, 0, 1, 0, 0},
    {"pow(x, y)", 0, 2, 0, 0, 0},
    {"pow(x, y)", 0, 0.5, 0, inf, 0},
    {"pow(x, y)", 0, -1, inf, -inf, -inf},
    {"pow(x, y)", -2, 2, 4, -4, nan},
    {"pow(x, y)", -1, 0.5, nan, nan, nan},
    {"prod({x, y})", 0, 3, 0, 3, 0},
    {"prod({x, y})", 0, 0, 0, 0, 0},
    {"remainder(x, y)", 3, 2, -1, 1, -2},
    {"softmax({x, y})(0)", -inf, 1, 0, 0, 0},
    {"softmax({x, y})(0)", inf, 1, nan, nan, nan},
    {"solve_triangular(diag({x, y}), {1, 1})(0)", 0, 2, inf, -inf, nan},
    {"sort({x, y})(0)", 1, 1, 1, 1, 0},
    {"standard_deviation({x, y})", 1, 1, 0, 0, 0},
    {"where(x > 0, sqrt(x), y)", 0, 5, 5, 0, 1},
};

constexpr std::string_view names_of_one[] = {
    "abs(x)",        "acos(x)",       "acosh(x)",       "asin(x)",
    "asinh(x)",      "atan(x)",       "atanh(x)",       "cbrt(x)",
    "ceil(x)",       "cos(x)",        "cosh(x)",        "erf(x)",
    "erfc(x)",       "exp(x)",        "exp2(x)",        "expm1(x)",
    "floor(x)",      "gelu(x)",       "lgamma(x)",      "log(x)",
    "log10(x)",      "log1p(x)",      "log2(x)",        "relu(x)",
    "rint(x)",       "round(x)",      "sigmoid(x)",     "sign(x)",
    "silu(x)",       "sin(x)",        "sinc(x)",        "sinh(x)",
    "softplus(x)",   "sqrt(x)",       "tan(x)",         "tanh(x)",
    "tgamma(x)",     "trunc(x)",      "digamma(x)",     "erfinv(x)",
    "normal_cdf(x)", "normal_pdf(x)", "clamp(x, 0, 1)", "leaky_relu(x, 0.25)",
    "zeta(2, x)"};
constexpr auto of_one = [](auto const& x) {
  return std::array{(tg::abs)(x[0]),        tg::acos(x[1]),
                    tg::acosh(x[2]),        tg::asin(x[3]),
                    tg::asinh(x[4]),        tg::atan(x[5]),
                    tg::atanh(x[6]),        tg::cbrt(x[7]),
                    tg::ceil(x[8]),         tg::cos(x[9]),
                    tg::cosh(x[10]),        tg::erf(x[11]),
                    tg::erfc(x[12]),        tg::exp(x[13]),
                    tg::exp2(x[14]),        tg::expm1(x[15]),
                    tg::floor(x[16]),       tg::gelu(x[17]),
                    tg::lgamma(x[18]),      tg::log(x[19]),
                    tg::log10(x[20]),       tg::log1p(x[21]),
                    tg::log2(x[22]),        tg::relu(x[23]),
                    tg::rint(x[24]),        (tg::round)(x[25]),
                    tg::sigmoid(x[26]),     tg::sign(x[27]),
                    tg::silu(x[28]),        tg::sin(x[29]),
                    tg::sinc(x[30]),        tg::sinh(x[31]),
                    tg::softplus(x[32]),    tg::sqrt(x[33]),
                    tg::tan(x[34]),         tg::tanh(x[35]),
                    tg::tgamma(x[36]),      tg::trunc(x[37]),
                    tg::digamma(x[38]),     tg::erfinv(x[39]),
                    tg::normal_cdf(x[40]),  tg::normal_pdf(x[41]),
                    tg::clamp(x[42], 0, 1), tg::leaky_relu(x[43], 0.25),
                    tg::zeta(2.0, x[44])};
};

constexpr std::string_view names_of_two[] = {"x * y",
                                             "x - y",
                                             "x / y",
                                             "atan2(x, y)",
                                             "copysign(x, y)",
                                             "fmax(x, y)",
                                             "fmin(x, y)",
                                             "fmod(x, y)",
                                             "hypot(x, y)",
                                             "maximum(x, y)",
                                             "minimum(x, y)",
                                             "mod(x, y)",
                                             "pow(x, y)",
                                             "remainder(x, y)",
                                             "where(x > 0, sqrt(x), y)",
                                             "max({x, y})",
                                             "min({x, y})",
                                             "norm({x, y})",
                                             "prod({x, y})",
                                             "logsumexp({x, y})",
                                             "standard_deviation({x, y})",
                                             "beta(x, y)",
                                             "logaddexp(x, y)",
                                             "cumprod({x, y})(1)",
                                             "determinant(diag({x, y}))",
                                             "inverse(diag({x, y}))(0, 0)",
                                             "log_softmax({x, y})(0)",
                                             "median({x, y})",
                                             "softmax({x, y})(0)",
                                             "sort({x, y})(0)",
                                             "solve_triangular(diag({x, y}), {1, 1})(0)"};
constexpr auto of_two = [](auto const& x, auto const& y) {
  auto const pair = [&](std::size_t k) { return tg::stack<0>(x[k], y[k]); };
  return std::array{x[0] * y[0],
                    x[1] - y[1],
                    x[2] / y[2],
                    tg::atan2(x[3], y[3]),
                    tg::copysign(x[4], y[4]),
                    tg::fmax(x[5], y[5]),
                    tg::fmin(x[6], y[6]),
                    tg::fmod(x[7], y[7]),
                    tg::hypot(x[8], y[8]),
                    tg::maximum(x[9], y[9]),
                    tg::minimum(x[10], y[10]),
                    tg::mod(x[11], y[11]),
                    tg::pow(x[12], y[12]),
                    tg::remainder(x[13], y[13]),
                    tg::where(x[14] > 0, tg::sqrt(x[14]), y[14]),
                    (tg::max)(pair(15)),
                    (tg::min)(pair(16)),
                    tg::norm(pair(17)),
                    tg::prod(pair(18)),
                    tg::logsumexp(pair(19)),
                    tg::standard_deviation(pair(20)),
                    tg::beta(x[21], y[21]),
                    tg::logaddexp(x[22], y[22]),
                    tg::cumprod<0>(pair(23))(1),
                    tg::determinant(tg::diag(pair(24))),
                    tg::inverse(tg::diag(pair(25)))(0, 0),
                    tg::log_softmax<0>(pair(26))(0),
                    tg::median(pair(27)),
                    tg::softmax<0>(pair(28))(0),
                    tg::sort<0>(pair(29))(0),
                    tg::solve_triangular(tg::diag(pair(30)), tg::tensor<double, 2>{1, 1})(0)};
};
constexpr auto sum_of = [](auto const& parts) {
  auto sum = parts[0];
  for (std::size_t k = 1; k < parts.size(); ++k) sum = sum + parts[k];
  return sum;
};
constexpr auto sum_of_one = [](auto const& x) { return sum_of(of_one(x)); };
constexpr auto sum_of_two = [](auto const& x, auto const& y) { return sum_of(of_two(x, y)); };

constexpr std::size_t count_of_one = std::size(names_of_one);
constexpr std::size_t count_of_two = std::size(names_of_two);

bool same(double got, double expected) {
  if (!std::isfinite(expected)) return std::isnan(expected) ? std::isnan(got) : got == expected;
  return got == expected || std::fabs(got - expected) <= 1e-15 * std::fabs(expected);
}

/// The rows of one operation after another; those of the operation that has most are the number of
/// calls. An operation without one more row is called with 0.5.
template <class Row, std::size_t Count>
std::vector<std::array<Row const*, Count>> rounds(auto const& rows, auto const& names) {
  std::vector<std::array<Row const*, Count>> all;
  for (std::size_t k = 0; k < Count; ++k) {
    std::size_t round = 0;
    for (Row const& row : rows) {
      if (row.operation != names[k]) continue;
      if (round == all.size()) all.push_back({});
      all[round++][k] = &row;
    }
    BOOST_TEST(round > 0, names[k] << " has no row");
  }
  return all;
}

void check(char const* what, auto const& row, double got, double expected) {
  BOOST_TEST(same(got, expected), row.operation << " at " << row.x << ": " << what << " is " << got
                                                << ", not " << expected);
}

/// With numbers, and with variables: `as` makes what the functions are called with, `number` reads
/// a result.
template <class Number>
void check_rows(auto const& number) {
  for (auto const& round : rounds<row_of_one, count_of_one>(rows_of_one, names_of_one)) {
    std::array<Number, count_of_one> x, ones;
    for (std::size_t k = 0; k < count_of_one; ++k) {
      x[k] = Number(round[k] == nullptr ? 0.5 : round[k]->x);
      ones[k] = Number(1.0);
    }
    auto const forward = tg::jvp(of_one)(tg::at(x), tg::along(ones));
    auto const reverse = tg::grad(sum_of_one)(x);
    for (std::size_t k = 0; k < count_of_one; ++k) {
      if (round[k] == nullptr) continue;
      check("the value", *round[k], number(forward.first[k]), round[k]->value);
      check("the slope forward", *round[k], number(forward.second[k]), round[k]->slope);
      check("the slope in reverse", *round[k], number(reverse[k]), round[k]->slope);
    }
  }
  for (auto const& round : rounds<row_of_two, count_of_two>(rows_of_two, names_of_two)) {
    std::array<Number, count_of_two> x, y, ones;
    for (std::size_t k = 0; k < count_of_two; ++k) {
      x[k] = Number(round[k] == nullptr ? 0.5 : round[k]->x);
      y[k] = Number(round[k] == nullptr ? 0.25 : round[k]->y);
      ones[k] = Number(1.0);
    }
    auto const along_x = tg::jvp(of_two, tg::wrt<0>)(tg::at(x, y), tg::along(ones));
    auto const along_y = tg::jvp(of_two, tg::wrt<1>)(tg::at(x, y), tg::along(ones));
    auto const reverse = tg::grad(sum_of_two, tg::wrt<0, 1>)(x, y);
    for (std::size_t k = 0; k < count_of_two; ++k) {
      if (round[k] == nullptr) continue;
      check("the value", *round[k], number(along_x.first[k]), round[k]->value);
      check("the slope in x forward", *round[k], number(along_x.second[k]), round[k]->slope_x);
      check("the slope in y forward", *round[k], number(along_y.second[k]), round[k]->slope_y);
      check("the slope in x in reverse", *round[k], number(reverse.first[k]), round[k]->slope_x);
      check("the slope in y in reverse", *round[k], number(reverse.second[k]), round[k]->slope_y);
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(static_programs_of_numbers) {
  check_rows<double>([](double x) { return x; });
}
BOOST_AUTO_TEST_CASE(variables) {
  check_rows<tg::variable<double>>([](auto const& x) { return x.data()(); });
}

BOOST_AUTO_TEST_SUITE_END()
