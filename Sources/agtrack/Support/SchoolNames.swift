import Store

/// Schools as people name them.
enum SchoolNames {
  /// The school_id of what may be a school_id or a name, without case.
  /// - Throws: `Failure` (exit 6) where no school or several are called so.
  static func id(of wanted: String, among schools: [SchoolRow]) throws -> String {
    if schools.contains(where: { $0.schoolID == wanted }) { return wanted }
    let named = schools.filter { $0.name.lowercased() == wanted.lowercased() }
    guard named.count == 1 else {
      throw Failure(.notFound, named.isEmpty ? "no school is called \(wanted)" : "several schools are called \(wanted)")
    }
    return named[0].schoolID
  }
}
