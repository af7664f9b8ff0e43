// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cctype>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace typegrad {

enum class c_line_kind : unsigned char {
  constant,   ///< `double const d1 = text;`: gone where nothing reads it
  variable,   ///< `double d1 = text;`, written again by assignments; gone with them
  assign,     ///< `d1 = text;`
  statement,  ///< `text;`
  open,       ///< `text {`
  branch,     ///< the same of an `if`
  otherwise,  ///< `} else {`
  close,      ///< `}`
};
struct c_line {
  c_line_kind kind;
  std::string name;
  std::string type;
  std::string text;
};

/// The identifiers of a text in C.
template <class Use>
void for_each_identifier(std::string const& text, Use use) {
  auto const is_part = [&](std::size_t i) {
    return std::isalnum(static_cast<unsigned char>(text[i])) != 0 || text[i] == '_';
  };
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_part(end)) ++end;
    if (end > i && std::isdigit(static_cast<unsigned char>(text[i])) == 0)
      use(text.substr(i, end - i));
    i = end > i ? end : i + 1;
  }
}

/// The body of a function in C: what no result needs is left out, what is read behind the branch
/// that computes it is declared before.
class c_lines {
 public:
  void constant(std::string const& type, std::string const& name, std::string const& text) {
    lines_.push_back({c_line_kind::constant, name, type, text});
  }
  void variable(std::string const& type, std::string const& name, std::string const& text) {
    lines_.push_back({c_line_kind::variable, name, type, text});
  }
  void assign(std::string const& name, std::string const& text) {
    lines_.push_back({c_line_kind::assign, name, "", text});
  }
  /// An element of memory, or a variable, gets a value.
  void store(std::string const& to, std::string const& text, bool is_variable) {
    if (is_variable) assign(to, text);
    else statement(to + " = " + without_brackets(text));
  }
  void statement(std::string const& text) {
    lines_.push_back({c_line_kind::statement, "", "", text});
  }
  void open(std::string const& text) { lines_.push_back({c_line_kind::open, "", "", text}); }
  void open_if(std::string const& mask) {
    lines_.push_back({c_line_kind::branch, "", "", "if (" + mask + ")"});
  }
  void otherwise() { lines_.push_back({c_line_kind::otherwise, "", "", ""}); }
  void close() { lines_.push_back({c_line_kind::close, "", "", ""}); }

  /// Leaves out what is not needed and moves declarations out of branches.
  void finish() {
    while (drop_unread()) {}
    hoist();
  }
  bool mentions(std::string const& name) const {
    bool found = false;
    for (c_line const& line : lines_)
      for_each_identifier(line.text + " " + line.name,
                          [&](std::string const& each) { found = found || each == name; });
    return found;
  }
  std::string text() const {
    std::string made;
    std::size_t depth = 1;
    for (c_line const& line : lines_) {
      if (line.kind == c_line_kind::close || line.kind == c_line_kind::otherwise) --depth;
      made += std::string(2 * depth, ' ') + text_of(line) + "\n";
      if (line.kind == c_line_kind::open || line.kind == c_line_kind::branch ||
          line.kind == c_line_kind::otherwise)
        ++depth;
    }
    return made;
  }

 private:
  /// Without brackets around all of it.
  static std::string without_brackets(std::string const& text) {
    if (text.empty() || text[0] != '(') return text;
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
      if (depth == 0) return i + 1 == text.size() ? text.substr(1, i - 1) : text;
    }
    return text;
  }
  static std::string text_of(c_line const& line) {
    std::string const value = without_brackets(line.text);
    switch (line.kind) {
      case c_line_kind::constant:
        return line.type + " const " + line.name + " = " + value + ";";
      case c_line_kind::variable:
        return line.type + " " + line.name + " = " + value + ";";
      case c_line_kind::assign:
        return line.name + " = " + value + ";";
      case c_line_kind::statement:
        return line.text + ";";
      case c_line_kind::open:
      case c_line_kind::branch:
        return line.text + " {";
      case c_line_kind::otherwise:
        return "} else {";
      default:
        return "}";
    }
  }

  /// A value is read where another line than its own mentions it.
  bool drop_unread() {
    std::set<std::string> read;
    for (c_line const& line : lines_)
      for_each_identifier(line.text, [&](std::string const& each) {
        if (each != line.name) read.insert(each);
      });
    std::vector<c_line> kept;
    for (c_line const& line : lines_)
      if (line.name.empty() || read.count(line.name) != 0) kept.push_back(line);
    bool const fewer = kept.size() < lines_.size();
    lines_ = kept;
    return fewer;
  }

  /// Declares what a side of a branch computes and a later line reads before the branch.
  void hoist() {
    std::map<std::string, std::size_t> last_mention;
    for (std::size_t i = 0; i < lines_.size(); ++i)
      for_each_identifier(lines_[i].text, [&](std::string const& each) { last_mention[each] = i; });
    std::vector<std::vector<c_line>> before(lines_.size());
    std::vector<std::size_t> blocks;  // the lines that opened what is open
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      c_line& line = lines_[i];
      if (line.kind == c_line_kind::close || line.kind == c_line_kind::otherwise) {
        std::size_t const begun = blocks.back();
        blocks.pop_back();
        std::vector<c_line>& moved =
            before[lines_[begun].kind == c_line_kind::otherwise ? begun_[begun] : begun];
        for (std::size_t k = begun + 1; k < i; ++k) {
          std::vector<c_line> stay;
          for (c_line const& each : before[k])
            (last_mention[each.name] > i ? moved : stay).push_back(each);
          before[k] = stay;
          c_line& inner = lines_[k];
          bool const declares =
              inner.kind == c_line_kind::constant || inner.kind == c_line_kind::variable;
          if (!declares || last_mention[inner.name] <= i) continue;
          moved.push_back({c_line_kind::variable, inner.name, inner.type, "0"});
          inner.kind = c_line_kind::assign;
        }
        if (line.kind == c_line_kind::otherwise)
          begun_[i] = lines_[begun].kind == c_line_kind::otherwise ? begun_[begun] : begun;
      }
      if (line.kind == c_line_kind::open || line.kind == c_line_kind::branch ||
          line.kind == c_line_kind::otherwise)
        blocks.push_back(i);
    }
    std::vector<c_line> all;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      all.insert(all.end(), before[i].begin(), before[i].end());
      all.push_back(lines_[i]);
    }
    lines_ = all;
  }

  std::vector<c_line> lines_;
  std::map<std::size_t, std::size_t> begun_;  ///< per `else` the line of its `if`
};

}  // namespace typegrad
