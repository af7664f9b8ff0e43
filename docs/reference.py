# SPDX-License-Identifier: BSL-1.0
"""The reference of the site, out of the headers: what stands in `///` above a public name, and what the tests assert of it.

`pages(root)` gives (path, text) of every page; docs/make_site.py writes them. `complaints(root)` says what has no page.
"""
import html
import pathlib
import re

# Headers of ops/ that define no call of their own for users.
inner_operations = {"checked_labels", "cofactors", "consecutive_numbers", "join", "linalg", "lone_part", "lu", "recurrence", "share_of_ties", "short_product",
                    "stretch", "methods", "with_part"}
# Functions of ops/ that other headers of ops/ call.
inner_calls = {"beside_knots", "remaining_horner", "between_neighbours", "changed_extent", "slopes_along", "slopes_at_places", "slopes_at_equal_distances", "record_axis_windows", "pad_axis",
               "record_padded", "covariance_of_rows", "require_more_elements", "shared_inverse_of", "record_by_factors", "sums_of_neighbours", "row_at",
               "diagonal_columns", "diagonal_rows", "swap_last_axes", "unbroadcast", "without_largest", "triangle_of", "slice_along", "element_of", "class_numbers_beside", "as_row", "as_real", "column_of", "dot_at_run_time", "prod_of_others", "element_at", "reshape_by", "slice_by",
               "eliminate", "sum_of_literal", "transpose_by", "convert_to", "filled_like", "reshape_to", "concatenate_list", "stack_list", "take_list"}
