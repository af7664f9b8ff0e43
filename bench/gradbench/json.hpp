// SPDX-License-Identifier: BSL-1.0
// As much of JSON as the inputs of GradBench need: they are read once, before anything is timed.
#pragma once

#include <algorithm>
#include <charconv>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <ostream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace gradbench {

class json {
 public:
  using list = std::vector<json>;
  using object = std::map<std::string, json, std::less<>>;

  static json read_file(std::string const& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error(path + ": cannot be read");
    std::string const text{std::istreambuf_iterator<char>(file), {}};
    std::string_view rest = text;
    return read(rest);
  }

  bool contains(std::string_view name) const {
    auto const* members = std::get_if<object>(&value_);
    return members != nullptr && members->find(name) != members->end();
  }
  json const& operator[](std::string_view name) const {
    if (!contains(name)) throw std::runtime_error("the input has no '" + std::string(name) + "'");
    return std::get<object>(value_).find(name)->second;
  }
  list const& items() const { return std::get<list>(value_); }
  double number() const { return std::get<double>(value_); }
  int integer() const { return static_cast<int>(number()); }
  bool truth() const { return std::get<bool>(value_); }

  /// Numbers, or lists of lists of them, one behind the other.
  std::vector<double> numbers() const {
    std::vector<double> all;
    append_to(all);
    return all;
  }
  std::vector<int> integers() const {
    std::vector<int> all;
    for (double each : numbers()) all.push_back(static_cast<int>(each));
    return all;
  }

 private:
  void append_to(std::vector<double>& all) const {
    if (auto const* each = std::get_if<double>(&value_)) return all.push_back(*each);
    for (json const& item : items()) item.append_to(all);
  }

  static void skip_space(std::string_view& rest) {
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
  }
  static bool take(std::string_view& rest, std::string_view word) {
    skip_space(rest);
    if (!rest.starts_with(word)) return false;
    rest.remove_prefix(word.size());
    return true;
  }
  static void expect(std::string_view& rest, std::string_view word) {
    if (!take(rest, word)) throw std::runtime_error("JSON: '" + std::string(word) + "' expected");
  }
  static std::string read_text(std::string_view& rest) {
    expect(rest, "\"");
    std::size_t const end = rest.find('"');  // names of bones and of members: nothing is escaped
    if (end == rest.npos) throw std::runtime_error("JSON: a text without an end");
    std::string text(rest.substr(0, end));
    rest.remove_prefix(end + 1);
    return text;
  }
  static json read(std::string_view& rest) {
    json made;
    if (take(rest, "[")) {
      list& items = made.value_.emplace<list>();
      while (!take(rest, "]")) {
        if (!items.empty()) expect(rest, ",");
        items.push_back(read(rest));
      }
    } else if (take(rest, "{")) {
      object& members = made.value_.emplace<object>();
      while (!take(rest, "}")) {
        if (!members.empty()) expect(rest, ",");
        std::string name = read_text(rest);
        expect(rest, ":");
        members.emplace(std::move(name), read(rest));
      }
    } else if (rest.starts_with('"')) {
      made.value_ = read_text(rest);
    } else if (bool const is_true = take(rest, "true"); is_true || take(rest, "false")) {
      made.value_ = is_true;
    } else if (!take(rest, "null")) {
      double number = 0;
      auto const [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
      if (error != std::errc{}) throw std::runtime_error("JSON: a value expected");
      rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
      made.value_ = number;
    }
    return made;
  }

  std::variant<std::monostate, bool, double, std::string, list, object> value_;
};

inline void write_json(std::ostream& to, double x) {
  char digits[32];
  auto const end = std::to_chars(digits, digits + sizeof digits, x).ptr;
  to.write(digits, end - digits);
}
inline void write_json(std::ostream& to, int x) { to << x; }
template <class List>
  requires requires(List const& x) { x.data()[x.size()]; }
void write_json(std::ostream& to, List const& x);

inline void write_json(std::ostream& to, std::span<double const> x, std::size_t columns) {
  for (std::size_t i = 0; i < x.size(); i += columns) {
    to << (i == 0 ? "[" : ", ");
    write_json(to, x.subspan(i, columns));
  }
  to << (x.empty() ? "[]" : "]");
}
/// What has `data()` and `size()`; lists of rows where it is a matrix.
template <class List>
  requires requires(List const& x) { x.data()[x.size()]; }
void write_json(std::ostream& to, List const& x) {
  if constexpr (requires { x.shape().rank; }) {
    auto const extents = x.shape();
    if (extents.rank == 2)
      return write_json(to, std::span(x.data(), static_cast<std::size_t>(x.size())),
                        static_cast<std::size_t>(extents.extents[1]));
  }
  char const* before = "[";
  for (auto const* each = x.data(); each != x.data() + x.size(); ++each) {
    to << before;
    write_json(to, *each);
    before = ", ";
  }
  to << (x.size() == 0 ? "[]" : "]");
}

}  // namespace gradbench
