// SPDX-License-Identifier: BSL-1.0
// One head of attention, softmax(Q K^T / sqrt(d)) V, compared with a target; gradients of all
// three.
#include <typegrad/static.hpp>

#include "beside.hpp"

#include <Eigen/Core>

namespace tg = typegrad;

namespace {

constexpr auto attention_loss = [](auto const& q, auto const& k, auto const& v, auto const& target,
                                   auto scale) {
  auto const weights = tg::softmax<-1>(tg::matmul(q, tg::transpose(k)) * scale);
  return tg::sum(tg::square(tg::matmul(weights, v) - target));
};
constexpr auto slopes_of_attention = tg::value_and_grad(attention_loss, tg::wrt<0, 1, 2>);

template <class Number, tg::index_t Length, tg::index_t Width>
struct attention_case {
  using matrix = tg::tensor<Number, Length, Width>;
  struct results {
    tg::results<matrix, matrix, matrix> slopes;
    Number value[8];  // one number and what aligns it
  };
  static inline matrix q, k, v, target;
  static inline Number const scale = Number(1) / std::sqrt(Number(Width));

  static void generated(results& y) {
    using program =
        tg::program<decltype(slopes_of_attention), matrix, matrix, matrix, matrix, Number>;
    alignas(program::alignment) static std::byte memory[program::workspace_bytes];
    program::run(memory, tg::into(y.value[0], y.slopes), q, k, v, target, scale);
  }
  static void by_hand_eigen(results& y) {
    constexpr int s = static_cast<int>(Length), d = static_cast<int>(Width);
    using wide = Eigen::Matrix<Number, s, d, Eigen::RowMajor>;
    using square = Eigen::Matrix<Number, s, s, Eigen::RowMajor>;
    Eigen::Map<wide const> const a(q.data()), b(k.data()), c(v.data()), goal(target.data());
    static square p, dp;
    static wide out;
    p.noalias() = a * b.transpose();
    for (int i = 0; i < s; ++i) {
      auto row = p.row(i).array();
      Number const largest = row.maxCoeff();
      row = ((row - largest) * scale).exp();
      row *= 1 / row.sum();
    }
    out.noalias() = p * c;
    out -= goal;
    y.value[0] = out.squaredNorm();
    out *= 2;
    Eigen::Map<wide>(y.slopes.third.data()).noalias() = p.transpose() * out;
    dp.noalias() = out * c.transpose();
    for (int i = 0; i < s; ++i) {
      auto row = dp.row(i).array();
      Number const together = dp.row(i).dot(p.row(i));
      row = (row - together) * p.row(i).array() * scale;
    }
    Eigen::Map<wide>(y.slopes.first.data()).noalias() = dp * b;
    Eigen::Map<wide>(y.slopes.second.data()).noalias() = dp.transpose() * a;
  }
  static void add(std::string const& name) {
    fill(q, k, v, target);
    add_ways<Number, results>(name + "_" + std::to_string(Length) + "x" + std::to_string(Width),
                              rounding_tolerance<Number>,
                              {{"generated", generated}, {"by_hand_eigen", by_hand_eigen}});
  }
};

[[maybe_unused]] bool const registered = [] {
  attention_case<double, 16, 32>::add("attention_double");
  attention_case<double, 64, 64>::add("attention_double");
  attention_case<float, 16, 32>::add("attention_float");
  attention_case<float, 64, 64>::add("attention_float");
  return true;
}();

}  // namespace
