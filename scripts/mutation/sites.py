"""Finds the conditions of Swift source and gives each a numbered switch.

Heuristics, not a parser: `if`, `guard`, `while` and `where` conditions, operands of && and ||, conditions of ?:,
one-line closures and properties that answer a Bool, and min and max. A place that does not compile with its switch is
left out and reported.
"""
import re
from dataclasses import dataclass

OPEN, CLOSE = "([{", ")]}"
CLOSURES = r"(?:contains|first|last|filter|allSatisfy|firstIndex|lastIndex|removeAll|count)(?:\((?:where|while): )?"


@dataclass(frozen=True)
class Site:
    start: int
    end: int
    kind: str  # "condition", "min" or "max"


def mask(text):
    """The text with comments and strings blanked, so that places stay the same."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group(0))
    return re.sub(r'""".*?"""|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', blank, text, flags=re.S)


def sites(text):
    masked = mask(text)
    found = set()

    def trimmed(start, end):
        while start < end and masked[start].isspace():
            start += 1
        while end > start and masked[end - 1].isspace():
            end -= 1
        return start, end

    def closing(place):
        depth = 0
        for index in range(place, len(masked)):
            if masked[index] in OPEN:
                depth += 1
            elif masked[index] in CLOSE:
                depth -= 1
                if depth == 0:
                    return index
        return len(masked)

    def split(start, end, pattern):
        """The pieces between matches of a pattern outside brackets."""
        pieces, depth, begin, index = [], 0, start, start
        while index < end:
            character = masked[index]
            if character in OPEN:
                depth += 1
            elif character in CLOSE:
                depth -= 1
            match = re.match(pattern, masked[index:end]) if depth == 0 else None
            if match:
                pieces.append((begin, index))
                index += len(match.group(0))
                begin = index
                continue
            index += 1
        return pieces + [(begin, end)]

    def boolean(start, end):
        start, end = trimmed(start, end)
        if start >= end:
            return
        question = split(start, end, r"\?(?=\s)")
        if len(question) == 2 and masked[question[0][1] - 1].isspace():
            # A choice between two answers: its condition and both.
            for piece in [question[0], *split(*question[1], r":(?=\s)")]:
                boolean(*piece)
            return
        operands = split(start, end, r"&&|\|\|")
        if len(operands) > 1:
            for operand in operands:
                boolean(*operand)
        elif masked[start] == "(" and closing(start) == end - 1:
            boolean(start + 1, end - 1)
        elif masked[start:end] not in ("true", "false"):
            found.add(Site(start, end, "condition"))

    def left_end(place):
        """Where the expression begins that ends before a place."""
        depth, index = 0, place - 1
        while index >= 0:
            character = masked[index]
            if character in CLOSE:
                depth += 1
            elif character in OPEN:
                if depth == 0:
                    return index + 1
                depth -= 1
            elif depth == 0:
                if character == ",":
                    return index + 1
                before = masked[max(0, index - 6):index + 1]
                if re.search(r"(?:\breturn|\bif|\bguard|\bwhile|\bwhere|\bin) $", before):
                    return index + 1
                if re.search(r"(?:^|[^=!<>])[-+*&|]?= $", before) or before.endswith((" ? ", ": ")):
                    return index + 1
                if character == "\n":
                    following = masked[index + 1:place].lstrip()
                    previous = masked[:index].rstrip()[-2:]
                    continues = following.startswith(("&&", "||", ".", "+ ", "- ", "? ", ": ", "== ", "?? "))
                    if re.search(r"(?:^|[^=!<>])=$", previous):
                        return index + 1
                    if not continues and not previous.endswith(("&&", "||", "=", "(", "+", "??")):
                        return index + 1
            index -= 1
        return 0

    def right_end(place):
        depth, index = 0, place
        while index < len(masked):
            character = masked[index]
            if character in OPEN:
                depth += 1
            elif character in CLOSE:
                if depth == 0:
                    return index
                depth -= 1
            elif depth == 0:
                if character == "," or masked[index:index + 3] in (" ? ", " : "):
                    return index
                if character == "\n":
                    following = masked[index + 1:].lstrip()
                    if not following.startswith(("&&", "||")) and masked[:index].rstrip()[-2:] not in ("&&", "||"):
                        return index
            index += 1
        return index

    covered = []
    for match in re.finditer(r"\b(if|guard|while|where)\b", masked):
        line = masked[masked.rfind("\n", 0, match.start()) + 1:match.start()]
        if match.group(1) == "where" and re.search(r"\b(extension|func|protocol|struct)\b", line):
            continue
        if masked[match.end():match.end() + 1] == ":":
            continue
        pattern = r"\belse\b" if match.group(1) == "guard" else r"\{|:(?!\w)"
        depth, index = 0, match.end()
        while index < len(masked):
            if depth == 0 and re.match(pattern, masked[index:]):
                break
            if masked[index] in OPEN:
                depth += 1
            elif masked[index] in CLOSE:
                depth -= 1
            index += 1
        covered.append((match.end(), index))
        for start, end in split(match.end(), index, ","):
            start, end = trimmed(start, end)
            if not re.match(r"(let|var|case|#)\b", masked[start:end]):
                boolean(start, end)
    for match in re.finditer(r"(?<=\s)\?(?=\s)", masked):
        boolean(left_end(match.start() - 1), match.start())
    for match in re.finditer(r"&&|\|\|", masked):
        if not any(start <= match.start() < end for start, end in covered):
            boolean(left_end(match.start()), right_end(match.end()))
    for match in re.finditer(r"Bool \{ ([^{}\n]+) \}$", masked, flags=re.M):
        if not re.search(r"\b(get|set|switch)\b", match.group(1)):
            boolean(match.start(1), match.end(1))
    for match in re.finditer(CLOSURES + r" ?\{ ([^{}\n;]+) \}", masked):
        # The braces after `if let first = names.first` hold no closure: a condition takes none without parentheses.
        before = masked[masked.rfind("\n", 0, match.start()) + 1:match.start()]
        if "(" not in masked[match.start():match.start(1)] and re.search(r"\b(if|guard|while) (let|var|case)\b", before):
            continue
        body = re.match(r"(?:\w+(?:, \w+)* in )?", match.group(1))
        boolean(match.start(1) + body.end(), match.end(1))
    for match in re.finditer(r"(?<![\w.])(min|max)\(", masked):
        end = closing(match.end() - 1)
        arguments = split(match.end(), end, ",")
        if len(arguments) == 2 and not re.match(r"\s*\w+:", masked[match.end():end]):
            found.add(Site(match.start(), match.end(), match.group(1)))
    return sorted(nested(found), key=lambda site: (site.start, -site.end))


def nested(found):
    """Without those that cut across another."""
    kept = []
    for site in sorted(found, key=lambda site: (site.start, -site.end)):
        if not any(other.start < site.start < other.end < site.end for other in kept):
            kept.append(site)
    return kept


def switched(text, numbered):
    """The text with a switch at each site; lines stay where they are."""
    opening, ending = {}, {}
    for number, site in numbered:
        if site.kind == "condition":
            opening.setdefault(site.start, []).append((-site.end, f"mutantFlip({number}, "))
            ending.setdefault(site.end, []).append((-site.start, ")"))
        else:
            opening.setdefault(site.start, []).append((-site.end, f"mutant{site.kind.capitalize()}({number}, "))
    result, skip = [], 0
    swaps = {site.start: site.end for _, site in numbered if site.kind != "condition"}
    for index in range(len(text) + 1):
        for _, piece in sorted(ending.get(index, [])):
            result.append(piece)
        for _, piece in sorted(opening.get(index, [])):
            result.append(piece)
        if index in swaps:
            skip = swaps[index] - index
        if index < len(text):
            if skip > 0:
                skip -= 1
            else:
                result.append(text[index])
    return "".join(result)
