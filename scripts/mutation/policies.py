"""Other plausible values for what stands in the policy files, one at a time."""
import re


def mutations(folder):
    """File, line, what stands there, what is tried, and the file's whole text with it."""
    editions = sorted(folder.glob("*.yaml"))
    words = {}
    for file in editions:
        for name, value in re.findall(r"^  ([a-z][\w.-]+):\n    value: ([a-z0-9][\w-]*)$", file.read_text(), flags=re.M):
            words.setdefault(name, set()).add(value)
    clears = sorted(set(re.findall(r"clears: (\S+)", "".join(file.read_text() for file in editions))))
    for file in editions:
        lines = file.read_text().split("\n")
        name = ""
        for index, line in enumerate(lines):
            parameter = re.match(r"  ([a-z][\w.-]+):$", line)
            name = parameter.group(1) if parameter else name
            for changed in others(line, words.get(name, set()), clears):
                yield (file, index + 1, f"{name}: {line.strip()}" if name else line.strip(), changed.strip(),
                       "\n".join(lines[:index] + [changed] + lines[index + 1:]))


def others(line, words, clears):
    stated = re.match(r"(\s+(?:- )?(?:value|minimum_score|most|clears|program|school_year|terms|subjects|language"
                      r"|entering|first|last|last_year|first_year): )(.+)$", line)
    if line.startswith("entering:"):
        stated = re.match(r"(entering: )(.+)$", line)
    if not stated:
        return
    key, value = stated.groups()
    if value in ("true", "false"):
        yield key + ("false" if value == "true" else "true")
    elif re.fullmatch(r"\d+", value):
        yield key + str(int(value) + 1)
        if int(value) > 0:
            yield key + str(int(value) - 1)
    elif re.fullmatch(r"\d{4}-\d{2}", value):
        for step in (-1, 1):
            fall = int(value[:4]) + step
            yield f"{key}{fall}-{(fall + 1) % 100:02d}"
    elif value.startswith(("{", "[")):
        pieces = re.findall(r'"[^"]*"|[\w-]+', value.strip("{}[]"))
        if value.startswith("{"):
            for number in re.findall(r"\d{4}", value):
                yield key + value.replace(number, str(int(number) + 1))
        else:
            for piece in pieces:
                rest = [other for other in pieces if other != piece]
                if rest:
                    yield f"{key}[{', '.join(rest)}]"
    elif "clears" in key:
        yield key + clears[(clears.index(value) + 1) % len(clears)]
    elif len(words - {value}) > 0:
        for word in sorted(words - {value}):
            yield key + word
