// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/c_text/c_source.hpp>

namespace typegrad {

/// What a function in C is called by.
enum class c_interface : unsigned char {
  plain,   ///< a prototype with an argument for each argument and result
  casadi,  ///< the symbols of functions that CasADi generates, as acados loads them
};

/// A function in C with the symbols that CasADi's generated functions have: `name(arg, res, iw, w,
/// mem)`, `name_n_in`, `name_sparsity_in`, `name_work` and the others. Matrices are dense and, as
/// CasADi has them, column by column; an argument that is null is zero, a result that is null is
/// not wanted. `name_numbers` is the plain function that it calls.
///
/// errors    arguments and results that are not float64 of rank 0 to 2
class casadi_source {
 public:
  casadi_source(c_request const& request, std::string const& name)
      : request_(request), name_(name), plain_(request, name + "_numbers") {
    check(request.arguments);
    check(request.results);
  }

  std::string source() const {
    return plain_.source() +
           "\n#ifndef casadi_real\n#define casadi_real double\n#endif\n"
           "#ifndef casadi_int\n#define casadi_int long long int\n#endif\n" +
           declarations() + call() + counts() + lists();
  }

 private:
  static void check(std::vector<c_argument> const& all) {
    for (c_argument const& each : all)
      if (each.type != scalar_type::float64 || each.extents.rank > 2)
        throw c_refusal("arguments and results for CasADi are float64 of rank 0 to 2");
  }
  static index_t rows(c_argument const& of) {
    return of.extents.rank == 0 ? 1 : of.extents.extents[0];
  }
  static index_t columns(c_argument const& of) {
    return of.extents.rank < 2 ? 1 : of.extents.extents[1];
  }
  static index_t size(std::vector<c_argument> const& all) {
    index_t sum = 0;
    for (c_argument const& each : all) sum += each.extents.size();
    return sum;
  }
  std::string in_all() const { return std::to_string(request_.arguments.size()); }
  std::string out_all() const { return std::to_string(request_.results.size()); }

  std::string declarations() const {
    std::string text;
    for (char const* const line :
         {"int @(casadi_real const **arg, casadi_real **res, casadi_int *iw, casadi_real *w, "
          "int mem)",
          "int @_alloc_mem(void)", "int @_init_mem(int mem)", "void @_free_mem(int mem)",
          "int @_checkout(void)", "void @_release(int mem)", "void @_incref(void)",
          "void @_decref(void)", "casadi_int @_n_in(void)", "casadi_int @_n_out(void)",
          "casadi_real @_default_in(casadi_int i)", "char const *@_name_in(casadi_int i)",
          "char const *@_name_out(casadi_int i)", "casadi_int const *@_sparsity_in(casadi_int i)",
          "casadi_int const *@_sparsity_out(casadi_int i)",
          "int @_work(casadi_int *sz_arg, casadi_int *sz_res, casadi_int *sz_iw, casadi_int "
          "*sz_w)"})
      text += named(line) + ";\n";
    return text + "\n";
  }
  std::string named(std::string const& text) const {
    std::string made;
    for (char const c : text) c == '@' ? made += name_ : made += c;
    return made;
  }

