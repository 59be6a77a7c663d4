"""A package of its own: the rules with a switch at every condition, and the tests that are to notice."""
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import sites
from answers import digest

SWITCH = """import Glibc

/// The mutant that is awake; 0 is none.
nonisolated(unsafe) var mutantAwake: Int = getenv("AGTRACK_MUTANT").flatMap { Int(String(cString: $0)) } ?? 0

@usableFromInline func mutantFlip(_ number: Int, _ value: Bool) -> Bool { number == mutantAwake ? !value : value }
@usableFromInline func mutantMin<T: Comparable>(_ number: Int, _ a: T, _ b: T) -> T { number == mutantAwake ? max(a, b) : min(a, b) }
@usableFromInline func mutantMax<T: Comparable>(_ number: Int, _ a: T, _ b: T) -> T { number == mutantAwake ? min(a, b) : max(a, b) }
"""

# Stands in for the files that are built into the program: the same, read when the tests start, so that a changed
# policy needs no build.
ASSETS = """#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int mutation_fork(void) { return fork(); }

typedef struct { const char *path; const unsigned char *bytes; size_t count; } agtrack_asset;
agtrack_asset agtrack_assets[64];
size_t agtrack_asset_count = 0;
const agtrack_asset *agtrack_asset_at(size_t index) { return index < agtrack_asset_count ? &agtrack_assets[index] : 0; }

static int is_policy(const struct dirent *entry) { return strstr(entry->d_name, ".yaml") != 0; }

__attribute__((constructor)) static void read_policies(void) {
  struct dirent **entries;
  int count = scandir("FOLDER/policies", &entries, is_policy, alphasort);
  for (int index = 0; index < count && index < 64; index++) {
    char *path = malloc(512), *bytes = malloc(1 << 20), place[1024];
    snprintf(path, 512, "policies/%s", entries[index]->d_name);
    snprintf(place, sizeof place, "FOLDER/%s", path);
    FILE *file = fopen(place, "r");
    size_t size = file ? fread(bytes, 1, 1 << 20, file) : 0;
    if (file) fclose(file);
    agtrack_assets[agtrack_asset_count++] = (agtrack_asset){path, (unsigned char *)bytes, size};
  }
}
"""

MANIFEST = """// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]
let package = Package(
  name: "mutation",
  targets: [
    .target(name: "CAssets"),
    .target(name: "Rules", swiftSettings: strict),
    .target(name: "CertificateChecker", swiftSettings: strict),
    .target(name: "Equity", swiftSettings: strict),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1"),
    .target(name: "PolicyFiles", dependencies: ["Rules", "Equity", "CYAML"], swiftSettings: strict),
    .target(name: "Judge", path: "Tests/Judge", swiftSettings: strict),
    .executableTarget(
      name: "Probe", dependencies: ["Rules", "PolicyFiles", "Judge", "CAssets"],
      swiftSettings: [.enableUpcomingFeature("ExistentialAny")]),
    .testTarget(
      name: "RulesTests", dependencies: ["Rules", "PolicyFiles", "Judge", "CertificateChecker", "CAssets"],
      swiftSettings: strict),
    .testTarget(
      name: "PolicyFilesTests", dependencies: ["PolicyFiles", "Rules", "Equity", "Judge", "CAssets"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
"""


# Folders of the rules whose tests need more than the rules.
ELSEWHERE = {"CourseTaking": "its tests count whole districts, and need a database"}


class Mutant:
    def __init__(self, number, path, line, kind, text):
        self.number, self.path, self.line, self.kind, self.text = number, path, line, kind, text

    @property
    def folder(self):
        return Path(self.path).parent.name


