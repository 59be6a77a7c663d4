import CLibPQ
import Glibc

/// What libpq's environment and connection strings say, without connecting.
public enum ConnectionSettings {
  /// True if the environment names a server or database, so that an empty connection string means something.
  public static var environmentNamesServer: Bool {
    let names = [
      "PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE", "PGSERVICEFILE", "PGPASSFILE",
    ]
    return names.contains { environment($0).map { !$0.isEmpty } ?? false }
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
