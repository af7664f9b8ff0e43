// SPDX-License-Identifier: BSL-1.0
// Random sequences of operations, each of shapes that fit, which can be carried out on other values
// again.
#pragma once

#include <typegrad/typegrad.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace random_graphs {

namespace tg = typegrad;

/// Small, fast and the same everywhere (splitmix64).
class dice {
 public:
  explicit dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t word() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  /// In [0, n).
  int below(int n) { return static_cast<int>(word() % static_cast<std::uint64_t>(n)); }
  int between(int low, int high) { return low + below(high - low + 1); }
  bool one_in(int n) { return below(n) == 0; }
  /// In [-1, 1).
  double number() { return static_cast<double>(word() >> 11) * 0x1p-52 - 1; }

 private:
  std::uint64_t state_;
};

enum class call {
  add,
  sub,
  mul,
  div,
  power,
  atan2,
  hypot,
  neg,
  sin,
  cos,
  tanh,
  sigmoid,
  exp,
  log,
  sqrt,
  softplus,
  atan,
  erf,
  square,
  scale,
  add_number,
  subtract_from_number,
  where,
  maximum,
  minimum,
  abs,
  relu,
  clamp,
  mask,
  float_and_back,
  class_numbers,
  whole_numbers,
  sum,
  mean,
  prod,
  max,
  min,
  variance,
  norm,
  logsumexp,
  softmax,
  log_softmax,
  reshape,
  flatten,
  transpose,
  swapaxes,
  broadcast_to,
  sum_to,
  slice,
  take,
  flip,
  expand_dims,
  squeeze,
  diagonal,
  tril,
  triu,
  concatenate,
  stack,
  repeat,
  tile,
  cumsum,
  matmul,
  outer,
  inverse,
  determinant,
  solve,
  count
};

/// One call with its arguments; operands are numbers of earlier values.
struct step {
  call made = call::add;
  int operand[3]{};
  int operand_count = 1;
  tg::axis_list axes;
  bool keep = false;
  tg::shape target;
  tg::slice_list items;
  tg::index_t number = 0;
  std::vector<tg::index_t> indices;
};

template <class T>
tg::variable<T> regular(tg::variable<T> const& x) {
  tg::dynamic_tensor<T> eye(x.shape());
  tg::index_t const n = x.shape()[x.ndim() - 1];
  for (tg::index_t i = 0; i < eye.size(); ++i) eye.data()[i] = (i / n) % n == i % n ? T(4) : T(0);
  return tg::tanh(x) + eye;
}

