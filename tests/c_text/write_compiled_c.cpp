// SPDX-License-Identifier: BSL-1.0
#include <typegrad/c_text/write_compiled_c.hpp>

#include <typegrad/ops.hpp>
#include <typegrad/tensor/create.hpp>

#include <boost/test/unit_test.hpp>

#include "compiled_c.hpp"

#include <functional>

BOOST_AUTO_TEST_SUITE(c_text_write_compiled_c)

namespace tg = typegrad;
using number = tg::variable<double>;
using array = tg::dynamic_tensor<double>;

// One type of function, so that one compiled function is instantiated.
struct operation_case {
  char const* name;
  std::function<number(number const&, number const&)> f;
  char const* refused = nullptr;  ///< the operation that has no text, of the gradient at least
  bool value_is_refused = false;
};

array const x = array(tg::shape{3, 3}, {0.3, -0.7, 0.2, -0.9, 0.4, 0.6, 0.1, -0.2, 0.8});
array const y = array(tg::shape{3, 3}, {1.2, 0.5, 2.5, 0.8, 3.1, 1.7, 1.4, 0.9, 2.2});

/// Symmetric, its numbers on the diagonal at least 1.
number of_nine_rows(number const& a) {
  number const wide = tg::concatenate({a, 2 * a, tg::square(a)}, 1);
  return tg::matmul(tg::transpose(wide), wide) + tg::eye<double, 9>();
}

