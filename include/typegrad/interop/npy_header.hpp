// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/shape.hpp>

#include <bit>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>

namespace typegrad {

/// Thrown for a .npy file that cannot be read or written; the words say what is wrong with it.
class npy_error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What the header of a .npy file says.
struct npy_header {
  char kind = 'f';  ///< b, i or f
  int bytes = 8;    ///< of an element
  std::endian byte_order = std::endian::native;
  bool fortran_order = false;
  shape extents;
};

/// Reads the text of a header, a Python dictionary: {'descr': '<f8', 'fortran_order': False,
/// 'shape': (2, 3), } source: NumPy, `numpy.lib.format`
class npy_header_reader {
  std::string_view text_;
  std::size_t place_ = 0;

  [[noreturn]] static void refuse(std::string const& words) {
    throw npy_error("npy header: " + words);
  }

  void skip_blanks() {
    while (place_ < text_.size() &&
           std::string_view(" \t\r\n").find(text_[place_]) != std::string_view::npos)
      ++place_;
  }
  /// Whether the next word is `expected`, which is then behind us.
  bool take(std::string_view expected) {
    skip_blanks();
    if (text_.substr(place_, expected.size()) != expected) return false;
    place_ += expected.size();
    return true;
  }
  void expect(std::string_view expected) {
    if (!take(expected))
      refuse("expected " + std::string(expected) + " at character " + std::to_string(place_));
  }
  std::string_view quoted() {
    skip_blanks();
    char const quote = place_ < text_.size() ? text_[place_] : ' ';
    std::size_t const end =
        quote == '\'' || quote == '"' ? text_.find(quote, place_ + 1) : std::string_view::npos;
    if (end == std::string_view::npos)
      refuse("expected a text in quotes at character " + std::to_string(place_));
    std::string_view const inside = text_.substr(place_ + 1, end - place_ - 1);
    place_ = end + 1;
    return inside;
  }
  index_t number() {
    skip_blanks();
    constexpr index_t most = (std::numeric_limits<index_t>::max)();
    std::size_t const first = place_;
    index_t value = 0;
    for (; place_ < text_.size() && text_[place_] >= '0' && text_[place_] <= '9'; ++place_) {
      index_t const digit = text_[place_] - '0';
      if (value > (most - digit) / 10) refuse("an extent is too large");
      value = value * 10 + digit;
    }
    if (place_ == first)
      refuse("extents must be integers that are not negative, at character " +
             std::to_string(place_));
    take("L");  // written by Python 2
    return value;
  }

  void read_type(npy_header& header) {
    std::string_view const type = quoted();
    bool const known = type.size() == 3 &&
                       std::string_view("<>|=").find(type[0]) != std::string_view::npos &&
                       (type.substr(1) == "b1" ||
                        (type[0] != '|' && (type.substr(1) == "i4" || type.substr(1) == "i8" ||
                                            type.substr(1) == "f4" || type.substr(1) == "f8")));
    if (!known)
      refuse("the elements must be b1, i4, i8, f4 or f8, not '" + std::string(type.substr(0, 40)) +
             "'");
    header.kind = type[1];
    header.bytes = type[2] - '0';
    header.byte_order = type[0] == '<'   ? std::endian::little
                        : type[0] == '>' ? std::endian::big
                                         : std::endian::native;
  }
  void read_order(npy_header& header) {
    header.fortran_order = take("True");
    if (!header.fortran_order) expect("False");
  }
  void read_shape(npy_header& header) {
    expect("(");
    while (!take(")")) {
      if (header.extents.rank == max_rank) refuse("a tensor has at most 8 axes");
      header.extents.append(number());
      if (take(",")) continue;
      if (header.extents.rank == 1) refuse("a tuple of one extent ends with a comma");
      expect(")");
      break;
    }
  }

 public:
  explicit npy_header_reader(std::string_view text) : text_(text) {}

  /// errors: npy_error for anything that NumPy would not write, and for elements that no tensor
  /// holds
  npy_header read() {
    npy_header header;
    bool has_type = false;
    bool has_order = false;
    bool has_shape = false;
    expect("{");
    while (!take("}")) {
      std::string_view const key = quoted();
      bool* const seen = key == "descr"           ? &has_type
                         : key == "fortran_order" ? &has_order
                         : key == "shape"         ? &has_shape
                                                  : nullptr;
      if (seen == nullptr) refuse("unknown key '" + std::string(key.substr(0, 40)) + "'");
      if (*seen) refuse("the key '" + std::string(key) + "' stands twice");
      *seen = true;
      expect(":");
      if (seen == &has_type) read_type(header);
      else if (seen == &has_order) read_order(header);
      else read_shape(header);
      if (take(",")) continue;
      expect("}");
      break;
    }
    skip_blanks();
    if (place_ != text_.size()) refuse("there is text behind the dictionary");
    if (!has_type || !has_order || !has_shape)
      refuse("descr, fortran_order and shape must all be there");
    return header;
  }
};

/// The text that NumPy writes for a header, without the blanks behind it.
inline std::string npy_header_text(npy_header const& header) {
  std::string shape_words = "(";
  for (int axis = 0; axis < header.extents.rank; ++axis)
    shape_words += (axis > 0 ? ", " : "") + std::to_string(header.extents[axis]);
  shape_words += header.extents.rank == 1 ? ",)" : ")";
  char const order = header.bytes == 1 ? '|' : header.byte_order == std::endian::little ? '<' : '>';
  return std::string("{'descr': '") + order + header.kind + std::to_string(header.bytes) +
         "', 'fortran_order': " + (header.fortran_order ? "True" : "False") +
         ", 'shape': " + shape_words + ", }";
}

}  // namespace typegrad
