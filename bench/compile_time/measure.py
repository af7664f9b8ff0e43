#!/usr/bin/python3
"""What programs cost to compile, measured on generated sources of growing size.

usage: measure.py [--runs N] [--compilers g++ ...] [--only FAMILY...] [--include FOLDER]
       measure.py ... --write      the results become baseline.json
       measure.py ... --json FILE  the results alone
       measure.py ... --compare    against baseline.json; ends with 1 where something grew by more than 3 %

For each source and compiler: user seconds (the best of N runs: the machine may be busy), peak memory, bytes of the
object with -g and the length of its longest symbol. Sources include <typegrad/embedded.hpp>; `empty` is the header
alone, so that the rest of a line is what the program adds.

Seconds compare only with a baseline of the same machine; memory, objects and symbols compare anywhere with the same
compilers.
"""
import argparse
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent
root = here.parents[1]
tolerance = 0.03


def chain(links):
    """y = sin(y) a + x, a number: three nodes a link, and their adjoints."""
    return f"""constexpr auto f = [](auto x, auto a) {{
  auto y = x;
  for (int i = 0; i < {links}; ++i) y = tg::sin(y) * a + x;
  return y;
}};
auto run(double x, double a) {{ return tg::value_and_grad(f, tg::wrt<0, 1>)(x, a); }}
"""


def wide(terms):
    """A sum of independent terms of one argument."""
    return f"""constexpr auto f = [](auto x) {{
  auto sum = x * x;
  for (int i = 1; i <= {terms}; ++i) sum = sum + tg::exp(x * (0.01 * i));
  return sum;
}};
auto run(double x) {{ return tg::value_and_grad(f)(x); }}
"""


def mlp(layers):
    """Dense layers of 16 with tanh, a struct of parameters, batch 8."""
    fields = " ".join(f"tg::tensor<T, 16, 16> w{i}; tg::tensor<T, 16> b{i};" for i in range(layers))
    call = "x"
    for i in range(layers):
        call = f"tg::tanh(tg::linear({call}, w{i}, b{i}))"
    return f"""template <class T>
struct network {{
  {fields}
  constexpr auto operator()(auto const& x) const {{ return {call}; }}
}};
constexpr auto loss = [](auto const& net, auto const& x) {{ return tg::sum(tg::square(net(x))); }};
auto run(network<float> const& net, tg::tensor<float, 8, 16> const& x) {{ return tg::grad(loss)(net, x); }}
"""


def rk4(steps):
    """Runge-Kutta steps of a damped pendulum, two parameters."""
    return f"""constexpr auto f = [](auto k, auto c, auto angle, auto speed, auto h) {{
  auto const acceleration = [&](auto a, auto s) {{ return -(k * tg::sin(a) + c * s); }};
  for (int i = 0; i < {steps}; ++i) {{
    auto const a1 = acceleration(angle, speed);
    auto const s2 = speed + 0.5 * h * a1;
    auto const a2 = acceleration(angle + 0.5 * h * speed, s2);
    auto const s3 = speed + 0.5 * h * a2;
    auto const a3 = acceleration(angle + 0.5 * h * s2, s3);
    auto const s4 = speed + h * a3;
    auto const a4 = acceleration(angle + h * s3, s4);
    angle = angle + h / 6.0 * (speed + 2 * (s2 + s3) + s4);
    speed = speed + h / 6.0 * (a1 + 2 * (a2 + a3) + a4);
  }}
  return angle;
}};
auto run(double k, double c, double angle, double speed, double h) {{
  return tg::value_and_grad(f, tg::wrt<0, 1>)(k, c, angle, speed, h);
}}
"""


families = {"empty": [(0, lambda _: "")], "chain": [(n, chain) for n in (8, 32, 128)],
            "wide": [(n, wide) for n in (8, 64, 256)], "mlp": [(n, mlp) for n in (1, 2, 4)],
            "rk4": [(n, rk4) for n in (1, 5, 10, 20)]}


def source_of(family, size):
    make = dict(families[family])[size]
    return f"#include <typegrad/embedded.hpp>\nnamespace tg = typegrad;\n{make(size)}"


