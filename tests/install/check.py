"""The library can be used: installed, through pkg-config and CMake, and as a folder of a CMake or a Meson project.

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


def installs(folder, prefix):
    step(folder, "meson", "setup", "build", root, f"--prefix={prefix}")
    if (targets := json.loads(step(folder, "meson", "introspect", "--targets", "build"))):
        raise RuntimeError(f"meson install would build {len(targets)} targets, {targets[0]['name']} one of them")
    step(folder, "meson", "install", "-C", "build")
    installed = {p.relative_to(prefix).as_posix() for p in prefix.rglob("*") if p.is_file()}
    expected = {p.relative_to(root).as_posix() for p in (root / "include").rglob("*.hpp")}
    expected |= {"share/pkgconfig/typegrad.pc", "share/cmake/typegrad/typegradConfig.cmake",
                 "share/cmake/typegrad/typegradConfigVersion.cmake"}
    if installed != expected:
        raise RuntimeError(f"what is installed differs from include/: {sorted(installed ^ expected)}")


def pkg_config(folder, prefix):
    flags = step(folder, "pkg-config", "--cflags", "typegrad", PKG_CONFIG_PATH=str(prefix / "share/pkgconfig")).split()
    step(folder, environment["CXX"], "-std=c++20", *flags, consumer, "-o", "consumer")
    step(folder, "./consumer")


def cmake_project(folder, *lines):
    """Configures a CMake project that uses typegrad::typegrad."""
    (folder / "CMakeLists.txt").write_text("\n".join(
        ["cmake_minimum_required(VERSION 3.20)", "project(consumer CXX)", *lines, f'add_executable(consumer "{consumer}")',
         "target_link_libraries(consumer PRIVATE typegrad::typegrad)\n"]))
    # Ninja is here, because Meson needs it; a minimal Debian has no make, which CMake would take.
    step(folder, "cmake", "-G", "Ninja", "-S", ".", "-B", "build", f"-DCMAKE_PREFIX_PATH={folder.parent / 'prefix'}")


def cmake(folder, prefix):
    cmake_project(folder, "find_package(typegrad 0.2 REQUIRED)")
    step(folder, "cmake", "--build", "build")
    step(folder, "build/consumer")


def cmake_subdirectory(folder, prefix):
    cmake_project(folder, f'add_subdirectory("{root}" typegrad)')
    step(folder, "cmake", "--build", "build")
    step(folder, "build/consumer")


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
    shutil.copy(consumer, folder / "consumer.cpp")
    (folder / "meson.build").write_text(
        "project('consumer', 'cpp', default_options: ['cpp_std=c++20'])\n"
        "typegrad_dep = dependency('typegrad', fallback: 'typegrad')\n"
        "test('consumer', executable('consumer', 'consumer.cpp', dependencies: typegrad_dep))\n")
    step(folder, "meson", "setup", "build", ".", "--force-fallback-for=typegrad")
    step(folder, "ninja", "-C", "build")
    step(folder, "build/consumer")


def main():
    needs = {installs: [], pkg_config: ["pkg-config"], cmake: ["cmake"], cmake_subdirectory: ["cmake"],
             cmake_fetch_content: ["cmake"], meson_subproject: []}
    umbrella = (root / "include/typegrad/typegrad.hpp").exists()
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
            elif way is not installs and not umbrella:
                print(f"ok {number} - {name} # SKIP typegrad/typegrad.hpp is not written yet")
            else:
                try:
                    way(folder, prefix)
                    print(f"ok {number} - {name}")
                except RuntimeError as problem:
                    failed = True
                    print(f"not ok {number} - {name}")
                    print("\n".join(f"  {line}" for line in str(problem).splitlines()[-40:]))
    print(f"1..{len(needs)}")
    sys.exit(1 if failed else 0)


main()
