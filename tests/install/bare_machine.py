"""The two commands on a machine with nothing: ./dev demo and ./dev test on a minimal Debian 12 in a folder of its own.

usage: bare_machine.py [--whole] [--system FOLDER]

--whole          all of ./dev test, not a few of its names
--system FOLDER  a minimal Debian (debootstrap --variant=minbase bookworm FOLDER) to copy, instead of making one

What the machine says goes to bare_machine.log in build/ (or TYPEGRAD_BUILD). Prints one TAP line per check. Takes the
packages from where this machine takes them.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parents[2]
# A file of each kind of check, and the package through CMake, where a minimal Debian has no make.
a_few = ["style", "meta", "ops.tanh", "api.grad", "codegen.heap", "install", "examples.01_first_gradient"]
nobody = 1000


class Skipped(Exception):
    pass


class Machine:
    """A Debian in a folder. Mounts end with the command that needs them."""

    def __init__(self, folder, log):
        self.folder = folder
        self.log = log

    def run(self, *command, where="/root", user=0, **environment):
        """(status, output); the environment is that of a fresh login, besides proxies."""
        proxies = [f"{name}={value}" for name, value in os.environ.items() if name.lower().endswith("_proxy")]
        fresh = [f"HOME={where.rsplit('/', 1)[0] or '/'}", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                 *proxies, *(f"{name}={value}" for name, value in environment.items())]
        inside = ["chroot", self.folder, "setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups",
                  "env", "-i", *fresh, "sh", "-c", 'cd "$0" && exec "$@"', where, *command]
        script = 'mount -t proc proc "$0/proc" && exec "$@"'
        self.log.write(f"\n$ {' '.join(command)}    # {'root' if user == 0 else 'a user'}\n")
        self.log.flush()
        start = self.log.tell()
        status = subprocess.run(["unshare", "--mount", "--propagation", "private", "sh", "-c", script, self.folder, *inside],
                                stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT).returncode
        self.log.seek(start)
        output = self.log.read()
        self.log.seek(0, os.SEEK_END)
        return status, output


def mirror():
    """Where this machine takes Debian from."""
    places = [pathlib.Path("/etc/apt/sources.list"), *sorted(pathlib.Path("/etc/apt/sources.list.d").glob("*"))]
    for place in places:
        if place.suffix in (".list", ".sources") and place.is_file():
            for line in place.read_text(errors="replace").splitlines():
                if match := re.match(r"(?:URIs:|deb(?: \[.*?\])?) (\S+/debian)/?( bookworm .*)?$", line.strip()):
                    return match[1]
    return "http://deb.debian.org/debian"


def make(folder, prepared, log):
    """A minimal Debian in `folder` that finds the packages which this machine finds."""
    if prepared:
        subprocess.run(["cp", "-a", prepared, folder], check=True)
    else:
        done = subprocess.run(["debootstrap", "--variant=minbase", "bookworm", folder, mirror()], stdin=subprocess.DEVNULL,
                              stdout=log, stderr=subprocess.STDOUT)
        if done.returncode != 0:
            raise Skipped("debootstrap cannot make a Debian here: is the machine offline?")
    etc = pathlib.Path(folder) / "etc"
    (etc / "apt/sources.list").write_text(f"deb {mirror()} bookworm main\n")
    settings = subprocess.run(["apt-config", "dump", "Acquire"], text=True, stdout=subprocess.PIPE).stdout
    kept = [line for line in settings.splitlines() if re.match(r"Acquire::(https?|Retries|Check-|ForceIPv4)\b.* \"", line)]
    (etc / "apt/apt.conf.d/99as-outside").write_text("\n".join(kept) + "\n")
    for name in ("resolv.conf", "hosts"):
        if pathlib.Path("/etc", name).exists():
            (etc / name).write_bytes(pathlib.Path("/etc", name).read_bytes())


def clone(folder, place, owner):
    """What is committed, as somebody who has just found the library gets it."""
    target = pathlib.Path(folder) / place.lstrip("/")
    target.parent.mkdir(parents=True, exist_ok=True)
    if shutil.which("git") and subprocess.run(["git", "-C", root, "rev-parse", "HEAD"], capture_output=True).returncode == 0:
        subprocess.run(["git", "clone", "-q", "--no-hardlinks", root, target], check=True)
    else:
        shutil.copytree(root, target, ignore=shutil.ignore_patterns("build*"))
    subprocess.run(["chown", "-R", f"{owner}:{owner}", target.parent], check=True)


def last_line(output):
    return (output.strip().splitlines() or [""])[-1]


def checks(machine, whole):
    """Yields (name, complaint)."""
    status, output = machine.run("./dev", "demo", where="/home/somebody/typegrad", user=nobody)
    told = re.search(r"There is no sudo here\. As root:  apt-get install .*\bg\+\+ .*\bmeson\b", output)
    yield "a user without sudo and without packages is told which", "" if status == 1 and told else f"status {status}"

    status, output = machine.run("./dev", "demo", where="/root/typegrad")
    yield "root: ./dev demo", "" if status == 0 and "held-out images are read right" in output else f"status {status}"

    status, output = machine.run("./dev", "demo", where="/home/somebody/typegrad", user=nobody)
    right = status == 0 and "held-out images are read right" in output
    yield "a user without sudo, packages being there: ./dev demo", "" if right else f"status {status}"

    if not whole:
        machine.run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "cmake", DEBIAN_FRONTEND="noninteractive")
    status, output = machine.run("./dev", "test", *([] if whole else a_few), where="/root/typegrad")
    passed = status == 0 and re.fullmatch(r"\d+ passed, 0 failed", last_line(output))
    yield f"root: ./dev test{'' if whole else ' of a few'}", "" if passed else f"status {status}: {last_line(output)}"


def tools_for_this():
    if os.geteuid() != 0:
        raise Skipped("only root can change into another system")
    for name in ("debootstrap", "unshare", "chroot", "setpriv", "apt-config"):
        if not shutil.which(name):
            raise Skipped(f"{name} is not installed")
    if subprocess.run(["unshare", "--mount", "true"], capture_output=True).returncode != 0:
        raise Skipped("nothing can be mounted here")
    if os.environ.get("TYPEGRAD_OFFLINE"):
        raise Skipped("TYPEGRAD_OFFLINE is set")


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1])
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--system")
    chosen = parser.parse_args()
    number, failed = 0, False
    log_file = root / os.environ.get("TYPEGRAD_BUILD", "build") / "bare_machine.log"
    try:
        tools_for_this()
        log_file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="typegrad-bare-") as temporary, open(log_file, "w+", errors="replace") as log:
            folder = f"{temporary}/debian"
            make(folder, chosen.system, log)
            clone(folder, "/root/typegrad", 0)
            clone(folder, "/home/somebody/typegrad", nobody)
            for number, (name, complaint) in enumerate(checks(Machine(folder, log), chosen.whole), 1):
                failed = failed or bool(complaint)
                print(f"{'not ok' if complaint else 'ok'} {number} - {name}", flush=True)
                if complaint:
                    print(f"  {complaint}; {log_file} has what was said", flush=True)
    except Skipped as reason:
        print(f"ok 1 - bare machine # SKIP {reason}")
    print(f"1..{number or 1}")
    sys.exit(1 if failed else 0)


main()
