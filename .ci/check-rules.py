"""Runs scenarios of an example program. usage: check-rules.py PROGRAM FOLDER [SCENARIO…]

A scenario is a folder. Its command is in the file 'command', by default
'rules program.dl -F facts -D results'; it runs in a copy of the folder that has an empty folder
'results'; the variable REPOSITORY is the path of this one, and the examples beside PROGRAM are on
the path. What must come of it is in the folder 'expected': 'stdout' and 'stderr' (nothing if there
is no such file), 'code' (0 if there is none) and the files of 'results'.

Then the 'console' blocks of the program's README, if it has one, are run from the repository's root:
what follows a line that begins with '$ ' is what the command prints, errors included.
"""

import concurrent.futures, difflib, os, pathlib, shutil, subprocess, sys, tempfile

program, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
readme = pathlib.Path("Examples", os.path.basename(program), "README.md")
is_recording = os.environ.get("TECHDECOUPLING_RECORD") == "1"


def files(folder):
    """The contents of a folder's files, by path."""
    if not folder.is_dir():
        return {}
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def run(scenario):
    """What a scenario gives, in the layout of 'expected'."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder).resolve()
        work = folder / "work"
        shutil.copytree(scenario, work, symlinks=True)
        shutil.rmtree(work / "expected", ignore_errors=True)
        (work / "results").mkdir(exist_ok=True)
        (folder / "bin").mkdir()
        for name in {os.path.basename(program), "rules"}:
            os.symlink(os.path.join(os.path.dirname(program), name), folder / "bin" / name)
        command = work / "command"
        text = command.read_text() if command.exists() else "rules program.dl -F facts -D results"
        environment = dict(
            os.environ, PATH=f"{folder / 'bin'}:{os.environ['PATH']}", LC_ALL="C",
            REPOSITORY=os.getcwd())
        ended = subprocess.run(
            ["bash", "-c", text], cwd=work, env=environment, stdin=subprocess.DEVNULL,
            capture_output=True, timeout=120)
        result = {f"results/{name}": content for name, content in files(work / "results").items()}
        if ended.stdout:
            result["stdout"] = ended.stdout
        if ended.stderr:
            result["stderr"] = ended.stderr
        if ended.returncode:
            result["code"] = b"%d\n" % ended.returncode
        return {name: content.replace(bytes(folder), b"SCRATCH") for name, content in result.items()}


def compare(scenario):
    """The differences of a scenario from what is expected, as text."""
    try:
        found = run(scenario)
    except subprocess.TimeoutExpired:
        return "does not end within 120 s\n"
    expected = files(scenario / "expected")
    if is_recording:
        if found != expected:
            shutil.rmtree(scenario / "expected", ignore_errors=True)
            for name, content in found.items():
                path = scenario / "expected" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        return ""
    lines = []
    for name in sorted(found.keys() | expected.keys()):
        old, new = (x.get(name, b"").decode(errors="replace") for x in (expected, found))
        if name not in found or name not in expected or old != new:
            absent = "" if name in found else " (absent)"
            lines += list(difflib.unified_diff(
                old.splitlines(True), new.splitlines(True), f"expected/{name}", name + absent)) or [
                f"{name} is empty, and {'not ' if name in found else ''}expected\n"]
    return "".join(line if line.endswith("\n") else line + "\n" for line in lines)


def told(text):
    """A README whose console blocks show what the commands print now."""
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(program, os.path.join(folder, os.path.basename(program)))
        environment = dict(os.environ, PATH=f"{folder}:{os.environ['PATH']}", LC_ALL="C")
        lines, is_inside = [], False
        for line in text.splitlines():
            if line.startswith("```"):
                is_inside = line == "```console"
            if not is_inside or not line.startswith(("$ ", "```")):
                lines += [] if is_inside else [line]
                continue
            lines.append(line)
            if line.startswith("$ "):
                lines += subprocess.run(
                    ["bash", "-c", line[2:]], env=environment, stdin=subprocess.DEVNULL, timeout=120,
                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout.splitlines()
    return "".join(line + "\n" for line in lines)


names = set(sys.argv[3:])
scenarios = sorted(path for path in root.iterdir() if path.is_dir() and (not names or path.name in names))
if not scenarios:
    sys.exit(f"{root} has no such scenario")
with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
    differences = list(pool.map(compare, scenarios))
if not names and readme.exists():
    shown = readme.read_text()
    new = told(shown)
    if is_recording:
        readme.write_text(new)
    elif new != shown:
        sys.stderr.writelines(
            difflib.unified_diff(shown.splitlines(True), new.splitlines(True), str(readme), "now"))
        sys.exit(f"{readme} shows what is printed no more")
failed = 0
for scenario, text in zip(scenarios, differences):
    if text:
        failed += 1
        print(f"--- {scenario.name}\n{text}", file=sys.stderr)
if failed:
    sys.exit(f"{failed} of {len(scenarios)} scenarios differ")
print(f"{len(scenarios)} scenarios agree")
