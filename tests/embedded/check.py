"""Programs for microcontrollers, run under QEMU: what they cost beside C that an expert wrote by hand.

usage: check.py [--keep FOLDER]      Cortex-M4F and M0 at -Os
       check.py --all                every core, compiler and level; --rest: but for those two
       check.py --all --write        and write docs/on_the_microcontroller.md and not_reached.txt
       check.py --self-test

An image holds every workload twice, generated (workloads/*.cpp) and by hand (workloads/*.c), and a harness that calls
them. In the build "written-c" the generated ones are what `write_c` writes. sympy/sympy.c is what SymPy makes of the same
functions, by sympy_code.py. Each gate is one TAP line with its numbers, their ratio and the limit:

text          bytes of the functions and read-only data that an entry reaches in its object files; libm is left out
instructions  executed from the call to the return, libm included: a plugin of QEMU counts them, exactly and repeatably
stack         bytes below the caller's, by painting
the rest      symbols of heap, exceptions, RTTI, stdio, double; .f64 instructions; .data, .bss, constructors; constant time

Where a target is not reached yet, not_reached.txt holds the ratio that is, and the limit stands just above it.
"""
import argparse
import collections
import concurrent.futures
import dataclasses
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from tap import finish

here = pathlib.Path(__file__).resolve().parent
root = here.parents[1]
not_reached_file = here / "not_reached.txt"
page = root / "docs" / "on_the_microcontroller.md"

