import CLibPQ
import Glibc

/// What libpq's environment and connection strings say, without connecting.
public enum ConnectionSettings {
  /// True if the environment names a server or database, so that an empty connection string means something.
  public static var environmentNamesServer: Bool {
    let names = [
      "PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE", "PGSERVICEFILE", "PGPASSFILE",
      "PGPASSWORD",
    ]
    return names.contains { environment($0).map { !$0.isEmpty } ?? false }
  }

  /// True if a connection string holds a password, which other users of the machine could read off the command line.
  public static func holdsPassword(_ conninfo: String) -> Bool {
    guard let options = PQconninfoParse(conninfo, nil) else { return false }
    defer { PQconninfoFree(options) }
    var option = options
    while let keyword = option.pointee.keyword {
      if strcmp(keyword, "password") == 0, let value = option.pointee.val, value.pointee != 0 { return true }
      option += 1
    }
    return false
  }
}

func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// Lends a NULL-terminated array of C strings.
func withCStrings<R>(_ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> R) -> R {
  var bytes: [CChar] = []
  var starts: [Int] = []
  for string in strings {
    starts.append(bytes.count)
    bytes.append(contentsOf: string.utf8.lazy.filter { $0 != 0 }.map { CChar(bitPattern: $0) })
    bytes.append(0)
  }
  return bytes.withUnsafeBufferPointer { storage in
    withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: strings.count + 1) { pointers in
      for index in strings.indices {
        pointers.initializeElement(at: index, to: storage.baseAddress.map { $0 + starts[index] })
      }
      pointers.initializeElement(at: strings.count, to: nil)
      return body(UnsafePointer(pointers.baseAddress.unsafelyUnwrapped))
    }
  }
}
