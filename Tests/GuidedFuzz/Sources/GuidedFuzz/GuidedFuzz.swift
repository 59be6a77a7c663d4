import Glibc
import HostileInput
import Synchronization

private let reading = Mutex<HostileReading?>(nil)

/// What libFuzzer calls for each input: the first byte says which file of the fixtures the others stand in place of.
///
/// Whatever is not handled as it must be ends the program, and libFuzzer keeps the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let bytes, count > 0 else { return 0 }
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  let failure = reading.withLock { known in
    var current = known ?? start()
    defer { known = current }
    return current.failure(place: Int(input[0]), bytes: Array(input.dropFirst()))
  }
  if let failure { fatalError(failure) }
  return 0
}

private func start() -> HostileReading {
  var template = Array("\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/agtrack-fuzz-XXXXXX".utf8CString)
  guard let fixtures = Fixtures(), mkdtemp(&template) != nil else {
    fatalError("no fixtures where the repository lies, or no folder for the inputs; set TMPDIR")
  }
  return HostileReading(
    fixtures, folder: String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
}