common = ["-ffunction-sections", "-fdata-sections", "-fno-math-errno", "-fno-unwind-tables",
          "-fno-asynchronous-unwind-tables", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wdouble-promotion", "-Werror"]
for_cpp = ["-std=c++20", "-fno-exceptions", "-fno-rtti", "-fno-threadsafe-statics", "-fno-use-cxa-atexit", "-Wconversion"]
for_c = ["-std=c11"]
for_written_c = ["-std=c99", "-pedantic"]
for_level = {"-Og": ["-DTYPEGRAD_OPTIMIZES_PROGRAMS=1"], "-O3": ["-DLOOPS_ARE_WRITTEN_OUT"]}


@dataclasses.dataclass(frozen=True)
class Core:
    name: str
    machine: str
    flags: tuple
    flash: str
    ram: str
    triple: str = ""  # clang's
    tools: str = "arm-none-eabi-"
    emulator: str = "qemu-system-arm"
    library: tuple = ("--specs=nano.specs",)


cores = {core.name: core for core in (
    Core("M0", "microbit", ("-mcpu=cortex-m0", "-mthumb", "-mfloat-abi=soft"), "0x0, LENGTH = 256K", "0x20000000, LENGTH = 16K"),
    Core("M3", "mps2-an385", ("-mcpu=cortex-m3", "-mthumb", "-mfloat-abi=soft"), "0x0, LENGTH = 512K",
         "0x20000000, LENGTH = 128K"),
    Core("M4F", "mps2-an386", ("-mcpu=cortex-m4", "-mthumb", "-mfloat-abi=hard", "-mfpu=fpv4-sp-d16"), "0x0, LENGTH = 512K",
         "0x20000000, LENGTH = 128K", "thumbv7em-none-eabihf"),
    # an M7 that computes with double: whatever is promoted is seen as an instruction
    Core("M7", "mps2-an500", ("-mcpu=cortex-m7", "-mthumb", "-mfloat-abi=hard", "-mfpu=fpv5-d16"), "0x0, LENGTH = 512K",
         "0x20000000, LENGTH = 128K"),
    Core("M33", "mps2-an505", ("-mcpu=cortex-m33", "-mthumb", "-mfloat-abi=hard", "-mfpu=fpv5-sp-d16"),
         "0x10000000, LENGTH = 512K", "0x38000000, LENGTH = 128K"),
    Core("M55", "mps3-an547", ("-mcpu=cortex-m55", "-mthumb", "-mfloat-abi=hard"), "0x0, LENGTH = 512K",
         "0x20000000, LENGTH = 128K"),
    *(Core(f"RV32IMA{f}C".upper(), "virt", (f"-march=rv32ima{f}c", f"-mabi=ilp32{f}", "-mcmodel=medany"),
           "0x80000000, LENGTH = 512K", "0x80080000, LENGTH = 128K", "", "riscv64-unknown-elf-", "qemu-system-riscv32",
           ("--specs=picolibc.specs",)) for f in ("", "f")),
)}


@dataclasses.dataclass(frozen=True)
class Build:
    core: str
    level: str
    compiler: str = "gcc"

    def __str__(self):
        return f"{self.core} {self.compiler} {self.level}"


with_wishes = [Build("M4F", "-Os"), Build("M4F", "-O2")]
usual = [Build("M4F", "-Os"), Build("M0", "-Os")]
steady_usual = [Build("M7", "-O2")]  # where GCC jumps most
steady_rest = [Build("M0", "-Os"), Build("M4F", "-O2")]
every = [*usual, *(Build("M4F", level) for level in ("-O2", "-O3", "-Og", "-O0")),
         Build("M4F", "-Os", "clang"), Build("M4F", "-O2", "clang"),
         *(Build(core, "-O2") for core in ("M3", "M7", "M33", "M55")),
         *(Build(core, "-Os") for core in ("RV32IMAC", "RV32IMAFC")), Build("M4F", "-Os", "written-c")]

firmwares = {"M4F": ("attitude", "iris", "motor"), "M0": ("fixed_point", "iris")}
selects = {"M4F", "M7", "M33", "M55"}  # have arithmetic of float and conditional moves: a choice takes no branch
with_libm = {"bell", "arm", "attitude", "fit", "vehicle", "covariance", "pendulum"}  # constant time is not theirs to promise
forbidden = {
    "heap": r"_?(malloc|free|calloc|realloc)(_r)?|_sbrk(_r)?|_Zn[wa]j.*|_Zd[la]Pv.*",
    "exceptions or RTTI": r"__cxa_(throw|allocate_exception|begin_catch|pure_virtual)|__gxx_personality_v0|_Unwind_\w+|_ZT[IV]\w+",
    "stdio, assert or abort": r"__assert_func|abort|.*printf.*|raise|_ZNSt8ios_base.*",
    "guards or atexit": r"__cxa_guard_acquire|__cxa_atexit|__aeabi_atexit",
    # what a program is planned from: it lives while compiling, whatever the level
    "operations, graphs or plans": r"_ZN8typegrad(16operation_object|10input_node|12literal_node).*|_Z.*13graph_builder.*|"
                                   r"_ZN8typegrad.*E(4flat|8schedule)E",
}
# the helpers of double, and conversions from and to it
of_double = r"__aeabi_(d\w+|f2d|i2d|ui2d|l2d|ul2d|cd\w+)|__(add|sub|mul|div)df3|__extendsfdf2|__truncdfsf2"


def run(command, **options):
    done = subprocess.run([str(word) for word in command], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          errors="replace", **options)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(str(word) for word in command)}\n{done.stdout}")
    return done.stdout