# What other headers give users, by subject: header, the names.
chapters = {
    "Transforms": {
        "api/transform/evaluate": ["evaluate"],
        "api/transform/planned": ["small", "fast", "constant_time"],
        "api/transform/grad": ["grad", "value_and_grad"],
        "api/transform/jacobian": ["jacobian", "value_and_jacobian"],
        "api/transform/hessian": ["hessian"],
        "api/transform/hvp": ["hvp"],
        "api/transform/jvp": ["jvp", "at", "along"],
        "api/transform/vjp": ["vjp"],
        "api/transform/wrt": ["wrt", "has_aux"],
        "api/transform/wrt_members": ["members"],
    },
    "Loops and blocks": {
        "api/loop/fori": ["fori"],
        "api/loop/scan": ["scan"],
        "api/loop/while_loop": ["while_loop"],
        "api/loop/checkpoint": ["checkpoint"],
        "api/loop/keep_functions": ["keep_functions"],
        "api/vmap/vmap": ["vmap"],
        "api/vmap/call_of_rows": ["in_axes", "none"],
        "api/blocks": ["blocks"],
    },
    "Programs": {
        "run/program": ["program"],
        "run/into": ["into"],
        "debug/write_dot": ["write_dot"],
        "debug/write_variable_dot": ["write_variable_dot"],
        "api/user/user_operation": ["apply"],
    },
    "Values": {
        "tensor/tensor": ["tensor"],
        "tensor/create": ["full", "zeros", "ones", "arange", "linspace", "eye"],
        "tensor/tensor_view": ["tensor_view", "view"],
        "tensor/open_tensor": ["tensor", "fix"],
        "shape/extent": ["index_t", "dyn"],
        "shape/named_extent": ["dyn_named"],
        "shape/shape": ["shape", "make_shape", "shape_result"],
        "tensor/shape_error": ["shape_error"],
        "tensor/value_error": ["value_error"],
        "shape/slice": ["range", "omitted", "whole_axis"],
        "meta/results": ["results", "get"],
        "op/reduction": ["keepdims"],
        "ops/variance": ["ddof"],
        "ops/solve_triangular": ["lower_triangle"],
    },
    "Types of numbers": {
        "number/fixed": ["fixed"],
        "number/half": ["half"],
        "number/number_functions": ["number_functions"],
    },
    "Run time": {
        "dynamic/variable": ["variable"],
        "tensor/dynamic_tensor": ["dynamic_tensor"],
        "tensor/create_dynamic": ["zeros", "ones", "full"],
        "tensor/dynamic_view": ["dynamic_view"],
        "dynamic/compile": ["compile"],
        "dynamic/compiled_programs": ["compiled_request"],
        "dynamic/no_grad": ["no_grad"],
    },
    "Typed expressions": {
        "expression/expression": ["var"],
        "expression/literals": [],
    },
    "Learning": {
        "nn/sgd": ["sgd"],
        "nn/momentum_sgd": ["momentum_sgd"],
        "nn/adam": ["adam"],
        "nn/initialize": ["initialize", "normal", "uniform"],
        "nn/random_numbers": ["random_numbers"],
        "nn/accuracy": ["accuracy"],
        "nn/affine_layer": ["affine_layer"],
        "nn/matmul_layer": ["matmul_layer"],
        "nn/sigmoid_layer": ["sigmoid_layer"],
        "nn/adagrad": ["adagrad"],
        "nn/adadelta": ["adadelta"],
        "nn/clip_by_norm": ["clip_by_norm", "add_weight_decay"],
        "nn/learning_rate": ["step_rate", "exponential_rate", "cosine_rate", "warm_up"],
        "nn/data_loader": ["data_loader", "rows_of"],
        "nn/dropout_mask": ["dropout_mask"],
        "nn/layer_norm": ["layer_norm"],
        "nn/batch_norm": ["batch_norm", "moving_average"],
        "nn/rnn_cell": ["rnn_parameters", "rnn_cell"],
        "nn/lstm_cell": ["lstm_parameters", "lstm_cell"],
        "nn/parameters_of": ["parameters_of", "zero_grad"],
        "nn/dynamic_parameters": ["dropout"],
        "interop/npz": ["write_npz", "read_npz"],
    },
    "Checks": {
        "debug/check_grad": ["check_grad"],
        "debug/check_laws": ["check_laws"],
        "debug/numerical_diff": ["numerical_diff", "numerical_grad"],
        "debug/print_tensor": ["to_string"],
    },
    "Other libraries": {
        "interop/fixed_eigen": ["as_eigen", "to_eigen", "view"],
        "interop/eigen_dynamic": ["as_eigen"],
        "interop/eigen_static": ["functor"],
        "interop/ceres": ["cost_function"],
        "interop/ceres_dynamic": ["dynamic_cost_function"],
        "interop/mpi": ["all_reduce"],
        "interop/npy": ["read_npy", "write_npy"],
        "interop/npy_header": ["npy_error"],
        "c_text/write_c": ["write_c", "write_c_header"],
        "c_text/write_compiled_c": ["write_c", "write_c_header"],
        "c_text/casadi_source": ["c_interface"],
        "interop/hana": [],
        "interop/std_complex": [],
    },
}
fields = ["shape", "types", "result", "rows", "threads", "branches", "identity", "backward", "units", "cost", "memory", "domain", "edge", "edges", "errors", "source"]
field = re.compile(rf"^({'|'.join(fields)})\s{{2,}}(.*)$")


def documented(text):
    """(documentation as lines, declaration) of what stands at the scope of the namespace."""
    lines = text.splitlines()
    at, inner = 0, False
    while at < len(lines):
        if re.match(r"namespace (?!typegrad \{)", lines[at]):
            inner = not lines[at].rstrip().endswith("}")
        elif lines[at].startswith("}"):
            inner = False
        if not lines[at].startswith("///"):
            at += 1
            continue
        words = []
        while at < len(lines) and lines[at].startswith("///"):
            words.append(lines[at][3:].removeprefix(" "))
            at += 1
        declaration = []
        while at < len(lines) and not lines[at].startswith("///"):
            declaration.append(lines[at])
            at += 1
            if re.search(r"[{;]\s*(//.*)?$", declaration[-1]):
                break
        if not inner:
            yield words, " ".join(line.strip() for line in declaration)


