#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/debug/element_format.hpp>
#include <typegrad/shape/shape.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace typegrad {

/// Lays out one array: brackets, lines of at most 75 columns, blank lines between matrices, and
/// only the corners of an array with more than 1000 elements. source: NumPy 1.24, `_formatArray` in
/// numpy/core/arrayprint.py
template <class Number>
class array_layout {
  static constexpr std::size_t line_width = 75;
  static constexpr index_t most_elements = 1000;
  static constexpr index_t edge = 3;

  shape extents_;
  Number const* values_;
  bool summarised_;

  bool shortened(int axis) const { return summarised_ && extents_[axis] > 2 * edge; }

  /// The index after `index` that is shown; the dots stand in the gap.
  index_t next(int axis, index_t index) const {
    return shortened(axis) && index == edge - 1 ? extents_[axis] - edge : index + 1;
  }

  void collect(int axis, index_t position, std::vector<Number>& shown) const {
    if (axis == extents_.rank) {
      shown.push_back(values_[position]);
      return;
    }
    for (index_t k = 0; k < extents_[axis]; k = next(axis, k))
      collect(axis + 1, position * extents_[axis] + k, shown);
  }

  /// Appends a text to the current line, or to a new one if it does not fit; a lone text is never
  /// moved.
  static void extend(std::string& done, std::string& line, std::string const& text,
                     std::size_t width, std::string const& indent) {
    if (line.size() + text.size() > width && line.size() > indent.size()) {
      line.erase(line.find_last_not_of(' ') + 1);
      done += line + '\n';
      line = indent;
    }
    line += text;
  }

  std::string row(int axis, index_t position, std::string const& indent, std::size_t width,
                  element_format<Number> const& format) const {
    std::string done;
    std::string line = indent;
    for (index_t k = 0; k < extents_[axis]; k = next(axis, k)) {
      if (k > 0) line += ' ';
      if (shortened(axis) && k == extents_[axis] - edge) {
        extend(done, line, "...", width - 1, indent);
        line += ' ';
      }
      extend(done, line, format(values_[position * extents_[axis] + k]), width - 1, indent);
    }
    return done + line;
  }

  std::string block(int axis, index_t position, std::string const& indent, std::size_t width,
                    element_format<Number> const& format) const {
    if (axis == extents_.rank - 1)
      return '[' + row(axis, position, indent, width, format).substr(indent.size()) + ']';
    std::string text;
    std::string const between =
        std::string(static_cast<std::size_t>(extents_.rank - axis - 1), '\n') + indent;
    for (index_t k = 0; k < extents_[axis]; k = next(axis, k)) {
      if (k > 0) text += between;
      if (shortened(axis) && k == extents_[axis] - edge) text += "..." + between;
      text += block(axis + 1, position * extents_[axis] + k, indent + ' ', width - 1, format);
    }
    return '[' + text + ']';
  }

 public:
  array_layout(shape const& extents, Number const* values)
      : extents_(extents), values_(values), summarised_(extents.size() > most_elements) {}

  std::string text() const {
    if (extents_.rank == 0) return number_text(*values_);
    if (extents_.size() == 0) return "[]";
    std::vector<Number> shown;
    collect(0, 0, shown);
    return block(0, 0, " ", line_width, element_format<Number>(shown));
  }
};

/// Row-major values as NumPy's `str` writes an array of that shape; a scalar with its shortest
/// digits.
template <class Number>
std::string array_text(shape const& extents, Number const* values) {
  return array_layout<Number>(extents, values).text();
}

/// `name(text)` with the lines of the text below each other: `variable([[1 1 1]` over `          [1
/// 1 1]])`.
inline std::string named_text(std::string_view name, std::string_view text) {
  std::string result = std::string(name) + '(';
  std::string const indent(result.size(), ' ');
  for (char letter : text) {
    result += letter;
    if (letter == '\n') result += indent;
  }
  return result + ')';
}

}  // namespace typegrad
