// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/debug/law_differences.hpp>
#include <typegrad/debug/law_trace.hpp>
#include <typegrad/debug/print_report.hpp>

#include <array>
#include <functional>

namespace typegrad {

/// What `check_laws` checks and how closely: `check_laws<law_options{.second_derivative =
/// false}>(f, x)`.
///
/// Tolerances are powers of two, because template arguments must not be floating on clang before
/// 18.
struct law_options {
  bool second_derivative =
      true;  ///< false where the gradient has a kink at x or no derivative rule
  bool in_float = true;
  int tolerance_bits = 30;  ///< derivatives: error up to 2^-bits (1 + |difference|)
  int float_tolerance_bits =
      17;             ///< float: error up to 2^-bits times the largest magnitude (64 ulp)
  int step_bits = 8;  ///< differences move an operand by 2^-bits, half and a quarter of it
};

/// A type with `double` replaced by `float`.
template <class Value>
struct float_version {
  using type = Value;
};
template <>
struct float_version<double> {
  using type = float;
};
template <index_t... Extents>
struct float_version<tensor<double, Extents...>> {
  using type = tensor<float, Extents...>;
};
template <Holder Value>
struct float_version<Value> {
  using type = typename holder<Value>::template with<float_version>;
};
template <class Value>
  requires(PlainStruct<Value> && TemplateOverScalar<Value> && !is_tensor<Value>)
struct float_version<Value> {
  using type = typename scalar_parameter<Value>::template with<float>;
};

/// What `Function` returns for the members of a pack, as a plain type.
template <class Function, class Pack>
struct value_for_pack;
template <class Function, class... Values>
struct value_for_pack<Function, results<Values...>> {
  using type = plain_type<traced_result<Function, Values...>>;
};

/// All numbers in `x`, integers and masks too.
template <class Value>
growing_array<double> all_elements(Value const& x) {
  growing_array<double> values;
  for_each_number(x, [&](auto const& element) { values.push_back(static_cast<double>(element)); });
  return values;
}
/// The numbers of `all_elements` back in a value of type `Value`.
template <class Value>
Value from_elements(growing_array<double> const& from) {
  Value x{};
  double const* next = from.data();
  for_each_number(x, [&](auto& element) {
    element = static_cast<std::remove_cvref_t<decltype(element)>>(*next++);
  });
  return x;
}
template <class Value>
element_place place_in_type(int which) {
  return place_of_real(Value{}, which);
}

/// Numbers without a pattern, for every real element: between 0.5 and 1.5, signs mixed.
template <class Value>
Value irregular_numbers(unsigned seed) {
  Value x{};
  unsigned state = seed * 2654435769u + 12345u;
  for_each_real(x, [&](auto& element) {
    state = state * 1664525u + 1013904223u;  // Numerical Recipes, section 7.1
    double const magnitude = 0.5 + static_cast<double>(state >> 16) / 65536.0;
    element = static_cast<std::remove_cvref_t<decltype(element)>>(
        (state >> 12 & 1) != 0 ? -magnitude : magnitude);
  });
  return x;
}

/// A call whose laws are checked, without its types: what compares numbers is compiled once for all
/// operations of a file.
struct law_call {
  std::function<law_numbers(growing_array<double> const&)> run;  ///< at other real elements
  growing_array<double> at;
  growing_array<double> weights;
  growing_array<double> directions;
  element_place (*in_value)(int);
  element_place (*in_arguments)(int);
};
/// What is forgiven: `absolute + relative |expected|`.
struct allowed_error {
  double absolute;
  double relative = 0;