def name_of(declaration):
    """What is declared: a function, a class, a constant, an alias."""
    plain = re.sub(r"\[\[[^\]]*\]\]", "", declaration)
    if match := re.search(r"\b(?:struct|class) (\w+)", re.sub(r"<[^<>]*>", "", re.sub(r"<[^<>]*>", "", plain))):
        return match[1]
    while plain.startswith("template <"):
        depth, end = 0, 0
        for end, letter in enumerate(plain):
            depth += {"<": 1, ">": -1}.get(letter, 0)
            if letter == ">" and depth == 0:
                break
        plain = plain[end + 1:].strip()
    if plain.startswith("requires("):
        depth, end = 0, 0
        for end, letter in enumerate(plain):
            depth += {"(": 1, ")": -1}.get(letter, 0)
            if letter == ")" and depth == 0:
                break
        plain = plain[end + 1:].strip()
    if match := re.match(r"(?:requires.*\)\s*)?inline constexpr .*?(\w+)(?:<[^>]*>)?(?: = .*|\{.*\});", plain):
        return match[1]
    plain = re.sub(r"^requires .*?(?=\b(inline|constexpr|auto|struct|class|using|std::|growing|Symbol)\b)", "", plain)
    if match := re.match(r"(?:struct|class|enum class|using|concept|namespace) (\w+)", plain):
        return match[1]
    if match := re.search(r"\b(operator[^\s\w(]+|\w+)\)?\s*\(", re.sub(r"\b(requires|decltype|noexcept)\s*\(", "", plain)):
        return match[1]
    if match := re.search(r"(\w+)(?:<[^>]*>)?\s*(?:=|\{|;)", plain):
        return match[1]
    return ""


def call_of(declaration):
    """A declaration without what it is made of."""
    text = re.sub(r"\s*(\{|;)\s*$", "", declaration).replace("constexpr ", "").replace("inline ", "")
    depth = 0
    for at, letter in enumerate(text):
        depth += {"<": 1, ">": -1}.get(letter, 0)
        if letter == ">" and depth == 0:
            return text[:at + 1] + "\n" + text[at + 2:] if text.startswith("template") else text
    return text


def escaped(text):
    """Markdown that leaves formulas as they are; what is in `...` stays code."""
    parts = re.split(r"(`[^`]*`)", text)
    for i in range(0, len(parts), 2):
        parts[i] = re.sub(r"([*_|<>\[\]\\])", lambda m: {"<": "&lt;", ">": "&gt;"}.get(m[1], "\\" + m[1]), parts[i])
    return "".join(parts)


def markdown_of(words):
    """Paragraphs, then a table of the fields."""
    paragraphs, table, code = [[]], [], []
    for line in words:
        if match := field.match(line):
            table.append([match[1], match[2]])
        elif table and line.startswith(" "):
            table[-1][1] += " " + line.strip()
        elif line.startswith("    "):
            code.append(line[4:])
        elif not line.strip():
            paragraphs.append([])
        else:
            paragraphs[-1].append(line.strip())
    text = "\n\n".join(escaped(" ".join(each)) for each in paragraphs if each)
    if code:
        text += "\n\n```text\n" + "\n".join(code) + "\n```"
    if table:
        rows = [(name, re.sub(r"\s{2,}(?=reads )", "; ", what)) for name, what in table]
        text += "\n\n| | |\n|---|---|\n" + "\n".join(f"| {name} | {escaped(what)} |" for name, what in rows)
    return text


def assertions_of(test, most=4):
    """The first facts that a test states, short ones: those in constant expressions, if there are any."""
    if not test.exists():
        return []
    found, text = [], test.read_text(encoding="utf-8")
    for match in re.finditer(r"^(?:  )?(?:static_assert|BOOST_TEST)\(", text, re.M):
        depth, end = 1, match.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        fact = text[match.start():end + 1]
        if fact.count("\n") < 4 and "tg::" in fact and "is_same" not in fact and "check_" not in fact:
            found.append(re.sub(r"^  ", "", fact, flags=re.M))
    outside = [fact for fact in found if fact.startswith("static_assert")]
    return (outside or found)[:most]


