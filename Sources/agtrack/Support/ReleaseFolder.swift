import Glibc
import ReleaseAudit
import Reports

/// The folder of a release.
enum ReleaseFolder {
  private static let most = 256 << 20

  struct Contents {
    let cells: PublishedCells
    /// nil where the folder has no page.
    let page: [UInt8]?
  }

  /// - Throws: `Failure` (exit 3) where the folder holds no release that can be read.
  static func read(_ folder: String) throws -> Contents {
    guard let cells = try bytes("\(folder)/cells.csv"), let definitions = try bytes("\(folder)/definitions.csv") else {
      throw Failure(.refused, "\(folder) is no release; it needs cells.csv and definitions.csv")
    }
    return Contents(
      cells: try parsed(cells, definitions, place: "\(folder)/"), page: try bytes("\(folder)/index.html"))
  }

  /// What an attack on files that are not written yet finds.
  static func findings(_ files: [(name: String, bytes: [UInt8])], previous: [PublishedCells]) throws -> [Finding] {
    func bytes(_ name: String) -> [UInt8] { files.first { $0.name == name }?.bytes ?? [] }
    let cells = try parsed(bytes("cells.csv"), bytes("definitions.csv"), place: "")
    return ReleaseAudit.findings(cells, page: bytes("index.html"), previous: previous)
  }

  /// The rows of releases by the names of their cells; a later release counts.
  static func rows(_ releases: [PublishedCells]) -> [String: PrintedRow] {
    var rows: [String: PrintedRow] = [:]
    for cell in releases.flatMap(\.cells) {
      rows[cell.name] = PrintedRow(
        n: cell.printed[0], rate: cell.printed[1], gap: cell.printed[2], needed: cell.printed[3],
        isHidden: cell.isHidden)
    }
    return rows
  }

  private static func parsed(_ cells: [UInt8], _ definitions: [UInt8], place: String) throws -> PublishedCells {
    do throws(UnreadableRelease) {
      return try PublishedCells(cells: cells, definitions: definitions)
    } catch {
      let column = error.column.isEmpty ? "" : " column \(error.column)"
      throw Failure(.refused, "\(place)\(error.file):\(error.line)\(column): \(error.message)")
    }
  }

  /// nil where there is no such file.
  private static func bytes(_ path: String) throws -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 && (errno == ENOENT || errno == ENOTDIR) { return nil }
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure(path) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      if bytes.count > most { throw Failure(.refused, "\(path) has more than \(most >> 20) MiB") }
    }
  }

  private static func failure(_ path: String) -> Failure {
    Failure(.refused, "cannot read \(path): \(String(cString: strerror(errno)))")
  }
}
