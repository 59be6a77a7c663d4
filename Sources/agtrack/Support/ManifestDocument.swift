import Night
import Reports
import Rules
import Store

/// The manifest of a night as JSON; its keys are a contract.
struct ManifestDocument {
  let bytes: [UInt8]

  init(_ report: NightReport) {
    var json = JSONWriter()
    json.object { json in
      json.field("run_id", report.runID.map(Int.init))
      json.field("as_of", report.asOf.code)
      json.key("published")
      json.bool(report.published)
      json.key("dry_run")
      json.bool(report.isDryRun)
      json.field("program", report.program)
      json.key("files")
      json.array(of: report.files.filter { $0.kind != .translated }) { json, file in
        json.object { json in
          json.field("file", file.file)
          json.field("sha256", file.sha256)
          json.field("rows_read", file.read)
          json.field("rows_loaded", file.loaded)
          json.field("rows_rejected", file.rejected)
          json.field("rows_unchanged", file.unchanged)
          json.field("rows_duplicate", file.duplicate)
        }
      }
      json.field("students_evaluated", report.studentsEvaluated)
      json.field("students_carried_over", report.studentsCarriedOver)
      json.key("stages")
      json.object { json in
        for stage in report.stages {
          json.key(stage.name)
          json.number(formatted: ManifestDocument.seconds(stage.milliseconds))
        }
      }
      json.key("verdicts")
      json.object { json in
        for system in System.allCases {
          json.key(system.rawValue)
          json.object { json in
            for status in [Status.met, .inProgress, .notMet, .unknown] {
              json.field(status.rawValue, report.verdicts[system, status])
            }
          }
        }
      }
      json.key("findings")
      json.object { json in
        for finding in report.findings { json.field(finding.code, finding.count) }
      }
      json.key("editions")
      json.object { json in
        for edition in report.editions { json.field(edition.id, edition.sha256) }
      }
      json.key("held")
      json.bool(report.isHeld)
      json.key("checks")
      json.array(of: report.checks) { json, check in
        json.object { json in
          json.field("check", check.id)
          json.field("severity", check.severity.rawValue)
          json.field("action", check.action.rawValue)
          json.field("counts", check.counts.rawValue)
          json.field("found", check.found)
          json.field("limit", check.limit.text)
          json.key("breached")
          json.bool(check.isBreached)
        }
      }
      json.key("changes")
      ManifestDocument.write(report.changes, to: &json)
      json.key("concerns")
      json.array(of: report.concerns) { $0.string($1) }
    }
    bytes = json.document + [UInt8(ascii: "\n")]
  }

  /// School, cause, and how many students; gained and lost are those who came to meet the pattern or ceased to.
  static func write(_ changes: [SchoolChange], to json: inout JSONWriter) {
    json.object { json in
      var start = 0
      while start < changes.count {
        let school = changes[start...].prefix { $0.schoolID == changes[start].schoolID }
        json.key(changes[start].schoolID)
        json.object { json in
          for change in school {
            json.key(change.cause)
            json.object { json in
              json.field("students", change.students)
              json.field("uc_gained", change.gainedUC)
              json.field("uc_lost", change.lostUC)
              json.field("csu_gained", change.gainedCSU)
              json.field("csu_lost", change.lostCSU)
            }
          }
        }
        start = school.endIndex
      }
    }
  }

  private static func seconds(_ milliseconds: Int) -> String {
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - rest.utf8.count))\(rest)"
  }
}
