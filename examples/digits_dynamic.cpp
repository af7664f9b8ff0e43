// SPDX-License-Identifier: BSL-1.0
/// Learns to read handwritten digits as examples/digits.cpp does, in three ways side by side: with
/// shapes that the compiler knows, with a batch size that is known at run time (an open extent),
/// and with variables, whose graph is recorded while the program runs. All start with the same
/// weights and see the same batches.
///
///     digits_dynamic [N]    N images a batch, 32 if not given; the static way exists for 32 only
///
/// Ends with 0 if the losses of every epoch agree to 1e-5 (rounding makes 2e-7 of them) and, with
/// 32 images a batch, at least 95 % of the images that were held out are read right.
#include <typegrad/typegrad.hpp>

#include <typegrad/nn/accuracy.hpp>
#include <typegrad/nn/dynamic_parameters.hpp>
#include <typegrad/nn/momentum_sgd.hpp>

#include "digits.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

// [readme:open]
constexpr auto loss_and_gradient = tg::value_and_grad(loss);

using open_batch = batch<tg::dyn_named<"images">>;  // a tensor of "images" x 64, and the labels

/// One step: the same code for extents that the compiler knows and for those that it does not.
template <tg::index_t N>
float learn(network<float>& net, tg::momentum_sgd<network<float>>& optimizer,
            batch<N> const& lesson) {
  auto const [value, gradient] = loss_and_gradient(net, lesson.images, lesson.labels);
  optimizer.update(net, gradient);
  return value;
}
// [readme:open end]

open_batch make_open_batch(int images, lines::const_iterator from) {
  open_batch made{decltype(open_batch::images)(images), decltype(open_batch::labels)(images)};
  made.take(from);
  return made;
}

/// A way of learning: a network, its optimizer and the seconds it took.
template <class Parameters>
struct learner {
  Parameters net;
  tg::momentum_sgd<Parameters> optimizer{.learning_rate = 0.05, .momentum = 0.9};
  double sum = 0;
  double seconds = 0;

  void add(auto const& step) {
    auto const start = std::chrono::steady_clock::now();
    sum += static_cast<double>(step());
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }
  double mean(int batches) { return std::exchange(sum, 0) / batches; }
};

// [readme:digits_of_variables]
using variables = std::vector<tg::variable<float>>;

tg::variable<float> scores(variables const& net, tg::variable<float> const& images) {
  return tg::linear(tg::tanh(tg::linear(images, net[0], net[1])), net[2], net[3]);
}

float learn(variables& net, tg::momentum_sgd<variables>& optimizer, open_batch const& lesson) {
  for (auto& parameter : net) parameter.clear_grad();
  auto const value = tg::softmax_cross_entropy(scores(net, lesson.images), lesson.labels);
  value.backward();
  optimizer.update(net);
  return value.item();
}
// [readme:digits_of_variables end]

double fraction_right(variables const& net, batch<held_out> const& test) {
  tg::no_grad const values_only;
  auto const given = scores(net, test.images);
  return tg::accuracy(tg::fix<held_out, 10>(given.data()), test.labels);
}

int main(int argument_count, char** arguments) {
  int const images = argument_count > 1 ? std::atoi(arguments[1]) : batch_size;
  if (images < 1 || images > all - held_out) {
    std::printf("digits_dynamic [N]: N must lie between 1 and %d\n", all - held_out);
    return 2;
  }
  bool const with_static = images == batch_size;

  tg::random_numbers random(1);
  lines data = read_digits(random);
  static batch<held_out> test;
  test.take(data.begin());
  data.erase(data.begin(), data.begin() + held_out);
  int const batches = static_cast<int>(data.size()) / images;

  static network<float> start;
  tg::initialize(start, random);
  static learner<network<float>> fixed{start}, open{start};
  learner<variables> dynamic{{start.w1, start.b1, start.w2, start.b2}};

  std::printf("mean loss of an epoch, %d images a batch\n", images);
  std::printf("epoch  %s      open  variables\n", with_static ? "   static " : "");
  double worst = 0;
  for (int epoch = 1; epoch <= epochs; ++epoch) {
    random.shuffle(data.begin(), data.end());
    for (int i = 0; i < batches; ++i) {
      auto const from = data.cbegin() + i * images;
      auto const lesson = make_open_batch(images, from);
      if (with_static) {
        static batch<batch_size> known;
        known.take(from);
        fixed.add([&] { return learn(fixed.net, fixed.optimizer, known); });
      }
      open.add([&] { return learn(open.net, open.optimizer, lesson); });
      dynamic.add([&] { return learn(dynamic.net, dynamic.optimizer, lesson); });
    }
    double const with_open = open.mean(batches);
    double const with_variables = dynamic.mean(batches);
    double const expected = with_static ? fixed.mean(batches) : with_open;
    for (double const value : {with_open, with_variables})
      worst = std::max(worst, std::abs(value / expected - 1));
    if (epoch % 3 != 0 && epoch != 1) continue;
    std::printf("%5d  ", epoch);
    if (with_static) std::printf("%9.6f ", expected);
    std::printf("%9.6f  %9.6f\n", with_open, with_variables);
  }
  double const right = fraction_right(dynamic.net, test);
  std::printf("\nseconds");
  if (with_static) std::printf("%9.3f ", fixed.seconds);
  std::printf("%9.3f  %9.3f\n", open.seconds, dynamic.seconds);
  std::printf("losses differ by %.1e of their size at most\n", worst);
  std::printf("%.1f %% of %d held-out images are read right\n", 100 * right, held_out);
  return worst < 1e-5 && (right >= 0.95 || !with_static) ? 0 : 1;
}
