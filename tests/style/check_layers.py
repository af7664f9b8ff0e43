"""Data flows one way: checks the folders of include/typegrad against the table of layers.

usage: check_layers.py [ROOT]      checks a tree
       check_layers.py --self-test proves that each check can fail

Prints one TAP line per check.
"""
import pathlib
import re
import statistics
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from tap import tap

# folder: folders that its headers may include besides their own; a header with a line of its own stands above its folder.
# Headers in include/typegrad itself: see `root_headers`.
values = ["config", "meta", "math", "shape"]
below_ops = values + ["tensor", "graph", "op"]
engine = below_ops + ["transform", "trace", "expression", "kernel", "interop"]
computing = below_ops + ["transform", "kernel"]
layers = {
    "config": [],
    "meta": ["config"],
    "math": ["config", "meta"],
    "shape": ["config", "meta", "math"],
    "tensor": values,
    "graph": values,
    "op": values + ["tensor", "graph"],
    "ops": below_ops,
    "transform": below_ops,
    "trace": below_ops + ["transform"],
    "expression": below_ops + ["trace"],
    "kernel": values + ["tensor"],
    "interop": below_ops + ["trace"],
    "interop/std_complex": below_ops + ["ops"],
    "interop/ceres": engine + ["run", "api", "ops"],
    "interop/ceres_dynamic": engine + ["interop/ceres", "run", "dynamic", "api", "ops"],
    "c_text": below_ops + ["transform"],
    "c_text/write_c": engine + ["c_text", "run", "dynamic", "api", "ops"],
    "c_text/write_compiled_c": engine + ["c_text", "run", "dynamic", "api", "ops"],
    "run": computing + ["trace"],
    "dynamic": computing + ["c_text"],
    "api": computing + ["trace", "expression", "run", "dynamic", "ops"],
    "number": computing + ["run", "api"],
    "debug": engine + ["run", "dynamic", "api", "ops"],
    "nn": engine + ["run", "dynamic", "api", "ops"],
}
# Within a folder: sub-folders in the order in which they build on each other, the folder's own headers (".") last.
order_within = {"dynamic": ["operation", "interpret", "value", "tape", "."]}
# Headers of include/typegrad itself and the layer each belongs to; None: an umbrella, it may include everything.
root_headers = {"config": "config", "push_macros": "config", "pop_macros": "config", "ops": "ops",
                "typegrad": None, "embedded": None, "static": None, "dynamic": None, "nn": None,
                "separate": None, "separate_list": None}
# The engine never names an operation.
engine_folders = ["graph", "op", "trace", "expression", "transform", "kernel", "run",
                  "dynamic", "api"]
may_include_ops = ["api"]
without_guard = ["push_macros", "pop_macros", "separate_list"]  # included as often as there are umbrellas, or to define
# Headers of these folders define what they are called after, except where there is a reason.
# Not math, whose headers have families of functions, and interop, whose headers are called after the other library.
named_folders = ["meta", "shape", "tensor", "graph", "op", "ops", "transform", "trace", "expression", "kernel", "run", "dynamic",
                 "api", "number", "c_text", "debug", "nn"]