def operations(root):
    folder = root / "include/typegrad/ops"
    return [path for path in sorted(folder.glob("*.hpp")) if path.stem not in inner_operations]


def calls_of(path):
    """(name, documentation, declaration) of the functions of an operation that users call."""
    found = []
    for words, declaration in documented(path.read_text(encoding="utf-8")):
        name = name_of(declaration)
        is_call = re.search(r"\b(Operand|Operands|TracedMask|LibraryValue|HasItem|Recordable|RecordableList)\b", declaration) and "(" in declaration
        if is_call and name not in inner_calls and not re.match(r"(struct|class|template <[^>]*> (struct|concept))", declaration):
            found.append((name, words, declaration))
    return [each for each in found if each[0] not in ("auto", "EqualInParts", "EqualAsAWhole")]


def main_of(entries):
    """The documentation of the operation itself: that with most fields, one of `y = ...` first."""
    def weight(words):
        return sum(field.match(line) is not None for line in words) + 3 * bool(re.match(r"[yr] = ", words[0]))
    return max((words for words, _ in entries), key=weight, default=[""])


def page_of_second_names(calls):
    """Names that are those of another operation in a table, what is more than that below it."""
    text = ["# NumPy's second names", "", "| name | the same as |", "|---|---|"]
    alone = {name for name, words, _ in calls if len(words) == 1 and words[0].startswith("`")}
    text += [f"| `{name}` | {words[0].rstrip('.')} |" for name, words, _ in calls if name in alone]
    for name, words, declaration in calls:
        if name not in alone:
            text += ["", f"## {name}", "", markdown_of(words), "", f"```text\n{call_of(declaration)}\n```"]
    return "\n".join([*text, ""])


def cost_by_kind(text):
    """What an operation costs whose documentation says nothing of it."""
    if re.search(r"_operation : (element_wise|mask_operation|taken_operand)<", text):
        return "one evaluation for each element; it shares a loop with its neighbours"
    if re.search(r"_operation : (reduction|position_operation)\b", text):
        return "one visit of each element"
    if not re.search(r"struct \w+_operation\b", text):
        return "that of the operations it is made of"
    return ""


def with_cost(words, text):
    """The documentation of an operation, with its cost."""
    cost = cost_by_kind(text)
    if not cost or any((match := field.match(line)) and match[1] == "cost" for line in words):
        return words
    at = next((i for i, line in enumerate(words)
               if (match := field.match(line)) and fields.index(match[1]) > fields.index("cost")), len(words))
    while at > 0 and not words[at - 1].strip():
        at -= 1
    return [*words[:at], f"cost      {cost}", *words[at:]]


def operation_page(root, path):
    if path.stem == "numpy_names":
        return page_of_second_names(calls_of(path))
    source = path.read_text(encoding="utf-8")
    entries = list(documented(source))
    calls = calls_of(path)
    main = main_of(entries)
    text = [f"# {path.stem}", ""]
    if main:
        text += [markdown_of(with_cost(main, source)), ""]
    names = sorted({name for name, _, _ in calls if not name.startswith("operator")})
    if names and path.stem != "numpy_names" and names != [path.stem]:
        text += ["Called as " + ", ".join(f"`tg::{name}`" for name in names) + ".", ""]
    for name, words, declaration in calls:
        if words == main:
            text += [f"```text\n{call_of(declaration)}\n```", ""]
        else:
            text += [markdown_of(words), "", f"```text\n{call_of(declaration)}\n```", ""]
    test = root / f"tests/ops/{path.stem}.cpp"
    if facts := assertions_of(test):
        text += ["## What its test says", "", "```cpp", *facts, "```", ""]
    text += [f"[Header](../../include/typegrad/ops/{path.name})" +
             (f" and [test](../../tests/ops/{test.name})" if test.exists() else "") + ".", ""]
    return "\n".join(text)


