// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/growing_array.hpp>
#include <typegrad/meta/list_view.hpp>
#include <typegrad/shape/extent_polynomial.hpp>

namespace typegrad {

/// What an open extent is before anything is computed with it.
enum class extent_kind : unsigned char {
  axis,         ///< of an argument: `a` is the leaf, `b` the axis, `c` its name or `dyn`
  quotient,     ///< a / b, which must come out even
  minimum,      ///< the smaller one of a and b
  range_count,  ///< how many elements the range `b:c:step` takes of an axis with a elements
  range_start,  ///< the first of them
  sum,          ///< a + b, where a polynomial has no room for it
  product       ///< a * b, likewise
};

struct extent_factor {
  extent_kind kind = extent_kind::axis;
  index_t a = 0;
  index_t b = 0;
  index_t c = 0;
  index_t step = 1;

  friend constexpr bool operator==(extent_factor const&, extent_factor const&) = default;
};

/// The open extents of a graph that is recorded before they are known. Each is a polynomial of
/// factors, so that extents which are always equal are one number: `n + m` and `m + n`, the columns
/// of x and the rows of its transpose.
///
/// In shapes and attributes an open extent stands as `extent_in_table(number)`. Functions take and
/// give such extents and plain numbers alike.
///
/// cost      linear searches: functions have few open extents
struct extent_table {
  growing_array<extent_factor> factors;
  growing_array<extent_polynomial> extents;

  /// The extent of an axis of an argument; equal names are one extent.
  constexpr index_t axis(int leaf, int axis, index_t name) {
    if (index_t const known = named(name); is_in_table(known)) return known;
    return factor({extent_kind::axis, leaf, axis, name});
  }
  /// The extent that has a name; the name itself where no argument has it.
  constexpr index_t named(index_t name) {
    for (int i = 0; is_named(name) && i < factors.size(); ++i)
      if (factors[i].kind == extent_kind::axis && factors[i].c == name)
        return number_of(extent_polynomial::of_factor(i));
    return name;
  }

  [[gnu::cold]] constexpr index_t sum(index_t a, index_t b) {
    extent_polynomial const made = polynomial_of(a) + polynomial_of(b);
    return made.fits ? number_of(made) : factor({extent_kind::sum, a, b});
  }
  [[gnu::cold]] constexpr index_t product(index_t a, index_t b) {
    extent_polynomial const made = polynomial_of(a) * polynomial_of(b);
    return made.fits ? number_of(made) : factor({extent_kind::product, a, b});
  }
  constexpr index_t difference(index_t a, index_t b) { return sum(a, product(b, -1)); }
  /// a / b, which comes out even.
  [[gnu::cold]] constexpr index_t quotient(index_t a, index_t b) {
    extent_polynomial even;
    if (polynomial_of(b).divides(polynomial_of(a), even)) return number_of(even);
    return factor({extent_kind::quotient, a, b});
  }
  [[gnu::cold]] constexpr index_t minimum(index_t a, index_t b) {
    extent_polynomial const apart = polynomial_of(a) - polynomial_of(b);
    if (apart.fits && apart.is_number()) return apart.constant < 0 ? a : b;
    return factor({extent_kind::minimum, a, b});
  }
  /// The elements that the range `start:stop:step`, bounds clipped, takes of an axis with `a`
  /// elements.
  [[gnu::cold]] constexpr index_t range_count(index_t a, index_t start, index_t stop,
                                              index_t step) {
    return factor({extent_kind::range_count, a, start, stop, step});
  }
  [[gnu::cold]] constexpr index_t range_start(index_t a, index_t start, index_t stop,
                                              index_t step) {
    return factor({extent_kind::range_start, a, start, stop, step});
  }

  [[gnu::cold]] constexpr extent_polynomial polynomial_of(index_t extent) const {
    return is_in_table(extent) ? extents[number_in_table(extent)] : extent_polynomial(extent);
  }

