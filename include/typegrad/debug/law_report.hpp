// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/debug/real_elements.hpp>

namespace typegrad {

/// What `check_grad` found. Convertible to bool; `<typegrad/debug/print_report.hpp>` prints it.
struct gradient_report {
  bool ok = true;
  int elements = 0;       ///< how many were compared
  int wrong = 0;          ///< how many of them differ by more than is allowed
  int argument = 0;       ///< of the worst element
  element_place worst{};  ///< in that argument
  double gradient = 0;    ///< the worst element in reverse mode
  double difference = 0;  ///< and by central differences
  double allowed = 0;     ///< by how much they may differ

  constexpr explicit operator bool() const { return ok; }
};

/// How one law fared: how many numbers were compared, and the one that misses most.
struct law_finding {
  char const* law = "";
  int compared = 0;
  int wrong = 0;
  bool in_result = false;  ///< the place is in the result, not in the operands
  element_place worst{};   ///< its `leaf` counts operands (or results)
  double got = 0;
  double expected = 0;
  double allowed = 0;
};

/// What `check_laws` found. Convertible to bool; `<typegrad/debug/print_report.hpp>` prints it.
struct law_report {
  static constexpr int most_findings = 12;
  law_finding findings[most_findings]{};
  int count = 0;
  bool ok = true;

  constexpr explicit operator bool() const { return ok; }
  constexpr void add(law_finding const& finding) {
    findings[count++] = finding;
    ok = ok && finding.wrong == 0;
  }
  /// Whether the law of this name was found broken.
  constexpr bool breaks(char const* law) const {
    for (int i = 0; i < count; ++i) {
      char const* a = findings[i].law;
      char const* b = law;
      while (*a != '\0' && *a == *b) ++a, ++b;
      if (*a == *b) return findings[i].wrong > 0;
    }
    return false;
  }
};

/// Whether `a`, the value to be judged, is within the tolerance: how many times the allowed error
/// it misses by. NaN on both sides agrees; NaN or an infinity on one side is as wrong as can be.
constexpr double excess(double a, double reference, double allowed) {
  if (a == reference || (a != a && reference != reference)) return 0;
  double const error = a < reference ? reference - a : a - reference;
  if (!(error <= 1.79769e308)) return 1e300;
  return allowed > 0 ? error / allowed : 1e300;
}

/// Compares number after number. `allowed(expected)` is the error that is forgiven.
template <class Allowed>
constexpr law_finding compare_numbers(char const* law, growing_array<double> const& got,
                                      growing_array<double> const& expected, Allowed const& allowed,
                                      element_place (*place)(int), bool in_result = false) {
  law_finding finding{law};
  finding.in_result = in_result;
  finding.compared = got.size();
  if (got.size() != expected.size()) {
    finding.wrong = finding.compared = 1;
    return finding;
  }
  double worst = -1;
  int worst_element = 0;
  for (int i = 0; i < got.size(); ++i) {
    double const forgiven = allowed(expected[i]);
    double const by = excess(got[i], expected[i], forgiven);
    if (by > 1) ++finding.wrong;
    if (by <= worst) continue;
    worst = by;
    worst_element = i;
    finding.got = got[i];
    finding.expected = expected[i];
    finding.allowed = forgiven;
  }
  if (got.size() > 0) finding.worst = place(worst_element);
  return finding;
}

}  // namespace typegrad
