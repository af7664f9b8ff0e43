// SPDX-License-Identifier: BSL-1.0
/// The programs of docs/course/: the lessons of "Deep Learning from Scratch" 2 and 3 in C++, each
/// with shapes that the compiler knows and with variables. Ends with 0 if the answers of all
/// exercises are right.
#include <typegrad/debug/numerical_diff.hpp>
#include <typegrad/debug/write_dot.hpp>
#include <typegrad/debug/write_variable_dot.hpp>
#include <typegrad/nn/adam.hpp>
#include <typegrad/nn/data_loader.hpp>
#include <typegrad/nn/dynamic_parameters.hpp>
#include <typegrad/nn/initialize.hpp>
#include <typegrad/nn/rnn_cell.hpp>
#include <typegrad/typegrad.hpp>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>

namespace tg = typegrad;
using real = tg::variable<double>;

bool near(double a, double b, double tolerance = 1e-9) { return std::abs(a - b) < tolerance; }

// [readme:composed]
constexpr auto composed = [](auto const& x) { return tg::square(tg::exp(tg::square(x))); };
// [readme:composed end]

// Steps 1 to 10: a variable, functions of it, its derivative.
bool lesson_one() {
  // [readme:static_slope]
  static_assert(composed(0.0) == 1.0);
  double const slope = tg::grad(composed)(0.5);  // generated while this file compiles
  // [readme:static_slope end]

  // [readme:variable_slope]
  real x(0.5);
  real y = composed(x);
  y.backward();
  std::cout << y << ", slope " << x.grad() << "\n";
  // [readme:variable_slope end]

  // [readme:creators]
  std::cout << "y was made by " << y.creator().name() << ", its operand by "
            << y.creator().input().creator().name() << "\n";
  // [readme:creators end]

  // [readme:numerical]
  double const h = 1e-4;
  double const difference = (composed(0.5 + h) - composed(0.5 - h)) / (2 * h);
  std::printf("backward %.6f, difference %.6f\n", slope, difference);
  // [readme:numerical end]
  return near(slope, x.grad().item()) && near(slope, difference, 1e-6);
}

void draw_model(std::string const& folder);
void draw_state(std::string const& folder);

/// The pictures of the lessons.
void draw(std::string const& folder) {
  // [readme:draw]
  real x(0.5);
  x.set_name("x");
  std::ofstream file(folder + "/course_graph.dot");  // dot -Tsvg course_graph.dot -o graph.svg
  tg::write_dot(file, composed(x));
  // [readme:draw end]
  // [readme:draw_slope]
  real t(2.0);
  t.set_name("t");
  (t * t * t).backward({.create_graph = true});
  std::ofstream slope(folder + "/course_slope.dot");
  tg::write_dot(slope, t.grad());
  // [readme:draw_slope end]
  // [readme:draw_sum]
  real a{{1, 2, 3}, {4, 5, 6}}, row{10, 20, 30};
  a.set_name("a");
  row.set_name("row");
  std::ofstream sum(folder + "/course_sum.dot");
  tg::write_dot(sum, tg::sum(a + row));
  // [readme:draw_sum end]
  // [readme:draw_layer]
  real in{{1, 2}, {3, 4}}, w{{0.5, -1}, {2, 1}}, b{0.1, 0.2};
  in.set_name("x");
  w.set_name("w");
  b.set_name("b");
  std::ofstream layer(folder + "/course_layer.dot");
  tg::write_dot(layer, tg::sigmoid(tg::linear(in, w, b)));
  // [readme:draw_layer end]
  // [readme:draw_window]
  real image{{0, 0, 1, 1}, {0, 0, 1, 1}}, window{{-1, 1}};
  image.set_name("image");
  window.set_name("window");
  std::ofstream edges(folder + "/course_window.dot");
  tg::write_dot(edges,
                tg::conv2d(tg::reshape(image, {1, 1, 2, 4}), tg::reshape(window, {1, 1, 1, 2})));
  // [readme:draw_window end]
  draw_model(folder);
  draw_state(folder);
}

// [readme:exercise_one]
/// Exercise 1: y = (x + 3) (x - 2)^2. Where is its slope zero, beside x = 2? Newton's method finds
/// it.
double exercise_one(double x) {
  constexpr auto f = [](auto t) { return (t + 3) * tg::square(t - 2); };
  for (int step = 0; step < 8; ++step) x -= tg::grad(f)(x) / tg::grad(tg::grad(f))(x);
  return x;
}
// [readme:exercise_one end]

