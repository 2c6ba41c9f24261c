"""Plants engine faults one at a time and checks that the random programs catch each.

A fault is an exact text of one source file and what stands there instead. The text has to be in
the file exactly once, so that a change of the engine that makes a fault void is noticed. All is
done in a copy with a build directory of its own under .build: each fault costs one small build.

Usage: plant-faults [NAME...], where NAME is a part of a fault's name; without, all are planted.
"""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / ".build" / "planted-faults"
ENGINE = "Sources/TemporalDatalog"
PROGRAMS = 2_000
UPDATED_PROGRAMS = 400
SECONDS = 240

# Name, file, text, replacement.
FAULTS = [
    (
        "a guard of an aggregate is read in the other reading",
        "Lowering.swift",
        "guards.append(.match(windowed(literal, reading), operands))",
        "guards.append(.match(windowed(literal, reading.opposite), operands))",
    ),
    (
        "a search of bits stops before the last",
        "DenseSet.swift",
        "if (index &+ 1) << 6 > end { word &= ~(~0 << UInt64(end & 63)) }",
        "if (index &+ 1) << 6 > end { word &= ~(~0 << UInt64((end - 1) & 63)) }",
    ),
    (
        "window off by one at its last day",
        "WindowTransform.swift",
        "      from = Int64(span.from) - offset(last)\n",
        "      from = Int64(span.from) - offset(last) + 1\n",
    ),
    (
        "window off by one at its first day",
        "WindowTransform.swift",
        "      until = Int64(span.until) - offset(first)\n",
        "      until = Int64(span.until) - offset(first) - 1\n",
    ),
    (
        "'always' asks beyond the horizon's edge",
        "WindowTransform.swift",
        "until = span.until >= horizon.until ? Int64.max / 4 : Int64(span.until) - offset(last)",
        "until = Int64(span.until) - offset(last)",
    ),
    (
        "'always' in recursion sees new days only",
        "Transforms.swift",
        "let isGathered = window.isAlways && source.isTemporal && !source.isSealed",
        "let isGathered = window.isAlways && source.isTemporal && !source.isSealed && source.arity > 9",
    ),
    (
        "delta of later premises dropped",
        "Evaluator.swift",
        "case .match(let relation, _) where stratum.contains(relation):",
        "case .match(let relation, _) where stratum.contains(relation) && index == 0:",
    ),
    (
        "periods that touch not coalesced",
        "SpanSet.swift",
        "if let last = result.last, span.from <= last.until {",
        "if let last = result.last, span.from < last.until {",
    ),
    (
        "reading not swapped in an exception",
        "Lowering.swift",
        "result.append(.absent(windowed(literal, reading.opposite), literal.operands))",
        "result.append(.absent(windowed(literal, reading), literal.operands))",
    ),
    (
        "wildcard of an exception looks at one tuple",
        "ExceptionStep.swift",
        "for match in low..<high { days.append(run.rows.span(match)) }",
        "for match in low..<(low + 1) { days.append(run.rows.span(match)) }",
    ),
    (
        "run length off by one",
        "Transforms.swift",
        "codes.append(context.code(Int64(span.until) - Int64(span.from)))",
        "codes.append(context.code(Int64(span.until) - Int64(span.from) - 1))",
    ),
    (
        "run at the horizon's last day has a number",
        "Transforms.swift",
        "let hasEnd = span.until < context.horizon.until",
        "let hasEnd = span.until <= context.horizon.until",
    ),
    (
        "run certain though its conceivable end differs",
        "Transforms.swift",
        "(conceivable.isTemporal ? other.rows.span(match) : context.horizon) == span",
        "(conceivable.isTemporal ? other.rows.span(match) : context.horizon).from == span.from",
    ),
    (
        "mark completion dropped",
        "Lowering.swift",
        "if isCompleted { completions.append((literal.relation, window, target)) }",
        "if isCompleted && literal.relation < 0 {\n"
        "      completions.append((literal.relation, window, target))\n    }",
    ),
    (
        "minimum and maximum swapped",
        "Sweeper.swift",
        "let isMaximum = sweep.function == .maximum",
        "let isMaximum = sweep.function == .minimum",
    ),
    (
        "empty group has no count",
        "AggregateStep.swift",
        "guard read.emptyIsZero else { continue }",
        "guard read.emptyIsZero && !covered.isEmpty else { continue }",
    ),
    (
        "greatest sum leaves out the merely conceivable",
        "Sweeper.swift",
        "state.certainSum + state.merelyNegative, state.certainSum + state.merelyPositive,",
        "state.certainSum + state.merelyNegative, state.certainSum,",
    ),
    (
        "extreme without a certain member compared certainly",
        "Sweeper.swift",
        "return certain == nil ? [] : [(code(low), code(high))]",
        "return [(code(low), code(high))]",
    ),
    (
        "sum counts equal values once",
        "Lowering.swift",
        "if aggregate.function == .count || aggregate.function == .sum {\n      head +=",
        "if aggregate.function == .count {\n      head +=",
    ),
    (
        "texts in the order of their codes",
        "ComputeSteps.swift",
        "if !isTextOrder { return comparison.holds(left, right) }",
        "if !isTextOrder || left < 0x1_0000_0000 { return comparison.holds(left, right) }",
    ),
    (
        "lesser text taken for the greater",
        "TermEvaluator.swift",
        "if sign == .minimum ? order > 0 : order < 0 { values[row] = others[row] }",
        "if sign == .minimum ? order < 0 : order > 0 { values[row] = others[row] }",
    ),
    (
        "range takes in its end",
        "RangeStep.swift",
        "return (step > 0 ? next < end : next > end) ? next : nil",
        "return (step > 0 ? next <= end : next > end) ? next : nil",
    ),
    (
        "range that goes down is empty",
        "RangeStep.swift",
        "self.step = step ?? (first <= end ? one : -one)",
        "self.step = step ?? one",
    ),
    (
        "test of a range forgets its step",
        "RangeStep.swift",
        "return (Int128(value) - Int128(first)) % Int128(step) == 0",
        "return true",
    ),
    (
        "shift to the right forgets the sign",
        "Arithmetic.swift",
        "case .shiftRight: return left &>> right",
        "case .shiftRight: return left & .max &>> right",
    ),
    (
        "power one too high",
        "Arithmetic.swift",
        "    var left = whole.magnitude\n",
        "    var left = whole.magnitude == 2 ? 3 : whole.magnitude\n",
    ),
    (
        "length of a text in characters",
        "FunctionCall.swift",
        "result[row] = context.withBytes(columns[0][row]) { Int64($0.count) }",
        "result[row] = Int64(context.symbols.text(UInt32(columns[0][row])).count)",
    ),
    (
        "piece of a text ends a byte late",
        "FunctionCall.swift",
        "let size = length < 0 ? rest : Int(min(length, Int64(rest)))",
        "let size = length < 0 ? rest : Int(min(length + 1, Int64(rest)))",
    ),
    (
        "pattern matches the beginning of a text",
        "Pattern.swift",
        "      if current.members.isEmpty { return false }\n",
        "      if current.members.isEmpty { return false }\n"
        "      if current.contains(stateCount - 1) { return true }\n",
    ),
    (
        "number of a text loses its sign",
        "NumberReading.swift",
        "return Int64(exactly: isNegative ? -value : value).map(Outcome.value) ?? .tooGreat\n  }\n\n"
        "  private static func prefixedBase",
        "return Int64(exactly: value).map(Outcome.value) ?? .tooGreat\n  }\n\n"
        "  private static func prefixedBase",
    ),
    (
        "nested aggregate beside a failure not looked at",
        "InlineGroups.swift",
        "        if mode != .note {\n",
        "        if mode == .raise {\n"
        "          throw .overflow(rule: sweep.origin, operation: \"\", day: context.horizon.from)\n"
        "        }\n        if mode != .note {\n",
    ),
    (
        "value of other premises unknown beside a failure",
        "Evaluator.swift",
        "var known = VariableSet(bound)\n    for premise in premises where premise.isMatch",
        "var known = VariableSet(bound.prefix(0))\n    for premise in premises where premise.isMatch",
    ),
    (
        "relation without columns never new",
        "Rows+Sort.swift",
        "      result.count = 1\n      return result\n",
        "      result.count = 0\n      return result\n",
    ),
    (
        "an update takes out what is given",
        "Updater.swift",
        "        if let kept = given.rows[member] { lost = try kept.absentPart(lost) }\n",
        "",
    ),
    (
        "an update puts nothing back",
        "Updater.swift",
        "      try concludeAgain(rule, try lost.sorted(isTemporal: old[head].isTemporal))\n",
        "      _ = try lost.sorted(isTemporal: old[head].isTemporal)\n",
    ),
    (
        "a row on a cycle is kept by what it gives itself",
        "ValueOrder.swift",
        "places[value, default: 1] > 0 }",
        "places[value, default: 1] != 0 }",
    ),
    (
        "an update keeps nothing and puts nothing back of it",
        "Support.swift",
        "guard let found else { return (acyclic, cyclic, 0) }",
        "guard let found, found.width > 99 else { return (acyclic, cyclic, 0) }",
    ),
    (
        "an update ends after one round",
        "Updater.swift",
        "if !graph.isRecursive[graph.component[members[0]]] { return }",
        "if graph.rules.count > 0 { return }",
    ),
    (
        "an exception that ends concludes nothing",
        "Updater+Rules.swift",
        "try conclude(rule, isLoss ? change.gained : change.lost, start)",
        "try conclude(rule, isLoss ? change.gained : change.gained, start)",
    ),
    (
        "an update overlooks members that a group gains",
        "Updater+Rules.swift",
        "          change.lost, change.gained, isTemporal: start.hasDays, nil)\n",
        "          change.lost, change.lost, isTemporal: start.hasDays, nil)\n",
    ),
    (
        "a window puts back what one stretch allows",
        "Updater+Transforms.swift",
        "      let spans = (0..<known.count).map {\n",
        "      let spans = (0..<min(1, known.count)).map {\n",
    ),
    (
        "an update reads certain runs only",
        "Updater+Transforms.swift",
        "for source in Set([rule.certain, rule.conceivable]) {",
        "for source in Set([rule.certain]) {",
    ),
    (
        "an update reads certain members only",
        "Updater+Transforms.swift",
        "for number in Set([sweep.certain, sweep.conceivable]) {",
        "for number in Set([sweep.certain]) {",
    ),
    (
        "a hidden row that comes back stays hidden",
        "Layer.swift",
        "let hidden = try Rows.merged(lowerHidden, upperHidden, isTemporal: false, nil)",
        "let hidden = try Rows.merged(lower.hidden, upperHidden, isTemporal: false, nil)",
    ),
    (
        "what a layer hides is there for a whole batch",
        "LayeredLookup.swift",
        "ranges.mark(key, of: input, in: sides.hidden, as: .absent)",
        "ranges.mark(key, of: input, in: sides.hidden, as: .present)",
    ),
    (
        "a layer is not asked for its greatest value",
        "Layer.swift",
        "let bounds = low...high",
        "let bounds = low...(high > low ? high - 1 : high)",
    ),
    (
        "a key beyond the bounds of bits is taken for one within",
        "DenseSet.swift",
        "prefixes[row] = prefix >= 0 && offset < size ? prefix &* size &+ offset : -1",
        "prefixes[row] = prefix >= 0 ? prefix &* size &+ offset % size : -1",
    ),
    (
        "what was evaluated anew lacks rows that were not there before",
        "Relation+Sharing.swift",
        "if order > 0 { gained.append(new, j..<j + 1) }",
        "if order > 0 && new.width > 99 { gained.append(new, j..<j + 1) }",
    ),
    (
        "a search by one column leaves the others open",
        "LayeredLookup.swift",
        "    where source.value(order[position], row) != key[position] { return }\n",
        "    where source.value(order[position], row) != key[position] && width > 99 { return }\n",
    ),
    (
        "marks are compared with all that a window gives",
        "GivenFacts.swift",
        "let before = isConcluded(target) ? given.rows[target] : relations[target]",
        "let before = isConcluded(target) && target < 0 ? given.rows[target] : relations[target]",
    ),
    (
        "what follows from relations that are evaluated anew is taken over",
        "Updater.swift",
        "for reader in graph.readers[member] where reached.insert(reader).inserted {",
        "for reader in graph.readers[member] where reader < 0 && reached.insert(reader).inserted {",
    ),
    (
        "what is given of a relation that is evaluated anew is lost",
        "Remainder.swift",
        "if let rows = try given.rows[number]?.joinedRows() { try working[number].insert(rows) }",
        "if let rows = try given.rows[-1 - number]?.joinedRows() { try working[number].insert(rows) }",
    ),
]

