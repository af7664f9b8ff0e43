"""The library can be used: installed, through pkg-config and CMake, as a folder of a CMake or a Meson project, as a module of
clang 19, and as a package of Debian, vcpkg and Conan. Conan and vcpkg are stood in for: their files are run without them.

usage: check.py

Installs into a folder of its own under the system's temporary folder. Prints one TAP line per way.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parents[2]
consumer = root / "tests/install/consumer.cpp"
environment = {**os.environ, "CXX": os.environ.get("CXX", "g++"), "LC_ALL": "C"}


def step(folder, *command, **more):
    done = subprocess.run([str(word) for word in command], cwd=folder, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, env={**environment, **more})
    if done.returncode != 0:
        raise RuntimeError(f"$ {' '.join(map(str, command))}\n{done.stdout}")
    return done.stdout


of_cmake = ("share/cmake/typegrad/typegradConfig.cmake", "share/cmake/typegrad/typegradConfigVersion.cmake")


def expect_files(prefix, *others):
    """The prefix holds the headers, the module interface, the others and nothing else."""
    installed = {p.relative_to(prefix).as_posix() for p in prefix.rglob("*") if p.is_file()}
    expected = {p.relative_to(root).as_posix() for p in (root / "include").rglob("*") if p.suffix in (".hpp", ".cppm")}
    if installed != expected | set(others):
        raise RuntimeError(f"what is installed differs from include/: {sorted(installed ^ (expected | set(others)))}")


def installs(folder, prefix):
    step(folder, "meson", "setup", "build", root, f"--prefix={prefix}")
    if (targets := json.loads(step(folder, "meson", "introspect", "--targets", "build"))):
        raise RuntimeError(f"meson install would build {len(targets)} targets, {targets[0]['name']} one of them")
    step(folder, "meson", "install", "-C", "build")
    expect_files(prefix, "share/pkgconfig/typegrad.pc", *of_cmake)


def pkg_config(folder, prefix):
    flags = step(folder, "pkg-config", "--cflags", "typegrad", PKG_CONFIG_PATH=str(prefix / "share/pkgconfig")).split()
    step(folder, environment["CXX"], "-std=c++20", *flags, consumer, "-o", "consumer")
    step(folder, "./consumer")


# Where the headers are and those of others: compiles in a tenth of the time of the consumer.
paths_alone = """#include <Eigen/Core>  // found, so linked
#include <boost/hana/bool.hpp>
#include <typegrad/config.hpp>
static_assert(__cplusplus >= 202002L);
int main() {}
"""


def cmake_project(folder, *lines, options=(), target="typegrad::typegrad", source=consumer):
    """Configures a CMake project that uses the target."""
    (folder / "CMakeLists.txt").write_text("\n".join(
        ["cmake_minimum_required(VERSION 3.20)", "project(consumer CXX)", *lines, f'add_executable(consumer "{source}")',
         f"target_link_libraries(consumer PRIVATE {target})\n"]))
    # Ninja is here, because Meson needs it; a minimal Debian has no make, which CMake would take.
    step(folder, "cmake", "-G", "Ninja", "-S", ".", "-B", "build", f"-DCMAKE_PREFIX_PATH={folder.parent / 'prefix'}",
         *options)


def cmake(folder, prefix):
    cmake_project(folder, "find_package(typegrad 0.2 REQUIRED)")
    step(folder, "cmake", "--build", "build")
    step(folder, "build/consumer")


def cmake_without_eigen(folder, prefix):
    """Eigen is no condition, installed or as a folder: what a program without its matrices includes is found."""
    (folder / "paths.cpp").write_text(paths_alone.partition("\n")[2])
    without = "-DCMAKE_DISABLE_FIND_PACKAGE_Eigen3=ON"
    for found in ("find_package(typegrad 0.2 REQUIRED)", f'add_subdirectory("{root}" typegrad)'):
        shutil.rmtree(folder / "build", ignore_errors=True)
        cmake_project(folder, found, options=[without], source="paths.cpp")
        step(folder, "cmake", "--build", "build")
        if "eigen3" in (folder / "build/build.ninja").read_text():
            raise RuntimeError(f"{found}: linked to an Eigen that is not to be found")


def cmake_components(folder, prefix):
    without = ["-DCMAKE_DISABLE_FIND_PACKAGE_Eigen3=ON", "-DCMAKE_DISABLE_FIND_PACKAGE_Boost=ON"]
    cmake_project(folder, "find_package(typegrad 0.2 REQUIRED COMPONENTS embedded)", options=without, target="typegrad::embedded")
    shutil.rmtree(folder / "build")
    cmake_project(folder, f'add_subdirectory("{root}" typegrad)', options=without, target="typegrad::embedded")
    for words, sentence in (("0.2 REQUIRED COMPONENTS gpu", "has the components typegrad and embedded, not gpu"),
                            ("0.1 REQUIRED", 'compatible with requested version "0.1"')):
        try:
            cmake_project(folder, f"find_package(typegrad {words})")
        except RuntimeError as refused:
            if sentence not in " ".join(str(refused).split()):
                raise
        else:
            raise RuntimeError(f"find_package(typegrad {words}) is no error")


def cmake_install(folder, prefix):
    step(folder, "cmake", "-G", "Ninja", "-S", root, "-B", "build", f"-DCMAKE_INSTALL_PREFIX={folder / 'installed'}")
    step(folder, "cmake", "--install", "build")
    expect_files(folder / "installed", *of_cmake)
    for name in of_cmake:
        if (folder / "installed" / name).read_text() != (prefix / name).read_text():
            raise RuntimeError(f"{name}: CMake and Meson install different ones")


def cmake_subdirectory(folder, prefix):
    (folder / "paths.cpp").write_text(paths_alone)
    cmake_project(folder, f'add_subdirectory("{root}" typegrad)', source="paths.cpp")
    step(folder, "cmake", "--build", "build")


def cmake_fetch_content(folder, prefix):
    cmake_project(folder, "include(FetchContent)", f'FetchContent_Declare(typegrad SOURCE_DIR "{root}")',
                  "FetchContent_MakeAvailable(typegrad)")
    of_cmake = re.search(r"project\(typegrad VERSION (\S+)", (root / "CMakeLists.txt").read_text())[1]
    of_meson = re.search(r"^  version: '(.*)'", (root / "meson.build").read_text(), re.M)[1]
    of_headers = ".".join(re.findall(r"^#define TYPEGRAD_VERSION_\w+ (\d+)", (root / "include/typegrad/config.hpp").read_text(), re.M))
    if not of_cmake == of_meson == of_headers:
        raise RuntimeError(f"version {of_cmake} in CMakeLists.txt, {of_meson} in meson.build, {of_headers} in config.hpp")


def meson_subproject(folder, prefix):
    (folder / "subprojects").mkdir()
    (folder / "subprojects/typegrad").symlink_to(root)
    (folder / "paths.cpp").write_text(paths_alone)
    (folder / "meson.build").write_text(
        "project('consumer', 'cpp', default_options: ['cpp_std=c++20'])\n"
        "typegrad_dep = dependency('typegrad', fallback: 'typegrad')\n"
        "test('consumer', executable('consumer', 'paths.cpp', dependencies: typegrad_dep))\n")
    step(folder, "meson", "setup", "build", ".", "--force-fallback-for=typegrad")
    step(folder, "ninja", "-C", "build")
    (folder / "paths.cpp").write_text(paths_alone.partition("\n")[2])
    step(folder, "meson", "setup", "bare", ".", "--force-fallback-for=typegrad", PKG_CONFIG_LIBDIR=str(folder), CMAKE="none")
    step(folder, "ninja", "-C", "bare")


def meson_subproject_of_a_board(folder, prefix):
    """Built for a board, Meson finds no Boost, and `typegrad-embedded` needs none."""
    (folder / "subprojects").mkdir()
    (folder / "subprojects/typegrad").symlink_to(root)
    (folder / "board.ini").write_text(
        "[binaries]\ncpp = 'arm-none-eabi-g++'\n[built-in options]\ncpp_args = ['-mcpu=cortex-m0', '-mthumb']\n"
        "[host_machine]\nsystem = 'none'\ncpu_family = 'arm'\ncpu = 'cortex-m0'\nendian = 'little'\n")
    (folder / "slope.cpp").write_text(
        "#include <typegrad/config.hpp>\nstatic_assert(__cplusplus >= 202002L);\n")
    (folder / "meson.build").write_text(
        "project('consumer', 'cpp', default_options: ['cpp_std=c++20'])\n"
        "embedded_dep = dependency('typegrad-embedded', fallback: ['typegrad', 'typegrad_embedded_dep'])\n"
        "static_library('consumer', 'slope.cpp', dependencies: embedded_dep)\n")
    step(folder, "meson", "setup", "build", ".", "--cross-file", "board.ini")
    step(folder, "ninja", "-C", "build")


def meson_wrap(folder, prefix):
    if subprocess.run(["git", "-C", root, "rev-parse", "HEAD"], capture_output=True).returncode != 0:
        raise Skipped("this is no clone of git")
    (folder / "subprojects").mkdir()
    wrap = (root / "packaging/typegrad.wrap").read_text()
    (folder / "subprojects/typegrad.wrap").write_text(
        re.sub("url = .*", f"url = file://{root}", re.sub("revision = .*", "revision = HEAD", wrap)))
    (folder / "meson.build").write_text("project('consumer', 'cpp')\ndependency('typegrad')\n")
    step(folder, "meson", "setup", "build", ".", "--force-fallback-for=typegrad",
         GIT_CONFIG_COUNT="1", GIT_CONFIG_KEY_0="safe.directory", GIT_CONFIG_VALUE_0="*")


def module(folder, prefix):
    compiler = ["clang++-19", "-std=c++20"]
    step(folder, *compiler, "-Wall", "-Wextra", "-Wpedantic", "-Werror", f"-I{prefix}/include", "-isystem", "/usr/include/eigen3",
         "--precompile", "-x", "c++-module", prefix / "include/typegrad/typegrad.cppm", "-o", "typegrad.pcm")
    importing = consumer.read_text().replace("#include <typegrad/typegrad.hpp>", "import typegrad;")
    (folder / "consumer.cpp").write_text(importing)
    step(folder, *compiler, "-fmodule-file=typegrad=typegrad.pcm", "typegrad.pcm", "consumer.cpp", "-o", "consumer")
    step(folder, "./consumer")


def vcpkg(folder, prefix):
    port = root / "packaging/vcpkg/typegrad"
    said = json.loads((port / "vcpkg.json").read_text())
    version = re.search(r"project\(typegrad VERSION (\S+)", (root / "CMakeLists.txt").read_text())[1]
    if said["version"] != version:
        raise RuntimeError(f"vcpkg.json: version {said['version']}, not {version}")
    packages = folder / "packages"
    (folder / "port.cmake").write_text(f"""