// Steps 25 to 36: derivatives of derivatives.
bool lesson_two() {
  // [readme:newton]
  real x(2.0);
  for (int step = 0; step < 6; ++step) {
    x.clear_grad();
    real const y = x * x * x * x - 2 * x * x;
    y.backward({.create_graph = true});  // the slope is a variable too
    real const slope = x.grad();
    x.clear_grad();
    slope.backward();
    x.set_data(x.data() - slope.data() / x.grad().data());
    std::printf("step %d: x = %.9f\n", step, x.item());
  }
  // [readme:newton end]

  // [readme:static_second]
  constexpr auto f = [](auto t) { return t * t * t * t - 2 * t * t; };
  static_assert(tg::grad(tg::grad(f))(2.0) == 44.0);
  // [readme:static_second end]
  return near(x.item(), 1);
}

// [readme:exercise_two]
/// Exercise 2: Newton's method for the slope of x^4 - 2 x^2, `steps` of them from x.
double exercise_two(double x, int steps) {
  constexpr auto f = [](auto t) { return t * t * t * t - 2 * t * t; };
  for (int step = 0; step < steps; ++step) x -= tg::grad(f)(x) / tg::grad(tg::grad(f))(x);
  return x;
}
// [readme:exercise_two end]

// Steps 37 to 41: tensors.
bool lesson_three() {
  // [readme:tensors]
  tg::tensor<double, 2, 3> const fixed{{1, 2, 3}, {4, 5, 6}};
  auto const slopes = tg::grad([](auto x) { return tg::sum(tg::sin(x)); })(fixed);
  real const x{{1, 2, 3}, {4, 5, 6}};
  tg::sum(tg::sin(x)).backward();
  std::cout << x.grad() << "\n";
  // [readme:tensors end]

  // [readme:reshape]
  auto const flat = tg::reshape<6>(fixed);  // the shape is part of the type
  real const turned = tg::transpose(x);     // or looked up
  std::cout << flat << "\n" << turned.shape() << "\n";
  // [readme:reshape end]

  // [readme:broadcast]
  real const row{10, 20, 30};
  x.clear_grad();
  tg::sum(x + row).backward();
  std::cout << row.grad() << "\n";  // summed over the lines that it was added to
  // [readme:broadcast end]

  // [readme:matmul]
  real const w{{1, 0}, {0, 1}, {1, 1}};
  real const y = tg::matmul(x, w);
  tg::sum(y).backward();
  std::cout << y.shape() << " " << w.grad().shape() << "\n";
  // tg::matmul(fixed, fixed) does not compile: "columns of a (3) must equal rows of b (2)"
  // [readme:matmul end]
  return near(slopes(1, 2), std::cos(6.0)) && row.grad().data()(0) == 2 &&
         w.grad().data()(2, 1) == 9;
}

// [readme:exercise_three]
/// Exercise 3: the mean squared error of a line y = w x + b at five points, and its slopes by w and
/// b, by one call.
auto exercise_three(double w, double b) {
  constexpr auto error = [](auto slope, auto offset) {
    constexpr tg::tensor<double, 5> x{0, 1, 2, 3, 4}, y{1, 3, 5, 7, 9};
    return tg::mean(tg::square(slope * x + offset - y));
  };
  return tg::value_and_grad(error, tg::wrt<0, 1>)(w, b);
}
// [readme:exercise_three end]

// Book 2, 1.3: layers whose gradients are worked out by hand.
bool lesson_four() {
  // [readme:layers]
  using numbers = tg::dynamic_tensor<double>;
  numbers const x{{1, 2}, {3, 4}}, w{{0.5, -1}, {2, 1}}, b{0.1, 0.2};
  tg::affine_layer affine{w, b};
  tg::sigmoid_layer<numbers> sigmoid;
  numbers const y = sigmoid.forward(affine.forward(x));
  affine.backward(sigmoid.backward(numbers{{1, 1}, {1, 1}}));
  // [readme:layers end]

  // [readme:static_layers]
  tg::tensor<double, 2, 2> const fixed_x{{1, 2}, {3, 4}};
  tg::affine_layer<double, 2, 2> fixed{.weight{{0.5, -1}, {2, 1}}, .offset{0.1, 0.2}};
  fixed.forward(fixed_x);
  fixed.backward(tg::ones<double, 2, 2>());
  bool const is_right =
      fixed.weight_gradient == tg::tensor<double, 2, 2>{{4, 4}, {6, 6}};  // x^T dy
  // [readme:static_layers end]

  // [readme:layers_checked]
  real const weight(w);
  tg::sum(tg::sigmoid(tg::linear(real(x), weight, real(b)))).backward();
  double const by_hand = affine.weight_gradient(1, 0);
  std::printf("by hand %.6f, by backward %.6f\n", by_hand, weight.grad().data()(1, 0));
  // [readme:layers_checked end]
  return near(by_hand, weight.grad().data()(1, 0)) && y.size() == 4 && is_right;
}