  /// Arguments and results by way of `w`, where they stand row by row.
  std::string call() const {
    std::string text = named(
        "int @(casadi_real const **arg, casadi_real **res, casadi_int *iw, casadi_real *w, int "
        "mem) {\n");
    if (plain_.workspace_bytes() > 0) text += named("  struct @_numbers_work work;\n");
    std::string list = plain_.workspace_bytes() > 0 ? "&work" : "";
    index_t place = 0;
    for (std::size_t i = 0; i < request_.arguments.size(); ++i) {
      c_argument const& each = request_.arguments[i];
      text +=
          loop(each, place,
               "w[@] = arg[" + std::to_string(i) + "] ? arg[" + std::to_string(i) + "][#] : 0.0;");
      list += std::string(list.empty() ? "" : ", ") + (each.extents.rank == 0 ? "w[" : "w + ") +
              std::to_string(place) + (each.extents.rank == 0 ? "]" : "");
      place += each.extents.size();
    }
    index_t const first_result = place;
    for (c_argument const& each : request_.results) {
      list += std::string(list.empty() ? "" : ", ") + "w + " + std::to_string(place);
      place += each.extents.size();
    }
    text += named("  @_numbers(") + list + ");\n";
    place = first_result;
    for (std::size_t i = 0; i < request_.results.size(); ++i) {
      std::string const to = "res[" + std::to_string(i) + "]";
      text += loop(request_.results[i], place, "if (" + to + ") { " + to + "[#] = w[@]; }");
      place += request_.results[i].extents.size();
    }
    return text + "  (void)iw;\n  (void)mem;\n  return 0;\n}\n";
  }
  /// `body` for each element, `@` its place in `w`, row by row, `#` that in columns.
  static std::string loop(c_argument const& of, index_t place, std::string const& body) {
    std::string const row = std::to_string(rows(of)), column = std::to_string(columns(of));
    std::string text = "  for (int i = 0; i < " + row + "; ++i) {\n    for (int j = 0; j < " +
                       column + "; ++j) {\n      ";
    for (char const c : body) {
      if (c == '@') text += std::to_string(place) + " + " + column + " * i + j";
      else if (c == '#') text += row + " * j + i";
      else text += c;
    }
    return text + "\n    }\n  }\n";
  }

  std::string counts() const {
    std::string text;
    for (char const* const line :
         {"int @_alloc_mem(void) { return 0; }", "int @_init_mem(int mem) { (void)mem; return 0; }",
          "void @_free_mem(int mem) { (void)mem; }", "int @_checkout(void) { return 0; }",
          "void @_release(int mem) { (void)mem; }", "void @_incref(void) {}",
          "void @_decref(void) {}",
          "casadi_real @_default_in(casadi_int i) { (void)i; return 0.0; }"})
      text += named(line) + "\n";
    text += named("casadi_int @_n_in(void) { return ") + in_all() + "; }\n";
    text += named("casadi_int @_n_out(void) { return ") + out_all() + "; }\n";
    return text +
           named(
               "int @_work(casadi_int *sz_arg, casadi_int *sz_res, casadi_int *sz_iw, "
               "casadi_int *sz_w) {\n") +
           "  if (sz_arg) { *sz_arg = " + in_all() + "; }\n  if (sz_res) { *sz_res = " + out_all() +
           "; }\n  if (sz_iw) { *sz_iw = 0; }\n  if (sz_w) { *sz_w = " +
           std::to_string(size(request_.arguments) + size(request_.results)) +
           "; }\n  return 0;\n}\n";
  }
  std::string lists() const {
    return names("in", "x", request_.arguments) + names("out", "y", request_.results) +
           sparsities("in", request_.arguments) + sparsities("out", request_.results);
  }
  std::string names(std::string const& side, std::string const& letter,
                    std::vector<c_argument> const& all) const {
    std::string list;
    for (std::size_t i = 0; i < all.size(); ++i)
      list += (i > 0 ? ", \"" : "\"") + letter + std::to_string(i) + "\"";
    return picked("char const *@_name_" + side, "char const *const names", "", list, all.size());
  }
  /// Rows, columns, and 1 for dense.
  std::string sparsities(std::string const& side, std::vector<c_argument> const& all) const {
    std::string list;
    for (std::size_t i = 0; i < all.size(); ++i)
      list += (i > 0 ? ", {" : "{") + std::to_string(rows(all[i])) + ", " +
              std::to_string(columns(all[i])) + ", 1}";
    return picked("casadi_int const *@_sparsity_" + side, "casadi_int const names", "[3]", list,
                  all.size());
  }
  std::string picked(std::string const& function, std::string const& table, std::string const& more,
                     std::string const& list, std::size_t count) const {
    if (count == 0) return named(function) + "(casadi_int i) { (void)i; return 0; }\n";
    std::string const size = std::to_string(count);
    return named(function) + "(casadi_int i) {\n  static " + table + "[" + size + "]" + more +
           " = {" + list + "};\n  return i >= 0 && i < " + size + " ? names[i] : 0;\n}\n";
  }

  c_request const& request_;
  std::string name_;
  c_source plain_;
};

/// The text of a function in C.
inline std::string c_text(c_request const& request, std::string const& name,
                          c_interface interface) {
  return interface == c_interface::casadi ? casadi_source(request, name).source()
                                          : c_source(request, name).source();
}

}  // namespace typegrad
