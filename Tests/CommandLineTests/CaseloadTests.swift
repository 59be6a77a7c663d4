import Foundation
import TestSupport
import Testing

@Suite("The caseload")
struct CaseloadTests {
  private static let logins = ["desk_counselor", "desk_principal", "desk_auditor"]

  /// The stories, with the seniors on a counselor's caseload.
  private static let shared: Result<Place, any Error> = Result {
    let extract = try ExtractFolder()
    try extract.write(
      """
      staff_id,name,login,role,school_id
      K92,A Counselor,desk_counselor,counselor,99900010100001
      K93,A Principal,desk_principal,school_admin,99900010100001
      K94,An Auditor,desk_auditor,auditor,

      """, to: "staff.csv")
    try extract.edit("students.csv") { lines in
      let columns = lines[0].split(separator: ",", omittingEmptySubsequences: false)
      let place = columns.firstIndex(of: "counselor_id") ?? 0
      for index in lines.indices where ["000", "001"].contains(lines[index].prefix(3)) {
        var fields = lines[index].split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count == columns.count else { continue }
        fields[place] = "K92"
        lines[index] = fields.joined(separator: ",")
      }
    }
    let place = try Place.empty()
    _ = try place.night(extract.path)
    try Staff.join(place, logins)
    return place
  }

  private func caseload(_ arguments: [String], as login: String = "desk_counselor") throws -> ProgramResult {
    try Staff.agtrack(try Self.shared.get(), as: login, ["caseload"] + arguments)
  }

  private func ids(_ arguments: [String], as login: String = "desk_counselor") throws -> [String] {
    try Table(try caseload(arguments + ["--csv"], as: login).expecting(0).stdout).column("student_id")
  }

  @Test("By default it is the own caseload, closest to meeting first, and agrees with the verdicts")
  func own() throws {
    let table = try Table(try caseload(["--csv"]).expecting(0).stdout)
    #expect(table.rows.count == 19 && table.column("student_id").allSatisfy { $0.hasPrefix("00") && $0 < "0020" })
    let verdicts = try Table(
      try Staff.agtrack(try Self.shared.get(), as: "desk_counselor", ["verdicts"]).expecting(0).stdout
    ).named.filter { $0["subject_area"] == "ALL" }
    var before: (Int, Double) = (0, 0)
    for row in table.named {
      for system in ["uc", "csu"] {
        let verdict = verdicts.first { $0["student_id"] == row["student_id"] && $0["system"] == system }
        #expect(row["\(system)_status"] == verdict?["status"] && row["\(system)_missing"] == verdict?["missing"])
        #expect(row["\(system)_in_progress"] == verdict?["in_progress"])
      }
      let open = try #require(Double(row["uc_open"] ?? ""))
      let key = (row["uc_status"] == "met" ? 2 : open == 0 ? 1 : 0, open)
      #expect(key >= before, "\(row["student_id"] ?? "")")
      before = key
    }
  }