set(CURRENT_PACKAGES_DIR "{packages}")
set(PORT typegrad)
function(run)
  execute_process(COMMAND ${{ARGN}} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
endfunction()
function(vcpkg_cmake_configure)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" SOURCE_PATH "")
  run("${{CMAKE_COMMAND}}" -G Ninja -S "${{arg_SOURCE_PATH}}" -B of-port "-DCMAKE_INSTALL_PREFIX=${{CURRENT_PACKAGES_DIR}}")
endfunction()
function(vcpkg_cmake_install)
  run("${{CMAKE_COMMAND}}" --install of-port)
endfunction()
function(vcpkg_cmake_config_fixup)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" CONFIG_PATH "")
  file(RENAME "${{CURRENT_PACKAGES_DIR}}/${{arg_CONFIG_PATH}}" "${{CURRENT_PACKAGES_DIR}}/share/typegrad")
endfunction()
function(vcpkg_install_copyright)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" FILE_LIST)
  file(INSTALL ${{arg_FILE_LIST}} DESTINATION "${{CURRENT_PACKAGES_DIR}}/share/typegrad" RENAME copyright)
endfunction()
include("{port}/portfile.cmake")
""")
    step(folder, "cmake", "-P", "port.cmake")
    expect_files(packages, *(f"share/typegrad/{name}" for name in ("typegradConfig.cmake", "typegradConfigVersion.cmake",
                                                                   "copyright", "usage")))
    cmake_project(folder, "find_package(typegrad CONFIG REQUIRED)", options=[f"-Dtypegrad_ROOT={packages}"])
    includes = (folder / "build/build.ninja").read_text()
    if f"{packages}/include" not in includes:
        raise RuntimeError("the target of the port has not the folder include of the port")


stand_in_for_conan = '''
import fnmatch, os, pathlib, shutil, subprocess, sys, types
class ConanFile: pass
class CMake:
    def __init__(self, recipe): self.recipe = recipe
    def configure(self):
        subprocess.run(["cmake", "-G", "Ninja", "-S", self.recipe.source_folder, "-B", "build",
                        "-DCMAKE_INSTALL_PREFIX=" + self.recipe.package_folder], check=True)
    def install(self): subprocess.run(["cmake", "--install", "build"], check=True)
def load(recipe, path): return pathlib.Path(path).read_text()
def copy(recipe, pattern, source, destination):
    for path in pathlib.Path(source).rglob("*"):
        name = os.path.relpath(path, source)
        if path.is_file() and fnmatch.fnmatch(name, pattern):
            to = pathlib.Path(destination) / name
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, to)
for name, members in {"conan": {"ConanFile": ConanFile}, "conan.tools": {},
                      "conan.tools.build": {"check_min_cppstd": lambda recipe, least: None, "can_run": lambda recipe: True},
                      "conan.tools.cmake": {"CMake": CMake, "cmake_layout": lambda recipe: None},
                      "conan.tools.files": {"copy": copy, "load": load}}.items():
    sys.modules[name] = types.ModuleType(name)
    vars(sys.modules[name]).update(members)
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import conanfile
recipe = conanfile.Typegrad()
recipe.recipe_folder, recipe.export_sources_folder, recipe.source_folder = sys.argv[1], "sources", "sources"
recipe.package_folder = os.path.abspath("package")
recipe.set_version()
recipe.export_sources()
recipe.build()
recipe.package()
print("version", recipe.version)
'''


def conan(folder, prefix):
    """What the recipe exports is enough to install; the files of CMake that Conan leaves out are not missed."""
    (folder / "run.py").write_text(stand_in_for_conan)
    said = step(folder, "python3", "run.py", root / "packaging/conan")
    expect_files(folder / "package", *of_cmake, "licenses/LICENSE")
    version = re.search(r"project\(typegrad VERSION (\S+)", (root / "CMakeLists.txt").read_text())[1]
    if f"version {version}\n" not in said:
        raise RuntimeError(f"the recipe has another version than {version}:\n{said}")
    step(folder, "cmake", "-G", "Ninja", "-S", root / "packaging/conan/test_package", "-B", "test",
         f"-DCMAKE_PREFIX_PATH={folder / 'package'}")


def debian(folder, prefix):
    """dpkg-buildpackage makes libtypegrad-dev, lintian has nothing to say, the test of the package passes on its files."""
    shutil.copytree(root, folder / "typegrad", ignore=shutil.ignore_patterns("build*", ".git", "__pycache__"))
    step(folder / "typegrad", "dpkg-buildpackage", "-us", "-uc", "-d")
    (package,) = folder.glob("libtypegrad-dev_*_all.deb")
    if shutil.which("lintian"):
        (changes,) = folder.glob("*.changes")
        if (said := step(folder, "lintian", "--allow-root", "--pedantic", changes).strip()):
            raise RuntimeError(said)
    step(folder, "dpkg-deb", "-x", package, "installed")
    version = re.search(r"project\(typegrad VERSION (\S+)", (root / "CMakeLists.txt").read_text())[1]
    if f"_{version}_" not in package.name:
        raise RuntimeError(f"debian/changelog: {package.name}, not {version}")
    usr = folder / "installed/usr"
    step(folder / "typegrad", "debian/tests/consumer", PKG_CONFIG_PATH=str(usr / "share/pkgconfig"),
         PKG_CONFIG_SYSROOT_DIR="", CPLUS_INCLUDE_PATH=str(usr / "include"), CMAKE_PREFIX_PATH=str(usr))


class Skipped(Exception):
    pass


def main():
    needs = {installs: [], pkg_config: ["pkg-config"], cmake: ["cmake"], cmake_without_eigen: ["cmake"],
             cmake_components: ["cmake"], cmake_install: ["cmake"],
             cmake_subdirectory: ["cmake"], cmake_fetch_content: ["cmake"], meson_subproject: [],
             meson_subproject_of_a_board: ["arm-none-eabi-g++"], meson_wrap: ["git"],
             module: ["clang++-19"], vcpkg: ["cmake"], conan: ["cmake"], debian: ["dpkg-buildpackage", "dh", "cmake"]}
    failed = False
    with tempfile.TemporaryDirectory(prefix="typegrad-install-") as temporary:
        prefix = pathlib.Path(temporary) / "prefix"
        for number, (way, programs) in enumerate(needs.items(), 1):
            name = way.__name__.replace("_", " ")
            folder = pathlib.Path(temporary) / way.__name__
            folder.mkdir()
            absent = [program for program in programs if not shutil.which(program)]
            if absent:
                print(f"ok {number} - {name} # SKIP {absent[0]} is not installed")
            else:
                try:
                    way(folder, prefix)
                    print(f"ok {number} - {name}")
                except Skipped as reason:
                    print(f"ok {number} - {name} # SKIP {reason}")
                except RuntimeError as problem:
                    failed = True
                    print(f"not ok {number} - {name}")
                    print("\n".join(f"  {line}" for line in str(problem).splitlines()[-40:]))
    print(f"1..{len(needs)}")
    sys.exit(1 if failed else 0)


main()