class Package:
    def __init__(self, repository, folder):
        self.repository, self.folder = Path(repository), Path(folder)
        self.mutants, self.left_out, self.digests = [], [], {}

    def copy(self):
        """Copies what is needed as it stands now, so that edits meanwhile do not matter."""
        for part in ["Sources/Rules", "Sources/Equity", "Sources/PolicyFiles", "Sources/CertificateChecker",
                     "Sources/CAssets/include", "Sources/CYAML", "Tests/Judge", "Tests/RulesTests", "Tests/PolicyFilesTests", "policies", "samples", "docs"]:
            target = self.folder / part
            shutil.rmtree(target, ignore_errors=True)
            if (self.repository / part).exists():
                shutil.copytree(self.repository / part, target, symlinks=False)
        self.folder.joinpath("Package.swift").write_text(MANIFEST)
        header = self.folder / "Sources/CAssets/include/CAssets.h"
        header.write_text(header.read_text() + "\nint mutation_fork(void);\n")
        probe = self.folder / "Sources/Probe"
        probe.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.repository / "scripts/mutation/Probe.swift", probe / "main.swift")
        shutil.copy(self.repository / "Tests/RulesTests/EvaluatorAdapter.swift", probe)
        self.folder.joinpath("Sources/CAssets/assets.c").write_text(ASSETS.replace("FOLDER", str(self.folder)))
        for file in sorted(self.folder.glob("Tests/*Tests/*.swift")):
            if re.search(r"^import TestSupport$", file.read_text(), flags=re.M):
                self.left_out.append(f"{file.name} (needs more than the rules)")
                file.unlink()

    def plant(self):
        """Gives every condition its switch."""
        self.originals, self.found = {}, {}
        for folder, why in ELSEWHERE.items():
            self.left_out.append(f"Sources/Rules/{folder} ({why})")
        for file in sorted(self.folder.glob("Sources/Rules/**/*.swift")):
            if file.parent.name in ELSEWHERE:
                continue
            text = file.read_text()
            self.digests[str(file.relative_to(self.folder))] = digest(text)
            self.originals[file], self.found[file] = text, sites.sites(text)
        self.write()

    def write(self):
        self.mutants, number = [], 0
        for file, text in self.originals.items():
            numbered = []
            for site in self.found[file]:
                number += 1
                numbered.append((number, site))
                start, end = (site.start, site.end) if site.kind == "condition" else self.call(text, site)
                self.mutants.append(Mutant(
                    number, str(file.relative_to(self.folder)), text.count("\n", 0, site.start) + 1, site.kind,
                    " ".join(text[start:end].split())))
            file.write_text(sites.switched(text, numbered))
        self.folder.joinpath("Sources/Rules/MutantSwitch.swift").write_text(SWITCH)

    @staticmethod
    def call(text, site):
        depth = 0
        for index in range(site.end - 1, len(text)):
            depth += (text[index] == "(") - (text[index] == ")")
            if depth == 0:
                return site.start, index + 1
        return site.start, site.end

    def build(self):
        """Builds; takes away the switches that the compiler does not take, and builds again."""
        for _ in range(8):
            done = subprocess.run(
                ["swift", "build", "-c", "release", "--build-tests", "-Xswiftc", "-enable-testing"], cwd=self.folder,
                capture_output=True, text=True)
            if done.returncode == 0:
                return
            bad = set(re.findall(r"(Sources/Rules/[^\s:]+\.swift):(\d+):\d+: error", done.stdout + done.stderr))
            if not bad:
                raise SystemExit((done.stdout + done.stderr)[-3000:])
            before = sum(map(len, self.found.values()))
            for name in sorted(set(re.findall(r"(Tests/[^\s:]+\.swift):\d+:\d+: error", done.stdout + done.stderr))):
                self.left_out.append(f"{name} (does not compile)")
                self.folder.joinpath(name).unlink(missing_ok=True)
                before += 1
            for name, line in sorted(bad):
                file = self.folder / name
                text = self.originals.get(file, "")
                kept = [site for site in self.found.get(file, [])
                        if not (text.count("\n", 0, site.start) + 1 <= int(line) <= text.count("\n", 0, site.end) + 1)]
                if text and len(kept) < len(self.found[file]):
                    self.left_out.append(f"{file.name}, line {line} (does not compile with a switch)")
                    self.found[file] = kept
            if sum(map(len, self.found.values())) == before:
                raise SystemExit((done.stdout + done.stderr)[-3000:])
            self.write()
        raise SystemExit("the mutated rules do not build")

    def save(self):
        state = {"mutants": [vars(mutant) for mutant in self.mutants], "left_out": self.left_out,
                 "digests": self.digests}
        self.folder.joinpath("mutants.json").write_text(json.dumps(state))

    def load(self):
        state = json.loads(self.folder.joinpath("mutants.json").read_text())
        self.mutants = [Mutant(**fields) for fields in state["mutants"]]
        self.left_out, self.digests = state["left_out"], state["digests"]

    def probe(self, transcripts, numbers, jobs):
        """The stage that notices each mutant, by number: 1 the cases, 2 the random transcripts, 0 neither."""
        processes = [
            subprocess.Popen(
                [self.folder / ".build/release/Probe", str(transcripts), *map(str, numbers[job::jobs])],
                stdout=subprocess.PIPE, text=True, env=dict(os.environ, SWIFT_BACKTRACE="enable=no"))
            for job in range(jobs)]
        lines = [line for process in processes for line in process.communicate()[0].split("\n") if line]
        found = {int(line.split()[0]): int(line.split()[1]) for line in lines}
        if len(found) < len(numbers):
            raise SystemExit("the quick questions did not end")
        return found

    @property
    def program(self):
        return next((self.folder / ".build/release").glob("*.xctest"))
