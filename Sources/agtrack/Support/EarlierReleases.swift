import Postgres
import ReleaseAudit
import Rules
import Store

/// The public releases that bind a new one: those of the registry that count, and folders that it does not know yet.
struct EarlierReleases {
  /// The oldest first.
  private(set) var contents: [ReleaseFolder.Contents] = []
  /// Folders that are entered together with the new release, so that nobody has to name them again.
  private(set) var takenOver: [PublicReleases.Entry] = []
  /// The last number of the registry, and what counts of it.
  private let last: Int32
  private let digests: Set<String>

  /// - Parameter folders: What `--previous` names, the oldest first.
  /// - Throws: `Failure` (exit 3) where one of the registry is damaged, or a folder holds no public release.
  init(_ connection: borrowing Connection, folders: [String], before input: ReleaseInputYear) throws {
    let registered = try PublicReleases.list(connection)
    last = registered.last?.id ?? 0
    let counting = registered.filter { !$0.isWithdrawn }
    digests = Set(counting.map(\.cells))
    // What lies in a folder and not here was written before the registry was, or somewhere else.
    for folder in folders {
      let files = try ReleaseFolder.files(folder)
      if digests.contains(Digest.sha256(files[0].bytes)) { continue }
      var release = try ReleaseFolder.contents(files, place: "\(folder)/")
      let manifest = try ReleaseFolder.manifest(folder)
      release.asOf = manifest.flatMap { CalendarDay(code: $0.asOf) }
      if manifest?.isPublic == false {
        throw Failure(.refused, "\(folder) is for inside the district; --previous names public releases")
      }
      contents.append(release)
      takenOver.append(
        PublicReleases.Entry(
          schoolYear: release.cells.cells.map(\.schoolYear).max() ?? input.code,
          asOf: manifest.flatMap { CalendarDay(code: $0.asOf)?.dayNumber }, run: nil, account: Account.name,
          program: ProgramVersion.name, isTakenOver: true,
          files: files.map { PublicReleases.File(name: $0.name, bytes: $0.bytes) }))
    }
    for release in EarlierReleases.binding(counting, on: input) {
      guard let files = try PublicReleases.files(connection, of: release.id) else {
        throw Failure(
          .refused,
          "public release \(release.id) of \(release.schoolYear) was published and is not whole in the registry any more; "
            + "restore the database, or withdraw it (agtrack releases --withdraw) and name its folder with --previous")
      }
      let place = "release \(release.id) of the registry, "
      var contents = try ReleaseFolder.contents(files.map { ($0.name, $0.bytes) }, place: place)
      contents.asOf = release.asOf.flatMap { CalendarDay(dayNumber: $0) }
      self.contents.append(contents)
    }
  }

  /// Those of the same school year and later, and the last of each year before.
  private static func binding(_ releases: [RegisteredRelease], on year: ReleaseInputYear) -> [RegisteredRelease] {
    var last: [String: Int32] = [:]
    for release in releases { last[release.schoolYear] = release.id }
    return releases.filter { $0.schoolYear >= year.code || last[$0.schoolYear] == $0.id }
  }

  var isFirst: Bool { contents.isEmpty }

  /// Enters what was taken over and the new release, unless the same numbers stand in the registry already.
  ///
  /// - Throws: `Failure` (exit 1) where somebody else entered one meanwhile.
  func enter(
    _ files: [(name: String, bytes: [UInt8])], of input: ReleaseInputYear, _ connection: borrowing Connection
  ) throws {
    var entries = takenOver
    let own = files.map { PublicReleases.File(name: $0.name, bytes: $0.bytes) }
    let cells = own.first { $0.name == PublicReleases.kept[0] }?.bytes ?? []
    let digests = digests.union(entries.flatMap(\.files).map { Digest.sha256($0.bytes) })
    if !digests.contains(Digest.sha256(cells)) {
      entries.append(
        PublicReleases.Entry(
          schoolYear: input.code, asOf: input.asOf, run: input.run, account: Account.name, program: ProgramVersion.name,
          isTakenOver: false, files: own))
    }
    if entries.isEmpty { return }
    let (last, all) = (last, entries)
    let isEntered = try connection.transaction { try PublicReleases.add(connection, all, after: last) }
    guard isEntered else {
      throw Failure(
        .needsPerson, "nothing is written: another public release was written meanwhile; run it again to heed that one")
    }
  }
}

/// The school year, day and run of a new release.
struct ReleaseInputYear {
  let code: String
  /// Days since 1970-01-01.
  let asOf: Int32
  let run: Int32
}