  double operator()(double expected) const {
    return absolute + relative * (expected < 0 ? -expected : expected);
  }
};

inline void compare_with_differences(law_report& report, law_options const& options,
                                     law_call const& call, law_numbers const& here,
                                     growing_array<double> const& plain) {
  double const forgiven = 1.0 / static_cast<double>(1ll << options.tolerance_bits);
  allowed_error const allowed{forgiven, forgiven};
  report.add(compare_numbers("value is that of plain operands", here.value, plain,
                             allowed_error{0x1p-48 * largest_magnitude(here.value)}, call.in_value,
                             true));
  law_differences const differences(call.run, call.at, call.weights, call.directions,
                                    1.0 / (1 << options.step_bits));
  growing_array<double> doubled = here.gradient;
  for (int i = 0; i < doubled.size(); ++i) doubled[i] *= 2;
  auto const compare = [&](char const* law, growing_array<double> const& got,
                           growing_array<double> const& expected) {
    report.add(compare_numbers(law, got, expected, allowed, call.in_arguments));
  };
  compare("gradient is that of differences", here.gradient, differences.gradient);
  compare("used twice gives twice the gradient", here.twice, doubled);
  report.add(compare_numbers("tangent is that of differences", here.tangent, differences.tangent,
                             allowed, call.in_value, true));
  if (!options.second_derivative) return;
  compare("second derivative is that of differences", here.second, differences.second);
  compare("tangent of the gradient is that of differences", here.moved, differences.second);
}

inline void compare_in_float(law_report& report, law_options const& options, law_call const& call,
                             growing_array<double> const& value,
                             growing_array<double> const& gradient, law_numbers const& exact) {
  auto const near = [&](growing_array<double> const& numbers) {
    return allowed_error{largest_magnitude(numbers) / (1 << options.float_tolerance_bits)};
  };
  report.add(compare_numbers("value in float agrees with double", value, exact.value,
                             near(exact.value), call.in_value, true));
  report.add(compare_numbers("gradient in float agrees with double", gradient, exact.gradient,
                             near(exact.gradient), call.in_arguments));
}

/// Checks the laws that every operation obeys, at the operands `x...` (numbers, tensors, structures
/// of them, in double; integers and masks are held fixed). `f` is a generic lambda without captures
/// or function object.
///
/// - the program's value is what f gives for plain operands, and has its type;
/// - the gradient of sum(weights f(x)), weights without a pattern, is that of differences;
/// - f(x) + f(x) has twice the gradient;
/// - the tangent of f in forward mode is that of differences;
/// - unless `second_derivative` is off: the Hessian of sum(weights f) times a direction is that of
///   differences of the gradient, reverse over reverse and forward over reverse;
/// - in float, value and gradient agree with double, and the result is float.
///
/// cost      two programs: one in double, one in float; f on plain operands besides
template <law_options Options = law_options{}, class Function, class... Values>
law_report check_laws(Function f, Values const&... x) {
  using arguments = results<Values...>;
  using value = plain_type<traced_result<Function, Values...>>;
  arguments const at{x...};
  value const weights = irregular_numbers<value>(1);
  arguments const directions = irregular_numbers<arguments>(2);
  law_report report;

  constexpr law_answers answers =
      Options.second_derivative ? law_answers::second_order : law_answers::first_order;
  auto const run_at = [](value const& w, arguments const& d, arguments const& there) {
    auto const answer =
        compiled<law_trace<Function, answers>, value, arguments, arguments>::run(w, d, there);
    law_numbers numbers{all_elements(answer.first),
                        real_elements(answer.second),
                        real_elements(answer.third),
                        all_elements(answer.fourth),
                        {},
                        {}};
    if constexpr (Options.second_derivative) {
      numbers.second = real_elements(answer.fifth);
      numbers.moved = real_elements(answer.sixth);
    }
    return numbers;
  };
  law_numbers const here = run_at(weights, directions, at);

  auto const plain = f(x...);
  law_finding same_type{"the type of the result is the same"};
  same_type.compared = 1;
  same_type.wrong = std::is_same_v<std::remove_cvref_t<decltype(plain)>, value> ? 0 : 1;
  report.add(same_type);
  law_call const call{[&](growing_array<double> const& moved) {
                        arguments there = at;
                        assign_real_elements(there, moved.data());
                        return run_at(weights, directions, there);
                      },
                      real_elements(at),
                      all_elements(weights),
                      real_elements(directions),
                      place_in_type<value>,
                      place_in_type<arguments>};
  compare_with_differences(report, Options, call, here, all_elements(plain));

  if constexpr (Options.in_float && is_double_throughout<arguments>()) {
    using float_arguments = typename float_version<arguments>::type;
    using float_value = typename value_for_pack<Function, float_arguments>::type;
    law_finding stays_float{"float gives float"};
    stays_float.compared = 1;
    stays_float.wrong = std::is_same_v<float_value, typename float_version<value>::type> ? 0 : 1;
    report.add(stays_float);
    auto const to_float = [](auto const& from, auto type) {
      return from_elements<typename decltype(type)::type>(all_elements(from));
    };
    float_arguments const rounded = to_float(at, type_identity<float_arguments>{});
    float_value const rounded_weights = to_float(weights, type_identity<float_value>{});
    using program_in_float = compiled<law_trace<Function, law_answers::value_and_gradient>,
                                      float_value, float_arguments, float_arguments>;
    auto const in_float = program_in_float::run(rounded_weights, rounded, rounded);
    law_numbers const exact = run_at(from_elements<value>(all_elements(rounded_weights)),
                                     directions, from_elements<arguments>(all_elements(rounded)));
    compare_in_float(report, Options, call, all_elements(in_float.first),
                     real_elements(in_float.second), exact);
  }
  return report;
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