/// Carries out one step on its operands.
template <class T>
tg::variable<T> carry_out(step const& s, tg::variable<T> const* x) {
  using other = std::conditional_t<std::is_same_v<T, double>, float, double>;
  switch (s.made) {
    case call::add:
      return x[0] + x[1];
    case call::sub:
      return x[0] - x[1];
    case call::mul:
      return x[0] * x[1];
    case call::div:
      return x[0] / (x[1] * x[1] + 1);
    case call::power:
      return tg::pow(x[0] * x[0] + 1, tg::tanh(x[1]));
    case call::atan2:
      return tg::atan2(x[0], x[1] * x[1] + 1);
    case call::hypot:
      return tg::hypot(x[0], x[1] * x[1] + 1);

    case call::neg:
      return -x[0];
    case call::sin:
      return tg::sin(x[0]);
    case call::cos:
      return tg::cos(x[0]);
    case call::tanh:
      return tg::tanh(x[0]);
    case call::sigmoid:
      return tg::sigmoid(x[0]);
    case call::exp:
      return tg::exp(tg::tanh(x[0]));
    case call::log:
      return tg::log(x[0] * x[0] + 1);
    case call::sqrt:
      return tg::sqrt(x[0] * x[0] + 1);
    case call::softplus:
      return tg::softplus(x[0]);
    case call::atan:
      return tg::atan(x[0]);
    case call::erf:
      return tg::erf(x[0]);
    case call::square:
      return tg::square(x[0]);
    case call::scale:
      return x[0] * 0.375;
    case call::add_number:
      return 1.1 + x[0];
    case call::subtract_from_number:
      return 2 - x[0];

    case call::where:
      return tg::where(x[0] > x[1], x[1], x[2]);
    case call::maximum:
      return (tg::max)(x[0], x[1]);
    case call::minimum:
      return (tg::min)(x[0], x[1]);
    case call::abs:
      return tg::abs(x[0]);
    case call::relu:
      return tg::relu(x[0]);
    case call::clamp:
      return tg::clamp(x[0], -0.5, 0.75);
    case call::mask:
      return tg::cast<T>(x[0] <= x[1]);
    case call::float_and_back:
      return tg::cast<T>(tg::cast<other>(x[0]) + 1);
    case call::class_numbers:
      return tg::cast<T>(tg::argmax(x[0], s.axes)) + 0.25;
    case call::whole_numbers:
      return tg::cast<T>(tg::cast<std::int32_t>(x[0]) + 1);

    case call::sum:
      return tg::sum(x[0], s.axes, s.keep);
    case call::mean:
      return tg::mean(x[0], s.axes, s.keep);
    case call::prod:
      return tg::prod(tg::tanh(x[0]), s.axes, s.keep);
    case call::max:
      return (tg::max)(x[0], s.axes, s.keep);
    case call::min:
      return (tg::min)(x[0], s.axes, s.keep);
    case call::variance:
      return tg::variance(x[0], s.axes, s.keep);
    case call::norm:
      return tg::norm(tg::tanh(x[0]) + 2, s.axes, s.keep);
    case call::logsumexp:
      return tg::logsumexp(x[0], s.axes, s.keep);
    case call::softmax:
      return tg::softmax(x[0], s.axes);
    case call::log_softmax:
      return tg::log_softmax(x[0], s.axes);

    case call::reshape:
      return tg::reshape(x[0], s.target);
    case call::flatten:
      return tg::flatten(x[0]);
    case call::transpose:
      return tg::transpose(x[0], s.axes);
    case call::swapaxes:
      return tg::swapaxes(x[0], s.axes[0], s.axes[1]);
    case call::broadcast_to:
      return tg::broadcast_to(x[0], s.target);
    case call::sum_to:
      return tg::sum_to(x[0], s.target);

    case call::slice:
      return tg::slice(x[0], s.items);
    case call::take:
      return tg::take(x[0], s.indices, s.axes[0]);
    case call::flip:
      return tg::flip(x[0], s.axes);
    case call::expand_dims:
      return tg::expand_dims(x[0], s.axes);
    case call::squeeze:
      return tg::squeeze(x[0], s.axes);
    case call::diagonal:
      return tg::diagonal(x[0], s.number, s.axes[0], s.axes[1]);
    case call::tril:
      return tg::tril(x[0], s.number);
    case call::triu:
      return tg::triu(x[0], s.number);

    case call::concatenate:
      return s.operand_count == 3 ? tg::concatenate({x[0], x[1], x[2]}, s.axes[0])
                                  : tg::concatenate({x[0], x[1]}, s.axes[0]);
    case call::stack:
      return s.operand_count == 3 ? tg::stack({x[0], x[1], x[2]}, s.axes[0])
                                  : tg::stack({x[0], x[1]}, s.axes[0]);
    case call::repeat:
      return tg::repeat(x[0], s.number, s.axes[0]);
    case call::tile:
      return tg::tile(x[0], s.target);
    case call::cumsum:
      return tg::cumsum(x[0], s.axes[0]);

    case call::matmul:
      return tg::matmul(x[0], x[1]);
    case call::outer:
      return tg::outer(x[0], x[1]);
    case call::inverse:
      return tg::inverse(regular(x[0]));
    case call::determinant:
      return tg::determinant(regular(x[0])) * 0.01;
    case call::solve:
      return tg::solve(regular(x[0]), x[1]);
    case call::count:
      break;
  }
  return x[0];
}

/// A sequence of values: leaves, of which the shape is known, and results of steps.
struct recipe {
  std::vector<tg::shape> leaves;
  std::vector<step> steps;
  std::vector<int> values;  ///< leaf number i as i, step number i as ~i

  /// Whether differences say something about the derivatives: a float has too few digits for them.
  bool smooth() const {
    for (step const& s : steps)
      if (s.made == call::float_and_back) return false;
    return true;
  }
};

inline tg::shape random_shape(dice& d, int most_axes = 4) {
  tg::shape extents;
  int const rank = d.below(most_axes + 1);
  for (int axis = 0; axis < rank; ++axis)
    extents.append(d.one_in(12) ? 0 : d.one_in(4) ? 1 : d.between(2, 4));
  if (rank > 0 && d.one_in(25)) extents.extents[rank - 1] = d.between(250, 520);
  return extents;
}

/// A shape that broadcasts with `x` to `x`: fewer axes, or of extent 1.
inline tg::shape smaller_shape(dice& d, tg::shape const& x) {
  tg::shape extents;
  for (int axis = d.below(x.rank + 1); axis < x.rank; ++axis)
    extents.append(d.one_in(3) ? 1 : x[axis]);
  return extents;
}

inline tg::axis_list random_axes(dice& d, int rank, bool any = true) {
  tg::axis_list axes;
  if (any && d.one_in(4)) return tg::all_axes;
  for (int axis = 0; axis < rank; ++axis)
    if (d.one_in(2)) axes.append(d.one_in(2) ? axis : axis - rank);
  return axes;
}

inline tg::axis_list one_axis(int axis) {
  tg::axis_list axes;
  axes.append(axis);
  return axes;
}

}  // namespace random_graphs
