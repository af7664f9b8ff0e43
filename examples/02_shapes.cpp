// SPDX-License-Identifier: BSL-1.0
/// Shapes are part of the types: NumPy's rules, applied while compiling.
#include <typegrad/typegrad.hpp>

#include <iostream>
#include <type_traits>

namespace tg = typegrad;

int main() {
  // [readme:shapes]
  constexpr tg::tensor<double, 2, 3> a{{1, 2, 3}, {4, 5, 6}};
  constexpr tg::tensor<double, 3> row{10, 20, 30};
  constexpr tg::tensor<double, 2, 1> column{{100}, {200}};

  // Broadcasting: extents are aligned at the right, an extent of 1 repeats.
  static_assert(a + row == tg::tensor<double, 2, 3>{{11, 22, 33}, {14, 25, 36}});
  static_assert(row + column == tg::tensor<double, 2, 3>{{110, 120, 130}, {210, 220, 230}});

  // Axes are template arguments, negative ones count from the end.
  static_assert(tg::sum<-1>(a) == tg::tensor<double, 2>{6, 15});
  static_assert(tg::mean<0>(a, tg::keepdims) == tg::tensor<double, 1, 3>{{2.5, 3.5, 4.5}});
  static_assert((tg::max)(a) == 6);

  // Rearranging costs nothing where strides can say it.
  static_assert(tg::transpose(a)(2, 1) == 6);
  static_assert(tg::reshape<3, -1>(a) == tg::tensor<double, 3, 2>{{1, 2}, {3, 4}, {5, 6}});
  static_assert(
      std::is_same_v<decltype(tg::matmul(a, tg::transpose(a))), tg::tensor<double, 2, 2>>);

  // A gradient has the shape of its argument: what was repeated is summed.
  constexpr auto product = [](auto const& x, auto const& y) { return tg::sum(x * y); };
  static_assert(tg::grad(product, tg::wrt<1>)(a, row) == tg::tensor<double, 3>{5, 7, 9});
  static_assert(tg::grad(product, tg::wrt<1>)(a, column) == tg::tensor<double, 2, 1>{{6}, {15}});

  // a + tg::tensor<double, 2>{1, 2} does not compile: shapes (2, 3) and (2,) do not broadcast.
  // [readme:shapes end]

  std::cout << "a + row =\n" << a + row << "\nsum<-1>(a) = " << tg::sum<-1>(a) << "\n";
  auto const standardized = (a - tg::mean<0>(a)) / tg::standard_deviation<0>(a);
  std::cout << "standardized =\n" << standardized << "\n";
  return standardized == tg::tensor<double, 2, 3>{{-1, -1, -1}, {1, 1, 1}} ? 0 : 1;
}
