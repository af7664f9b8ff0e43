// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/variable_front.hpp>

namespace typegrad {

/// A part of a variable that has a name: a variable that can also be written to, `y(0) = cos(q)`.
/// `y` is then another value, in which gradients go to what was written and to the rest of the old
/// one; copies of `y` stay what they are.
///
/// It holds the value that was read, so `auto a = y(0);` stays what it was when `y` changes.
template <class Number>
class variable_part : public variable<Number> {
  using whole = variable<Number>;

 public:
  using whole::whole;
  variable_part() = default;
  variable_part(whole const& value) : whole(value) {}
  variable_part(whole& from, slice_list const& items)
      : whole(tensor_methods<whole>::part(from, items)), from_(&from), items_(items) {}
  variable_part(variable_part const&) = default;

  template <class Value>
    requires std::is_convertible_v<Value const&, whole>
  void operator=(Value const& x) && {
    *from_ = tensor_methods<whole>::with_part(*from_, items_, whole(x));
  }
  void operator=(variable_part const& x) && { std::move(*this) = static_cast<whole const&>(x); }
  template <class Value>
    requires requires(whole a, Value const& b) { a = a + b; }
  void operator+=(Value const& x) && {
    std::move(*this) = own() + x;
  }
  template <class Value>
    requires requires(whole a, Value const& b) { a = a - b; }
  void operator-=(Value const& x) && {
    std::move(*this) = own() - x;
  }
  template <class Value>
    requires requires(whole a, Value const& b) { a = a * b; }
  void operator*=(Value const& x) && {
    std::move(*this) = own() * x;
  }
  template <class Value>
    requires requires(whole a, Value const& b) { a = a / b; }
  void operator/=(Value const& x) && {
    std::move(*this) = own() / x;
  }
  /// Of a part that has a name of its own: `auto a = y(0); a = 2.0;` leaves `y` alone.
  template <class Value>
    requires std::is_convertible_v<Value const&, whole>
  variable_part& operator=(Value const& x) & {
    static_cast<whole&>(*this) = whole(x);
    return *this;
  }
  variable_part& operator=(variable_part const& x) & { return *this = x.own(); }

 private:
  whole const& own() const { return *this; }

  whole* from_ = nullptr;
  slice_list items_;
};

template <class Number>
inline constexpr bool is_run_time_variable<variable_part<Number>> = true;
template <class Number>
inline constexpr bool is_recordable<variable_part<Number>> = true;
template <class Number>
struct operand_traits<variable_part<Number>> : operand_traits<variable<Number>> {};

template <class Op, class Number>
variable_part<Number> record_all(list_view<word> attributes,
                                 list_view<variable_part<Number>> operands) {
  growing_array<variable<Number>> all;
  for (variable_part<Number> const& each : operands) all.push_back(each);
  return record_all<Op>(attributes, list_view<variable<Number>>{all.data(), all.size()});
}

}  // namespace typegrad

template <class Number>
struct std::numeric_limits<typegrad::variable_part<Number>>
    : std::numeric_limits<typegrad::variable<Number>> {};
