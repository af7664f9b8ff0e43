// SPDX-License-Identifier: BSL-1.0
// Gradients of functions of numbers by variables, recorded anew for each call, and by a compiled
// function.
#include "checked.hpp"
#include "network.hpp"

#include <typegrad/typegrad.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <memory>

namespace tg = typegrad;

namespace {

template <class Function>
void by_variables(double const* x, double* gradient) {
  tg::variable<double> at[Function::inputs];
  for (int i = 0; i < Function::inputs; ++i)
    at[i] = tg::variable<double>(tg::dynamic_tensor<double>(x[i]));
  Function::value(at).backward();
  for (int i = 0; i < Function::inputs; ++i) gradient[i] = at[i].grad().item();
}

template <class Function>
struct compiled {
  template <std::size_t... I>
  static auto make(std::index_sequence<I...>) {
    return tg::compile(
        [](auto const&... each) {
          tg::variable<double> const at[] = {each...};
          return Function::value(at);
        },
        ((void)I, tg::shape{})...);
  }
  template <class Program, std::size_t... I>
  static void call(Program const& program, double const* x, double* gradient,
                   std::index_sequence<I...>) {
    auto const made = program.value_and_grad(tg::dynamic_tensor<double>(x[I])...).second;
    tg::with_fields(made, [&](auto const&... each) { ((gradient[I] = each.item()), ...); });
  }
  static void run(double const* x, double* gradient) {
    using numbers = std::make_index_sequence<Function::inputs>;
    static auto const program = make(numbers{});
    call(program, x, gradient, numbers{});
  }
};

template <class Function>
void add() {
  add_checked<Function>("variables", by_variables<Function>);
  add_checked<Function>("compiled", compiled<Function>::run);
  add_checked<Function>("by_hand", Function::gradient);
}

template <class Function>
void grown_by_variables(int size, double const* x, double* gradient) {
  std::vector<tg::variable<double>> at;
  for (int i = 0; i < Function::inputs(size); ++i) at.emplace_back(x[i]);
  Function::value(at.data(), size).backward();
  for (tg::variable<double> const& each : at) {
    auto const slope = each.grad();
    *gradient++ = slope ? slope.item() : 0.0;
  }
}

/// The same factor by Eigen's own code on variables.
template <class Matrix>
void cholesky_of(int size, double const* x, double* gradient) {
  std::vector<tg::variable<double>> at;
  for (int i = 0; i < size * size; ++i) at.emplace_back(x[i]);
  Matrix a(size, size);
  for (int i = 0; i < size; ++i)
    for (int j = 0; j < size; ++j) {
      auto const place = static_cast<std::size_t>(i * size + j);
      a(i, j) = i == j ? at[place] + 130.0 : at[place];
    }
  Eigen::LLT<Matrix> const factor(a);
  Matrix const& l = factor.matrixLLT();
  tg::variable<double> sum = tg::log(l(0, 0));
  for (int i = 1; i < size; ++i) sum = sum + tg::log(l(i, i));
  sum.backward();
  for (tg::variable<double> const& each : at) {
    auto const slope = each.grad();
    *gradient++ = slope ? slope.item() : 0.0;
  }
}

/// Of 20 rows with fixed extents.
void cholesky_by_eigen(int size, double const* x, double* gradient) {
  using number = tg::variable<double>;
  if (size == 20) return cholesky_of<Eigen::Matrix<number, 20, 20>>(size, x, gradient);
  cholesky_of<Eigen::Matrix<number, Eigen::Dynamic, Eigen::Dynamic>>(size, x, gradient);
}

using floats = tg::dynamic_tensor<float>;

constexpr auto network_loss = [](auto const& x, auto const& labels, auto const& w1, auto const& b1,
                                 auto const& w2, auto const& b2) {
  return tg::softmax_cross_entropy(tg::linear(tg::tanh(tg::linear(x, w1, b1)), w2, b2), labels);
};

double sum_of(floats const& x) {
  double sum = 0;
  for (float const each : x) sum += static_cast<double>(each);
  return sum;
}

/// With Eigen's products and vectors; the memory is made once.
void add_network_by_hand() {
  using matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  struct state {
    network::data given;
    matrix y{network::batch, network::hidden}, scores{network::batch, network::classes};
    matrix of_y = y, of_w1{network::inputs, network::hidden};
    matrix of_w2{network::hidden, network::classes};
    Eigen::RowVectorXf of_b1, of_b2;
    Eigen::VectorXf largest, sums;
  };
  auto const s = std::make_shared<state>();
  auto const step = [s] {
    using namespace network;
    data const& d = s->given;
    Eigen::Map<matrix const> const x(d.images.data(), batch, inputs),
        w1(d.w1.data(), inputs, hidden);
    Eigen::Map<matrix const> const w2(d.w2.data(), hidden, classes);
    Eigen::Map<Eigen::RowVectorXf const> const b1(d.b1.data(), hidden), b2(d.b2.data(), classes);
    s->y.noalias() = x * w1;
    s->y = (s->y.rowwise() + b1).array().tanh().matrix();
    s->scores.noalias() = s->y * w2;
    s->scores.rowwise() += b2;
    s->largest = s->scores.rowwise().maxCoeff();
    s->scores.colwise() -= s->largest;
    float value = 0;
    for (int i = 0; i < batch; ++i) value -= s->scores(i, d.labels[static_cast<std::size_t>(i)]);
    s->scores = s->scores.array().exp().matrix();
    s->sums = s->scores.rowwise().sum();
    value = (value + s->sums.array().log().sum()) / batch;
    s->scores.array().colwise() *= (1.0f / batch) / s->sums.array();
    for (int i = 0; i < batch; ++i)
      s->scores(i, d.labels[static_cast<std::size_t>(i)]) -= 1.0f / batch;
    s->of_w2.noalias() = s->y.transpose() * s->scores;
    s->of_b2 = s->scores.colwise().sum();
    s->of_y.noalias() = s->scores * w2.transpose();
    s->of_y.array() *= 1 - s->y.array().square();
    s->of_w1.noalias() = x.transpose() * s->of_y;
    s->of_b1 = s->of_y.colwise().sum();
    benchmark::DoNotOptimize(value);
  };
  step();
  network::check("by hand", s->of_w1.cast<double>().sum(), s->of_w2.cast<double>().sum());
  network::add("network_784/by_hand", step);
}

struct network_tensors {
  network::data given;
  floats images{{network::batch, network::inputs}, given.images};
  tg::dynamic_tensor<int> labels{{network::batch}, given.labels};
  floats w1{{network::inputs, network::hidden}, given.w1}, b1{{network::hidden}, given.b1};
  floats w2{{network::hidden, network::classes}, given.w2}, b2{{network::classes}, given.b2};
};

void add_network_by_variables() {
  auto const s = std::make_shared<network_tensors>();
  auto const w = std::make_shared<std::array<tg::variable<float>, 4>>(
      std::array<tg::variable<float>, 4>{s->w1, s->b1, s->w2, s->b2});
  auto const step = [s, w] {
    for (tg::variable<float>& each : *w) each.clear_grad();
    auto const& [w1, b1, w2, b2] = *w;
    auto const loss = network_loss(s->images, s->labels, w1, b1, w2, b2);
    loss.backward();
    benchmark::DoNotOptimize(loss.item());
  };
  step();
  network::check("variables", sum_of((*w)[0].grad().data()), sum_of((*w)[2].grad().data()));
  network::add("network_784/variables", step);
}

void add_network_compiled() {
  auto const s = std::make_shared<network_tensors>();
  auto const f = tg::compile(
      [&](auto const& w1, auto const& b1, auto const& w2, auto const& b2) {
        return network_loss(tg::variable<float>(s->images), tg::variable<int>(s->labels), w1, b1,
                            w2, b2);
      },
      s->w1, s->b1, s->w2, s->b2);
  auto const [value, slopes] = f.value_and_grad(s->w1, s->b1, s->w2, s->b2);
  network::check("compiled", sum_of(slopes.first), sum_of(slopes.third));
  network::add("network_784/compiled", [s, f] {
    auto const made = f.value_and_grad(s->w1, s->b1, s->w2, s->b2);
    benchmark::DoNotOptimize(&made);
  });
}

[[maybe_unused]] bool const registered = [] {
  add_network_by_hand();
  add_network_by_variables();
  add_network_compiled();
  add_growing<sine_chain>("variables", grown_by_variables<sine_chain>);
  add_growing<cholesky>("variables", grown_by_variables<cholesky>);
  add_growing<cholesky>("variables_in_eigen", cholesky_by_eigen);
  add_growing<springs>("variables", grown_by_variables<springs>);
  add<few_operations>();
  add<long_chain>();
  return true;
}();

}  // namespace

BENCHMARK_MAIN();
