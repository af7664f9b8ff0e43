// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/math/wrapping.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/op/mask_operation.hpp>

namespace typegrad {

/// An integer exponent up to this size is worked out as products: the error grows like n / 2 ulp.
inline constexpr int largest_written_power = 64;

/// Whether `exponent` is an integer whose power is written as products.
constexpr bool is_written_power(double exponent) {
  return exponent >= -largest_written_power && exponent <= largest_written_power &&
         exponent == static_cast<double>(static_cast<int>(exponent));
}

/// x^n for n >= 1 by repeated squaring, in products of whatever x is.
constexpr auto power_by_squaring(auto const& x, int n) {
  auto square = x;
  while (n % 2 == 0) {
    square = square * square;
    n /= 2;
  }
  auto result = square;
  for (n /= 2; n != 0; n /= 2) {
    square = square * square;
    if (n % 2 != 0) result = result * square;
  }
  return result;
}

/// x^n for integers, masks as 0 and 1. For n < 0 the fraction is cut off: 0 unless x is 1 or -1.
constexpr bool power_of_integer(bool x, bool n) { return x || !n; }
template <class Number>
constexpr Number power_of_integer(Number x, Number n) {
  if (n < 0) return static_cast<Number>(x == 1 || x == -1 ? (n % 2 == 0 ? 1 : x) : 0);
  Number result = 1;
  for (; n > 0; n = static_cast<Number>(n / 2)) {
    if constexpr (math::wraps_around<Number>) {
      if (n % 2 != 0) result = math::wrapped_product(result, x);
      if (n > 1) x = math::wrapped_product(x, x);
    } else {
      if (n % 2 != 0) result = static_cast<Number>(result * x);
      if (n > 1) x = static_cast<Number>(x * x);
    }
  }
  return result;
}

/// The products that make x^n, under the derivative rule of the power: the second operand is x, the
/// attribute n.
///
/// backward  dx = dy n x^(n - 1)                   reads x; shares its products with the value
/// cost      none: the node is gone after differentiation
struct written_power_operation : operation_defaults {
  static constexpr auto name = "written_power";
  static constexpr operation_kind kind = operation_kind::alias;
  static constexpr int arity = 2;

  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    return {x[0]};
  }
  static constexpr auto pullback(int which, auto gy, auto y) {
    if (which == 0) return decltype(gy){};
    double const n = static_cast<double>(y.attributes()[0]);
    auto const slope = n * pow(y.operand(1), n - 1);
    return gy.op().selects ? with_masks_of(gy, without_masks(gy) * slope) : gy * slope;
  }
};

/// y = a^b, element by element.
///
/// shape     a: S, b: T  ->  the broadcast of S and T
/// backward  da = dy b a^(b - 1), db = dy y log(a)  reads a and b, y only for db
/// cost      a literal integer b up to 64 is made of products, x^2 is x * x, x^-2 the square of 1 /
///           x; so are its derivatives
/// domain    a > 0; a < 0 with integer b, else NaN; a^0 = 1^b = 1. Integers stay integer, the
///           fraction of a negative power is cut off
/// edge      a literal integer b has no NaN at a = 0 in any order of derivative; with b a tensor da
///           = 0 where a = b = 0. db = 0 where a = 0 <= b, the limit for b > 0. a^0.5 is not
///           sqrt(a): they differ at -0 and -inf
/// source    C17 F.10.4.4; for the edges Z-01 in the tests of requirements
struct pow_operation : element_wise<2> {
  static constexpr auto name = "pow";

  template <class Number>
  static constexpr Number forward(Number const& a, Number const& b) {
    if constexpr (std::is_integral_v<Number>) return power_of_integer(a, b);
    else if constexpr (requires {
                         requires std::is_integral_v<std::remove_cvref_t<decltype(a[0])>>;
                       })
      return a.each(b, [](auto x, auto n) { return power_of_integer(x, n); });
    else return math::pow(a, b);
  }
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto a, auto b, auto) {
    if (b.is_uniform()) return gy * (b * pow(a, b - 1));
    auto const both_zero = logical_and(equal(a, 0), equal(b, 0));
    return gy * where(both_zero, 0, b * pow(where(both_zero, 1, a), b - 1));
  }
  static constexpr auto pullback(wrt_operand<1>, auto gy, auto a, auto b, auto y) {
    if (a.is_uniform()) return a.is_uniform(0.0) ? decltype(gy){} : gy * (y * log(a));
    auto const zero = logical_and(equal(a, 0), b >= 0);
    return gy * where(zero, 0, y * log(where(zero, 1, a)));
  }
  static constexpr auto identities(auto a, auto b) {
    return rewrites{
        pow(a, number<0>) == number<1>,
        pow(number<1>, b) == number<1>,
        otherwise([](auto x, auto n, node_signature made) { return as_products(x, n, made); }),
    };
  }
  static constexpr symbol as_products(auto a, auto b, node_signature made) {
    if (!b.is_uniform() || !has_signature(a, made) || !is_written_power(b.uniform_value()))
      return {};
    int const n = static_cast<int>(b.uniform_value());
    if (n == 1) return a;
    if (n < 0 && !is_real(made.type)) return {};
    auto const x = n < 0 ? 1 / a : a;
    auto const products = power_by_squaring(x, n < 0 ? -n : n);
    word const attribute = n;
    return n == -1 ? products : record<written_power_operation>({&attribute, 1}, products, a);
  }
};

namespace ops {
using pow = pow_operation;
}

/// a to the power of b, element by element; `pow(x, 2)` is x * x.
template <Operand Left, Operand Right>
constexpr applied<ops::pow, Left, Right> pow(Left const& a, Right const& b) {
  if constexpr (NumberToConvert<Right>) return pow(a, static_cast<operand_of<Right>>(b));
  using result = applied<ops::pow, Left, Right>;
  // The same products as in a graph, so that both give the same digits.
  if constexpr (Scalar<Right> && std::is_same_v<typename joint_front<Left>::type, plain_front> &&
                std::is_same_v<Left, result>) {
    if constexpr (is_real(scalar_type_of<typename typed_operand<Left>::scalar>)) {
      double const n = static_cast<double>(b);
      if (is_written_power(n) && n >= 1) return power_by_squaring(a, static_cast<int>(n));
      if (is_written_power(n) && n <= -1)
        return power_by_squaring(Left(1 / a), static_cast<int>(-n));
    }
  }
  return apply<ops::pow>(a, b);
}

}  // namespace typegrad
