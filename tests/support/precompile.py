"""Builds the precompiled header that all test files share (Meson would build one per executable).

usage: precompile.py COMPILE_COMMANDS MODEL HEADER COPY OUTPUT DEPFILE [ARGUMENT...]

With clang its inline functions are compiled here, into HEADER.o beside OUTPUT, and not in each file that includes it.
The flags are those with which Meson compiles MODEL, read from compile_commands.json, so they cannot drift apart.
ARGUMENTs are not used: they stand on the command line so that ninja builds again when they change.
"""
import json
import pathlib
import shlex
import shutil
import subprocess
import sys

commands, model, header, copy, output, depfile = sys.argv[1:7]
model = pathlib.Path(model).resolve()
for entry in json.loads(pathlib.Path(commands).read_text()):
    directory = pathlib.Path(entry["directory"])
    if (directory / entry["file"]).resolve() == model:
        break
else:
    sys.exit(f"{commands} does not say how {model} is compiled")

words = shlex.split(entry["command"])
arguments = []
skip = False
for word in words:
    if skip:
        skip = False
    elif word in ("-o", "-MF", "-MQ", "-MT"):
        skip = True
    elif word in ("-c", "-MD", "-MMD") or word == entry["file"]:
        pass
    else:
        arguments.append(word)

is_clang = "clang" in pathlib.PurePath(arguments[0]).name
shutil.copyfile(header, copy)
# The paths stay relative to the build root, the current directory: ninja knows the files by these names.
to_header = ["-MD", "-MQ", output, "-MF", depfile, "-x", "c++-header", copy, "-o", output]
if is_clang:
    to_header += ["-fpch-instantiate-templates", "-fpch-codegen"]
status = subprocess.run([*arguments, *to_header]).returncode
if status == 0 and is_clang:
    to_object = ["-Wno-unused-command-line-argument", "-c", output, "-o", output.removesuffix(".gch") + ".o"]
    status = subprocess.run([*arguments, *to_object]).returncode
if status == 0:
    # The copy is made here: naming it as a dependency too would be a cycle.
    written = pathlib.Path(depfile)
    written.write_text(written.read_text().replace(f" {copy} ", " ", 1))
sys.exit(status)