// [readme:exercise_four]
/// Exercise 4: a layer for tanh. What `backward` needs is kept by `forward`: dx = dy (1 - y^2).
template <class Tensor>
struct tanh_layer {
  Tensor output;
  auto forward(Tensor const& x) { return output = tg::tanh(x); }
  auto backward(Tensor const& dy) const { return dy * (1.0 - output * output); }
};
// [readme:exercise_four end]
bool check_exercise_four() {
  tg::tensor<double, 3> const x{-1, 0, 2}, ones{1, 1, 1};
  tanh_layer<tg::tensor<double, 3>> layer;
  layer.forward(x);
  auto const by_hand = layer.backward(ones);
  auto const slope = tg::grad([](auto const& t) { return tg::sum(tg::tanh(t)); })(x);
  return near(tg::norm(by_hand - slope), 0);
}

// [readme:model]
/// One model: with tensors of fixed extents, of any shape, or with variables.
template <class W1, class B1, class W2 = W1, class B2 = B1>
struct two_layers {
  W1 w1;
  B1 b1;
  W2 w2;
  B2 b2;
  auto operator()(auto const& x) const {
    return tg::linear(tg::sigmoid(tg::linear(x, w1, b1)), w2, b2);
  }
};
// [readme:model end]

// Steps 42 to 50: models, optimizers, batches.
bool lesson_five() {
  // [readme:train]
  tg::random_numbers random(1);
  tg::dynamic_tensor<double> x(tg::shape{100, 1}), target(tg::shape{100, 1});
  for (int i = 0; i < 100; ++i) {
    x(i, 0) = random.uniform();
    target(i, 0) = std::sin(6.28 * x(i, 0)) + 0.1 * random.uniform();
  }
  two_layers<real, real> model{real(tg::normal<double>({1, 10}, random)),
                               real(tg::dynamic_tensor<double>(tg::shape{10})),
                               real(tg::normal<double>({10, 1}, random, 0.3)),
                               real(tg::dynamic_tensor<double>(tg::shape{1}))};
  tg::adam<two_layers<real, real>> optimizer{.learning_rate = 0.05};
  tg::data_loader loader(100, {.batch_size = 32, .seed = 1});  // the fourth batch has 4
  for (int epoch = 0; epoch < 300; ++epoch)
    for (auto const batch : loader.epoch()) {
      tg::zero_grad(model);
      real const loss = tg::mean(
          tg::square(model(real(tg::rows_of(x, batch))) - real(tg::rows_of(target, batch))));
      loss.backward();
      optimizer.update(model);
    }
  real const loss = tg::mean(tg::square(model(real(x)) - real(target)));
  std::printf("loss below 0.01: %s\n", loss.item() < 0.01 ? "yes" : "no");
  // [readme:train end]
  return loss.item() < 0.01;
}

// [readme:static_model]
/// The same network with fixed extents: a template over its scalar.
template <class T>
struct fixed_layers {
  tg::tensor<T, 1, 10> w1;
  tg::tensor<T, 10> b1;
  tg::tensor<T, 10, 1> w2;
  tg::tensor<T, 1> b2;
  constexpr auto operator()(auto const& x) const {
    return tg::linear(tg::sigmoid(tg::linear(x, w1, b1)), w2, b2);
  }
};
constexpr auto fixed_loss = [](auto const& net, auto const& x, auto const& target) {
  return tg::mean(tg::square(net(x) - target));
};
// [readme:static_model end]

