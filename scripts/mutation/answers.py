"""What was answered, by content, so that a run can be stopped, gone on with, or asked again where something changed."""
import hashlib
import json


class Answers:
    """One line of JSON per answer: what was asked, the digest of the file that it stands in, and the stage.

    A condition is known by its file and its text, one of several equal ones by its place among them, so that lines that
    move change nothing.
    """

    def __init__(self, path, keep):
        """`keep`: `all` answers, `noticed` for those where something noticed the mutant, or `none`."""
        self.path, self.known = path, {}
        if keep != "none" and path.exists():
            for line in path.read_text().split("\n"):
                if line:
                    key, digest, stage = json.loads(line)
                    self.known[key] = (digest, stage)
        if keep == "noticed":
            self.known = {key: answer for key, answer in self.known.items() if answer[1] > 0}
        self.write()

    def write(self):
        self.path.write_text("".join(self.line(key) for key in self.known))

    def line(self, key):
        return json.dumps([key, *self.known[key]]) + "\n"

    def has(self, key, digest):
        return key in self.known and self.known[key][0] == digest

    def put(self, key, digest, stage):
        self.known[key] = (digest, stage)
        with self.path.open("a") as file:
            file.write(self.line(key))

    def of(self, key, digest, find):
        if not self.has(key, digest):
            self.put(key, digest, find())
        return self.known[key][1]


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def keys(mutants):
    """The key of each mutant, by number."""
    seen, found = {}, {}
    for mutant in mutants:
        name = f"{mutant.path} {mutant.kind} {mutant.text}"
        seen[name] = seen.get(name, 0) + 1
        found[mutant.number] = f"{name} #{seen[name]}"
    return found
