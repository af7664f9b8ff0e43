// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/c_text/c_lines.hpp>
#include <typegrad/c_text/c_number.hpp>
#include <typegrad/graph/graph_text.hpp>

namespace typegrad {

inline char const* c_type(scalar_type type) {
  constexpr char const* names[] = {"bool", "int32_t", "int64_t", "float", "double"};
  return names[static_cast<int>(type)];
}
/// What the names of values of a type begin with.
inline char c_letter(scalar_type type) { return "bnlfd"[static_cast<int>(type)]; }

inline std::string c_string(text_writer const& text) {
  return {text.chars.data(), static_cast<std::size_t>(text.chars.size())};
}

/// A number of the code: `0.5`, `0.5f`, `-INFINITY`, `true`, `3`.
inline std::string c_real(scalar_type type, double value) {
  if (value != value) return type == scalar_type::float64 ? "(double)NAN" : "NAN";
  text_writer text;
  if (type == scalar_type::float32) text.append_real(static_cast<float>(value));
  else text.append_real(value);
  std::string made = c_string(text);
  if (made.find("inf") != std::string::npos)
    made = std::string(made[0] == '-' ? "-" : "") +
           (type == scalar_type::float64 ? "(double)INFINITY" : "INFINITY");
  else if (made.find_first_of(".e") == std::string::npos) made += ".0";
  if (type == scalar_type::float32 && made.back() != 'Y') made += 'f';
  return made[0] == '-' ? "(" + made + ")" : made;
}
inline std::string c_integer(scalar_type type, word value) {
  if (type == scalar_type::boolean) return value != 0 ? "true" : "false";
  if (type == scalar_type::int32)
    return value == -2147483648ll ? "(-2147483647 - 1)" : std::to_string(value);
  if (value == (std::numeric_limits<word>::min)()) return "(-INT64_C(9223372036854775807) - 1)";
  return value < 0 ? "(-INT64_C(" + std::to_string(-value) + "))"
                   : "INT64_C(" + std::to_string(value) + ")";
}
inline std::string c_constant(scalar_type type, word bits) {
  return is_real(type) ? c_real(type, decode_literal(type, bits)) : c_integer(type, bits);
}

/// `text`, a value of type `from`, in another type.
inline std::string c_converted(std::string const& text, scalar_type from, scalar_type to) {
  if (from == to) return text;
  if (to == scalar_type::boolean) return "(" + text + " != 0)";
  return "(" + std::string(c_type(to)) + ")" + (text[0] == '(' ? text : "(" + text + ")");
}

/// A sum of numbers and of variables times numbers: the index of an element.
struct c_index {
  index_t constant = 0;
  std::string variable = {};

  c_index plus(index_t more) const { return {constant + more, variable}; }
  c_index plus(std::string const& name, index_t factor) const {
    if (factor == 0) return *this;
    std::string term = name;
    if (factor == -1) term = "-" + name;
    else if (factor != 1) term = std::to_string(factor) + " * " + name;
    return {constant, variable.empty() ? term : variable + " + " + term};
  }
  c_index plus(c_index const& other) const {
    c_index sum = plus(other.constant);
    if (!other.variable.empty())
      sum.variable = variable.empty() ? other.variable : variable + " + " + other.variable;
    return sum;
  }
  std::string text() const {
    if (variable.empty()) return std::to_string(constant);
    return constant == 0  ? variable
           : constant > 0 ? variable + " + " + std::to_string(constant)
                          : variable + " - " + std::to_string(-constant);
  }
};

/// Memory of which elements are read and written, or one number.
struct c_memory {
  std::string name;
  c_index first = {};
  bool is_number = false;

  std::string element(c_index const& at) const {
    return is_number ? name : name + "[" + first.plus(at).text() + "]";
  }
};

/// The text of an operation's terms.
class c_expression {
 public:
  /// `operands` are texts of values in the type in which it computes, masks as they are.
  c_expression(c_lines& lines, int& next_name, c_terms const& terms, scalar_type type,
               std::vector<std::string> const& operands)
      : lines_(lines),
        next_name_(next_name),
        terms_(terms),
        type_(type),
        operands_(operands),
        uses_(static_cast<std::size_t>(terms.items.count)),
        names_(uses_.size()) {}

  /// The texts of `roots`, in which a term that is used twice has a name; false where one cannot be
  /// written.
  bool write(std::vector<int> const& roots, std::vector<std::string>& texts) {
    for (int const root : roots) count(root);
    for (int const root : roots) texts.push_back(text_of(root));
    return !refused_;
  }

 private:
  static std::size_t index(int id) { return static_cast<std::size_t>(id); }
  void count(int id) {
    if (uses_[index(id)]++ > 0) return;
    c_term const& term = terms_.items[id];
    refused_ = refused_ || term.is_refused;
    if (term.format == nullptr) return;
    for (char const* c = term.format; *c != '\0'; ++c)
      if (*c == '$') count(term.operands[c[1] - '0']);
  }
  std::string text_of(int id) {
    c_term const& term = terms_.items[id];
    if (term.operand < 0 && term.format == nullptr)
      return is_real(type_) ? c_real(type_, term.number)
                            : c_integer(type_, static_cast<word>(term.number));
    std::string& name = names_[index(id)];
    if (!name.empty()) return name;
    std::string const made = term.operand >= 0 ? operands_[index(term.operand)] : called(term);
    bool const is_long = term.operand < 0 || made.find(' ') != std::string::npos;
    if (uses_[index(id)] < 2 || !is_long) return made;
    name = "t" + std::to_string(next_name_++);
    lines_.constant(term.is_mask ? "bool" : c_type(type_), name, made);
    return name;
  }
  std::string called(c_term const& term) {
    if (!is_real(type_) && type_ != scalar_type::boolean && !term.is_mask) return of_integers(term);
    std::string made;
    for (char const* c = term.format; *c != '\0'; ++c) {
      if (*c == '$') made += text_of(term.operands[*++c - '0']);
      else if (*c != '@') made += *c;
      else if (type_ == scalar_type::float32) made += 'f';
    }
    return made;
  }
  /// Sums, differences and products of integers wrap around.
  std::string of_integers(c_term const& term) {
    std::string const a = text_of(term.operands[0]);
    std::string const format = term.format;
    std::string const type = c_type(type_);
    if (format == "fabs@($0)") return "(" + a + " < 0 ? -" + a + " : " + a + ")";
    if (format == "(-$0)") return "(" + type + ")(0u - (u" + type + ")" + a + ")";
    std::string const b = text_of(term.operands[1]);
    for (char const sign : {'+', '-', '*'})
      if (format == std::string("($0 ") + sign + " $1)")
        return "(" + type + ")((u" + type + ")" + a + " " + sign + " (u" + type + ")" + b + ")";
    if (format == "($0 ? $1 : $2)")
      return "(" + a + " ? " + b + " : " + text_of(term.operands[2]) + ")";
    if (format == "($0 / $1)") return "(" + a + " / " + b + ")";
    refused_ = true;
    return a;
  }

  c_lines& lines_;
  int& next_name_;
  c_terms const& terms_;
  scalar_type type_;
  std::vector<std::string> const& operands_;
  std::vector<int> uses_;
  std::vector<std::string> names_;
  bool refused_ = false;
};

}  // namespace typegrad