  /// Takes two extents, which the function asks to be equal, for one: an extent that is free
  /// becomes what the other one says. `moved[k]` is what extent number k is then.
  ///
  /// errors    false where no extent is free: the two differ, or `2 n` is asked to be `3 m`
  [[gnu::cold]] constexpr bool assume_equal(index_t a, index_t b, growing_array<index_t>& moved) {
    extent_polynomial const apart = polynomial_of(a) - polynomial_of(b);
    int const free = free_factor(apart);
    if (free < 0) return apart.is_number() && apart.constant == 0;
    extent_polynomial other;  // apart = c free + rest = 0
    index_t coefficient = 0;
    for (int i = 0; i < apart.count; ++i)
      if (apart.terms[i].factors[0] == free) coefficient = apart.terms[i].coefficient;
    other = extent_polynomial::of_factor(free) - apart * extent_polynomial(coefficient);
    growing_array<index_t> now(factors.size());
    for (int i = 0; i < now.size(); ++i) now[i] = number_of(extent_polynomial::of_factor(i));
    now[free] = number_of(other);
    // Functions of what moved come after it, but for what `other` itself is made of.
    int const known = now.size();
    for (int i = 0; i < known; ++i)
      if (i != free) now[i] = factor_after(i, now);
    now[free] = after(number_of(other), now, free);
    moved.resize(extents.size());
    for (int k = 0; k < moved.size(); ++k) moved[k] = after(extent_in_table(k), now, -1);
    return true;
  }

 private:
  [[gnu::cold]] constexpr index_t number_of(extent_polynomial const& wanted) {
    if (wanted.is_number()) return wanted.constant;
    for (int i = 0; i < extents.size(); ++i)
      if (extents[i] == wanted) return extent_in_table(i);
    extents.push_back(wanted);
    return extent_in_table(extents.size() - 1);
  }
  [[gnu::cold]] constexpr index_t factor(extent_factor const& wanted) {
    int place = 0;
    while (place < factors.size() && !(factors[place] == wanted)) ++place;
    if (place == factors.size()) factors.push_back(wanted);
    return number_of(extent_polynomial::of_factor(place));
  }

  /// The factor that stands alone in one term, with coefficient 1 or -1, and nowhere else: a
  /// function rather than an axis, an axis without a name rather than one with.
  [[gnu::cold]] constexpr int free_factor(extent_polynomial const& apart) const {
    int found = -1;
    int worth = 0;
    for (int i = 0; i < apart.count; ++i) {
      extent_polynomial::term const& term = apart.terms[i];
      if (term.factors[1] >= 0 || (term.coefficient != 1 && term.coefficient != -1)) continue;
      int const candidate = term.factors[0];
      bool elsewhere = false;
      for (int k = 0; k < apart.count; ++k)
        for (int const other : apart.terms[k].factors)
          elsewhere = elsewhere ||
                      (k != i && other >= 0 && (other == candidate || depends(other, candidate)));
      int const own = factors[candidate].kind != extent_kind::axis ? 2
                      : is_named(factors[candidate].c)             ? 1
                                                                   : 3;
      if (elsewhere || own <= worth) continue;
      found = candidate;
      worth = own;
    }
    return found;
  }
  /// Whether factor `i` is a function of factor `of`.
  [[gnu::cold]] constexpr bool depends(int i, int of) const {
    if (factors[i].kind == extent_kind::axis) return false;
    index_t const arguments[] = {factors[i].a, factors[i].b, factors[i].c};
    for (index_t const argument : arguments) {
      if (!is_in_table(argument)) continue;
      extent_polynomial const made_of = polynomial_of(argument);
      for (int k = 0; k < made_of.count; ++k)
        for (int const own : made_of.terms[k].factors)
          if (own >= 0 && (own == of || depends(own, of))) return true;
    }
    return false;
  }

  /// What an extent is after each factor `i` became `now[i]`; factor `kept` stays.
  [[gnu::cold]] constexpr index_t after(index_t extent, growing_array<index_t> const& now,
                                        int kept) {
    if (!is_in_table(extent)) return extent;
    extent_polynomial const old = extents[number_in_table(extent)];
    index_t made = old.constant;
    for (int i = 0; i < old.count; ++i) {
      index_t part = old.terms[i].coefficient;
      for (int const own : old.terms[i].factors)
        if (own >= 0)
          part = product(part, own == kept || own >= now.size()
                                   ? number_of(extent_polynomial::of_factor(own))
                                   : now[own]);
      made = sum(made, part);
    }
    return made;
  }
  [[gnu::cold]] constexpr index_t factor_after(int i, growing_array<index_t> const& now) {
    extent_factor const old = factors[i];
    if (old.kind == extent_kind::axis) return number_of(extent_polynomial::of_factor(i));
    index_t const a = after(old.a, now, -1);
    switch (old.kind) {
      case extent_kind::quotient:
        return quotient(a, after(old.b, now, -1));
      case extent_kind::minimum:
        return minimum(a, after(old.b, now, -1));
      case extent_kind::sum:
        return sum(a, after(old.b, now, -1));
      case extent_kind::product:
        return product(a, after(old.b, now, -1));
      default:
        return factor({old.kind, a, old.b, old.c, old.step});
    }
  }
};

}  // namespace typegrad
