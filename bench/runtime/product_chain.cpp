// SPDX-License-Identifier: BSL-1.0
// sum(tanh(A B) C) with the gradients of all three matrices.
#include <typegrad/static.hpp>

#include "beside.hpp"

#include <Eigen/Core>

namespace tg = typegrad;

namespace {

constexpr auto chain = [](auto const& a, auto const& b, auto const& c) {
  return tg::sum(tg::matmul(tg::tanh(tg::matmul(a, b)), c));
};
constexpr auto slopes_of_chain = tg::value_and_grad(chain, tg::wrt<0, 1, 2>);

template <class Number, tg::index_t Size>
struct chain_case {
  using matrix = tg::tensor<Number, Size, Size>;
  struct results {
    tg::results<matrix, matrix, matrix> slopes;
    Number value[8];  // one number and what aligns it
  };
  static inline matrix a, b, c;

  static void generated(results& y) {
    using program = tg::program<decltype(slopes_of_chain), matrix, matrix, matrix>;
    alignas(program::alignment) static std::byte memory[program::workspace_bytes + 1];
    program::run(memory, tg::into(y.value[0], y.slopes), a, b, c);
  }
  /// What a derivative rule cannot know of sum(T C): it is the sums of T's columns times those of
  /// C's rows. Eigen has vector code for tanh of float alone.
  static void by_hand_eigen(results& y) {
    constexpr int n = static_cast<int>(Size);
    using plain = Eigen::Matrix<Number, n, n, Eigen::RowMajor>;
    using column = Eigen::Matrix<Number, n, 1>;
    Eigen::Map<plain const> const x(a.data()), w(b.data()), z(c.data());
    static plain t;
    t.noalias() = x * w;
    if constexpr (sizeof(Number) == 4) t = t.array().tanh().matrix();
    else t = (1 - 2 / ((2 * t.array()).exp() + 1)).matrix();
    column const columns_of_t = t.colwise().sum().transpose();
    column const rows_of_c = z.rowwise().sum();
    y.value[0] = columns_of_t.dot(rows_of_c);
    Eigen::Map<plain>(y.slopes.third.data()).colwise() = columns_of_t;
    t = ((1 - t.array().square()).rowwise() * rows_of_c.transpose().array()).matrix();
    Eigen::Map<plain>(y.slopes.first.data()).noalias() = t * w.transpose();
    Eigen::Map<plain>(y.slopes.second.data()).noalias() = x.transpose() * t;
  }
  static void add(std::string const& name) {
    fill(a, b, c);
    add_ways<Number, results>(name + "_" + std::to_string(Size), rounding_tolerance<Number>,
                              {{"generated", generated}, {"by_hand_eigen", by_hand_eigen}});
  }
};

template <class Number>
void add_chains(std::string const& name) {
  chain_case<Number, 4>::add(name);
  chain_case<Number, 8>::add(name);
  chain_case<Number, 16>::add(name);
  chain_case<Number, 32>::add(name);
  chain_case<Number, 64>::add(name);
  chain_case<Number, 128>::add(name);
}

[[maybe_unused]] bool const registered = [] {
  add_chains<double>("product_chain_double");
  add_chains<float>("product_chain_float");
  return true;
}();

}  // namespace
