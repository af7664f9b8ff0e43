// SPDX-License-Identifier: BSL-1.0
// A layer of a convolutional network, relu(conv2d(x, w) + b), compared with a target; gradients of
// the images too. 3 x 3 with a border of zeros.
#include <typegrad/static.hpp>

#include "beside.hpp"

#include <Eigen/Core>

namespace tg = typegrad;

namespace {

constexpr auto layer_loss = [](auto const& x, auto const& w, auto const& b, auto const& target) {
  return tg::sum(tg::square(tg::relu(tg::conv2d<1, 1>(x, w, b)) - target));
};
constexpr auto slopes_of_layer = tg::value_and_grad(layer_loss, tg::wrt<0, 1, 2>);

template <class Number, int Images, int In, int Out, int Side>
struct convolution_case {
  using images = tg::tensor<Number, Images, In, Side, Side>;
  using filters = tg::tensor<Number, Out, In, 3, 3>;
  using offsets = tg::tensor<Number, Out>;
  using outputs = tg::tensor<Number, Images, Out, Side, Side>;
  struct results {
    tg::results<images, filters, offsets> slopes;
    Number value[8];  // one number and what aligns it
  };
  static inline images x;
  static inline filters w;
  static inline offsets b;
  static inline outputs target;

  static void generated(results& y) {
    using program = tg::program<decltype(slopes_of_layer), images, filters, offsets, outputs>;
    alignas(program::alignment) static std::byte memory[program::workspace_bytes];
    program::run(memory, tg::into(y.value[0], y.slopes), x, w, b, target);
  }
  /// Windows copied to columns, image by image, so that they stay in the first-level cache.
  static void by_hand_eigen(results& y) {
    constexpr int area = Side * Side, length = In * 9;
    using columns = Eigen::Matrix<Number, length, area, Eigen::RowMajor>;
    using layer = Eigen::Matrix<Number, Out, area, Eigen::RowMajor>;
    using weights = Eigen::Matrix<Number, Out, length, Eigen::RowMajor>;
    Eigen::Map<weights const> const filter(w.data());
    Eigen::Map<Eigen::Matrix<Number, Out, 1> const> const offset(b.data());
    Eigen::Map<weights> of_filter(y.slopes.second.data());
    Eigen::Map<Eigen::Matrix<Number, Out, 1>> of_offset(y.slopes.third.data());
    static columns window, of_window;
    static layer out;
    of_filter.setZero();
    of_offset.setZero();
    Number value = 0;
    for (int n = 0; n < Images; ++n) {
      for_each_row([&](int channel, int tap, int row, int first, int count, int from) {
        Number* const to = window.data() + (channel * 9 + tap) * area + row * Side;
        for (int j = 0; j < Side; ++j) to[j] = 0;
        if (from < 0) return;
        Number const* const image = x.data() + (n * In + channel) * area + from;
        for (int j = 0; j < count; ++j) to[first + j] = image[j];
      });
      out.noalias() = filter * window;
      out.colwise() += offset;
      Eigen::Map<layer const> const goal(target.data() + n * Out * area);
      auto const positive = (out.array() > 0).template cast<Number>().eval();
      out = out.cwiseMax(Number(0)) - goal;
      value += out.squaredNorm();
      out = (2 * out.array() * positive).matrix();
      of_offset += out.rowwise().sum();
      of_filter.noalias() += out * window.transpose();
      of_window.noalias() = filter.transpose() * out;
      Number* const of_image = y.slopes.first.data() + n * In * area;
      for (int i = 0; i < In * area; ++i) of_image[i] = 0;
      for_each_row([&](int channel, int tap, int row, int first, int count, int from) {
        if (from < 0) return;
        Number const* const slopes =
            of_window.data() + (channel * 9 + tap) * area + row * Side + first;
        Number* const to = of_image + channel * area + from;
        for (int j = 0; j < count; ++j) to[j] += slopes[j];
      });
    }
    y.value[0] = value;
  }
  /// Visits the rows of all windows: `count` numbers from `first` on come from `from`, -1 where the
  /// row lies in the border.
  template <class Visit>
  [[gnu::always_inline]] static void for_each_row(Visit const& visit) {
    for (int channel = 0; channel < In; ++channel)
      for (int k = 0; k < 3; ++k)
        for (int l = 0; l < 3; ++l)
          for (int i = 0; i < Side; ++i) {
            int const row = i + k - 1, first = l == 0 ? 1 : 0, count = l == 1 ? Side : Side - 1;
            visit(channel, 3 * k + l, i, first, count,
                  row < 0 || row >= Side ? -1 : row * Side + (l == 2 ? 1 : 0));
          }
  }
  static void add(std::string const& name) {
    fill(x, w, b, target);
    add_ways<Number, results>(name, rounding_tolerance<Number>,
                              {{"generated", generated}, {"by_hand_eigen", by_hand_eigen}});
  }
};

[[maybe_unused]] bool const registered = [] {
  convolution_case<double, 16, 1, 12, 8>::add("convolution_double_1_to_12");
  convolution_case<double, 16, 12, 24, 8>::add("convolution_double_12_to_24");
  convolution_case<float, 16, 1, 12, 8>::add("convolution_float_1_to_12");
  convolution_case<float, 16, 12, 24, 8>::add("convolution_float_12_to_24");
  return true;
}();

}  // namespace
