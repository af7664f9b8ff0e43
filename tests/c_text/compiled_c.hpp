// SPDX-License-Identifier: BSL-1.0
/// Calls what `write_c` writes: a compiler for C, `dlopen`, and functions by their names.
#pragma once

#include <typegrad/c_text/write_c.hpp>

#include <boost/test/unit_test.hpp>

#include <dlfcn.h>
#include <stdlib.h>

#include <cstring>
#include <fstream>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace test_c {

namespace tg = typegrad;

/// A shared library made of a text in C, gone with its files when this is.
class library {
 public:
  explicit library(std::string const& text) {
    char name[] = "/tmp/typegrad_c_XXXXXX";
    folder_ = mkdtemp(name);
    std::ofstream(folder_ + "/f.c") << text;
    // Nothing is fused, so that the numbers are those of the C++ program.
    std::string const flags = "-std=c99 -Wall -Wextra -Werror -pedantic -ffp-contract=off ";
    complaint = run("cc " + flags + "-O1 -shared -fPIC -o f.so f.c -lm");
    if (complaint.empty() && run("command -v clang-19").empty())
      complaint = run("clang-19 " + flags + "-fsyntax-only f.c");
    handle_ = dlopen((folder_ + "/f.so").c_str(), RTLD_NOW);
  }
  library(library const&) = delete;
  ~library() {
    if (handle_ != nullptr) dlclose(handle_);
    static_cast<void>(std::system(("rm -r " + folder_).c_str()));
  }
  template <class Function>
  Function* function(std::string const& name) const {
    return reinterpret_cast<Function*>(dlsym(handle_, name.c_str()));
  }

  std::string complaint;  ///< of the compilers

 private:
  /// What a command says when it fails.
  std::string run(std::string const& command) const {
    if (std::system(("cd " + folder_ + " && " + command + " > said 2>&1").c_str()) == 0) return "";
    std::ifstream said(folder_ + "/said");
    std::stringstream text;
    text << "failed: " << said.rdbuf();
    return text.str();
  }

  std::string folder_;
  void* handle_ = nullptr;
};

template <class Number>
auto c_value(Number const& x) {
  if constexpr (tg::Scalar<Number>) return x;
  else return x.data();
}

/// The largest relative difference between what a function in C and a program give; 0 where they
/// are equal bit by bit.
template <class Program, class... Values>
double difference(library const& made, std::string const& name, tg::index_t work_bytes,
                  Values const&... x) {
  auto const expected = Program::run(x...);
  auto got = expected;
  std::vector<double> work(static_cast<std::size_t>(work_bytes / 8 + 1));
  std::vector<void*> to;
  tg::for_each_leaf(got, [&](auto& leaf) {
    auto* const first = tg::first_element(leaf);
    to.push_back(first);
    std::memset(static_cast<void*>(first), 0xff, sizeof leaf);
  });
  auto const call = [&]<std::size_t... K>(std::index_sequence<K...>) {
    if (work_bytes > 0)
      made.function<void(void*, decltype(c_value(x))...,
                         decltype(static_cast<void>(K), (void*)0)...)>(name)(
          work.data(), c_value(x)..., to[K]...);
    else
      made.function<void(decltype(c_value(x))..., decltype(static_cast<void>(K), (void*)0)...)>(
          name)(c_value(x)..., to[K]...);
  };
  constexpr std::size_t results =
      static_cast<std::size_t>(tg::count_leaves<tg::traced_type<typename Program::result_type>>());
  call(std::make_index_sequence<results>{});

  double largest = 0;
  std::vector<double> wanted;
  tg::for_each_leaf(expected, [&](auto const& leaf) {
    auto const* const first = tg::first_element(leaf);
    for (std::size_t i = 0; i < sizeof leaf / sizeof *first; ++i)
      wanted.push_back(static_cast<double>(first[i]));
  });
  std::size_t next = 0;
  tg::for_each_leaf(got, [&](auto const& leaf) {
    auto const* const first = tg::first_element(leaf);
    for (std::size_t i = 0; i < sizeof leaf / sizeof *first; ++i, ++next) {
      double const a = static_cast<double>(first[i]), b = wanted[next];
      if (std::memcmp(&a, &b, sizeof a) == 0 || (a != a && b != b)) continue;
      double const off = a == b ? 1e-300 : std::abs(a - b) / (std::abs(b) + 1e-300);
      largest = off > largest || off != off ? (off != off ? 1e300 : off) : largest;
    }
  });
  return largest;
}

/// Functions in C that are compiled together and compared with the programs they were made of.
class comparison {
 public:
  template <class Function, class... Values>
  void add(Function const&, Values const&... x) {
    using program = tg::program<Function, Values...>;
    std::string const name = "f" + std::to_string(checks_.size());
    tg::c_request const request = tg::c_request_of<program>();
    tg::c_source const source(request, name);
    text += source.source();
    tg::index_t const bytes = source.workspace_bytes();
    checks_.push_back(
        [=](library const& made) { return difference<program>(made, name, bytes, x...); });
  }
  /// One difference for each function.
  std::vector<double> differences() const {
    library const made(text);
    BOOST_TEST(made.complaint == "");
    std::vector<double> all;
    if (made.complaint.empty())
      for (auto const& check : checks_) all.push_back(check(made));
    return all;
  }

  std::string text;

 private:
  std::vector<std::function<double(library const&)>> checks_;
};

}  // namespace test_c