std::vector<operation_case> const operations{
    {"abs", [](number const& a, number const&) { return tg::abs(a); }},
    {"acos", [](number const& a, number const&) { return tg::acos(a); }},
    {"acosh", [](number const&, number const& b) { return tg::acosh(b + 1); }},
    {"add", [](number const& a, number const& b) { return a + b; }},
    {"argmax", [](number const& a, number const&) { return a * tg::cast<double>(tg::argmax(a)); },
     "argmax", true},
    {"asin", [](number const& a, number const&) { return tg::asin(a); }},
    {"asinh", [](number const& a, number const&) { return tg::asinh(a); }},
    {"atan", [](number const& a, number const&) { return tg::atan(a); }},
    {"atan2", [](number const& a, number const& b) { return tg::atan2(a, b); }},
    {"atanh", [](number const& a, number const&) { return tg::atanh(a); }},
    {"cholesky", [](number const& a, number const&) { return tg::cholesky(of_nine_rows(a)); }},
    {"cbrt", [](number const& a, number const&) { return tg::cbrt(a); }, "cbrt", true},
    {"ceil", [](number const& a, number const& b) { return tg::ceil(a) * b; }},
    {"clamp", [](number const& a, number const&) { return tg::clamp(a, -0.5, 0.5); }},
    {"concatenate", [](number const& a, number const& b) { return tg::concatenate({a, b}, 1); }},
    {"copysign", [](number const& a, number const& b) { return tg::copysign(b, a); }},
    {"cos", [](number const& a, number const&) { return tg::cos(a); }},
    {"cosh", [](number const& a, number const&) { return tg::cosh(a); }},
    {"cumprod", [](number const& a, number const&) { return tg::cumprod(a, 1); }},
    {"cumsum", [](number const& a, number const&) { return tg::cumsum(a, 0); }},
    {"determinant", [](number const& a, number const&) { return tg::determinant(a); }},
    {"digamma", [](number const&, number const& b) { return tg::digamma(b); }, "digamma", true},
    {"div", [](number const& a, number const& b) { return a / b; }},
    {"erf", [](number const& a, number const&) { return tg::erf(a); }},
    {"erfc", [](number const& a, number const&) { return tg::erfc(a); }},
    {"exp", [](number const& a, number const&) { return tg::exp(a); }},
    {"exp2", [](number const& a, number const&) { return tg::exp2(a); }},
    {"expm1", [](number const& a, number const&) { return tg::expm1(a); }},
    {"flip", [](number const& a, number const& b) { return tg::flip(a, {0}) * b; }},
    {"floor", [](number const& a, number const& b) { return tg::floor(a) * b; }},
    {"fmod", [](number const& a, number const& b) { return tg::fmod(b, a); }},
    {"gelu", [](number const& a, number const&) { return tg::gelu(a); }, "normal_cdf", true},
    {"greater", [](number const& a, number const& b) { return tg::where(2 * a > b, a, b); }},
    {"hypot", [](number const& a, number const& b) { return tg::hypot(a, b); }},
    {"inverse", [](number const& a, number const&) { return tg::inverse(a); }},
    {"inverse of nine rows",
     [](number const& a, number const&) { return tg::inverse(of_nine_rows(a)); }, "lu", true},
    {"isnan", [](number const& a, number const& b) { return tg::where(tg::isnan(a), a, b); }},
    {"leaky_relu", [](number const& a, number const&) { return tg::leaky_relu(a); }},
    {"lgamma", [](number const&, number const& b) { return tg::lgamma(b); }, "lgamma", true},
    {"log", [](number const&, number const& b) { return tg::log(b); }},
    {"log10", [](number const&, number const& b) { return tg::log10(b); }},
    {"log1p", [](number const&, number const& b) { return tg::log1p(b); }},
    {"log2", [](number const&, number const& b) { return tg::log2(b); }},
    {"logaddexp", [](number const& a, number const& b) { return tg::logaddexp(a, b); }},
    {"logsumexp", [](number const& a, number const&) { return tg::logsumexp(a, 1); }},
    {"matmul", [](number const& a, number const& b) { return tg::matmul(a, b); }},
    {"max", [](number const& a, number const&) { return tg::max(a, {1}); }},
    {"maximum", [](number const& a, number const& b) { return tg::maximum(a, b); }},
    {"mean", [](number const& a, number const&) { return tg::mean(a, {0}); }},
    {"mod", [](number const& a, number const& b) { return tg::mod(a, b); }},
    {"mul", [](number const& a, number const& b) { return a * b; }},
    {"norm", [](number const& a, number const&) { return tg::norm(a); }},
    {"outer", [](number const& a, number const& b) { return tg::outer(a, b); }},
    {"pow", [](number const& a, number const& b) { return tg::pow(b, a); }},
    {"prod", [](number const& a, number const&) { return tg::prod(a, {0}); }},
    {"relu", [](number const& a, number const&) { return tg::relu(a); }},
    {"remainder", [](number const& a, number const& b) { return tg::remainder(a, b); }},
    {"rint", [](number const& a, number const& b) { return tg::rint(a) * b; }},
    {"round", [](number const& a, number const& b) { return tg::round(a) * b; }},
    {"sigmoid", [](number const& a, number const&) { return tg::sigmoid(a); }},
    {"sign", [](number const& a, number const& b) { return tg::sign(a) * b; }},
    {"silu", [](number const& a, number const&) { return tg::silu(a); }},
    {"sin", [](number const& a, number const&) { return tg::sin(a); }},
    {"sinc", [](number const& a, number const&) { return tg::sinc(a); }},
    {"sinh", [](number const& a, number const&) { return tg::sinh(a); }},
    {"softmax", [](number const& a, number const& b) { return tg::softmax(a, 1) * b; }},
    {"softplus", [](number const& a, number const&) { return tg::softplus(a); }},
    {"slogdet", [](number const& a, number const&) { return tg::slogdet(a).logabsdet; }, "slogdet",
     true},
    {"solve", [](number const& a, number const& b) { return tg::solve(a, b); }},
    {"solve_triangular",
     [](number const& a, number const& b) {
       return tg::solve_triangular(tg::solve_triangular(b, a, tg::lower_triangle), b);
     }},
    {"sort", [](number const& a, number const&) { return tg::sort(a, 1); }, "argsort", true},
    {"sqrt", [](number const&, number const& b) { return tg::sqrt(b); }},
    {"square", [](number const& a, number const&) { return tg::square(a); }},
    {"sub", [](number const& a, number const& b) { return a - b; }},
    {"tan", [](number const& a, number const&) { return tg::tan(a); }},
    {"tanh", [](number const& a, number const&) { return tg::tanh(a); }},
    {"tgamma", [](number const&, number const& b) { return tg::tgamma(b); }, "tgamma", true},
    {"transpose", [](number const& a, number const& b) { return tg::transpose(a) * b; }},
    {"tril", [](number const& a, number const& b) { return tg::tril(a) * b; }},
    {"trunc", [](number const& a, number const& b) { return tg::trunc(b) * a; }},
    {"variance", [](number const& a, number const&) { return tg::variance(a, {0}); }},
};

bool is_near(array const& expected, double const* got) {
  for (tg::index_t i = 0; i < expected.size(); ++i) {
    double const a = expected.data()[i];
    if (!(std::abs(a - got[i]) <= 1e-13 * (1 + std::abs(a))) && (a == a || got[i] == got[i]))
      return false;
  }
  return true;
}

