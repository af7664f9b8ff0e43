// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/debug/law_report.hpp>
#include <typegrad/debug/number_text.hpp>

#include <ostream>
#include <string>

namespace typegrad {

/// " element (1, 2)", " leaf 3 element (0)"; nothing for a number that is its own.
inline std::string place_text(element_place const& place) {
  std::string text = place.leaf > 0 ? " leaf " + std::to_string(place.leaf) : "";
  if (place.extents.rank == 0) return text;
  std::string index;
  index_t rest = place.position;
  for (int axis = place.extents.rank - 1; axis >= 0; --axis) {
    index = std::to_string(rest % place.extents[axis]) + (index.empty() ? "" : ", ") + index;
    rest /= place.extents[axis];
  }
  return text + " element (" + index + ")";
}

/// What `check_grad` found, in one line if all is well:
///
///     check_grad: 2 of 6 elements are wrong
///       worst: argument 0 element (1, 2): gradient 3.5, central difference 3.0000000001, allowed
///       0.00031
inline std::string to_string(gradient_report const& report) {
  std::string text = "check_grad: ";
  if (report.elements == 0) return text + "no real numbers among the arguments";
  std::string const elements =
      std::to_string(report.elements) + (report.elements == 1 ? " element" : " elements");
  text +=
      report.ok ? elements + " agree" : std::to_string(report.wrong) + " of " + elements + " wrong";
  return text + "\n  worst: argument " + std::to_string(report.argument) +
         place_text(report.worst) + ": gradient " + number_text(report.gradient) +
         ", central difference " + number_text(report.difference) + ", allowed " +
         number_text(report.allowed);
}
inline std::ostream& operator<<(std::ostream& stream, gradient_report const& report) {
  return stream << to_string(report);
}

/// One line per law that is broken, or one line in all:
///
///     check_laws: 1 of 6 laws is broken
///       gradient is that of differences: 2 of 3 wrong; worst at operand 0 element (1): got 0.5,
///       expected 0.25, allowed 1.2e-09
inline std::string to_string(law_report const& report) {
  int broken = 0;
  int compared = 0;
  std::string lines;
  for (int i = 0; i < report.count; ++i) {
    law_finding const& finding = report.findings[i];
    compared += finding.compared;
    if (finding.wrong == 0) continue;
    ++broken;
    element_place place = finding.worst;
    std::string const whose =
        (finding.in_result ? "result " : "operand ") + std::to_string(place.leaf);
    place.leaf = 0;
    lines += std::string("\n  ") + finding.law + ": " + std::to_string(finding.wrong) + " of " +
             std::to_string(finding.compared) + " wrong; worst at " + whose + place_text(place) +
             ": got " + number_text(finding.got) + ", expected " + number_text(finding.expected) +
             ", allowed " + number_text(finding.allowed);
  }
  std::string const laws = std::to_string(report.count) + " laws";
  if (broken == 0)
    return "check_laws: " + laws + " hold (" + std::to_string(compared) + " numbers compared)";
  return "check_laws: " + std::to_string(broken) + " of " + laws + (broken == 1 ? " is" : " are") +
         " broken" + lines;
}
inline std::ostream& operator<<(std::ostream& stream, law_report const& report) {
  return stream << to_string(report);
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