bool static_lesson_five() {
  // [readme:static_train]
  tg::random_numbers random(1);
  tg::tensor<double, 100, 1> x, target;
  for (int i = 0; i < 100; ++i) {
    x(i, 0) = random.uniform();
    target(i, 0) = std::sin(6.28 * x(i, 0)) + 0.1 * random.uniform();
  }
  fixed_layers<double> net{};
  tg::initialize(net, random);
  tg::adam<fixed_layers<double>> optimizer{.learning_rate = 0.05};
  tg::data_loader loader(100, {.batch_size = 25, .seed = 1});  // equal batches: one program
  for (int epoch = 0; epoch < 300; ++epoch)
    for (auto const batch : loader) {
      auto const [loss, gradient] = tg::value_and_grad(fixed_loss)(net, tg::rows_of<25>(x, batch),
                                                                   tg::rows_of<25>(target, batch));
      optimizer.update(net, gradient);
    }
  std::printf("loss below 0.01: %s\n", fixed_loss(net, x, target) < 0.01 ? "yes" : "no");
  // [readme:static_train end]
  return fixed_loss(net, x, target) < 0.01;
}

void draw_model(std::string const& folder) {
  // [readme:draw_model]
  using loss_of_a_batch = tg::program<decltype(tg::evaluate(fixed_loss)), fixed_layers<double>,
                                      tg::tensor<double, 25, 1>, tg::tensor<double, 25, 1>>;
  std::ofstream model(folder + "/course_model.dot");
  tg::write_dot<loss_of_a_batch>(model, {"w1", "b1", "w2", "b2", "x", "target"});
  // [readme:draw_model end]
}

// [readme:exercise_five]
/// Exercise 5: the slope of w^2 after `backward` was called `times` times without `zero_grad`.
double exercise_five(double start, int times) {
  real const w(start);
  for (int i = 0; i < times; ++i) tg::square(w).backward();
  return w.grad().item();
}
// [readme:exercise_five end]

// Step 57: convolution and pooling.
bool lesson_six() {
  // [readme:convolution]
  tg::dynamic_tensor<double> image(tg::shape{1, 1, 4, 4});
  for (int i = 0; i < 16; ++i) image.data()[i] = i % 4 < 2 ? 0 : 1;  // dark left, bright right
  real const edges{{-1, 1}};
  real const y = tg::conv2d(real(image), tg::reshape(edges, {1, 1, 1, 2}));
  std::cout << tg::reshape(y, {4, 3}) << "\n";
  std::cout << tg::max_pool(y, 2).shape() << "\n";
  // [readme:convolution end]
  return y.data()(0, 0, 2, 1) == 1 && y.data()(0, 0, 2, 2) == 0;
}

// [readme:static_convolution]
constexpr auto edges_of = [](auto const& picture, auto const& window) {
  return tg::conv2d(picture, window);
};
constexpr tg::tensor<double, 1, 1, 2, 4> picture{0, 0, 1, 1, 0, 0, 1, 1};
constexpr tg::tensor<double, 1, 1, 1, 2> window{-1, 1};
static_assert(edges_of(picture, window) == tg::tensor<double, 1, 1, 2, 3>{0, 1, 0, 0, 1, 0});
// The slope of the sum of the edges by the window: what each of its numbers has met.
constexpr auto met = tg::grad([](auto const& w) { return tg::sum(edges_of(picture, w)); })(window);
static_assert(met == tg::tensor<double, 1, 1, 1, 2>{2, 4});
// [readme:static_convolution end]

// [readme:exercise_six]
// Exercise 6: (15 + 2 - 3) / 2 + 1 = 8.
using image_of_rgb = tg::tensor<double, 1, 3, 15, 15>;
using filters = tg::tensor<double, 8, 3, 3, 3>;
static_assert(std::is_same_v<decltype(tg::conv2d<2, 1>(image_of_rgb{}, filters{})),
                             tg::tensor<double, 1, 8, 8, 8>>);
// [readme:exercise_six end]

