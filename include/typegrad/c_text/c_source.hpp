// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/c_text/c_program.hpp>

#include <ostream>

namespace typegrad {

/// An argument or a result of a function in C.
struct c_argument {
  scalar_type type;
  shape extents;
  std::string meaning = {};  ///< for the comment
};

/// A function in C: its graph, arguments and results, and what its operations write.
struct c_request {
  growing_graph graph;
  std::vector<c_argument> arguments;
  std::vector<c_argument> results;
  c_operations operations;
  std::vector<int> argument_of = {};  ///< per input of the graph, -1: none; empty: in order
  plan_limits limits = c_limits;
};

/// The text of a function in C and of what declares it.
class c_source {
 public:
  c_source(c_request const& request, std::string const& name) : request_(request), name_(name) {
    check_name();
    function_.operations = request.operations;
    function_.limits = request.limits;
    growing_array<scalar_type> types;
    for (c_argument const& each : request.results) types.push_back(each.type);
    c_program body(function_, request.graph, types, "");
    std::vector<c_memory> arguments;
    for (std::size_t i = 0; i < request.arguments.size(); ++i)
      arguments.push_back({argument_name(i), {}, request.arguments[i].extents.rank == 0});
    body.inputs = arguments;
    if (!request.argument_of.empty()) body.inputs.clear();
    for (int const argument : request.argument_of)
      body.inputs.push_back(argument < 0 ? c_memory{}
                                         : arguments[static_cast<std::size_t>(argument)]);
    for (std::size_t i = 0; i < request.results.size(); ++i)
      body.outputs.push_back({result_name(i)});
    body.write();
    function_.lines.finish();
  }

  /// Constants and prototype, behind a guard: a header, or the beginning of the source.
  std::string declaration() const {
    std::string guard;
    for (char const c : name_)
      guard += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    std::string text = "#ifndef " + guard + "_H\n#define " + guard + "_H\n";
    if (mentions(scalar_type::int32) || mentions(scalar_type::int64))
      text += "#include <stdint.h>\n";
    if (mentions(scalar_type::boolean)) text += "#include <stdbool.h>\n";
    text += "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n";
    if (has_workspace()) {
      text += "/* What " + name_ + " works in: " + std::to_string(workspace_bytes()) +
              " bytes, which need no initial value. */\nstruct " + name_ + "_work {\n";
      for (int i = scalar_type_count - 1; i >= 0; --i)
        if (function_.workspace[i] > 0)
          text += std::string("  ") + c_type(static_cast<scalar_type>(i)) + " " +
                  c_letter(static_cast<scalar_type>(i)) + "[" +
                  std::to_string(function_.workspace[i]) + "];\n";
      text += "};\n\n";
    }
    text += "/*\n";
    for (std::size_t i = 0; i < request_.arguments.size(); ++i)
      text += comment(argument_name(i), request_.arguments[i]);
    for (std::size_t i = 0; i < request_.results.size(); ++i)
      text += comment(result_name(i), request_.results[i]);
    return text + "*/\n" + signature() + ";\n\n#ifdef __cplusplus\n}\n#endif\n#endif\n";
  }
  std::string definition() const {
    std::string text;
    for (std::string const& table : function_.tables) text += "  " + table + "\n";
    std::string const body = function_.lines.text();
    c_lines all;
    for (std::string const& table : function_.tables) all.statement(table);
    all.statement(body);
    std::string unused;
    for (std::size_t i = 0; i < request_.arguments.size(); ++i)
      if (!all.mentions(argument_name(i))) unused += "  (void)" + argument_name(i) + ";\n";
    return signature() + " {\n" + text + unused + body + "}\n";
  }
  std::string source() const {
    return declaration() + "\n#include <math.h>\n#include <stdbool.h>\n#include <stdint.h>\n\n" +
           definition();
  }

  /// What the caller gives it to work in; 0: it takes no such argument.
  index_t workspace_bytes() const {
    index_t bytes = 0;
    for (int i = 0; i < scalar_type_count; ++i)
      bytes += function_.workspace[i] * static_cast<index_t>(size_of(static_cast<scalar_type>(i)));
    return bytes;
  }

 private:
  void check_name() const {
    bool right = !name_.empty() && std::isdigit(static_cast<unsigned char>(name_[0])) == 0;
    for (char const c : name_)
      right = right && (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_');
    if (!right) throw c_refusal("the name must be an identifier of C, not \"" + name_ + "\"");
  }
  std::string argument_name(std::size_t i) const { return "x" + std::to_string(i); }
  std::string result_name(std::size_t i) const {
    return request_.results.size() == 1 ? "y" : "y" + std::to_string(i);
  }
  bool has_workspace() const { return workspace_bytes() > 0; }
  bool mentions(scalar_type type) const {
    bool found = function_.workspace[static_cast<int>(type)] > 0;
    for (c_argument const& each : request_.arguments) found = found || each.type == type;
    for (c_argument const& each : request_.results) found = found || each.type == type;
    return found;
  }
  static std::string comment(std::string const& name, c_argument const& of) {
    text_writer type;
    append_type(type, of.type, of.extents);
    return "  " + name + ": " + c_string(type) + (of.meaning.empty() ? "" : ", " + of.meaning) +
           "\n";
  }
  static std::string elements(c_argument const& of) {
    index_t const size = of.extents.size();
    return "[" + std::to_string(size > 0 ? size : 1) + "]";
  }
  std::string signature() const {
    std::string list = has_workspace() ? "struct " + name_ + "_work *work" : "";
    auto const add = [&](std::string const& text) { list += (list.empty() ? "" : ", ") + text; };
    for (std::size_t i = 0; i < request_.arguments.size(); ++i) {
      c_argument const& each = request_.arguments[i];
      if (each.extents.rank == 0) add(std::string(c_type(each.type)) + " " + argument_name(i));
      else add(std::string(c_type(each.type)) + " const " + argument_name(i) + elements(each));
    }
    for (std::size_t i = 0; i < request_.results.size(); ++i)
      add(std::string(c_type(request_.results[i].type)) + " " + result_name(i) +
          elements(request_.results[i]));
    return "void " + name_ + "(" + (list.empty() ? "void" : list) + ")";
  }

  c_request const& request_;
  std::string name_;
  c_function function_;
};

}  // namespace typegrad
