// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/elementary_functions.hpp>
#include <typegrad/math/power.hpp>
#include <typegrad/meta/growing_array.hpp>
#include <typegrad/meta/sentence.hpp>

#include <type_traits>

namespace typegrad {

/// A step of an expression in C: a number of the code, an operand of the operation, or `format`
/// with `$0`, `$1`, `$2` for other terms and `@` for the suffix of functions of float.
struct c_term {
  char const* format = nullptr;  ///< null: a number, or what cannot be written
  int operands[3]{-1, -1, -1};
  double number = 0;
  int operand = -1;  ///< the operand that it is
  bool is_mask = false;
  bool is_refused = false;

  friend bool operator==(c_term const&, c_term const&) = default;
};

/// The terms of one expression, equal ones once.
struct c_terms {
  growing_array<c_term> items;

  int add(c_term const& term) {
    for (int i = 0; i < items.count; ++i)
      if (items[i] == term) return i;
    items.push_back(term);
    return items.count - 1;
  }
};

/// The format of a call of a function of C.
template <fixed_string Name, std::size_t Others>
inline constexpr sentence c_call =
    sentence{}.add(Name.text).add(Others == 0 ? "@($0)" : "@($0, $1)");

/// A number of type `Element` whose arithmetic writes C: `forward` of an operation, called with it,
/// gives the text of the operation. A mask is one, too.
///
/// Where `forward` calls a function that only numbers have (`each`), it is refused when written.
template <class Element>
class c_number : public elementary_functions<c_number<Element>> {
 public:
  using mask = c_number;

  c_number() = default;
  template <class Real>
    requires(std::is_arithmetic_v<Real>)
  explicit c_number(Real x) : number_(static_cast<double>(static_cast<Element>(x))) {}
  c_number(c_terms& terms, int id) : terms_(&terms), id_(id) {}

  /// Operand `which` of the operation that is written.
  static c_number operand(c_terms& terms, int which, bool is_mask) {
    c_term term;
    term.operand = which;
    term.is_mask = is_mask;
    return {terms, terms.add(term)};
  }
  static c_number splat(Element x) { return c_number(x); }
  Element operator[](int) const;  ///< not defined: says of what type the numbers are
  int id_in(c_terms& terms) const {
    if (terms_ != nullptr) return id_;
    c_term term;
    term.number = number_;
    return terms.add(term);
  }

  // What no operand is in is done at once; rounded twice, float's is as if rounded once.
  friend c_number operator+(c_number a, c_number b) {
    return is_known(a, b) ? c_number(a.number_ + b.number_) : number("($0 + $1)", a, b);
  }
  friend c_number operator-(c_number a, c_number b) {
    return is_known(a, b) ? c_number(a.number_ - b.number_) : number("($0 - $1)", a, b);
  }
  friend c_number operator*(c_number a, c_number b) {
    return is_known(a, b) ? c_number(a.number_ * b.number_) : number("($0 * $1)", a, b);
  }
  friend c_number operator/(c_number a, c_number b) {
    return is_known(a, b) ? c_number(a.number_ / b.number_) : number("($0 / $1)", a, b);
  }
  friend c_number operator-(c_number a) {
    return is_known(a, a) ? c_number(-a.number_) : number("(-$0)", a);
  }
  friend c_number operator>(c_number a, c_number b) { return truth("($0 > $1)", a, b); }
  friend c_number operator<(c_number a, c_number b) { return truth("($0 < $1)", a, b); }
  friend c_number operator>=(c_number a, c_number b) { return truth("($0 >= $1)", a, b); }
  friend c_number operator<=(c_number a, c_number b) { return truth("($0 <= $1)", a, b); }
  friend c_number operator==(c_number a, c_number b) { return truth("($0 == $1)", a, b); }
  friend c_number operator!=(c_number a, c_number b) { return truth("($0 != $1)", a, b); }
  friend c_number operator&&(c_number a, c_number b) { return truth("($0 && $1)", a, b); }
  friend c_number operator||(c_number a, c_number b) { return truth("($0 || $1)", a, b); }
  friend c_number operator!(c_number a) { return truth("(!$0)", a, a); }

  c_number& operator+=(c_number b) { return *this = *this + b; }
  c_number& operator-=(c_number b) { return *this = *this - b; }
  c_number& operator*=(c_number b) { return *this = *this * b; }

  /// `a` where this holds, else `b`.
  c_number select(c_number a, c_number b) const {
    return made("($0 ? $1 : $2)", a.is_mask() && b.is_mask(), *this, a, b);
  }
  c_number(min)(c_number b) const { return (b < *this).select(b, *this); }
  c_number(max)(c_number b) const { return (*this < b).select(b, *this); }
  c_number(abs)() const { return number("fabs@($0)", *this); }
  c_number sign() const {
    c_number const zero(0.0);
    return (*this < zero).select(c_number(-1.0), (*this > zero).select(c_number(1.0), *this));
  }
  c_number copysign(c_number s) const { return number("copysign@($0, $1)", *this, s); }
  c_number isnan() const { return *this != *this; }
  c_number isinf() const { return truth("(isinf($0) != 0)", *this, *this); }
  c_number isfinite() const { return truth("(isfinite($0) != 0)", *this, *this); }

  template <fixed_string Name, class Function, class... Others>
  c_number call(Function const&, Others const&... y) const {
    return number(c_call<Name, sizeof...(y)>.text, *this, y...);
  }
  c_number ipow(int n) const { return math::repeated_squares(*this, n); }

  template <class Function>
  c_number each(Function const&) const {
    return refused();
  }
  template <class Function>
  c_number each(c_number, Function const&) const {
    return refused();
  }

 private:
  static bool is_known(c_number a, c_number b) {
    return a.terms_ == nullptr && b.terms_ == nullptr;
  }
  bool is_mask() const { return terms_ != nullptr && terms_->items[id_].is_mask; }
  c_number refused() const {
    if (terms_ == nullptr) return *this;
    c_term term;
    term.is_refused = true;
    return {*terms_, terms_->add(term)};
  }
  static c_number number(char const* format, c_number a) { return made(format, false, a, a, a); }
  static c_number number(char const* format, c_number a, c_number b) {
    return made(format, false, a, b, b);
  }
  static c_number truth(char const* format, c_number a, c_number b) {
    return made(format, true, a, b, b);
  }
  static c_number made(char const* format, bool is_mask, c_number a, c_number b, c_number c) {
    c_terms* const terms = a.terms_ != nullptr   ? a.terms_
                           : b.terms_ != nullptr ? b.terms_
                                                 : c.terms_;
    if (terms == nullptr) return c_number(__builtin_nan(""));  // no operand: see `c_operation`
    c_term term;
    term.format = format;
    term.is_mask = is_mask;
    term.operands[0] = a.id_in(*terms);
    term.operands[1] = b.id_in(*terms);
    term.operands[2] = c.id_in(*terms);
    return {*terms, terms->add(term)};
  }

  c_terms* terms_ = nullptr;  ///< null: a number of the code
  int id_ = -1;
  double number_ = 0;
};

}  // namespace typegrad