// Steps 59 and 60: a network with a state.
bool lesson_seven() {
  // [readme:recurrent]
  tg::random_numbers random(2);
  struct network {
    struct {
      real w_input, w_state, offset;
    } cell;
    real w_out;
  };
  network net{
      {real(tg::normal<double>({1, 8}, random)), real(tg::normal<double>({8, 8}, random, 0.3)),
       real(tg::dynamic_tensor<double>(tg::shape{8}))},
      real(tg::normal<double>({8, 1}, random, 0.3))};
  tg::adam<network> optimizer{.learning_rate = 0.01};
  double first = 0, last = 0;
  for (int epoch = 0; epoch < 120; ++epoch) {
    real h(tg::dynamic_tensor<double>(tg::shape{1, 8})), loss = 0;
    for (int t = 0; t < 25; ++t) {  // predicts the next value of a sine
      real const x{{std::sin(0.25 * t)}};
      h = tg::rnn_cell(net.cell, x, h);
      loss += tg::sum(tg::square(tg::matmul(h, net.w_out) - std::sin(0.25 * (t + 1))));
    }
    tg::zero_grad(net);
    loss.backward();
    tg::clip_by_norm(net, 1.0);
    optimizer.update(net);
    (epoch == 0 ? first : last) = loss.item();
  }
  std::printf("the error falls to a hundredth: %s\n", last < first / 100 ? "yes" : "no");
  // [readme:recurrent end]
  return last < first / 100;
}

void draw_state(std::string const& folder) {
  // [readme:draw_state]
  struct {
    real w_input{{1, 2}}, w_state{{1, 0}, {0, 1}}, offset{0, 0};
  } cell;
  cell.w_input.set_name("w_input");
  cell.w_state.set_name("w_state");
  cell.offset.set_name("offset");
  real x{{0.5}}, h{{0, 0}};
  x.set_name("x");
  h.set_name("h");
  std::ofstream state(folder + "/course_state.dot");
  tg::write_dot(state, tg::rnn_cell(cell, x, h));
  // [readme:draw_state end]
}

// [readme:static_recurrent]
/// The same with fixed extents; `scan` is one node of the graph, however long the series.
template <class T>
struct recurrent {
  tg::rnn_parameters<T, 1, 8> cell;
  tg::tensor<T, 8, 1> w_out;
};
constexpr auto series_error = [](auto const& net, auto const& now, auto const& next) {
  auto const start = tg::matmul(tg::zeros<double, 1, 1>(), net.cell.w_input);  // a state of zeros
  auto const turn = [&](auto const& h, auto const& x, auto const& expected) {
    auto const state = tg::rnn_cell(net.cell, tg::reshape<1, 1>(x), h);
    return tg::results{state, tg::sum(tg::square(tg::matmul(state, net.w_out) - expected))};
  };
  auto const [last, errors] = tg::scan(turn, start, now, next);
  return tg::sum(errors);
};
// [readme:static_recurrent end]

bool static_lesson_seven() {
  // [readme:static_series]
  tg::tensor<double, 25> now, next;
  for (int t = 0; t < 25; ++t) now(t) = std::sin(0.25 * t), next(t) = std::sin(0.25 * (t + 1));
  tg::random_numbers random(2);
  recurrent<double> net{};
  tg::initialize(net, random);
  tg::adam<recurrent<double>> optimizer{.learning_rate = 0.01};
  double first = 0, last = 0;
  for (int epoch = 0; epoch < 120; ++epoch) {
    auto [error, gradient] = tg::value_and_grad(series_error)(net, now, next);
    tg::clip_by_norm(gradient, 1.0);
    optimizer.update(net, gradient);
    (epoch == 0 ? first : last) = error;
  }
  std::printf("the error falls to a hundredth: %s\n", last < first / 100 ? "yes" : "no");
  // [readme:static_series end]
  return last < first / 100;
}

// [readme:exercise_seven]
/// Exercise 7: y = tanh(tanh(x)), cut in the middle or not. Is there a slope at x?
bool exercise_seven(bool cut) {
  real const x(0.5);
  real h = tg::tanh(x);
  if (cut) h = h.detach();  // a leaf with the same number
  tg::tanh(h).backward();
  return !x.grad().is_none();
}
// [readme:exercise_seven end]

int main(int argc, char** argv) {
  if (argc > 1) draw(argv[1]);
  bool right = lesson_one() & lesson_two() & lesson_three() & lesson_four() & lesson_five() &
               static_lesson_five() & lesson_six() & lesson_seven() & static_lesson_seven();
  right = right && near(exercise_one(-1), -4.0 / 3);
  right = right && near(exercise_two(0.5, 1), -1) && near(exercise_two(0.3, 8), 0);
  right = right && check_exercise_four() && near(exercise_five(1.5, 3), 9);
  right = right && exercise_seven(false) && !exercise_seven(true);
  auto const [error, slopes] = exercise_three(1, 0);
  right = right && near(error, 11) && near(slopes.first, -16) && near(slopes.second, -6);
  return right ? 0 : 1;
}
