import Glibc

/// One hostile input: a folder or an archive, made from a fixture by a seed.
struct HostileFolder {
  let fixture: String
  private(set) var files: [(name: String, bytes: [UInt8])] = []
  /// Everything in one zip file instead of a folder.
  private(set) var archive: [UInt8]?

  init(_ fixtures: Fixtures, seed: UInt64) {
    // The seed is mixed first, so that neighbouring seeds have nothing in common.
    var random = Choices(seed: seed)
    random = Choices(seed: random.next())
    let folder = fixtures.folders[random.below(fixtures.folders.count)]
    fixture = folder.name
    files = folder.files
    if random.below(4) == 0 { files.remove(at: random.below(files.count)) }
    for _ in 0...random.below(2) { damage(&random, all: folder.files) }
    switch random.below(24) {
    case 0: gzip(&random)
    case 1: files.append((["x.csv", "README", ".hidden", "a\u{301}.txt"][random.below(4)], files[0].bytes))
    case 2: rename(&random)
    case 3:
      var packed = Packing.zip(random.below(2) == 0 ? files : files.map { ("export/\($0.name)", $0.bytes) })
      var damage = Damage(random: random)
      if random.below(3) > 0 { packed = damage.bytes(packed, beside: files[0].bytes) }
      archive = packed
    default: break
    }
  }

  /// A fixture's folder with other bytes in place of one file.
  init(_ folder: Fixtures.Folder, with bytes: [UInt8], as name: String) {
    fixture = folder.name
    files = folder.files.map { $0.name == name ? (name, bytes) : $0 }
  }

  private mutating func damage(_ random: inout Choices, all: [(name: String, bytes: [UInt8])]) {
    guard !files.isEmpty else { return }
    let place = random.below(files.count)
    var damage = Damage(random: Choices(seed: random.next()))
    files[place].bytes = damage.bytes(files[place].bytes, beside: all[random.below(all.count)].bytes)
  }

  private mutating func gzip(_ random: inout Choices) {
    let place = random.below(files.count)
    var packed = Packing.gzip(files[place].bytes)
    if random.below(4) == 0 { packed += Packing.gzip(files[0].bytes) }
    var damage = Damage(random: Choices(seed: random.next()))
    if random.below(3) > 0 { packed = damage.bytes(packed, beside: files[0].bytes) }
    // Canonical files are known as packed by their names, others by their first bytes.
    if random.below(4) > 0, !files[place].name.hasSuffix(".gz") { files[place].name += ".gz" }
    files[place].bytes = packed
  }

  private mutating func rename(_ random: inout Choices) {
    let place = random.below(files.count)
    let name = [
      "students.csv", "transcripts.csv.gz", "courses.csv", "19000000000001_2024-25.json", "2024.csv", "_.json",
    ]
    let new = name[random.below(name.count)]
    if !files.contains(where: { $0.name == new }) { files[place].name = new }
  }

  /// Writes the input below a folder; returns its path, nil where there is no room.
  func write(below folder: String, named name: String) -> String? {
    if let archive {
      let path = "\(folder)/\(name).zip"
      return Files.write(path, archive) ? path : nil
    }
    let path = "\(folder)/\(name)"
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { return nil }
    return files.allSatisfy { Files.write("\(path)/\($0.name)", $0.bytes) } ? path : nil
  }

  static func remove(_ path: String) {
    if path.hasSuffix(".zip") { unlink(path) } else { Files.remove(path) }
  }
}
