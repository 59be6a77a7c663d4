/// Why a sample district was not written.
public enum SampleError: Error, Equatable, CustomStringConvertible {
  /// The request asks for something that cannot be made; the text says what and what to ask instead.
  case unusableRequest(String)
  /// A file or folder could not be written; `reason` is the operating system's.
  case cannotWrite(path: String, reason: String)

  public var description: String {
    switch self {
    case .unusableRequest(let text): text
    case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
    }
  }
}