def longest_symbol(compiled):
    done = subprocess.run(["nm", str(compiled)], text=True, capture_output=True)
    return max((len(line.split()[-1]) for line in done.stdout.splitlines() if line.strip()), default=0)


def compile_once(compiler, text, include, folder):
    source, compiled = folder / "source.cpp", folder / "source.o"
    source.write_text(text)
    command = [compiler, "-std=c++20", "-O2", "-g", "-I", str(include), "-c", str(source), "-o", str(compiled)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        return {"error": next((line for line in output.splitlines() if "error" in line), output[:200])}
    return {"seconds": round(usage.ru_utime, 3), "megabytes": round(usage.ru_maxrss / 1024, 1),
            "object": compiled.stat().st_size, "symbol": longest_symbol(compiled)}


def best(measured, again):
    if "error" in measured or "error" in again:
        return measured if "error" in measured else again
    return {key: min(measured[key], again[key]) for key in measured}


def version_of(compiler):
    return subprocess.run([compiler, "-dumpfullversion", "-dumpversion"], text=True, capture_output=True).stdout.strip()


def measure(compilers, only, runs, include):
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        for compiler in compilers:
            print(f"{compiler} {version_of(compiler)}\n{'':<14} {'user s':>8} {'MB':>8} {'object B':>10} {'symbol':>7}",
                  flush=True)
            for family in only or families:
                for size, _ in families[family]:
                    text = source_of(family, size)
                    measured = compile_once(compiler, text, include, pathlib.Path(folder))
                    for _ in range(runs - 1):
                        measured = best(measured, compile_once(compiler, text, include, pathlib.Path(folder)))
                    results[f"{compiler} {family} {size}"] = measured
                    label = f"{family} {size}" if size else family
                    if "error" in measured:
                        print(f"{label:<14} {measured['error']}", flush=True)
                    else:
                        print(f"{label:<14} {measured['seconds']:8.2f} {measured['megabytes']:8.0f} "
                              f"{measured['object']:10} {measured['symbol']:7}", flush=True)
    return results


def machine():
    names = re.findall(r"model name\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text())
    return f"{names[0] if names else platform.machine()}, {platform.system()}"


def compare(results, baseline):
    """Prints what changed; the number of things that grew."""
    grown = 0
    same_machine = baseline["machine"] == machine()
    if not same_machine:
        print(f"the baseline is of another machine ({baseline['machine']}): seconds are not compared")
    for name, now in results.items():
        before = baseline["results"].get(name)
        if before is None:
            print(f"{name}: not in the baseline")
        elif "error" in now or "error" in before:
            if "error" in now and "error" not in before:
                grown += 1
                print(f"{name}: does not compile any more: {now['error']}")
        else:
            for key in now:
                if key == "seconds" and not same_machine:
                    continue
                change = now[key] / before[key] - 1 if before[key] else 0.0
                if abs(change) > tolerance:
                    grown += change > 0
                    print(f"{name}: {key} {before[key]} -> {now[key]} ({change:+.1%})")
    print(f"{grown} values grew by more than {tolerance:.0%}")
    return grown


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n\n")[0].replace("%", "%%"))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--compilers", nargs="*", default=["g++", "clang++-14", "clang++-19"])
    parser.add_argument("--only", nargs="*", choices=list(families))
    parser.add_argument("--include", type=pathlib.Path, default=root / "include")
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--compare", action="store_true")
    chosen = parser.parse_args()
    compilers = [compiler for compiler in chosen.compilers if shutil.which(compiler)]
    results = measure(compilers, chosen.only, chosen.runs, chosen.include)
    if chosen.json:
        chosen.json.write_text(json.dumps(results, indent=1))
    if chosen.write:
        made = {"machine": machine(), "compilers": {c: version_of(c) for c in compilers}, "results": results}
        (here / "baseline.json").write_text(json.dumps(made, indent=1) + "\n")
    if chosen.compare:
        sys.exit(1 if compare(results, json.loads((here / "baseline.json").read_text())) else 0)


main()