  @Test("Filters narrow the list and mean what they say")
  func filters() throws {
    let all = try Table(try caseload(["--csv"]).expecting(0).stdout).named
    func expected(_ condition: ([String: String]) -> Bool) -> Set<String> {
      Set(all.filter(condition).compactMap { $0["student_id"] })
    }
    #expect(try Set(ids(["--status", "met"])) == expected { $0["uc_status"] == "met" })
    #expect(try Set(ids(["--status", "not_met", "--system", "csu"])) == expected { $0["csu_status"] == "not_met" })
    for grade in ["10", "11", "12"] {
      #expect(try Set(ids(["--grade", grade])) == expected { $0["grade_level"] == grade })
    }
    #expect(try Set(ids(["--grade", "11", "--grade", "12"])) == expected { ["11", "12"].contains($0["grade_level"]) })
    let math = try Set(ids(["--area", "c"]))
    #expect(math.isSuperset(of: expected { $0["uc_open_areas"]?.contains("C") == true }) && math.count < all.count)
    #expect(try Set(ids(["--school", "99900010100001"])) == expected { $0["school_id"] == "99900010100001" })
    #expect(
      try ids(["--sort", "name"])
        == all.sorted {
          ($0["last_name"] ?? "", $0["first_name"] ?? "") < ($1["last_name"] ?? "", $1["first_name"] ?? "")
        }.compactMap { $0["student_id"] })
    #expect(
      try ids(["--sort", "farthest"]).first
        == all.max { Double($0["uc_open"] ?? "") ?? 0 < Double($1["uc_open"] ?? "") ?? 0 }?["student_id"])
    #expect(try ids(["--group", "no such group"]).isEmpty)
  }

  @Test("By flag, also of one area, it lists whom the night flagged so")
  func flags() throws {
    let place = try Self.shared.get()
    let everyone = try Table(try place.agtrack(["caseload", "--everyone", "--csv"]).expecting(0).stdout).named
    func listed(_ arguments: [String]) throws -> Set<String> {
      Set(
        try Table(try place.agtrack(["caseload", "--everyone", "--csv"] + arguments).expecting(0).stdout)
          .column("student_id"))
    }
    func flagged(_ wanted: (Substring) -> Bool) -> Set<String> {
      Set(
        everyone.filter { ($0["flags"] ?? "").split(separator: ";").contains(where: wanted) }.compactMap {
          $0["student_id"]
        })
    }
    for flag in ["never-enrolled", "not-passed", "course-short", "past-no-return", "records-open"] {
      let expected = flagged { $0 == flag || $0.hasPrefix("\(flag) ") }
      #expect(try listed(["--flag", flag]) == expected && !expected.isEmpty, "\(flag)")
    }
    #expect(try listed(["--flag", "never-enrolled", "--area", "E"]) == flagged { $0 == "never-enrolled E" })
    #expect(try place.agtrack(["caseload", "--flag", "x"]).expecting(2).stderr.contains("never-enrolled"))
    let json = try JSON(try place.agtrack(["caseload", "--everyone", "--flag", "records-open", "--json"]).output)
    let open = try #require(json["students"].elements.first)
    #expect(open["flags"].elements.map { $0["cause"].string } == ["data"])
    #expect(open["uc"]["feasibility"].string == "undecided")
  }

  @Test("By deadline, whoever is soonest past the point of no return comes first, and whoever is past it after them")
  func deadline() throws {
    let place = try Self.shared.get()
    let rows = try Table(
      try place.agtrack(["caseload", "--everyone", "--sort", "deadline", "--csv"]).expecting(0).stdout
    ).named
    let starts = rows.map { ($0["start_by"] ?? "").replacing("SU", with: "S3") }
    let dated = starts.prefix { !$0.isEmpty }
    #expect(dated.count >= 3 && Array(dated) == dated.sorted() && starts.dropFirst(dated.count).allSatisfy(\.isEmpty))
    let rest = rows.dropFirst(dated.count).map { $0["uc_open"] == "0" }
    #expect(rest.contains(false) && rest.contains(true) && rest.drop { !$0 }.allSatisfy { $0 })
  }

  @Test("By change, the biggest since an earlier run comes first, losses before gains")
  func change() throws {
    let place = try Place.afterStories()
    let extract = try ExtractFolder()
    func mark(_ student: String, _ course: String, _ from: String, _ to: String) throws {
      try extract.edit("transcripts.csv") { lines in
        lines = lines.map {
          $0.hasPrefix("\(student),") && $0.contains(",\(course),") ? $0.replacing(",\(from),", with: ",\(to),") : $0
        }
      }
    }
    try mark("0001", "BIO", "B", "F")
    try mark("0010", "PSYCH", "B", "F")
    _ = try place.night(extract.path)
    func list(_ arguments: [String]) throws -> [[String: String]] {
      try Table(
        try place.agtrack(["caseload", "--everyone", "--sort", "change", "--csv"] + arguments).expecting(0).stdout
      ).named
    }
    let rows = try list([])
    #expect(rows.prefix(2).map { $0["student_id"] } == ["0001", "0010"])
    #expect(rows.prefix(2).map { $0["uc_change"] } == ["2", "1"])
    #expect(rows.dropFirst(2).allSatisfy { $0["uc_change"] == "0" })
    #expect(try list(["--since", "1"]) == rows)
    _ = try place.night(ExtractFolder.stories())
    #expect(try list([]).prefix(2).map { $0["uc_change"] } == ["-2", "-1"])
    #expect(try list(["--since", "1"]).allSatisfy { $0["uc_change"] == "0" })
    #expect(try list(["--since", "2"]).first?["student_id"] == "0001")
    _ = try place.agtrack(["caseload", "--everyone", "--since", "x"]).expecting(2)
    let text = try place.agtrack(["caseload", "--everyone", "--sort", "change"]).expecting(0).stdout
    #expect(text.contains("Change") && text.contains("in run 2") && text.contains("-2"))
  }

  @Test("Whoever has no caseload says whose list it is; nobody lists whom they may not see")
  func scopes() throws {
    let place = try Self.shared.get()
    #expect(try place.agtrack(["caseload"]).expecting(2).stderr.contains("--everyone"))
    let everyone = try Table(try place.agtrack(["caseload", "--everyone", "--csv"]).expecting(0).stdout)
    #expect(everyone.rows.count > 30)
    let named = try place.agtrack(["caseload", "--counselor", "K92", "--csv"]).expecting(0).stdout
    #expect(try Table(named).column("student_id") == ids([]))
    #expect(try ids(["--everyone"]) == ids([]))
    #expect(try ids(["--counselor", "K01"]).isEmpty)
    let school = try ids([], as: "desk_principal")
    #expect(school.count > 19)
    #expect(try ids(["--everyone"], as: "desk_auditor").isEmpty)
    _ = try caseload(["--school", "No School"]).expecting(6)
    for wrong in [["--area", "H"], ["--grade", "13"], ["--sort", "x"], ["--csv", "--json"], ["--status", "x"]] {
      _ = try caseload(wrong).expecting(2)
    }
  }

  @Test("The list is one entry of the access log, with everybody who was on it")
  func logged() throws {
    _ = try caseload(["--grade", "12", "--json", "--purpose", "senior meetings"]).expecting(0)
    let seniors = try ids(["--grade", "12"])
    let log = try Table(
      try Staff.agtrack(
        try Self.shared.get(), as: "desk_auditor", ["access-log", "--login", "desk_counselor", "--csv"]
      )
      .expecting(0).stdout
    ).named.filter { $0["purpose"] == "senior meetings" }
    #expect(log.count == 1)
    #expect(log.first?["rows"] == "\(seniors.count)" && log.first?["outcome"] == "set")
    #expect(log.first?["student_ids"]?.split(separator: ";").map(String.init) == seniors.sorted())
  }

  @Test("As text it fits 80 columns, 20 and 200, says in words what it colours, and is plain on request")
  func text() throws {
    let place = try Self.shared.get()
    func list(_ columns: String, _ arguments: [String] = []) throws -> String {
      try place.agtrack(
        ["caseload", "--everyone"] + arguments, environment: ["COLUMNS": columns, "TERM": "dumb"]
      ).expecting(0).stdout
    }
    for (columns, most) in [("80", 80), ("20", 20), ("200", 160), ("0", 80), ("x", 80), ("59", 59), ("60", 60)] {
      let text = try list(columns)
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= most }, "\(columns)")
      #expect(text.contains("0006"))
    }
    for columns in [20, 59, 60, 80, 160] {
      for order in ["deadline", "change"] {
        let text = try list("\(columns)", ["--sort", order])
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= columns }, "\(order) \(columns)")
      }
    }
    #expect(try list("80", ["--sort", "deadline"]).contains("2027-28 S1"))
    #expect(try list("200").contains("Story Hill High"))
    try Golden.check(try list("80", ["--plain"]), "Golden/caseload.txt")
    let plain = try list("80", ["--plain"])
    #expect(plain.utf8.allSatisfy { $0 < 128 })
    let colour = try list("80", ["--color", "always"])
    #expect(colour.contains("\u{1B}["))
    #expect(colour.replacing(/\u{1b}\[[0-9;]*m/, with: "") == (try list("80")))
    #expect(try !list("80", ["--color", "always", "--plain"]).contains("\u{1B}"))
  }

  @Test("--out writes CSV, and JSON on request, for the owner alone")
  func files() throws {
    let scratch = try ScratchFolder()
    _ = try caseload(["--out", scratch.file("c.csv")]).expecting(0)
    #expect(try scratch.text("c.csv") == caseload(["--csv"]).stdout)
    _ = try caseload(["--json", "--out", scratch.file("c.json")]).expecting(0)
    let json = try JSON(try scratch.bytes("c.json"))
    #expect(try json["students"].elements.map { $0["student_id"].string } == ids([]))
    #expect(json["run_id"].int == 1)
  }
}
