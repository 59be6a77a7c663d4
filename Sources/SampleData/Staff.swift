/// The people who look at the data: counselors with a caseload, and the district's own.
enum Staff {
  static let columns = ["staff_id", "name", "login", "role", "school_id"]
  private static let caseload = 400

  /// How many counselors a school has; continuation schools have one.
  static func counselors(_ school: Int, students: Int) -> Int {
    max(1, students * Institutions.all[school].share / 1000 / caseload)
  }

  static func counselorID(_ school: Int, _ number: Int) -> String {
    "C\(padded(school + 1, 2))\(padded(number + 1, 3))"
  }

  static func write(to file: SampleFile, students: Int, seed: UInt64) throws(SampleError) {
    var random = RandomSource(seed: seed, stream: .max)
    func name() -> String {
      let style = Names.Style(rawValue: random.below(Names.Style.allCases.count)) ?? .english
      let person = Names.make(style, gender: random.chance(600) ? "F" : "M", from: &random)
      return person.first + " " + person.last
    }
    for school in Institutions.all.indices where Institutions.all[school].isHome {
      guard Institutions.all[school].district != nil else { continue }
      for number in 0..<counselors(school, students: students) {
        let id = counselorID(school, number)
        try file.write([id, name(), id.lowercased(), "counselor", Institutions.all[school].id])
      }
      let id = "P\(padded(school + 1, 2))"
      let principal = name()
      try file.write([id, principal, id.lowercased(), "school_admin", Institutions.all[school].id])
      // One principal leads the continuation school and the school that shares its grounds.
      if let second = Institutions.continuation, school == Institutions.homes.first {
        try file.write([id, principal, id.lowercased(), "school_admin", Institutions.all[second].id])
      }
    }
    for (id, role) in [("D01", "district_analyst"), ("D02", "auditor"), ("D03", "data_engineer")] {
      try file.write([id, name(), id.lowercased(), role, ""])
    }
  }
}