named_otherwise = {
    "meta/fields": "the fields of a struct: counting, reading, visiting them",
    "shape/extent": "index_t and the numbers that are no extent yet",
    "shape/join": "the shape rules of concatenate and stack",
    "shape/open_extent": "arithmetic and comparison of extents that are not known yet",
    "tensor/create_dynamic": "zeros, ones, full of a shape known at run time",
    "tensor/create": "zeros, ones, arange, ...",
    "tensor/dynamic_guides": "the type of the elements from what a dynamic_tensor is made of",
    "tensor/nested_vectors": "the adapter of vectors of vectors",
    "tensor/open_tensor": "the specialisation of tensor with open extents",
    "graph/leaves": "the nodes that no operation makes",
    "op/call_words": "the words of calls, overloads by argument",
    "op/roles": "what the contract needs of the operations: declarations",
    "op/shape_words": "the words of shapes and of mistakes",
    "run/open_compiled": "the specialisation of compiled for open extents",
    "ops/lone_part": "what products, sums and reshapes know of tensors that are zero but for a part",
    "ops/numpy_names": "NumPy's second names of operations",
    "ops/methods": "the members that tensors have of operations",
    "debug/check_variable": "the checks of derivatives for variables: overloads",
    "debug/print_dynamic_tensor": "operator<<",
    "debug/print_report": "operator<<",
    "debug/print_shape": "operator<<",
    "debug/print_tensor": "operator<<",
    "debug/print_variable": "operator<<",
    "trace/open_tensor": "the specialisation of tensor for traced elements and open extents",
    "trace/pending_tensor": "tensors of numbers that wait for an argument",
    "trace/traced_front": "basic_traced_front: traced values among the operands",
    "trace/traced_tensor": "the specialisation of tensor for traced elements",
    "trace/view_arguments": "the specialisation of structure for views",
    "kernel/lane_exponential": "a family of functions of vectors",
    "kernel/lane_hyperbolic": "a family of functions of vectors",
    "kernel/lane_instructions": "what compilers do not make of operators, instruction by instruction",
    "kernel/lane_logarithm": "a family of functions of vectors",
    "kernel/lane_mask": "the specialisation of lanes for masks",
    "kernel/lane_rounding": "a family of functions of vectors",
    "kernel/lane_trigonometric": "a family of functions of vectors",
    "kernel/lanes": "lanes_of and what loads and stores lanes",
    "kernel/part_of_vector": "the first lanes of a vector: counting, reading, writing them",
    "kernel/transpose_rows": "rows as lanes: reading and writing squares",
    "kernel/vector_lanes": "lanes, as vectors of the compiler",
    "dynamic/interpret/whole_code": "copies, joins and opaque operations as the interpreter has them",
    "dynamic/operation/block_kernels": "what runs an operation on blocks of numbers, or on whole tensors",
    "dynamic/value/record_value": "the making of nodes of values, by what they are made of",
    "dynamic/variable_guides": "the type of the elements from what a variable is made of",
    "api/tracing": "what the arguments of a call ask for: traits, and how leaves become nodes",
    "api/open_program": "the specialisation of program for open extents",
    "api/loop/push_repetition_forward": "a member of repetition_operation that is long",
    "api/loop/rows_of_open_scan": "make_rows, for sequences of an open number of rows",
    "api/loop/scan_with_checkpoints": "scan in chunks of which only the carry is kept",
    "api/loop/turns_of_scan": "how many turns a scan takes, or why none",
    "api/variable/variable_jacobian": "jacobian and hessian of variables: specialisations",
    "api/variable/variable_products": "jvp, vjp and hvp of variables: specialisations",
    "api/variable/variable_scan": "scan of variables: overloads",
    "api/variable/variable_structure": "the specialisations of structure for variables and tensors of any shape",
    "api/variable/variable_transforms": "grad and the other transforms of variables: specialisations",
    "c_text/c_spelling": "types, names and numbers as C spells them",
    "c_text/write_compiled_c": "write_c for programs that are compiled",
    "nn/learning_rate": "learning rates as functions of the number of the step",
    "nn/dynamic_parameters": "the overloads of initialize, sgd, ... for tensors of any shape",
}
# Tests of what several headers do together; every other one is called after a header of its folder.
tests_of_several = {
    "api": ["long_loops", "nesting", "public_names", "user_operation_of_variables"],
    "dynamic": ["many_nodes", "numpy_edges", "random_graphs", "random_numbers", "two_threads"],
    "ops": ["edge_rules", "far_tails", "masked_slopes", "rules_of_another_graph", "run_time_refusals", "run_time_spelling"],
}
# What a header declares although the header that defines it reads this one: a circle that no include shows. A header's
# names by what keeps the definition apart; every other circle is dissolved.
no_operation = "the engine names no operation: it says what it needs of them"
no_heap = "defined where there is a heap and exceptions: embedded.hpp goes without"
evaluated = "what is called above the layer that knows how to compile and run a graph"
by_pointer = "objects that hold each other by pointer"
declared_ahead = {
    "op/roles": {name: no_operation for name in (
        "unbroadcast", "broadcast_to", "stretch_open_extent", "reshape_to", "swap_last_axes", "element_of", "element_at", "row_at",
        "slice_by", "sum_of_vector", "stack_of_scalars", "place_number", "stack_blocks", "merge_joins", "scale_lone_part", "select_by", "either_mask",
        "opposite_mask", "nonzero", "convert_to")},
    "tensor/tensor_members": {"tensor_methods": "a tensor knows no operation, and has some as members"},
    "tensor/is_dynamic_tensor": {"dynamic_tensor": no_heap},
    "api/loop/scan": {"scan_at_run_time": no_heap, "scan_rows_at_run_time": no_heap},
    "api/loop/turns_of_scan": {"make_rows": no_heap},
    "api/tracing": {"call_at_run_time": no_heap, "call_with_number_type": "of number/, which is included by who has such numbers"},
    "api/vmap/columns_of_results": {"rows_on_heap": no_heap},
    "kernel/lane_width": {"lanes": "defined where the machine has vectors"},
    "op/operation_object": {"make_operation": "takes the address of functions that record operations, which need the object"},
    "op/plain_front": {"evaluate_operation": evaluated, "evaluate_encoded": evaluated, "evaluate_looked_up": evaluated},
    "expression/expression": {"evaluate_expression": evaluated},
    "expression/lowering": {"run_expression": evaluated},
    "expression/expression_front": {"called_expression": "a call of expressions is an expression"},
    "graph/decided_path": {"graph_builder": by_pointer},
    "graph/operation": {"graph_builder": by_pointer, "rebuilding": "makes nodes by the operations, which know what becomes one"},
    "graph/graph_builder": {"member_words": by_pointer},
    "trace/member_words": {"observed_function": by_pointer},
    "dynamic/operation/dynamic_operation": {"number_step": by_pointer},
    "dynamic/value/value_creator": {"variable": "a variable holds what made it, which gives variables"},
    "dynamic/variable_indexing": {name: "an element of a variable is written into the variable" for name in ("variable", "variable_part")},
    "dynamic/variable": {"variable_front": "what operations make of variables are variables"},
    "trace/traced": {"basic_traced_front": "what operations make of traced numbers are traced numbers",
                     "converted": "a number that is made of one of another type is an operation on it"},
    "api/loop/repetition_operation": {name: "long: each is a header" for name in ("record_together", "pull_back", "push_forward")},
    "run/run_repetition": {"run_program": "what a loop repeats is a program"},
    "run/repeated_part": {"compiled_memory": "the memory of a program holds that of its loops, which are programs"},
}
# What a header calls although the header that defines it reads this one, found by the argument's type: like the above.
called_ahead = {
    "ops/solve": {"shared_inverse_of": "a solve may be a product with an inverse, whose derivative is one of solves"},
}
# What embedded.hpp may read of the standard library: <cmath> alone would be a seventh of its compile time.
cheap_headers = ["array", "bit", "cassert", "concepts", "cstddef", "cstdint", "cstring", "exception", "immintrin.h",
                 "initializer_list", "limits", "new", "numbers", "span", "string_view", "tuple", "type_traits", "utility"]