class Object:
    """A relocatable file of 32 bits: its sections, and which of them each one reads."""

    def __init__(self, data):
        sections_at, = struct.unpack_from("<I", data, 32)
        size, count, names = struct.unpack_from("<HHH", data, 46)
        rows = [struct.unpack_from("<10I", data, sections_at + size * i) for i in range(count)]

        def text_at(table, at):
            start = rows[table][4] + at
            return data[start:data.index(b"\0", start)].decode()

        self.names = [text_at(names, row[0]) for row in rows]
        self.sizes = [row[5] if row[2] & 2 else 0 for row in rows]  # SHF_ALLOC
        self.flags = [row[2] for row in rows]
        self.symbols, self.undefined = {}, set()
        self.edges = collections.defaultdict(set)  # section -> sections
        self.outside = collections.defaultdict(set)  # section -> names of other files
        table = next(i for i, row in enumerate(rows) if row[1] == 2)
        entries = [struct.unpack_from("<IIIBBH", data, rows[table][4] + 16 * i) for i in range(rows[table][5] // 16)]
        for name, _, _, _, _, section in entries:
            known = text_at(rows[table][6], name)
            if section == 0 and known:
                self.undefined.add(known)
            elif 0 < section < count and known:
                self.symbols[known] = section
        for row in rows:
            if row[1] not in (4, 9):  # RELA, REL
                continue
            step = 12 if row[1] == 4 else 8
            for at in range(row[4], row[4] + row[5], step):
                _, info = struct.unpack_from("<II", data, at)
                name, _, _, _, _, section = entries[info >> 8]
                if 0 < section < count:
                    self.edges[row[7]].add(section)
                elif section == 0 and info >> 8:
                    self.outside[row[7]].add(text_at(rows[table][6], name))

    def reached(self, entry):
        seen, left = set(), [self.symbols[entry]]
        while left:
            if (section := left.pop()) not in seen:
                seen.add(section)
                left += self.edges[section]
        return seen

    def size(self, entry):
        """(bytes of functions and constants, bytes that can be written)"""
        reached = self.reached(entry)
        return (sum(self.sizes[i] for i in reached if not self.flags[i] & 1),
                sum(self.sizes[i] for i in reached if self.flags[i] & 1))

    def written(self):
        """Sections that can be written or hold constructors, and are not empty."""
        return [name for name, size, flags in zip(self.names, self.sizes, self.flags) if size and flags & 1]


@dataclasses.dataclass
class Cost:
    text: int = 0
    ram: int = 0
    stack: int = 0
    executed: tuple = ()

    @property
    def instructions(self):
        return sum(self.executed) / max(1, len(self.executed))


@dataclasses.dataclass
class Measured:
    build: Build
    generated: dict
    by_hand: dict
    off: dict
    objects: list
    image: set  # names of every symbol
    doubles: list


def searched_by_gcc(core):
    """Folders of headers that arm-none-eabi-g++ searches, without GCC's own: C++'s, then C's."""
    text = run(["arm-none-eabi-g++", *cores[core].flags, "-E", "-x", "c++", "-v", os.devnull])
    folders = re.search(r"#include <\.\.\.> search starts here:\n(.*?)End of search list", text, re.S)[1].split()
    return [str(pathlib.Path(folder).resolve()) for folder in folders
            if not re.search(r"/lib/gcc/[^/]+/[^/]+/include(-fixed)?$", str(pathlib.Path(folder).resolve()))]


def compiler_for(build, language):
    core = cores[build.core]
    if build.compiler != "clang":
        command = [core.tools + ("g++" if language == "cpp" else "gcc"), *core.flags]
        if core.tools.startswith("arm"):
            return command
        # Debian has no C++ headers for RISC-V: those for ARM serve, of which nothing is linked.
        folders = [word for folder in searched_by_gcc("M0")[:-1] for word in ("-isystem", folder)]
        return [*command, *core.library, *(["-nostdinc++", *folders] if language == "cpp" else [])]
    folders = [word for folder in searched_by_gcc(build.core) for word in ("-isystem", folder)]
    return ["clang++-19" if language == "cpp" else "clang-19", f"--target={core.triple}", *core.flags, "-nostdlibinc", *folders,
            *(["-nostdinc++", "-Wno-return-type-c-linkage"] if language == "cpp" else [])]


def flags_of(build, source):
    special = for_cpp if source.suffix == ".cpp" else for_written_c if source.stem == "written" else for_c
    return [*common, *special, build.level, *for_level.get(build.level, []), "-I", root / "include"]


def compile_one(build, source, folder, beginning=()):
    language = source.suffix[1:]
    made = folder / f"{source.stem}_{language}.o"
    run([*compiler_for(build, language), *flags_of(build, source), *beginning, "-c", source, "-o", made])
    return made


first_line = "#include <typegrad/embedded.hpp>"


def precompile(build, folder):
    """How a file that begins with `first_line` is compiled without reading it again."""
    beginning = folder / "beginning.hpp"
    beginning.write_text(first_line + "\n")
    run([*compiler_for(build, "cpp"), *flags_of(build, pathlib.Path("any.cpp")), "-x", "c++-header", beginning,
         "-o", f"{beginning}.gch"])
    return ["-include-pch", f"{beginning}.gch"] if build.compiler == "clang" else ["-include", beginning]


def write_as_c(folder):
    """The workloads as C, which a program on the host writes, planned as for a microcontroller."""
    run(["g++", "-std=c++20", "-O0", "-DTYPEGRAD_VECTOR_BYTES=0", "-I", root / "include", here / "workloads" / "written.cpp", "-o", folder / "write"])
    source = folder / "written.c"
    source.write_text(run([folder / "write"]))
    return source


def link(core, objects, folder):
    script = folder / "image.ld"
    script.write_text(f"MEMORY {{ FLASH (rx) : ORIGIN = {core.flash}\n RAM (rwx) : ORIGIN = {core.ram} }}\n" +
                      (here / "board" / "image.ld").read_text())
    # Without nosys.specs and with the driver for C: what reaches a heap, stdio or libstdc++ does not link.
    run([core.tools + "gcc", *core.flags, *core.library, *objects, "-nostartfiles", "-Wl,--gc-sections",
         "-Wl,--no-warn-rwx-segments", "-T", script, "-lm", "-o", folder / "image"])
    return folder / "image"


def emulate(core, image, *options, environment=None, seconds=120):
    firmware = ["-bios", "none"] if core.machine == "virt" else []
    return run([core.emulator, "-M", core.machine, *firmware, "-display", "none", "-monitor", "none", "-serial", "none", *options,
                "-semihosting-config", "enable=on,target=native", "-kernel", image],
               env={**os.environ, **(environment or {})}, timeout=seconds)


def all_workloads(build, folder):
    generated = [path for path in (here / "workloads").glob("*.cpp") if path.stem != "written"]
    if build.compiler == "written-c":
        generated = [path for path in generated if path.stem == "main"] + [write_as_c(folder)]
    return sorted([*(here / "workloads").glob("*.c"), *generated])


def measure(build, folder, plugin, jobs, sources, first="generated", second="by_hand"):
    folder.mkdir(parents=True)
    core = cores[build.core]
    behind = {source: first_line in source.read_text().splitlines() for source in sources}
    beginning = precompile(build, folder) if sum(behind.values()) > 2 else []
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        made = dict(zip(sources, pool.map(lambda source: compile_one(build, source, folder, beginning if behind[source] else []),
                                          sources)))
    start = compile_one(Build(build.core, "-Os"), here / "board" / "startup.cpp", folder)
    image = link(core, [*made.values(), start], folder)
    said = emulate(core, image, "-plugin", plugin, environment={"COUNTED": str(folder / "counted")})
    rows = [line.split() for line in said.splitlines()]
    if any(len(row) != 4 for row in rows):
        raise RuntimeError(said)
    counted = [int(line) for line in (folder / "counted").read_text().split()]
    if len(counted) != 2 * len(rows):
        raise RuntimeError(f"{len(counted)} counts of {2 * len(rows)} calls")
    call = counted[0] - 1  # what `nothing` takes but for its return
    result = Measured(build, collections.defaultdict(Cost), collections.defaultdict(Cost), {}, [], set(), [])
    for number, (name, generated, by_hand, off) in enumerate(rows):
        if name == "nothing":
            continue
        for costs, stack, executed in ((result.generated, generated, counted[2 * number]),
                                       (result.by_hand, by_hand, counted[2 * number + 1])):
            costs[name].stack = max(costs[name].stack, int(stack))
            costs[name].executed += (executed - call,)
        result.off[name] = max(result.off.get(name, 0), int(off))
    for source, made_from in made.items():
        read = Object(made_from.read_bytes())
        if source.name == "main.cpp":
            continue
        if source.suffix == ".cpp" or source.stem == "written":
            result.objects.append(read)
            code = run(["arm-none-eabi-objdump", "-d", "--no-show-raw-insn", made_from]) if core.name == "M7" else ""
            result.doubles += re.findall(r"\tv(?!mov)[a-z]+\.f64.*", code)
        for symbol in read.symbols:
            if match := re.fullmatch(rf"(?:({first})|({second}))_(\w+)", symbol):
                cost = (result.generated if match[1] else result.by_hand)[match[3]]
                cost.text, cost.ram = read.size(symbol)
    result.image = {line.split()[-1] for line in run([core.tools + "nm", image]).splitlines()}
    return result


def firmware(build, source, folder):
    """An example that is a whole program: (right, text) of how it ends and what is in it."""
    folder.mkdir(parents=True)
    core = cores[build.core]
    made = [compile_one(build, source, folder), compile_one(build, here / "board" / "startup.cpp", folder)]
    image = link(core, made, folder)
    name = f"{build}, {source.name}"
    sizes = dict(re.findall(r"^(\.\w+)\s+(\d+)", run([core.tools + "size", "-A", image]), re.M))
    flash = sum(int(sizes.get(section, 0)) for section in (".vectors", ".text", ".rodata", ".data"))
    ram = sum(int(sizes.get(section, 0)) for section in (".data", ".bss"))
    try:
        said, right = emulate(core, image), True
    except RuntimeError as failure:
        said, right = str(failure), False
    print("\n".join("# " + line for line in said.splitlines()))
    yield right, f"{name}: ends well, in {flash:,} bytes of flash and {ram:,} of RAM but for the stack"
    symbols = {line.split()[-1] for line in run([core.tools + "nm", image]).splitlines()}
    patterns = [*forbidden.values(), *([of_double] if "hard" in "".join(core.flags) else [])]
    there = sorted(name for name in symbols if any(re.fullmatch(pattern, name) for pattern in patterns))
    yield not there, f"{name}: no heap, exceptions, stdio{' or double' if len(patterns) > len(forbidden) else ''} {there or ''}"


# ---------------------------------------------------------------------------------------------------------------------- gates

def targets(build):
    """The ratio to hand-written code that is aimed at: (instructions, text)."""
    if build.level == "-Og":
        return 2.0, None
    if build.level == "-O0":
        return 6.0, None
    if build.level == "-O3":
        return 1.05, None  # what -O3 unrolls is its own affair
    return (1.05 if build.core == "M4F" else 1.10), 1.10


def read_not_reached(text):
    table = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            *key, ratio = line.split()
            table[tuple(key)] = float(ratio)
    return table


margin = 1.02


def gates(measured, known, found):
    """(right, text) of each gate; writes into `found` the ratios above their targets."""
    build = measured.build
    instructions_target, text_target = targets(build)
    for name in measured.generated:
        ours, hand = measured.generated[name], measured.by_hand[name]

        def compared(count, mine, theirs, target, free, unit):
            ratio = (mine - free) / max(1, theirs)
            key = (build.core, build.compiler, build.level, name, count)
            limit = target
            if ratio > target:
                found[key] = ratio
                limit = known[key] * margin if key in known else target
            words = f"{build}, {name}: {mine:.0f} {unit}, {theirs:.0f} by hand, ratio {mine / max(1, theirs):.2f}"
            aim = f" (the target {target:.2f} is not reached yet)" if ratio > target else ""
            allowed = f"{limit:.2f}{f' + {free}' if free else ''}"
            return ratio <= limit, f"{words}, at most {allowed}{aim}"

        yield measured.off[name] <= 20, f"{build}, {name}: results agree to {measured.off[name]} millionths of the largest"
        yield compared("instructions", ours.instructions, hand.instructions, instructions_target, 0, "instructions")
        if text_target:
            yield compared("text", ours.text, hand.text, text_target, 16, "bytes")
        if build.level not in ("-O0", "-Og"):
            yield compared("stack", ours.stack, hand.stack, 1.0, 64, "bytes of stack")
        if name not in with_libm and build.level in ("-Os", "-O2") and build.core in selects:
            spread = f"{min(ours.executed)} to {max(ours.executed)}"
            yield min(ours.executed) == max(ours.executed), f"{build}, {name}: constant time, {spread} instructions"
    for what, pattern in forbidden.items():
        there = sorted(name for name in measured.image if re.fullmatch(pattern, name))
        yield not there, f"{build}: no symbol of {what}{': ' + ' '.join(there[:4]) if there else ''}"
    # -O0 leaves functions in the objects that nobody calls
    called = measured.image if build.level == "-O0" else {name for one in measured.objects for name in one.undefined}
    asked = sorted(name for name in called if re.fullmatch(of_double, name))
    yield not asked, f"{build}: no arithmetic of double is called{': ' + ' '.join(asked) if asked else ''}"
    if build.core == "M7":
        yield not measured.doubles, f"{build}: {len(measured.doubles)} instructions on double {' '.join(measured.doubles[:2])}"
    written = sorted({name for one in measured.objects for name in one.written()})
    yield not written, f"{build}: .data, .bss and constructors are empty{': ' + ' '.join(written[:4]) if written else ''}"


def gates_of_wishes(measured):
    """(right, text): what is planned small is smaller than what is planned fast, which is faster; what is to take the
    same time does, where the usual program does not."""
    build, steady = measured.build, "equations"
    for name in measured.generated:
        ours, other = measured.generated[name], measured.by_hand[name]
        yield measured.off[name] <= 20, f"{build}, wishes, {name}: results agree to {measured.off[name]} millionths of the largest"
        if name != steady:
            yield ours.text < other.text, f"{build}, small {name}: {ours.text} bytes, {other.text} fast"
            yield (other.instructions < ours.instructions,
                   f"{build}, fast {name}: {other.instructions:.0f} instructions, {ours.instructions:.0f} small")
    spreads = [max(one[steady].executed) - min(one[steady].executed) for one in (measured.generated, measured.by_hand)]
    yield (spreads[0] == 0 and spreads[1] > 0,
           f"{build}, {steady}: {measured.generated[steady].instructions:.0f} instructions in constant time, "
           f"{measured.by_hand[steady].instructions:.0f}, more or less by {spreads[1]}, as usual")


def jumps(disassembly):
    """{function: jumps forward that depend on a number}: what jumps back is a loop, and so is what skips such a jump."""
    found = {}
    for match in re.finditer(r"^[0-9a-f]+ <(\S+)>:\n((?:.+\n)+)", disassembly, re.M):
        lines = re.findall(r"^ *([0-9a-f]+):\t(\S+)(?:\t(.*))?", match[2], re.M)
        found[match[1]] = 0
        for (at, word, operands), after in zip(lines, [*lines[1:], ("", "", "")]):
            if not re.fullmatch(r"b(eq|ne|cs|cc|mi|pl|vs|vc|hi|ls|ge|lt|gt|le)(\.[nw])?|cbn?z", word):
                continue
            forward = int(re.search(r"([0-9a-f]+) <", operands)[1], 16) > int(at, 16)
            loops = after[1] in ("b.n", "b.w") and int(re.search(r"([0-9a-f]+) <", after[2])[1], 16) < int(at, 16)
            found[match[1]] += forward and not loops
    return found


def gates_of_constant_time(build, folder):
    """(right, text): whatever chooses does so without a jump, in straight-line code and in loops."""
    folder.mkdir(parents=True)
    made = compile_one(build, here / "wishes" / "constant_time.cpp", folder)
    found = jumps(run(["arm-none-eabi-objdump", "-d", "--no-show-raw-insn", made]))
    there = [f"{name} {count}" for name, count in found.items() if count]
    yield len(found) > 10 and not there, f"{build}: {len(found)} functions in constant time jump nowhere {' '.join(there)}"


def gates_of_sympy(measured, fast, known, found):
    """(right, text): no more instructions than the code that SymPy writes, which is straight-line code of any length; so is
    what is planned `fast`, where that was measured."""
    for name in measured.off:
        ours, other = fast.get(name, measured.generated[name]), measured.by_hand[name]
        words = f"{measured.build}, SymPy, {'fast ' if name in fast else ''}{name}"
        yield measured.off[name] <= 20, f"{words}: results agree to {measured.off[name]} millionths of the largest"
        ratio = ours.instructions / other.instructions
        key = (measured.build.core, measured.build.compiler, measured.build.level, name, "sympy")
        limit = 1.0
        if ratio > limit:
            found[key] = ratio
            limit = known.get(key, limit / margin) * margin
        yield (ratio <= limit, f"{words}: {ours.instructions:.0f} instructions, {other.instructions:.0f} of its cse, "
                               f"ratio {ratio:.2f}, at most {limit:.2f}; {ours.text} bytes, {other.text} of its")


# ----------------------------------------------------------------------------------------------------------------------- page

titles = {
    "bell": "`square(exp(square(x)))` and its slope",
    "arm": "arm of three joints: position, 2x3 Jacobian",
    "accelerometer": "accelerometer in an EKF: 3 values, 3x4 Jacobian",
    "attitude": "a whole step of an attitude EKF",
    "network": "network 4-16-3: loss, 131 derivatives",
    "fit": "a Levenberg-Marquardt step, 4 parameters, 16 points",
    "squarings": "32 squarings and the slope",
    "regulator": "cost of a regulator over 20 steps, gradient",
    "vehicle": "vehicle of 6 states: prediction, 6x6 Jacobian",
    "covariance": "the same with F P F^T",
    "pendulum": "10 steps of Runge-Kutta, gradient",
}


def table_of(measured):
    lines = ["| | flash, bytes | by hand | instructions | by hand | ratio | stack, bytes | by hand |", "|---|--:|--:|--:|--:|--:|--:|--:|"]
    for name, title in titles.items():
        ours, hand = measured.generated[name], measured.by_hand[name]
        lines.append(f"| {title} | {ours.text:,} | {hand.text:,} | {ours.instructions:,.0f} | {hand.instructions:,.0f} | "
                     f"{ours.instructions / hand.instructions:.2f} | {ours.stack:,} | {hand.stack:,} |")
    return "\n".join(lines)


def matrix_of(all_measured):
    def column(build):
        return f"{build.core} {'' if build.compiler == 'gcc' else build.compiler + ' '}`{build.level}`"

    lines = ["| | " + " | ".join(column(one.build) for one in all_measured) + " |", "|---|" + "--:|" * len(all_measured)]
    for name in titles:
        cells = [f"{one.generated[name].instructions / one.by_hand[name].instructions:.2f}" for one in all_measured]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def rewritten(text, name, table):
    pattern = rf"(<!-- measured: {re.escape(name)} -->\n).*?(<!-- measured end -->)"
    return re.sub(pattern, lambda match: f"{match[1]}\n{table}\n\n{match[2]}", text, flags=re.S)


def write_page(all_measured):
    text = page.read_text()
    for one in all_measured:
        text = rewritten(text, str(one.build), table_of(one))
    page.write_text(rewritten(text, "ratios", matrix_of(all_measured)) if len(all_measured) == len(every) else text)
    subprocess.run([sys.executable, str(page.with_name("chart.py"))], check=True)


def self_test():
    known = read_not_reached("# a comment\n\nM0 gcc -Os fit text 2.5\n")
    text = "a\n<!-- measured: M0 gcc -Os -->\nold\n<!-- measured end -->\nb\n"
    build = Build("M4F", "-Os")
    operation = "_ZN8typegrad16operation_objectINS_13mul_operationEEE"
    cost = Measured(build, {"fit": Cost(text=130, stack=10, executed=(106,))}, {"fit": Cost(text=100, stack=10, executed=(100,))},
                    {"fit": 0}, [], {"main", "_malloc_r", operation}, [])
    results, found = list(gates(cost, {}, {})), {}
    tolerant = list(gates(cost, {("M4F", "gcc", "-Os", "fit", "instructions"): 1.06}, found))
    wrong = [line for right, line in results if not right]
    code = ("00000000 <f>:\n   0:\tcmp\tr0, #0\n   2:\tbne.n\t8 <f+0x8>\n   4:\tbeq.n\t0 <f>\n   6:\tbeq.n\t10 <f+0x10>\n"
            "   8:\tb.n\t0 <f>\n  10:\tbx\tlr\n")
    return [(jumps(code) == {"f": 1}, "counts a jump, not a loop"),
            (known == {("M0", "gcc", "-Os", "fit", "text"): 2.5}, "reads what is not reached"),
            (rewritten(text, "M0 gcc -Os", "new") == text.replace("old", "\nnew\n"), "rewrites a table"),
            (len(wrong) == 4 and "106 instructions, 100 by hand, ratio 1.06, at most" in wrong[0], "instructions above the target fail"),
            ("130 bytes, 100 by hand" in wrong[1], "text above the target fails"),
            ("_malloc_r" in wrong[2], "a symbol of the heap fails"),
            (operation in wrong[3], "an operation that lives on at run time fails"),
            (sum(not right for right, _ in tolerant) == 3, "what is known passes"),
            (("M4F", "gcc", "-Os", "fit", "text") in found, "what is not reached is noted")]


def skip(why):
    print(f"ok 1 - programs for microcontrollers # SKIP {why}\n1..1")
    sys.exit(0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--rest", action="store_true", help="--all without what runs anyway")
    parser.add_argument("--builds", nargs="*", help="such as 'M4F gcc -O2'")
    parser.add_argument("--write", action="store_true", help="rewrite the page and the list of what is not reached")
    parser.add_argument("--keep", type=pathlib.Path, help="leave objects and images in this folder")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--self-test", action="store_true")
    chosen = parser.parse_args()
    if chosen.self_test:
        finish(self_test())
    for tool in ("arm-none-eabi-g++", "qemu-system-arm", "gcc"):
        if not shutil.which(tool):
            skip(f"{tool} is not installed")
    builds = every if chosen.all else [build for build in every if (build not in usual) == chosen.rest]
    if chosen.builds:
        builds = [build for build in every if str(build) in chosen.builds]
    known = read_not_reached(not_reached_file.read_text()) if not_reached_file.exists() else {}
    results, found, measured = [], {}, []
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.keep or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        plugin = folder / "count_instructions.so"
        run(["gcc", "-O2", "-fPIC", "-shared", here / "board" / "count_instructions.c", "-o", plugin])
        for build in builds:
            wanted = ["clang++-19"] if build.compiler == "clang" else [cores[build.core].tools + "g++", cores[build.core].emulator]
            if lacking := [tool for tool in wanted if not shutil.which(tool)]:
                results.append((True, f"{build} # SKIP {lacking[0]} is not installed"))
                continue
            try:
                place = str(build).replace(" ", "")
                one = measure(build, folder / place, plugin, chosen.jobs, all_workloads(build, folder))
                if build in with_wishes:
                    wishes = [here / "workloads" / "main.cpp", here / "wishes" / "wishes.cpp"]
                    wished = measure(build, folder / f"{place}wishes", plugin, chosen.jobs, wishes, "small|steady", "fast|usual")
                    results += gates_of_wishes(wished)
                    derived = [source for source in all_workloads(build, folder) if source.suffix == ".cpp"]
                    derived.append(here / "sympy" / "sympy.c")
                    beside = measure(build, folder / f"{place}sympy", plugin, chosen.jobs, derived)
                    results += gates_of_sympy(beside, wished.by_hand, known, found)
            except (RuntimeError, subprocess.TimeoutExpired) as failure:
                print("\n".join("# " + line for line in str(failure).splitlines()[:40]))
                results.append((False, f"{build} builds and runs"))
                continue
            measured.append(one)
            results += gates(one, known, found)
        steady = [*(steady_usual if usual[0] in builds else []), *(steady_rest if every[-1] in builds else [])]
        for build in steady:
            try:
                results += gates_of_constant_time(build, folder / f"{build}steady".replace(" ", ""))
            except RuntimeError as failure:
                print("\n".join("# " + line for line in str(failure).splitlines()[:40]))
                results.append((False, f"{build}, constant_time.cpp compiles"))
        for build in usual if usual[0] in builds else []:
            for source in (root / "examples" / f"firmware_{name}.cpp" for name in firmwares[build.core]):
                try:
                    results += firmware(build, source, folder / (str(build) + source.stem).replace(" ", ""))
                except (RuntimeError, subprocess.TimeoutExpired) as failure:
                    print("\n".join("# " + line for line in str(failure).splitlines()[:40]))
                    results.append((False, f"{build}, {source.name} builds and runs"))
    if chosen.write:
        names = {str(one.build) for one in measured}
        found.update({key: ratio for key, ratio in known.items() if " ".join(key[:3]) not in names})
        not_reached_file.write_text("# core, compiler, level, workload, count and the ratio to hand-written code where the target is not\n"
                                    "# reached; text and stack without the bytes that are free. Written by check.py --all --write. The causes\n"
                                    "# are in docs/on_the_microcontroller.md.\n" +
                                    "".join(f"{' '.join(key)} {ratio:.3f}\n" for key, ratio in sorted(found.items())))
        write_page(measured)
    for key, ratio in known.items():
        if any(str(one.build) == " ".join(key[:3]) for one in measured) and found.get(key, 0) < ratio * 0.95:
            print(f"# {' '.join(key)}: {found.get(key, 0) or 'reached'}, {ratio} in {not_reached_file.name} can be lowered")
    finish(results)


if __name__ == "__main__":
    main()