BOOST_AUTO_TEST_CASE(every_operation_gives_the_same_numbers_or_is_refused_by_name) {
  using compiled = decltype(tg::compile(operations[0].f, x, y));
  struct written {
    operation_case const& of;
    compiled f;
    tg::compiled_request request;
    tg::index_t work_bytes;
  };
  std::vector<written> all;
  std::string text;
  for (operation_case const& each : operations) {
    compiled const f = tg::compile(each.f, x, y);
    for (auto const request : {tg::compiled_request::gradients, tg::compiled_request::values}) {
      std::string refusal;
      try {
        tg::c_request const made = tg::c_request_of(f.programs(), request);
        tg::c_source const source(made, "op_" + std::to_string(all.size()));
        text += source.source();
        all.push_back({each, f, request, source.workspace_bytes()});
      } catch (std::invalid_argument const& error) {
        refusal = error.what();
      }
      bool const expected = each.refused != nullptr &&
                            (each.value_is_refused || request == tg::compiled_request::gradients);
      BOOST_TEST(refusal.empty() == !expected, each.name << ": " << refusal);
      if (expected)
        BOOST_TEST(
            refusal.find(std::string("write_c(out, name): ") + each.refused) != std::string::npos,
            each.name << ": " << refusal);
      if (refusal.empty()) break;
    }
  }
  test_c::library const made(text);
  BOOST_REQUIRE(made.complaint == "");
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::vector<double> work(200), value(100), dx(9), dy(9);
    auto const [expected, gradients] = all[i].f.value_and_grad(x, y);
    auto const& [gx, gy] = gradients;
    std::string const name = "op_" + std::to_string(i);
    bool const has_gradients = all[i].request == tg::compiled_request::gradients;
    BOOST_REQUIRE(all[i].work_bytes <= 1600);
    using plain = void(double const*, double const*, double*, double*, double*);
    using working = void(double*, double const*, double const*, double*, double*, double*);
    if (all[i].work_bytes > 0)
      made.function<working>(name)(work.data(), x.data(), y.data(), value.data(), dx.data(),
                                   dy.data());
    else made.function<plain>(name)(x.data(), y.data(), value.data(), dx.data(), dy.data());
    BOOST_TEST(is_near(expected, value.data()), all[i].of.name << ": the value");
    if (!has_gradients) continue;
    BOOST_TEST(is_near(gx, dx.data()), all[i].of.name << ": dx");
    BOOST_TEST(is_near(gy, dy.data()), all[i].of.name << ": dy");
  }
}

// As acados does: sizes and sparsities by name, then calls with lists of pointers.
BOOST_AUTO_TEST_CASE(the_symbols_of_casadi_are_there) {
  std::function<number(number const&, number const&)> const product =
      [](number const& a, number const& b) { return tg::matmul(a, b); };
  auto const f = tg::compile(product, tg::shape{2, 3}, tg::shape{3});
  std::ostringstream text;
  tg::write_c(text, "dynamics", f, tg::compiled_request::gradients, tg::c_interface::casadi);
  test_c::library const made(text.str());
  BOOST_REQUIRE(made.complaint == "");
  using integer = long long;
  BOOST_TEST(made.function<integer()>("dynamics_n_in")() == 2);
  BOOST_TEST(made.function<integer()>("dynamics_n_out")() == 3);
  BOOST_TEST(std::string(made.function<char const*(integer)>("dynamics_name_in")(1)) == "x1");
  auto* const sparsity = made.function<integer const*(integer)>("dynamics_sparsity_in");
  BOOST_TEST(sparsity(0)[0] == 2);
  BOOST_TEST(sparsity(0)[1] == 3);
  BOOST_TEST(sparsity(0)[2] == 1);
  BOOST_TEST(sparsity(2) == nullptr);
  integer sizes[4];
  BOOST_TEST(made.function<int(integer*, integer*, integer*, integer*)>("dynamics_work")(
                 sizes, sizes + 1, sizes + 2, sizes + 3) == 0);
  std::vector<double> w(static_cast<std::size_t>(sizes[3]));
  double const a[] = {1, 4, 2, 5, 3, 6};  // ((1, 2, 3), (4, 5, 6)), column by column
  double const b[] = {1, 10, 100};
  double value[2], by_a[6];
  double const* arg[] = {a, b};
  double* res[] = {value, by_a, nullptr};
  made.function<void()>("dynamics_incref")();
  int const memory = made.function<int()>("dynamics_checkout")();
  auto* const call =
      made.function<int(double const**, double**, integer*, double*, int)>("dynamics");
  BOOST_TEST(call(arg, res, nullptr, w.data(), memory) == 0);
  BOOST_TEST(value[0] == 321);
  BOOST_TEST(value[1] == 654);
  for (int i = 0; i < 6; ++i) BOOST_TEST(by_a[i] == b[i / 2]);
  arg[1] = nullptr;
  BOOST_TEST(call(arg, res, nullptr, w.data(), memory) == 0);
  BOOST_TEST(value[1] == 0);
  made.function<void(int)>("dynamics_release")(memory);
  made.function<void()>("dynamics_decref")();
  // A third axis has no place in it: the Jacobian by a matrix has one.
  auto const inner = tg::compile(product, tg::shape{2, 2}, tg::shape{2, 2});
  BOOST_CHECK_EXCEPTION(
      tg::write_c(text, "f", inner, tg::compiled_request::jacobians, tg::c_interface::casadi),
      std::invalid_argument, [](std::invalid_argument const& error) {
        return std::string(error.what()) ==
               "typegrad: write_c(out, name): arguments and results for CasADi are float64 of "
               "rank 0 to 2";
      });
}

BOOST_AUTO_TEST_SUITE_END()
