// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/extent.hpp>

namespace typegrad {

/// A sum of products of open extents, which are known by their numbers: `2 * n * m + n - 1`.
///
/// Terms stand in order and differ in their factors, so that equal polynomials have equal members.
struct extent_polynomial {
  static constexpr int most_terms = 6;
  static constexpr int most_factors = 4;

  struct term {
    index_t coefficient = 0;
    int factors[most_factors]{-1, -1, -1, -1};  ///< ascending, then -1

    friend constexpr bool operator==(term const&, term const&) = default;
  };

  index_t constant = 0;
  int count = 0;
  bool fits = true;  ///< false where there was no room for the result
  term terms[most_terms]{};

  constexpr extent_polynomial() = default;
  constexpr explicit extent_polynomial(index_t number) : constant(number) {}

  /// The polynomial that is one open extent.
  static constexpr extent_polynomial of_factor(int factor) {
    extent_polynomial made;
    made.count = 1;
    made.terms[0].coefficient = 1;
    made.terms[0].factors[0] = factor;
    return made;
  }

  constexpr bool is_number() const { return count == 0; }
  /// The factor that it is, or -1.
  constexpr int as_factor() const {
    return constant == 0 && count == 1 && terms[0].coefficient == 1 && terms[0].factors[1] < 0
               ? terms[0].factors[0]
               : -1;
  }

  [[gnu::cold]] constexpr void add_term(term const& added) {
    if (added.coefficient == 0) return;
    int place = 0;
    while (place < count && order(terms[place], added) < 0) ++place;
    if (place < count && order(terms[place], added) == 0) {
      terms[place].coefficient += added.coefficient;
      if (terms[place].coefficient != 0) return;
      for (int i = place + 1; i < count; ++i) terms[i - 1] = terms[i];
      terms[--count] = {};
      return;
    }
    if (count == most_terms) {
      fits = false;
      return;
    }
    for (int i = count; i > place; --i) terms[i] = terms[i - 1];
    terms[place] = added;
    ++count;
  }

  [[gnu::cold]] friend constexpr extent_polynomial operator+(extent_polynomial a,
                                                             extent_polynomial const& b) {
    a.constant += b.constant;
    a.fits = a.fits && b.fits;
    for (int i = 0; i < b.count; ++i) a.add_term(b.terms[i]);
    return a;
  }
  [[gnu::cold]] friend constexpr extent_polynomial operator*(extent_polynomial const& a,
                                                             extent_polynomial const& b) {
    extent_polynomial product(a.constant * b.constant);
    product.fits = a.fits && b.fits;
    for (int i = 0; i < a.count; ++i) product.add_term(scaled(a.terms[i], b.constant));
    for (int k = 0; k < b.count; ++k) product.add_term(scaled(b.terms[k], a.constant));
    for (int i = 0; i < a.count; ++i)
      for (int k = 0; k < b.count; ++k) {
        term both{a.terms[i].coefficient * b.terms[k].coefficient};
        product.fits = product.fits && merge_factors(a.terms[i], b.terms[k], both);
        product.add_term(both);
      }
    return product;
  }
  [[gnu::cold]] friend constexpr extent_polynomial operator-(extent_polynomial const& a,
                                                             extent_polynomial const& b) {
    return a + b * extent_polynomial(-1);
  }

  /// The polynomial by which `a` is this one times it, if there is one.
  [[gnu::cold]] constexpr bool divides(extent_polynomial const& a,
                                       extent_polynomial& quotient) const {
    quotient = {};
    if (count > 1 || (count == 1 && constant != 0)) return false;
    index_t const coefficient = count == 0 ? constant : terms[0].coefficient;
    if (coefficient == 0 || a.constant % coefficient != 0 || (count == 1 && a.constant != 0))
      return false;
    quotient.constant = a.constant / coefficient;
    for (int i = 0; i < a.count; ++i) {
      term rest{a.terms[i].coefficient / coefficient};
      if (a.terms[i].coefficient % coefficient != 0 || !remove_factors(a.terms[i], terms[0], rest))
        return false;
      if (rest.factors[0] < 0) quotient.constant += rest.coefficient;
      else quotient.add_term(rest);
    }
    return true;
  }

  friend constexpr bool operator==(extent_polynomial const& a, extent_polynomial const& b) {
    bool equal = a.constant == b.constant && a.count == b.count;
    for (int i = 0; equal && i < a.count; ++i) equal = a.terms[i] == b.terms[i];
    return equal;
  }

 private:
  static constexpr int order(term const& a, term const& b) {
    for (int i = 0; i < most_factors; ++i)
      if (a.factors[i] != b.factors[i]) return a.factors[i] - b.factors[i];
    return 0;
  }
  static constexpr term scaled(term x, index_t by) {
    x.coefficient *= by;
    return x;
  }
  static constexpr bool merge_factors(term const& a, term const& b, term& both) {
    int i = 0;
    int k = 0;
    for (int next = 0;; ++next) {
      int const left = i < most_factors ? a.factors[i] : -1;
      int const right = k < most_factors ? b.factors[k] : -1;
      if (left < 0 && right < 0) return true;
      if (next == most_factors) return false;
      bool const takes_left = right < 0 || (left >= 0 && left <= right);
      both.factors[next] = takes_left ? left : right;
      ++(takes_left ? i : k);
    }
  }
  /// The factors of `a` without those of `b`, all of which must be there.
  static constexpr bool remove_factors(term const& a, term const& b, term& rest) {
    int k = 0;
    int next = 0;
    for (int i = 0; i < most_factors && a.factors[i] >= 0; ++i) {
      if (k < most_factors && b.factors[k] == a.factors[i]) ++k;
      else rest.factors[next++] = a.factors[i];
    }
    return k == most_factors || b.factors[k] < 0;
  }
};

}  // namespace typegrad