forbidden_names = ["detail", "details", "utils", "util", "misc", "common", "bits", "helpers", "impl"]
most_lines = 300


def read(root):
    """Headers by their name in an #include, with comments taken out."""
    headers = {}
    for path in sorted((root / "include").glob("typegrad/**/*.hpp")):
        headers[path.relative_to(root / "include").as_posix()] = path.read_text(encoding="utf-8")
    return headers


def without_comments(text):
    keep_strings = re.compile(r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/', re.S)
    return keep_strings.sub(lambda m: m[0] if m[0].startswith('"') else "\n" * m[0].count("\n"), text)


def includes(text):
    return re.findall(r"^\s*#\s*include\s*[<\"](typegrad/[^>\"]+)[>\"]", without_comments(text), re.M)


def layer_of(name):
    """The folder, or for a header of include/typegrad its place in `root_headers`; "?" when there is none."""
    parts = name.split("/")
    own = "/".join(parts[1:]).removesuffix(".hpp")
    if len(parts) > 2 and own in layers:
        return own
    return parts[1] if len(parts) > 2 else root_headers.get(pathlib.PurePath(parts[1]).stem, "?")


def folders_follow_the_table(root, headers):
    for name, text in headers.items():
        here = layer_of(name)
        if here == "?" or (here is not None and here not in layers):
            yield f"{name}: the table of layers in tests/style/check_layers.py does not know this place"
            continue
        for included in includes(text):
            if included not in headers:
                yield f"{name} includes {included}, which does not exist"
            there = layer_of(included)
            if here is not None and there != here and there not in layers[here]:
                yield f"{name} includes {included}: {here} may only include {', '.join(layers[here]) or 'nothing'}"


def sub_folders_keep_their_order(root, headers):
    def place(name):
        parts = name.split("/")
        return parts[1], parts[2] if len(parts) > 3 else "."

    for name, text in headers.items():
        folder, own = place(name)
        if folder not in order_within:
            continue
        order = order_within[folder]
        if own not in order:
            yield f"{name}: the order of sub-folders in tests/style/check_layers.py does not know {own}"
            continue
        for included in includes(text):
            if place(included)[0] == folder and order.index(place(included)[1]) > order.index(own):
                yield f"{name} includes {included}: the order within {folder} is {', '.join(order)}"


def there_are_no_include_cycles(root, headers):
    done, stack = set(), []

    def visit(name):
        if name in stack:
            yield " -> ".join(stack[stack.index(name):] + [name])
            return
        if name in done or name not in headers:
            return
        stack.append(name)
        for included in includes(headers[name]):
            yield from visit(included)
        stack.pop()
        done.add(name)

    for name in headers:
        yield from visit(name)


def reached_from(headers, first):
    reached, new = set(), [first]
    while new:
        name = new.pop()
        if name in headers and name not in reached:
            reached.add(name)
            new += includes(headers[name])
    return reached


def read_from_elsewhere(headers, first):
    """(header, what it includes that is not the library's) of all that `first` includes."""
    for name in sorted(reached_from(headers, first)):
        for read in re.findall(r"^\s*#\s*include\s*<([^>]+)>", without_comments(headers[name]), re.M):
            if not read.startswith("typegrad/"):
                yield name, read


def embedded_reads_little_of_the_standard_library(root, headers):
    for name, read in read_from_elsewhere(headers, "typegrad/embedded.hpp"):
        if read not in cheap_headers:
            yield f"{name} includes <{read}>, and embedded.hpp includes it: is there a cheaper way?"


def the_library_reads_no_eigen(root, headers):
    for name, read in read_from_elsewhere(headers, "typegrad/typegrad.hpp"):
        if read.startswith("Eigen/"):
            yield f"{name} includes <{read}>, half of the compile time of typegrad.hpp: declare in interop/eigen_types.hpp what it names"


# At the left margin, a template's head before them: of a type, and of a function without a body.
declared_type = r"^(?:template <[^;{}]*>\s*)?(?:struct|class|union)\s+(\w+)\s*;"
defined_type = r"^(?:template <[^;{}]*>\s*)?(?:struct|class|union)\s+(\w+)(?:\s+final)?\s*(?::[^;{]*)?\{"
kind_of_function = r"^(?:template <[^;{}]*>\s*)?(?:requires[^;{}]*?\s)?(?:\[\[[^\]]*\]\]\s*)?(?:TYPEGRAD_\w+\s+)?(?:static\s+)?(?:constexpr|inline|auto|void|bool)\s"
tail_of_function = r"\b(\w+)\([^;{}]*\)(?:\s*noexcept)?(?:\s*->\s*[^;{}]*)?(?:\s*requires\s[^;{}]*)?\s*"
declared_function = kind_of_function + r"[^;{}=()]*?" + tail_of_function + ";"
defined_function = kind_of_function + r"[^;{}=()]*?" + tail_of_function + r"\{"


def no_declaration_hides_a_cycle(root, headers):
    """What is declared here is not defined in a header that includes this one, except for a reason."""
    reached = {}

    def reach(name):
        if name not in reached:
            reached[name] = set()  # a cycle of includes is another check's
            for included in includes(headers.get(name, "")):
                reached[name] |= {included} | reach(included)
        return reached[name]

    texts = {name: re.sub(r"^\s*#(?:[^\\\n]|\\.|\\\n)*", "", without_comments(text), flags=re.M) for name, text in headers.items()}
    for kind, declared, defined in (("type", declared_type, defined_type), ("function", declared_function, defined_function)):
        places = {}
        for name, text in texts.items():
            for match in re.finditer(defined, text, re.M):
                places.setdefault(match[1], []).append(name)
        for name, text in texts.items():
            short = name.removeprefix("typegrad/").removesuffix(".hpp")
            for what in dict.fromkeys(re.findall(declared, text, re.M)):
                above = [place for place in places.get(what, []) if name in reach(place)]
                if above and name not in places[what] and what not in declared_ahead.get(short, {}):
                    yield f"{name} declares the {kind} {what}, which {above[0]} defines, and that includes this header"
    for short, names in declared_ahead.items():
        for what in names:
            if len(headers) > 100 and not re.search(rf"\b{what}\b[^{{}}]*;", texts.get(f"typegrad/{short}.hpp", "")):
                yield f"declared_ahead lists {what} of {short}.hpp, which does not declare it"


member_defined_apart = r"^(?!\s|static_assert|using|return|TYPEGRAD_SEPARATED)[^\n;{}=]*?\b(\w+)(?:<[^;{}()]*>)?::(\w+)\s*\("


def no_member_hides_a_cycle(root, headers):
    """A member function is defined in the header of its class, except for a reason."""
    places = {}
    for name, text in headers.items():
        for match in re.finditer(defined_type, without_comments(text), re.M):
            places.setdefault(match[1], []).append(name)
    for name, text in headers.items():
        for match in re.finditer(member_defined_apart, without_comments(text), re.M):
            there = places.get(match[1], [name])
            reasons = [declared_ahead.get(place.removeprefix("typegrad/").removesuffix(".hpp"), {}) for place in there]
            if name not in there and not any(match[2] in reason for reason in reasons):
                yield f"{name} defines the member {match[2]} of {match[1]}, a class of {there[0]}"


def no_call_hides_a_cycle(root, headers):
    """A function of a namespace that a template finds by its argument, when it is used, is not one of a header that includes
    the template's. Names that the caller has for something of its own are passed over."""
    texts = {name: re.sub(r'"(?:\\.|[^"\\\n])*"|^\s*#(?:[^\\\n]|\\.|\\\n)*', "", without_comments(text), flags=re.M)
             for name, text in headers.items()}
    here, ahead = {}, {}  # where a function is defined, and where it is declared
    for name, text in texts.items():
        text = re.sub(r"\((abs|min|max|round)\)\(", r" \1(", text)
        for places, pattern in ((here, defined_function), (ahead, declared_function)):
            for match in re.finditer(pattern, text, re.M):
                places.setdefault(match[1], set()).add(name)
    reached = {name: reached_from(headers, name) for name in headers}
    for name, text in texts.items():
        short = name.removeprefix("typegrad/").removesuffix(".hpp")
        for what in sorted(set(re.findall(r"(?<![\w.>:~)])(\w+)(?:<[^;(){}<>]*>)?\(", text)) & set(here) - {"decltype"}):
            above = sorted(there for there in here[what] if name in reached[there])
            known = (here[what] | ahead.get(what, set())) & reached[name]
            if not above or known or what in called_ahead.get(short, {}):
                continue
            own = rf"[\w>&*\]]\s+[&*]?{what}\b(?!\s*<[^;(){{}}]*>\s*\()|[(,]\s*{what}\b\s*[,)=]"
            if not re.search(own, re.sub(r"\b(?:return|else|case|typename|template)\b", "=", text)):
                yield f"{name} calls {what}, which {above[0]} defines, and that includes this header"
    for short, names in called_ahead.items():
        for what in names:
            if len(headers) > 100 and f"{what}(" not in texts.get(f"typegrad/{short}.hpp", ""):
                yield f"called_ahead lists {what} of {short}.hpp, which does not call it: take it out"


def the_engine_names_no_operation(root, headers):
    for name, text in headers.items():
        here = layer_of(name)
        if here not in engine_folders:
            continue
        for number, line in enumerate(without_comments(text).splitlines(), 1):
            if re.search(r"\bops::", line):
                yield f"{name}:{number}: {here} names an operation: {line.strip()}"
            if here not in may_include_ops and re.search(r"#\s*include\s*[<\"]typegrad/ops[/.]", line):
                yield f"{name}:{number}: {here} includes an operation: {line.strip()}"


def headers_are_short(root, headers):
    for name, text in headers.items():
        if (lines := len(text.splitlines())) > most_lines:
            yield f"{name} has {lines} lines, more than {most_lines}"


def names_say_what_is_inside(root, headers):
    places = [p for top in ("include", "tests", "examples", "bench") for p in (root / top).glob("**/*") if p.is_dir()]
    for path in places:
        if path.name in forbidden_names:
            yield f"{path.relative_to(root)}: no folder is called {path.name}; name it after what it holds"
    for name, text in headers.items():
        for match in re.finditer(r"\bnamespace\s+(?:inline\s+)?([\w:]+)\s*\{", without_comments(text)):
            for word in match[1].split("::"):
                if word in forbidden_names or word.split("_")[-1] in forbidden_names[:2]:
                    yield f"{name}: no namespace is called {word}; name it after what it holds"


def headers_begin_right(root, headers):
    for name, text in headers.items():
        if not re.search(r"^#pragma once$", text, re.M) and pathlib.PurePath(name).stem not in without_guard:
            yield f"{name} has no #pragma once"
        if "// SPDX-License-Identifier: BSL-1.0" not in text.splitlines()[:3]:
            yield f"{name} does not begin with // SPDX-License-Identifier: BSL-1.0"


def macros_are_defined_before_they_are_asked(root, headers):
    """A macro of config.hpp that is not there yet is 0, without a word."""
    for name, text in headers.items():
        asked = re.search(r"^\s*#\s*(?:el)?if\b.*\b(TYPEGRAD_\w+)", without_comments(text), re.M)
        if asked and name != "typegrad/config.hpp" and "typegrad/config.hpp" not in includes(text[:asked.start()]):
            yield f"{name} asks {asked[1]} before it includes typegrad/config.hpp"


def macros_are_defined_in_config(root, headers):
    for name, text in headers.items():
        if name not in ("typegrad/config.hpp", "typegrad/separate.hpp", "typegrad/separate_list.hpp"):
            for macro in re.findall(r"^\s*#\s*define\s+(\w+)", without_comments(text), re.M):
                yield f"{name} defines the macro {macro}: config.hpp is where macros are"


def names_are_no_macros_of_boards(root, headers):
    """Arduino.h and others define B1, F(text) and any capital letter. `a.T()` is NumPy's transpose."""
    for name, text in headers.items():
        code = re.sub(r'"(?:\\.|[^"\\\n])*"', '""', without_comments(text))
        for number, line in enumerate(code.splitlines(), 1):
            for word in re.findall(r"(?<![\w'])(?:[A-Z]|B[01]+)\b(?!')", line):
                if "auto T() const" not in line and not line.startswith("#undef "):
                    yield f"{name}:{number}: {word} is a macro on some boards: names are words"


def headers_for_users_put_macros_aside(root, headers):
    """Those that README, docs/ or examples/ include, and others that begin so: first and last, with nothing outside."""
    pages = [root / "README.md", *root.glob("docs/**/*.md"), *root.glob("examples/*pp")]
    named = {name for page in pages if page.exists() for name in re.findall(r"<(typegrad/[^>\s]+\.hpp)>", page.read_text(encoding="utf-8"))}
    for name, text in headers.items():
        read = includes(text)
        first, last = "typegrad/push_macros.hpp", "typegrad/pop_macros.hpp"
        if name in (first, last) or first not in read and (name not in named or read and all(first in includes(headers[r]) for r in read)):
            continue
        if read[:1] != [first] or text.rstrip().split("\n")[-1] != f"#include <{last}>" or read.count(last) != 1:
            yield f"{name}, which users include, does not begin with {first} and end with {last}"


def functions_that_are_macros_stand_in_brackets(root, headers):
    """In headers that are included after the one that puts them aside and gives them back."""
    put_aside = [name for name, text in headers.items() if "typegrad/push_macros.hpp" in includes(text)]
    among = {header for name in put_aside for header in reached_from(headers, name)}
    for name, text in headers.items():
        code = re.sub(r'"(?:\\.|[^"\\\n])*"', '""', without_comments(text))
        for number, line in enumerate(code.splitlines() if name not in among else [], 1):
            if match := re.search(r"\b(abs|min|max|round)\s*\(", line):
                yield f"{name}:{number}: {match[1]} is a macro on some boards: ({match[1]})(...) is none"


def headers_define_what_they_are_called_after(root, headers):
    for name, text in headers.items():
        if name.count("/") < 2 or name.split("/")[1] not in named_folders:
            continue
        stem = pathlib.PurePath(name).stem
        names = f"(?:{stem}|{''.join(part.capitalize() for part in stem.split('_'))})"
        # At the left margin a type, alias or concept with a body; or a function or variable, in brackets where it is a
        # macro elsewhere.
        kinds = (rf"^\S?[^\n]*\b(?:struct|class|enum|using|concept)\s+{names}\b(?!\s*;)|"
                 rf"^\S[^\n]*[\w>&*\])]\s*[ (&*]{names}(?:<[^>]*>)?\)?\s*[({{=\[]")
        defined = re.search(kinds, without_comments(text), re.M) is not None
        other = name.removeprefix("typegrad/").removesuffix(".hpp") in named_otherwise
        if not defined and not other:
            yield f"{name} defines no {stem}: name it after what it defines, or say why not in named_otherwise"
        if defined and other:
            yield f"{name} defines {stem}: it needs no reason in named_otherwise"
    for name in named_otherwise:
        if headers.get("typegrad/typegrad.hpp") and len(headers) > 100 and f"typegrad/{name}.hpp" not in headers:
            yield f"named_otherwise lists {name}, which does not exist"


def operations_have_docstrings(root, headers):
    for name, text in headers.items():
        if layer_of(name) != "ops" or name.count("/") < 2:
            continue
        lines = text.splitlines()
        for number, line in enumerate(lines):
            # Structs at the left margin that are defined here; an operation is one with a name.
            match = re.match(r"struct (\w+)\b[^;]*\{", line)
            if not match:
                continue
            body = "\n".join(lines[number:]).split("\n};", 1)[0]
            if not re.search(r"\b(?:auto|string_view|char const\*|fixed_string\S*)\s+name\b", body):
                continue
            above = number - 1
            while above >= 0 and re.match(r"\s*(template\b|requires\b|\[\[)", lines[above]):
                above -= 1
            if above < 0 or not lines[above].startswith("///"):
                yield f"{name}:{number + 1}: the operation {match[1]} has no /// docstring"


def operations_are_tested_and_registered(root, headers):
    registry = headers.get("typegrad/ops.hpp")
    for name in headers:
        if not name.startswith("typegrad/ops/"):
            continue
        stem = pathlib.PurePath(name).stem
        if registry is not None and name not in includes(registry):
            yield f"{name} is not listed in typegrad/ops.hpp: add #include <{name}>"
        if not (root / "tests/ops" / f"{stem}.cpp").exists():
            yield f"{name} has no test: write tests/ops/{stem}.cpp"


def tests_are_called_after_headers(root, headers):
    stems = {}
    for name in headers:
        if name.count("/") > 1:
            stems.setdefault(name.split("/")[1], set()).add(pathlib.PurePath(name).stem)
    for folder, known in stems.items():
        for test in sorted((root / "tests" / folder).glob("*.cpp")):
            if test.stem not in known and test.stem not in tests_of_several.get(folder, []):
                yield f"tests/{folder}/{test.name} is called after no header of {folder}, and tests_of_several does not list it"


def contributing_names_headers_that_exist(root, headers):
    """Of the way of a gradient through the files: each is there, and they are no more than 25."""
    document = root / "CONTRIBUTING.md"
    if not document.exists():
        return
    text = document.read_text(encoding="utf-8")
    named = re.findall(r"(?<![\w/])((?:%s)/[\w/]+\.hpp)" % "|".join(layers), text)
    for name in named:
        if f"typegrad/{name}" not in headers:
            yield f"CONTRIBUTING.md names {name}, which does not exist"
    way = re.findall(r"^(\w+/[\w/]+\.hpp) ", text, re.M)
    if len(way) > 25:
        yield f"CONTRIBUTING.md leads a gradient through {len(way)} files, more than 25"


checks = [
    folders_follow_the_table,
    sub_folders_keep_their_order,
    there_are_no_include_cycles,
    no_declaration_hides_a_cycle,
    no_member_hides_a_cycle,
    no_call_hides_a_cycle,
    embedded_reads_little_of_the_standard_library,
    the_library_reads_no_eigen,
    the_engine_names_no_operation,
    headers_are_short,
    names_say_what_is_inside,
    headers_begin_right,
    macros_are_defined_before_they_are_asked,
    macros_are_defined_in_config,
    names_are_no_macros_of_boards,
    headers_for_users_put_macros_aside,
    functions_that_are_macros_stand_in_brackets,
    headers_define_what_they_are_called_after,
    operations_have_docstrings,
    operations_are_tested_and_registered,
    tests_are_called_after_headers,
    contributing_names_headers_that_exist,
]


def spoken(check):
    return check.__name__.replace("_", " ")


def self_test():
    """A small good tree passes; the same tree with one thing wrong is refused by the check it is meant for."""
    top = "// SPDX-License-Identifier: BSL-1.0\n#pragma once\n"
    good = {
        "include/typegrad/config.hpp": top,
        "include/typegrad/shape/shape.hpp": top + "#include <typegrad/config.hpp>\nstruct shape {};\n",
        "include/typegrad/graph/node.hpp": top + "#include <typegrad/shape/shape.hpp>\n// ops:: is fine in a comment\n"
                                           "template <class Part>\nconcept Node = true;\n",
        "include/typegrad/op/apply.hpp": top + "#include <typegrad/graph/node.hpp>\nconstexpr auto apply(int x) { return x; }\n",
        "include/typegrad/ops/add.hpp": top + "#include <typegrad/op/apply.hpp>\n/// a + b\n"
                                              "struct add : element_wise<2> {\n  static constexpr auto name = \"add\";\n};\n",
        "include/typegrad/ops.hpp": top + "#include <typegrad/ops/add.hpp>\n",
        "include/typegrad/typegrad.hpp": top + "#include <typegrad/ops.hpp>\n",
        "tests/ops/add.cpp": "",
    }
    add = good["include/typegrad/ops/add.hpp"]
    bad = [
        (folders_follow_the_table, {"include/typegrad/shape/shape.hpp": top + "#include <typegrad/op/apply.hpp>\n"}),
        (folders_follow_the_table, {"include/typegrad/elsewhere/x.hpp": top}),
        (folders_follow_the_table, {"include/typegrad/stray.hpp": top}),
        (folders_follow_the_table, {"include/typegrad/op/apply.hpp": top + "#include <typegrad/op/gone.hpp>\n"}),
        (sub_folders_keep_their_order, {"include/typegrad/dynamic/value/a.hpp": top + "#include <typegrad/dynamic/tape/b.hpp>\n",
                                        "include/typegrad/dynamic/tape/b.hpp": top}),
        (sub_folders_keep_their_order, {"include/typegrad/dynamic/elsewhere/a.hpp": top}),
        (there_are_no_include_cycles, {"include/typegrad/op/a.hpp": top + "#include <typegrad/op/b.hpp>\n",
                                       "include/typegrad/op/b.hpp": top + "#include <typegrad/op/a.hpp>\n"}),
        (no_declaration_hides_a_cycle, {"include/typegrad/op/a.hpp": top + "template <class Value>\nstruct late;\n",
                                        "include/typegrad/op/b.hpp": top + "#include <typegrad/op/a.hpp>\n"
                                        "template <class Value>\nstruct late : early {};\n"}),
        (no_declaration_hides_a_cycle, {"include/typegrad/op/a.hpp": top + "constexpr int late(int x);\n",
                                        "include/typegrad/op/b.hpp": top + "#include <typegrad/op/a.hpp>\n"
                                        "constexpr int late(int x) {\n  return x;\n}\n"}),
        (no_declaration_hides_a_cycle, {"include/typegrad/op/a.hpp": top + "TYPEGRAD_INLINE constexpr int late(int x);\n",
                                        "include/typegrad/op/b.hpp": top + "#include <typegrad/op/a.hpp>\n"
                                        "TYPEGRAD_INLINE constexpr int late(int x) {\n  return x;\n}\n"}),
        (no_member_hides_a_cycle, {"include/typegrad/op/a.hpp": top + "struct early {\n  int late(int x);\n};\n",
                                   "include/typegrad/op/b.hpp": top + "#include <typegrad/op/a.hpp>\n"
                                   "inline int early::late(int x) {\n  return x;\n}\n"}),
        (no_call_hides_a_cycle, {"include/typegrad/op/a.hpp": top + "constexpr auto early(auto x) {\n  return late(x);\n}\n",
                                 "include/typegrad/op/b.hpp": top + "#include <typegrad/op/a.hpp>\n"
                                 "constexpr int late(int x) {\n  return x;\n}\n"}),
        (embedded_reads_little_of_the_standard_library,
         {"include/typegrad/embedded.hpp": top + "#include <typegrad/ops.hpp>\n", "include/typegrad/ops/add.hpp": add + "#include <cmath>\n"}),
        (the_library_reads_no_eigen, {"include/typegrad/ops/add.hpp": add + "#include <Eigen/Core>\n"}),
        (the_engine_names_no_operation, {"include/typegrad/op/apply.hpp": top + "auto x = ops::add{};\n"}),
        (the_engine_names_no_operation, {"include/typegrad/run/run.hpp": top + "#include <typegrad/ops.hpp>\n"}),
        (headers_are_short, {"include/typegrad/op/apply.hpp": top + "\n" * most_lines}),
        (names_say_what_is_inside, {"include/typegrad/op/detail/x.hpp": top}),
        (names_say_what_is_inside, {"include/typegrad/op/apply.hpp": top + "namespace typegrad::detail {\n"}),
        (headers_begin_right, {"include/typegrad/op/apply.hpp": "// SPDX-License-Identifier: BSL-1.0\n"}),
        (headers_begin_right, {"include/typegrad/op/apply.hpp": "#pragma once\n"}),
        (macros_are_defined_before_they_are_asked,
         {"include/typegrad/op/apply.hpp": top + "#if TYPEGRAD_LANES > 0\nstruct apply {};\n#endif\n"}),
        (macros_are_defined_in_config, {"include/typegrad/op/apply.hpp": top + "#define APPLY(x) x\nconstexpr int apply = 1;\n"}),
        (names_are_no_macros_of_boards, {"include/typegrad/op/apply.hpp": top + "constexpr int apply(int B1) { return B1; }\n"}),
        (names_are_no_macros_of_boards,
         {"include/typegrad/op/apply.hpp": top + "template <class N>\nconstexpr int apply(N x) { return x; }\n"}),
        (headers_for_users_put_macros_aside,
         {"examples/a.cpp": "#include <typegrad/op/apply.hpp>\n"}),
        (headers_for_users_put_macros_aside,
         {"include/typegrad/op/apply.hpp": top + "#include <typegrad/push_macros.hpp>\nconstexpr auto apply(int x) { return x; }\n"}),
        (functions_that_are_macros_stand_in_brackets,
         {"include/typegrad/nn/sgd.hpp": top + "constexpr int sgd(int x) { return abs(x); }\n"}),
        (headers_define_what_they_are_called_after,
         {"include/typegrad/op/apply.hpp": top + "struct apply;\nint call() {\n  return apply(3);\n}\n"}),
        (headers_define_what_they_are_called_after, {"include/typegrad/meta/fields.hpp": top + "struct fields {};\n"}),
        (operations_have_docstrings, {"include/typegrad/ops/add.hpp": add.replace("/// a + b\n", "")}),
        (operations_are_tested_and_registered, {"include/typegrad/ops.hpp": top}),
        (operations_are_tested_and_registered, {"tests/ops/add.cpp": None}),
        (tests_are_called_after_headers, {"tests/ops/sums.cpp": ""}),
        (contributing_names_headers_that_exist, {"CONTRIBUTING.md": "graph/gone.hpp   is where nodes are\n"}),
        (contributing_names_headers_that_exist, {"CONTRIBUTING.md": "graph/node.hpp   once more\n" * 26}),
    ]

    def complaints(check, files):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in files.items():
                if text is not None:
                    (root / name).parent.mkdir(parents=True, exist_ok=True)
                    (root / name).write_text(text)
            return list(check(root, read(root)))

    results = [(f"{spoken(check)} accepts a good tree", complaints(check, good)) for check in checks]
    for check, change in bad:
        refused = complaints(check, {**good, **change})
        results.append((f"{spoken(check)} refuses a bad {next(iter(change)).removeprefix('include/typegrad/')}",
                        [] if refused else ["it was accepted"]))
    return tap(results)


def main():
    if sys.argv[1:] == ["--self-test"]:
        sys.exit(1 if self_test() else 0)
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
    headers = read(root)
    failures = tap([(spoken(check), list(check(root, headers))) for check in checks])
    lengths = [len(text.splitlines()) for text in headers.values()] or [0]
    print(f"# {len(headers)} headers, {sum(lengths)} lines; median {statistics.median(lengths):.0f}, longest {max(lengths)}")
    sys.exit(1 if failures else 0)


main()
