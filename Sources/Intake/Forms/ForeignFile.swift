/// A file of another form, opened as text.
struct ForeignFile {
  let stored: StoredFile
  private(set) var digest: DigestSource
  private(set) var text: LegacyTextSource

  /// - Parameter breaksAtReturns: The file's lines end with carriage returns only.
  init(_ stored: StoredFile, breaksAtReturns: Bool = false) throws(SourceFault) {
    self.stored = stored
    digest = DigestSource(try stored.open())
    let start = try ForeignFile.bytes(of: digest, upTo: 2)
    let whole = JoinedSource(start, digest)
    let isGzip = start.elementsEqual([0x1F, 0x8B])
    text = LegacyTextSource(isGzip ? GunzipSource(whole) : whole, breaksAtReturns: breaksAtReturns)
  }

  /// The first bytes as text; nil where they are not text at all.
  static func head(of stored: StoredFile) -> FileHead? {
    do throws(SourceFault) {
      let file = try ForeignFile(stored)
      var fault: SourceFault?
      let bytes = bytes(of: file.text, upTo: FileHead.size + 1, fault: &fault)
      // What is wrong further on is found when the file is read.
      if fault != nil, bytes.isEmpty { return nil }
      let isWhole = fault == nil && bytes.count <= FileHead.size
      return FileHead(name: stored.name, text: Array(bytes.prefix(FileHead.size)), isWhole: isWhole)
    } catch {
      return nil
    }
  }

  static func bytes(of source: any ByteSource, upTo count: Int) throws(SourceFault) -> [UInt8] {
    var fault: SourceFault?
    let bytes = bytes(of: source, upTo: count, fault: &fault)
    if let fault { throw fault }
    return bytes
  }

  /// The bytes up to a fault, if there is one.
  private static func bytes(of source: any ByteSource, upTo count: Int, fault: inout SourceFault?) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: min(count, 1 << 16), alignment: 16)
    defer { buffer.deallocate() }
    var bytes: [UInt8] = []
    while bytes.count < count {
      let room = min(buffer.count, count - bytes.count)
      do throws(SourceFault) {
        let more = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<room]))
        if more == 0 { break }
        bytes.append(contentsOf: buffer[..<more])
      } catch {
        fault = error
        break
      }
    }
    return bytes
  }
}

/// Bytes in memory and after them another source.
private final class JoinedSource: ByteSource {
  private let first: MemorySource
  private let rest: any ByteSource

  init(_ first: [UInt8], _ rest: any ByteSource) { (self.first, self.rest) = (MemorySource(first), rest) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int {
    let count = first.read(into: buffer)
    return count > 0 ? count : try rest.read(into: buffer)
  }
}
