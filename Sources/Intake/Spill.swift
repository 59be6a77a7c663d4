import Glibc

/// Temporary files for what must not be held in memory. They have no name, so nothing is left behind after a crash.
///
/// One thread appends; after that any number may read at once.
final class Spill: @unchecked Sendable {
  struct Extent: Sendable {
    var file: Int
    var offset: Int
    var count: Int
  }

  /// `O_TMPFILE`, which the headers show to C programs only.
  private static let nameless = 0o20000000 | O_DIRECTORY

  private let folders: [String]
  private var nextFolder = 0
  private var descriptors: [Int32] = []
  private var sizes: [Int] = []
  /// Why bytes could not be kept; once set, the reading is worthless.
  private(set) var failure: String?

  init(scratchFolder: String?) {
    let environment = getenv("TMPDIR").map { String(cString: $0) }
    folders = [environment, "/tmp", "/var/tmp", scratchFolder].compactMap { $0 }.filter { !$0.isEmpty }
  }

  deinit { for descriptor in descriptors { close(descriptor) } }

  /// Appends bytes; where one place is full the next takes over. nil once nothing takes them any more.
  func append(_ bytes: UnsafeRawBufferPointer) -> Extent? {
    while failure == nil {
      guard let descriptor = descriptors.last, let offset = sizes.last else {
        openNext()
        continue
      }
      if write(bytes, to: descriptor, at: offset) {
        sizes[sizes.count - 1] += bytes.count
        return Extent(file: descriptors.count - 1, offset: offset, count: bytes.count)
      }
      openNext()
    }
    return nil
  }

  /// Fills the buffer from an extent of the same size; false if the file cannot be read any more.
  func read(_ extent: Extent, into buffer: UnsafeMutableRawBufferPointer) -> Bool {
    var done = 0
    while done < extent.count {
      let count = pread(
        descriptors[extent.file], buffer.baseAddress.map { $0 + done }, extent.count - done,
        off_t(extent.offset + done))
      if count > 0 { done += count } else if count == 0 || errno != EINTR { return false }
    }
    return true
  }

  private func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = pwrite(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
      if count > 0 { done += count } else if count == 0 || errno != EINTR { return false }
    }
    return true
  }

  /// Opens a file in the next place that allows it; memory is the last.
  private func openNext() {
    while nextFolder < folders.count {
      let folder = folders[nextFolder]
      nextFolder += 1
      let descriptor = open(folder, Spill.nameless | O_RDWR | O_CLOEXEC, 0o600)
      let usable = descriptor >= 0 ? descriptor : Spill.unlinkedFile(in: folder)
      if usable >= 0 {
        descriptors.append(usable)
        sizes.append(0)
        return
      }
    }
    if nextFolder == folders.count {
      nextFolder += 1
      let descriptor = Spill.memoryFile()
      if descriptor >= 0 {
        descriptors.append(descriptor)
        sizes.append(0)
        return
      }
    }
    failure = "no room for temporary files in $TMPDIR, /tmp, /var/tmp or memory; free some or set TMPDIR"
  }

  /// A file that lies in memory; -1 if the system has none. Looked up by name because the headers show it to C only.
  private static func memoryFile() -> Int32 {
    typealias Create = @convention(c) (UnsafePointer<CChar>, UInt32) -> Int32
    guard let symbol = dlsym(nil, "memfd_create") else { return -1 }
    return unsafeBitCast(symbol, to: Create.self)("agtrack", 1)
  }

  /// For file systems without O_TMPFILE: the name lives only until it is unlinked here.
  private static func unlinkedFile(in folder: String) -> Int32 {
    var template = Array((folder + "/agtrack-XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    if descriptor >= 0 {
      unlink(template)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
    return descriptor
  }
}

/// Bytes of one kind in a spill: what was written out, and the tail that is still in memory.
struct SpillStream: Sendable {
  private var extents: [Spill.Extent] = []
  private var tail: [UInt8] = []
  private let limit: Int

  init(buffer limit: Int) { self.limit = limit }

  /// Bytes in the stream.
  var count: Int { extents.reduce(tail.count) { $0 + $1.count } }

  mutating func append(_ bytes: UnsafeRawBufferPointer, to spill: Spill) {
    if tail.isEmpty { tail.reserveCapacity(limit) }
    if tail.count + bytes.count > limit, !tail.isEmpty {
      if let extent = tail.withUnsafeBytes({ spill.append($0) }) { extents.append(extent) }
      tail.removeAll(keepingCapacity: true)
    }
    if bytes.count > limit {
      if let extent = spill.append(bytes) { extents.append(extent) }
    } else {
      tail.append(contentsOf: bytes)
    }
  }

  /// All bytes in one piece; nil if they cannot be read.
  func contents(of spill: Spill) -> [UInt8]? {
    var isComplete = true
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      for extent in extents where isComplete {
        isComplete = spill.read(
          extent, into: UnsafeMutableRawBufferPointer(rebasing: raw[filled..<filled + extent.count]))
        if isComplete { filled += extent.count }
      }
      guard isComplete else { return }
      tail.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: raw[filled...]).copyMemory(from: $0) }
      filled += tail.count
    }
    return isComplete ? bytes : nil
  }

  /// Calls the body with one piece after the other, in the order written; no entry is cut in two. False if a piece
  /// cannot be read.
  func forEachPiece(of spill: Spill, _ body: (UnsafeRawBufferPointer) throws -> Void) rethrows -> Bool {
    var buffer: [UInt8] = []
    for extent in extents {
      if buffer.count < extent.count { buffer = [UInt8](repeating: 0, count: extent.count) }
      guard buffer.withUnsafeMutableBytes({ spill.read(extent, into: $0) }) else { return false }
      try buffer.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<extent.count])) }
    }
    try tail.withUnsafeBytes(body)
    return true
  }
}
