import CCrypto

/// Digests in the form that the tables keep.
public enum Digest {
  /// SHA-256 in hexadecimal.
  static func sha256(_ bytes: UnsafeRawBufferPointer) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_Digest(bytes.baseAddress, bytes.count, &digest, nil, EVP_sha256(), nil)
    return hexadecimal(digest)
  }

  /// The 32 bytes of SHA-256.
  static func sha256Bytes(_ bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    _ = bytes.withUnsafeBytes { EVP_Digest($0.baseAddress, $0.count, &digest, nil, EVP_sha256(), nil) }
    return digest
  }

  static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  public static func sha256(_ bytes: [UInt8]) -> String { bytes.withUnsafeBytes { sha256($0) } }

  public static func sha256(_ text: String) -> String { Array(text.utf8).withUnsafeBytes { sha256($0) } }
}

/// 16 bytes that stand for a student's records or for a verdict: equal contents, equal digest.
public struct RecordDigest: Hashable, Sendable {
  public var high: UInt64
  public var low: UInt64

  /// Stands for "there is none"; no content has it in practice.
  public static let none = RecordDigest(high: 0, low: 0)

  public init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

  /// The first 16 bytes; fewer are an error of the caller and give `none`.
  public init(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 16 else {
      self = .none
      return
    }
    high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
    low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
  }

  /// Lends the 16 bytes as the database keeps them.
  func withBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    try withUnsafeBytes(of: (high.bigEndian, low.bigEndian), body)
  }
}
