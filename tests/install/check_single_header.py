"""What makers of firmware get: the single headers are read where the tree is, without warnings, in hardly more time; the
library of Arduino compiles as its builder would do it, a program with the files of PlatformIO, Zephyr and ESP-IDF as
their tools read them.

usage: check_single_header.py [--self-test]
"""
import base64
import importlib.util
import json
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parents[2]
script = root / "packaging" / "single_header.py"
warnings = ["-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Wdouble-promotion", "-Werror"]
cortex = ["-mcpu=cortex-m4", "-mfpu=fpv4-sp-d16", "-mfloat-abi=hard", "-fno-exceptions", "-fno-rtti"]

# What Arduino.h and binary.h define.
arduino = """#define B0 0
#define B1 1
#define D0 16
#define F(text) (text)
#define PI 3.1415926535897932384626433832795
#define abs(x) ((x) > 0 ? (x) : -(x))
#define min(a, b) ((a) < (b) ? (a) : (b))
#define max(a, b) ((a) > (b) ? (a) : (b))
#define round(x) ((x) >= 0 ? (long)((x) + 0.5) : (long)((x) - 0.5))
"""
# What the builder puts before a sketch: the board's functions, and the sketch's own.
board = """static const int A0 = 14;
int analogRead(int pin);
void delay(unsigned long milliseconds);
struct serial_port { void begin(unsigned long speed); void println(double x); };
extern serial_port Serial;
void setup();
void loop();
"""
# With a name that many sketches have.
sketch = arduino + """#include "typegrad_embedded.hpp"
static float step = 0.5f;
constexpr auto f = [](auto x) { return typegrad::sin(x) * x; };
float slope(float x);
float slope(float x) { return step * typegrad::grad(f)(x); }
static_assert(abs(-2) == 2);
"""


# The functions of Zephyr's and ESP-IDF's builds that a module and a component call, and a program of each.
builds = """cmake_minimum_required(VERSION 3.20)
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_CXX_COMPILER arm-none-eabi-g++)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
project(firmware CXX)
set(CMAKE_CXX_STANDARD 20)
set(CONFIG_TYPEGRAD y)
add_library(zephyr_interface INTERFACE)
function(zephyr_include_directories)
  target_include_directories(zephyr_interface INTERFACE ${ARGV})
endfunction()
macro(idf_component_register)
  cmake_parse_arguments(given "" "" "INCLUDE_DIRS" ${ARGV})
  set(COMPONENT_LIB component)
  add_library(component INTERFACE)
  target_include_directories(component INTERFACE ${CMAKE_CURRENT_LIST_DIR}/${given_INCLUDE_DIRS})
endmacro()
add_subdirectory(ROOT/zephyr zephyr)
add_subdirectory(ROOT/packaging/esp_idf/typegrad component)
add_library(of_zephyr OBJECT source.cpp)
target_link_libraries(of_zephyr PRIVATE zephyr_interface)
add_library(of_esp_idf OBJECT source.cpp)
target_link_libraries(of_esp_idf PRIVATE component)
"""


def seconds(command):
    """Of a processor, the least of two runs."""
    def once():
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return min(once(), once())