# Faults in what these files do show in updates only.
UPDATING = "Updating"

MANIFEST = """\
// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "PlantedFaults",
  platforms: [.macOS(.v15)],
  targets: [
    .target(name: "TemporalDatalog"),
    .target(name: "TestSupport", dependencies: ["TemporalDatalog"]),
    .executableTarget(name: "agree", dependencies: ["TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
"""

MAIN = """\
import TestSupport

// Prints the first seed on which engine and naive evaluator disagree, or an updated model and one
// evaluated anew.
let count = UInt64(CommandLine.arguments[1]) ?? 0
for seed in 0..<count {
  if CommandLine.arguments.count > 2 {
    let run = await UpdateComparison.result(of: seed, changes: 10)
    guard let report = run.reports.first else { continue }
    print("\\(seed) \\(report.split(separator: "\\n").last ?? "")")
    break
  }
  let program = ProgramGenerator.program(seed: seed)
  if case .disagreed(let difference) = await EngineComparison.outcome(program) {
    print("\\(seed) \\(difference.first ?? "")")
    break
  }
}
"""


def main():
    wanted = sys.argv[1:]
    if any(word.startswith("-") for word in wanted):
        sys.exit(__doc__.strip() if wanted in (["--help"], ["-h"])
                 else f"unknown option in '{' '.join(wanted)}'; see --help")
    prepare()
    faults = [fault for fault in FAULTS if not wanted or any(part in fault[0] for part in wanted)]
    for name, file, text, replacement in faults:
        paths = list((ROOT / ENGINE).rglob(file))
        found = sum(path.read_text().count(text) for path in paths)
        if len(paths) != 1 or found != 1:
            sys.exit(f"fault '{name}': its text is {found} times in {len(paths)} files {file} of "
                     f"{ENGINE}, not once in one; mend the fault in .ci/plant-faults.py")
    print("engine without a fault ... ", end="", flush=True)
    for updating in [False, True]:
        caught, words = run(updating)
        if caught:
            sys.exit(f"disagrees already: {words}")
    print(f"agrees on {PROGRAMS:,} programs, and on the updates of {UPDATED_PROGRAMS:,}")
    missed = [fault[0] for fault in faults if not plant(*fault)]
    if missed:
        sys.exit(f"{len(missed)} of {len(faults)} faults are not caught: {'; '.join(missed)}")
    print(f"all {len(faults)} faults are caught")


