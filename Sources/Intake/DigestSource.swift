import CCrypto

/// Passes bytes on and computes their SHA-256.
final class DigestSource: ByteSource {
  private let inner: any ByteSource
  private let context: OpaquePointer?
  /// Bytes passed on so far.
  private(set) var bytes = 0
  private var isBroken = false

  init(_ inner: any ByteSource) {
    self.inner = inner
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  deinit { EVP_MD_CTX_free(context) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int {
    let count: Int
    do throws(SourceFault) {
      count = try inner.read(into: buffer)
    } catch {
      isBroken = true
      throw error
    }
    EVP_DigestUpdate(context, buffer.baseAddress, count)
    bytes += count
    return count
  }

  /// The digest in lower-case hexadecimal; to be asked for once, at the end. Empty where the source could not be read
  /// to its end: how far it came then depends on the pieces in which it was asked.
  func hexadecimal() -> String {
    if isBroken { return "" }
    var digest = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    EVP_DigestFinal_ex(context, &digest, &length)
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