def built():
    """The layouts that are the tree itself, as their tools read them."""
    if not shutil.which("arm-none-eabi-g++"):
        return
    text = sketch.replace("typegrad_embedded.hpp", "typegrad/embedded.hpp")
    with tempfile.TemporaryDirectory() as folder:
        build = json.loads((root / "library.json").read_text())["build"]
        command = ["arm-none-eabi-g++", *build["flags"], *cortex, "-I", root / build["includeDir"]]
        yield compiles(command, text, folder, "-c", "-o", pathlib.Path(folder) / "program.o"), "PlatformIO: a program compiles"
        if not shutil.which("cmake"):
            return
        (pathlib.Path(folder) / "CMakeLists.txt").write_text(builds.replace("ROOT", str(root)))
        done = subprocess.run(f"cmake -S {folder} -B {folder}/build && cmake --build {folder}/build", shell=True, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode != 0:
            print("\n".join("# " + line for line in done.stdout.splitlines()[-20:]))
        yield done.returncode == 0, "Zephyr, ESP-IDF: a program compiles with the module, and with the component"


def compiles(command, text, folder, *more):
    source = pathlib.Path(folder) / "source.cpp"
    source.write_text(text)
    done = subprocess.run([*command, *(more or ["-fsyntax-only"]), source], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        print("\n".join("# " + line for line in done.stdout.splitlines()[:20]))
    return done.returncode == 0


def check():
    with tempfile.TemporaryDirectory() as folder:
        written = subprocess.run([sys.executable, script, folder], stdout=subprocess.DEVNULL)
        yield written.returncode == 0, "the headers are written"
        for compiler, flags in (("g++", []), ("clang++-19", []), ("arm-none-eabi-g++", cortex)):
            if shutil.which(compiler):
                yield (compiles([compiler, *warnings, *flags, "-I", folder], sketch, folder),
                       f"typegrad_embedded.hpp compiles in a sketch with {compiler}, without a warning")
        empty = ["g++", "-std=c++20", "-fsyntax-only", "-x", "c++", "/dev/null", "-I", root / "include", "-I", folder, "-include"]
        single, tree = seconds([*empty, "typegrad_embedded.hpp"]), seconds([*empty, "typegrad/embedded.hpp"])
        yield single - tree <= 0.3, f"typegrad_embedded.hpp takes {single:.2f} s, the tree {tree:.2f} s, at most 0.3 s less"
        library = pathlib.Path(folder) / "arduino" / "typegrad"
        if shutil.which("arm-none-eabi-g++"):
            for example in sorted(library.glob("examples/*/*.ino")):
                yield example.parent.name == example.stem, f"{example.name} stands in a folder of its name"
                m0 = ["-mcpu=cortex-m0plus", "-mthumb", "-Os", "-fno-exceptions", "-fno-rtti", "-Wall", "-Wextra"]
                yield (compiles(["arm-none-eabi-g++", "-std=gnu++20", *m0, "-I", library / "src"],
                                arduino + board + example.read_text(), folder, "-c", "-o", pathlib.Path(folder) / "sketch.o"),
                       f"{example.name} compiles for a Cortex-M0+")
        both = '#include "typegrad.hpp"\n#include "typegrad_embedded.hpp"\n' + sketch[sketch.index("static float"):].replace(
            "static_assert(abs(-2) == 2);\n", "")
        eigen = ["-isystem", "/usr/include/eigen3"]
        yield compiles(["g++", *warnings, "-I", folder, *eigen], both, folder), "typegrad.hpp compiles, the other one after it too"


def compiler_explorer():
    """The link holds the program of docs/start.md, which compiles with the header at that address."""
    address = "https://typegrad.example/typegrad_embedded.hpp"
    link = subprocess.run([sys.executable, root / "packaging" / "compiler_explorer.py", address], text=True, stdout=subprocess.PIPE).stdout
    match = re.fullmatch(r"https://godbolt\.org/clientstate/([\w=-]+)\n", link)
    yield match is not None, "the link of Compiler Explorer is one word"
    [session] = json.loads(base64.urlsafe_b64decode(match[1]))["sessions"]
    source = session["source"]
    yield source.startswith(f"#include <{address}>\n") and "tg::grad(f)" in source, "it includes the header and holds the program"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, script, folder], stdout=subprocess.DEVNULL)
        flags = session["compilers"][0]["options"].split()
        yield compiles(["g++", *flags, "-I", folder], source.replace(address, "typegrad_embedded.hpp"), folder), "the program compiles"


def packages():
    version = re.search(r"version: '([^']+)'", (root / "meson.build").read_text())[1]
    library = json.loads((root / "library.json").read_text())
    yield library["version"] == version, f"library.json: version {library['version']}, {version} in meson.build"
    included = root / library["build"]["includeDir"] / library["headers"]
    yield included.is_file(), "library.json: the header is in the folder that is included"
    properties = dict(line.split("=", 1) for line in (root / "packaging/arduino/library.properties").read_text().splitlines())
    asked = {"name", "version", "author", "maintainer", "sentence", "paragraph", "category", "url", "architectures", "includes"}
    yield set(properties) == asked and all(properties.values()), "library.properties: every field that Arduino asks for"
    yield (properties["version"] == version and properties["category"] == "Data Processing",
           "library.properties: this version, a category of Arduino's list")
    component = root / "packaging/esp_idf/typegrad"
    folders = re.search(r'idf_component_register\(INCLUDE_DIRS "([^"]+)"\)', (component / "CMakeLists.txt").read_text())[1]
    yield (component / folders / "typegrad/embedded.hpp").is_file(), "ESP-IDF: the header is in the folder that is included"
    yield f'version: "{version}"' in (component / "idf_component.yml").read_text(), "ESP-IDF: this version"
    module = (root / "zephyr" / "module.yml").read_text()
    kconfig, cmake = re.search(r"kconfig: (\S+)", module)[1], re.search(r"cmake: (\S+)", module)[1]
    there = (root / kconfig).is_file() and (root / cmake / "CMakeLists.txt").is_file()
    yield there, "zephyr/module.yml: names files that are there"


def self_test():
    spec = importlib.util.spec_from_file_location("single_header", script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with tempfile.TemporaryDirectory() as folder:
        module.include = pathlib.Path(folder)
        (module.include / "typegrad").mkdir()
        for name, text in (("a", "#if 0\n#include <typegrad/b.hpp>\n#endif\n#include <typegrad/b.hpp>\n#include <typegrad/b.hpp>\n"),
                           ("b", "#pragma once\nint b;\n")):
            (module.include / "typegrad" / f"{name}.hpp").write_text(text)
        text = list(module.Paste().lines_of("typegrad/a.hpp", False))
        yield text.count("int b;") == 2, "what stands within #if is pasted once more where it is read"
        yield text.count("#ifndef TYPEGRAD_PASTED_b") == 2, "each in a guard"


results = list(self_test() if "--self-test" in sys.argv else [*packages(), *compiler_explorer(), *built(), *check()])
for number, (right, name) in enumerate(results, 1):
    print(f"{'ok' if right else 'not ok'} {number} - {name}")
print(f"1..{len(results)}")
sys.exit(0 if all(right for right, _ in results) else 1)
