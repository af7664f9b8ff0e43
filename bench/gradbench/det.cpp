// SPDX-License-Identifier: BSL-1.0
// A determinant by expansion by minors: GradBench's `det`, which is there for its many operations
// on numbers. The minor of the last rows and some columns is the sum over these columns of an
// element of its first row times a smaller minor, with alternating signs. Each is computed once:
// n 2^(n-1) products in place of the n! of a recursion, and the hand does the same.
#include "protocol.hpp"

#include <typegrad/typegrad.hpp>

#include <array>
#include <bit>
#include <optional>

namespace tg = typegrad;

namespace {

struct input {
  std::vector<double> a;  // row after row
  int size;

  explicit input(gradbench::json const& from)
      : a(from["A"].numbers()), size(from["ell"].integer()) {}
  std::vector<std::span<double>> independent() { return {a}; }
  static auto const& dense(std::vector<double> const& gradient, input const&) { return gradient; }

  tg::dynamic_tensor<double> elements() const {
    tg::dynamic_tensor<double> made(tg::shape{size * size});
    std::copy(a.begin(), a.end(), made.data());
    return made;
  }
};

/// All minors; a column that is in one is a bit of its index.
template <class Elements, class Minors>
constexpr void expand(int size, Elements const& a, Minors& minors) {
  for (unsigned columns = 1; columns < minors.size(); ++columns) {
    int const row = size - std::popcount(columns);
    auto& minor = minors[columns];
    bool is_first = true, is_added = true;
    for (int j = 0; j < size; ++j) {
      if ((columns >> j & 1u) == 0) continue;
      auto term = a[row * size + j];
      if (unsigned const others = columns & ~(1u << j); others != 0) term = term * minors[others];
      minor = is_first ? term : is_added ? minor + term : minor - term;
      is_first = false;
      is_added = !is_added;
    }
  }
}

/// Traced while compiling.
template <int Size>
struct determinant {
  constexpr auto operator()(auto const& a) const {
    std::array<std::remove_cvref_t<decltype(a[0])>, std::size_t{1} << Size> minors{};
    expand(Size, a, minors);
    return minors.back();
  }
};

/// Traced at run time.
tg::compiled_function<tg::variable<double>, double> trace(int size) {
  return tg::compile(
      [size](auto const& a) {
        std::vector<tg::variable<double>> minors(std::size_t{1} << size);
        expand(size, a, minors);
        return minors.back();
      },
      tg::shape{size * size});
}

template <int Size>
void evaluate(double const* a, double* y) {
  *y = tg::evaluate(determinant<Size>{})(tg::tensor<double, Size * Size>(a));
}
template <int Size>
void differentiate(double const* a, double* y) {
  tg::tensor_view<double, Size * Size>(y).assign(
      tg::grad(determinant<Size>{})(tg::tensor<double, Size * Size>(a)));
}

/// 5 and 6 rows while compiling, which takes seconds; for 8 it would be 20, and for 11 rows there
/// are 30,000 operations.
struct primal {
  using result = double;
  input const& from;
  void (*small)(double const*, double*) = from.size == 5   ? evaluate<5>
                                          : from.size == 6 ? evaluate<6>
                                                           : nullptr;
  std::optional<tg::compiled_function<tg::variable<double>, double>> traced{};
  tg::dynamic_tensor<double> a;

  explicit primal(input const& in) : from(in), a(from.elements()) {
    if (small == nullptr) traced = trace(from.size);
  }
  void operator()(double& y) const {
    if (small != nullptr) small(a.data(), &y);
    else y = (*traced)(a).data()[0];
  }
};

struct gradient {
  using result = tg::dynamic_tensor<double>;
  input const& from;
  void (*small)(double const*, double*) = from.size == 5   ? differentiate<5>
                                          : from.size == 6 ? differentiate<6>
                                                           : nullptr;
  std::optional<tg::compiled_function<tg::variable<double>, double>> traced{};
  tg::dynamic_tensor<double> a;

  explicit gradient(input const& in) : from(in), a(from.elements()) {
    if (small == nullptr) traced = trace(from.size);
  }
  void operator()(tg::dynamic_tensor<double>& y) const {
    if (small == nullptr) {
      y = traced->grad(a).first;
    } else {
      if (y.size() != a.size()) y = a;
      small(a.data(), y.data());
    }
  }
};

struct minors_by_hand {
  input const& from;
  std::vector<double> minors, adjoints;

  explicit minors_by_hand(input const& in) : from(in), minors(std::size_t{1} << in.size) {}

  double expand() {
    minors[0] = 1;
    for (unsigned columns = 1; columns < minors.size(); ++columns) {
      double const* row =
          &from.a[static_cast<std::size_t>((from.size - std::popcount(columns)) * from.size)];
      double minor = 0, sign = 1;
      for (unsigned rest = columns; rest != 0; rest &= rest - 1) {
        minor += sign * row[std::countr_zero(rest)] * minors[columns & ~(rest & -rest)];
        sign = -sign;
      }
      minors[columns] = minor;
    }
    return minors.back();
  }
};

struct primal_by_hand : minors_by_hand {
  using result = double;
  using minors_by_hand::minors_by_hand;
  void operator()(double& y) { y = expand(); }
};

struct gradient_by_hand : minors_by_hand {
  using result = std::vector<double>;
  using minors_by_hand::minors_by_hand;
  void operator()(std::vector<double>& y) {
    expand();
    y.assign(from.a.size(), 0);
    adjoints.assign(minors.size(), 0);
    adjoints.back() = 1;
    for (auto columns = static_cast<unsigned>(minors.size() - 1); columns > 0; --columns) {
      auto const row = static_cast<std::size_t>((from.size - std::popcount(columns)) * from.size);
      double adjoint = adjoints[columns];
      for (unsigned rest = columns; rest != 0; rest &= rest - 1) {
        std::size_t const at = row + static_cast<std::size_t>(std::countr_zero(rest));
        unsigned const others = columns & ~(rest & -rest);
        y[at] += adjoint * minors[others];
        adjoints[others] += adjoint * from.a[at];
        adjoint = -adjoint;
      }
    }
  }
};

}  // namespace

int main(int argc, char** argv) {
  return gradbench::run_evaluation<input, primal, gradient, primal_by_hand, gradient_by_hand>(
      argc, argv, "primal", "gradient");
}
