// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/diagonal.hpp>
#include <typegrad/ops/matmul.hpp>
#include <typegrad/ops/outer.hpp>
#include <typegrad/ops/sqrt.hpp>
#include <typegrad/ops/stack.hpp>
#include <typegrad/ops/transpose.hpp>
#include <typegrad/ops/variance.hpp>

#include <type_traits>

namespace typegrad {

/// The products of the deviations of rows from their means, divided by their number less `Count`.
template <int Count, Operand Value>
constexpr auto covariance_of_rows(Value const& x) {
  auto const centred = as_real(x) - mean<1>(x, keepdims);
  return div(matmul(centred, transpose(centred)), count_operand<Count, 1>(x));
}

/// y = the covariances of samples: each row of a matrix is a variable, each column a sample,
/// `cov(x)`, `cov(transpose(x))` where samples are rows, or two vectors of samples, `cov(x, y)`. Of
/// one vector the variance, a number. They are divided by n - 1, `cov(x, ddof<0>)` by n.
///
/// shape     x: (k, n)  ->  (k, k);  x: (n,)  ->  one number;  x: (n,), y: (n,)  ->  (2, 2)
/// backward  dx = (dy + dy^T) (x - mean(x)) / (n - 1)
/// types     integers and masks become float64
/// domain    all x
/// edge      NaN among the samples of a variable gives NaN in its row and column
/// cost      two passes, and k^2 n products
/// errors    more than two axes or none; no more samples than degrees of freedom that are taken off
/// source    NumPy, `numpy.cov`
template <Operand Value, int Count = 1>
constexpr auto cov(Value const& x, ddof_t<Count> off = ddof<1>) {
  if constexpr (is_refused<Value>) {
    return refused{};
  } else if constexpr (Recordable<Value>) {
    require_call(x.rank() == 1 || x.rank() == 2 ? nullptr : "a must be a vector or a matrix", "cov",
                 x);
    require_more_elements("cov", x, make_axes(-1), false, Count);
    return x.rank() == 1 ? variance<0>(x, off) : covariance_of_rows<Count>(x);
  } else {
    constexpr int rank = typed_operand<Value>::extents.rank;
    static_assert(rank == 1 || rank == 2,
                  "typegrad: cov(x): x must be a vector or a matrix whose rows are variables");
    require_more_elements<"cov", -1>(x, off);
    if constexpr (rank == 1) return variance<0>(x, off);
    else if constexpr (rank == 2) {
      if constexpr (!ShapeIsLookedUp<Value>)
        static_assert(elements_along<Value, 0, 1>::value > Count,
                      "typegrad: cov(x, ddof<N>): there must be more than N samples: their number "
                      "less N is the divisor");
      return covariance_of_rows<Count>(x);
    } else return refused{};
  }
}
template <Operand First, Operand Second, int Count = 1>
constexpr auto cov(First const& x, Second const& y, ddof_t<Count> off = ddof<1>) {
  return cov(stack(x, y), off);
}

/// y = cov(x) over the products of the standard deviations: the correlations of the rows of a
/// matrix, or of two vectors, as `numpy.corrcoef`.
template <Operand Value>
constexpr auto corrcoef(Value const& x) {
  auto const c = cov(x);
  if constexpr (is_refused<std::remove_cvref_t<decltype(c)>>) {
    return refused{};
  } else {
    auto const d = sqrt(diagonal(c));
    return div(c, outer(d, d));
  }
}
template <Operand First, Operand Second>
constexpr auto corrcoef(First const& x, Second const& y) {
  return corrcoef(stack(x, y));
}

}  // namespace typegrad