def prepare():
    """Copies the engine and the tests' support; what did not change keeps its time stamp."""
    sources = {}
    for path in sorted((ROOT / ENGINE).rglob("*.swift")):
        sources[f"Sources/TemporalDatalog/{path.relative_to(ROOT / ENGINE)}"] = path.read_text()
    for path in sorted((ROOT / "Tests/TestSupport").rglob("*.swift")):
        text = path.read_text()
        # What speaks of the library is not needed here.
        if "import TechDecoupling" not in text:
            sources[f"Sources/TestSupport/{path.relative_to(ROOT / 'Tests/TestSupport')}"] = text
    sources["Sources/agree/main.swift"] = MAIN
    sources["Package.swift"] = MANIFEST
    for old in COPY.glob("Sources/**/*.swift"):
        if str(old.relative_to(COPY)) not in sources:
            old.unlink()
    for name, text in sources.items():
        write(COPY / name, text)


def write(path, text):
    if path.exists() and path.read_text() == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def plant(name, file, text, replacement):
    path = next((COPY / ENGINE).rglob(file))
    original = path.read_text()
    write(path, original.replace(text, replacement))
    started = time.monotonic()
    try:
        caught, words = run(path.parent.name == UPDATING)
    finally:
        write(path, original)
    seconds = time.monotonic() - started
    print(f"{'caught' if caught else 'MISSED':7} {seconds:4.0f} s  {name}: {words[:120]}", flush=True)
    return caught


def run(updating):
    """Builds and runs the programs, or their updates; returns whether something was noticed, and
    what."""
    build = subprocess.run(
        ["swift", "build", "--product", "agree", "--package-path", str(COPY)],
        capture_output=True, text=True)
    if build.returncode != 0:
        sys.exit(f"does not build:\n{build.stdout[-4000:]}{build.stderr[-2000:]}")
    try:
        run = subprocess.run(
            [str(COPY / ".build/debug/agree")]
            + ([str(UPDATED_PROGRAMS), "updates"] if updating else [str(PROGRAMS)]),
            capture_output=True, text=True, timeout=SECONDS,
            env={"SWIFT_BACKTRACE": "enable=no", "PATH": "/usr/bin:/bin"})
    except subprocess.TimeoutExpired:
        return True, f"does not end within {SECONDS} s"
    if run.returncode != 0:
        return True, f"stops with signal or status {run.returncode}"
    words = run.stdout.strip()
    return bool(words), f"seed {words}" if words else "nothing noticed"


if __name__ == "__main__":
    main()
