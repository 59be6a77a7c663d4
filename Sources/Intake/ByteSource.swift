/// A fault that ends the reading of one file and refuses it.
struct SourceFault: Error {
  var code: RefusalCode
  var line: Int?
  var message: String
}

/// Where bytes come from: a file, an archive entry, or a stage that turns the bytes of another source into others.
protocol ByteSource: AnyObject {
  /// Fills a part of the buffer and says how many bytes; 0 = the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int
}