def summary_of(words):
    sentence = []
    for line in words:
        if not line.strip() or field.match(line):
            break
        sentence.append(line.strip())
    return re.sub(r"(?<=[.:])\s.*", "", " ".join(sentence)).rstrip(":")


def header_page(root, header, names):
    path = root / f"include/typegrad/{header}.hpp"
    included = "interop/eigen" if header == "interop/fixed_eigen" else header  # with Eigen itself
    text = [f"# {path.stem}", "", f"`#include <typegrad/{included}.hpp>`", ""]
    headings = set()
    for words, declaration in documented(path.read_text(encoding="utf-8")):
        name = name_of(declaration)
        if name in names or not names:
            if name not in headings:
                text += [f"## {name or path.stem}", ""]
            headings.add(name)
            text += [markdown_of(words), "", f"```text\n{call_of(declaration)}\n```", ""]
    test = root / f"tests/{'/'.join(pathlib.PurePath(header).parts[:1])}/{path.stem}.cpp"
    text += [f"[Header](../../include/typegrad/{header}.hpp)" +
             (f" and [test](../../{test.relative_to(root).as_posix()})" if test.exists() else "") + ".", ""]
    return "\n".join(text)


def pages(root):
    index = ["# Reference", "", "Everything that users call, out of the documentation in the headers.", ""]
    for chapter, headers in chapters.items():
        index += [f"## {chapter}", ""]
        for header, names in headers.items():
            path = root / f"include/typegrad/{header}.hpp"
            said = [", ".join(f"`{name}`" for name in names) or f"`{path.stem}`"]
            index += [f"- [{said[0]}]({path.stem}.md)"]
            yield f"docs/reference/{path.stem}.md", header_page(root, header, names)
        index += [""]
    index += ["## Operations", "", "| | |", "|---|---|"]
    for path in operations(root):
        entries = list(documented(path.read_text(encoding="utf-8")))
        main = ["NumPy's second names of operations, such as `clip` and `concat`."] if path.stem == "numpy_names" else main_of(entries)
        index += [f"| [{path.stem}](op_{path.stem}.md) | {escaped(summary_of(main))} |"]
        yield f"docs/reference/op_{path.stem}.md", operation_page(root, path)
    yield "docs/reference/operations.md", "\n".join(index) + "\n"
    yield "docs/reference/error_messages.md", page_of_messages(root)


def messages_of(path):
    """What a wrong program of tests/compile_fail is refused with, as its first lines say."""
    expected = re.findall(r"^// expect(?: gcc)?: (.*)$", path.read_text(encoding="utf-8"), re.M)
    return [words for words in expected if " " in words]


def page_of_messages(root):
    """The sentences that a compiler prints, each with the program that shows it."""
    text = ["# Error messages", "", "What the compiler says of wrong programs. Each program is a test: it compiles as it stands, and is",
            "refused with this sentence under `-DSHOULD_FAIL`. Search for a few words of yours.", "", "| message | program |", "|---|---|"]
    for path in sorted((root / "tests/compile_fail").glob("*.cpp")):
        if words := messages_of(path):
            text.append(f"| {escaped(' ... '.join(words))} | [{path.stem.replace('_', ' ')}](../../tests/compile_fail/{path.name}) |")
    return "\n".join([*text, ""])


def broken_fields(root):
    """The text of a field goes on in lines that are indented: others would be a paragraph above the table."""
    for path in sorted((root / "include/typegrad").rglob("*.hpp")):
        for words, _ in documented(path.read_text(encoding="utf-8")):
            for before, line in zip(words, words[1:]):
                if (field.match(before) or re.match(r" {10}\S", before)) and line and not line.startswith(" ") and not field.match(line):
                    yield f"{path.relative_to(root)}: \"{line}\" below a field is not indented"


