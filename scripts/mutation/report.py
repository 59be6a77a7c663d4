"""Writes docs/mutation.md."""
from collections import Counter


def reasons(repository):
    """Lines `path | text | reason`; a text that ends with * stands for all that begin so."""
    found = []
    for line in (repository / "scripts/mutation/reasons.txt").read_text().split("\n"):
        if line and not line.startswith("#"):
            path, text, reason = [piece.strip() for piece in line.split(" | ", 2)]
            found.append((path, text, reason))
    return found


def reason(found, path, text):
    for known_path, known, why in found:
        if path.endswith(known_path) and (known == text or known.endswith("*") and text.startswith(known[:-1])):
            return why
    return ""


def report(repository, package, noticed, values):
    known = reasons(repository)
    lines = [
        "# What the tests notice", "",
        "Made by `scripts/mutate`; do not edit. Each condition of `Sources/Rules` was turned round, and each value of",
        "`policies/` replaced by a plausible other one, one at a time; then the tests of the rules and policies ran:",
        "the worked cases, 2,000 random transcripts whose answers the judge confirmed, the laws on 120, and the other tests.",
        "A mutant that fails a test, crashes or runs into the time limit was noticed.", "",
        "Turned round: conditions of `if`, `guard`, `while`, `where` and `?:`, each operand of `&&` and `||`, one-line",
        "closures and properties that answer yes or no, `min` and `max`. Not touched: `switch` tables (course to account,",
        "mark to rank), numbers in code, boundaries such as `<` for `<=`.", "",
        "## Conditions", "", "| file | mutants | by cases | by the judge | by laws | by other tests | survive |",
        "|---|---|---|---|---|---|---|",
    ]
    total = Counter()
    for path in sorted({mutant.path for mutant in noticed}):
        stages = Counter(stage for mutant, stage in noticed.items() if mutant.path == path)
        total.update(stages)
        lines.append(row(f"`{path}`", stages))
    lines.append(row("all", total))
    unexplained = 0
    lines += ["", "### Survivors", ""]
    for mutant, stage in noticed.items():
        if stage == 0:
            why = reason(known, mutant.path, mutant.text)
            unexplained += why == ""
            lines.append(f"- `{mutant.path}`, line {mutant.line}, {mutant.kind} `{mutant.text}`: {why or 'NO REASON YET'}")
    lines += ["", "## Values of the policies", "", "| file | values tried | survive |", "|---|---|---|"]
    for name in sorted({value[0] for value in values}):
        own = [value for value in values if value[0] == name]
        lines.append(f"| `policies/{name}` | {len(own)} | {sum(1 for value in own if value[4] == 0)} |")
    lines += ["", "### Survivors", ""]
    for name, line, before, after, stage in values:
        if stage == 0:
            why = reason(known, name, before)
            unexplained += why == ""
            lines.append(f"- `policies/{name}`, line {line}, `{before}` as `{after}`: {why or 'NO REASON YET'}")
    if package.left_out:
        lines += ["", "## Left out", ""] + [f"- {what}" for what in package.left_out]
    (repository / "docs/mutation.md").write_text("\n".join(lines) + "\n")
    print(f"docs/mutation.md is written; {unexplained} survivors have no reason", flush=True)
    return unexplained


def row(name, stages):
    return f"| {name} | {sum(stages.values())} | {stages[1]} | {stages[2]} | {stages[3]} | {stages[4] + stages[5]} | {stages[0]} |"