def spelled_once(path, calls):
    """What names its axes in angle brackets, `sum<0>(x)`, has a spelling for variables, `sum(x, {0})`."""
    for name in {name for name, _, _ in calls}:
        declared = [declaration for other, _, declaration in calls if other == name]
        in_type = [each for each in declared if re.search(r"<(?:int|auto|index_t)\.\.\.", each) and "Recordable" not in each]
        if in_type and not any("Recordable" in each for each in declared):
            yield f"{path.name}: {name} has no spelling for variables, or that is not documented"


# Names in the text of pages that are no names for users.
inner_names = {"math"}


def names_without_page(root):
    """Every name of a page, an example or README is somewhere in the reference, and in a test."""
    known = {name for headers in chapters.values() for names in headers.values() for name in names}
    known |= {name for path in operations(root) for name, _, _ in calls_of(path)} | inner_names | {path.stem for path in operations(root)}
    known |= {"linalg"}  # a namespace of ops/linalg.hpp
    tested = set()
    for path in (root / "tests").rglob("*.[ch]pp"):
        tested.update(re.findall(r"\w+", path.read_text(encoding="utf-8")))
    shown = {}
    for path in [root / "README.md", *(root / "docs").rglob("*.md"), *(root / "examples").glob("*.[ch]pp")]:
        for name in re.findall(r"\btg::(\w+)", path.read_text(encoding="utf-8")):
            shown.setdefault(name, path.relative_to(root))
    for name, place in sorted(shown.items()):
        if name not in known:
            yield f"{place}: tg::{name} is not in the reference: list it in docs/reference.py"
    for name in sorted(known - {"linalg", "numpy_names"}):
        if name not in tested and not name.startswith("operator"):
            yield f"{name} is in the reference and in no test"


def complaints(root):
    """Public names without a page, and operations whose page would not say enough."""
    for path in operations(root):
        calls = calls_of(path)
        text = path.read_text(encoding="utf-8")
        if not calls:
            yield f"{path.relative_to(root)}: no documented call: it has no page (see inner_operations in docs/reference.py)"
        elif path.stem != "numpy_names" and not any(
                field.match(line) for words, _ in documented(text) for line in words):
            yield f"{path.relative_to(root)}: its documentation has no field: {', '.join(fields)}"
        elif path.stem != "numpy_names":
            said = {match[1] for line in with_cost(main_of(list(documented(text))), text) if (match := field.match(line))}
            for name in ("shape", "backward", "cost", "domain", "edge", "source"):
                if name not in said and name + "s" not in said:
                    yield f"{path.relative_to(root)}: its documentation says nothing of: {name}"
            if " = " not in " ".join(main_of(list(documented(text)))[:3]):
                yield f"{path.relative_to(root)}: its documentation does not begin with a formula: y = ..."
            if not (root / f"tests/ops/{path.stem}.cpp").exists():
                yield f"{path.relative_to(root)}: it has no test, so its page has no example"
            if not assertions_of(root / f"tests/ops/{path.stem}.cpp"):
                yield f"tests/ops/{path.stem}.cpp: no short fact with tg:: in it that the page could show as an example"
            yield from spelled_once(path, calls)
    yield from names_without_page(root)
    yield from broken_fields(root)
    listed = {header for headers in chapters.values() for header in headers}
    for header in listed:
        path = root / f"include/typegrad/{header}.hpp"
        if not path.exists():
            yield f"docs/reference.py lists {header}.hpp, which does not exist"
            continue
        names = [name_of(declaration) for _, declaration in documented(path.read_text(encoding="utf-8"))]
        for chapter in chapters.values():
            for name in chapter.get(header, []):
                if name not in names:
                    yield f"{header}.hpp: {name} has no documentation (/// above it), so its page says nothing"
