import Rules

extension StudentReport {
  /// The JSON form of `agtrack student --json`: one object, UTF-8, with a final newline.
  ///
  /// Keys and their order are a contract with other programs; amounts are semesters as numbers. What the
  /// program does not compute for the student is `null` or an empty array, never left out.
  public func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.object { json in
      json.field("student_id", studentID)
      json.field("name", name)
      json.field("school", school)
      json.field("grade_level", gradeLevel)
      json.field("graduation_year", graduationYear)
      json.field("run_id", Int(runID))
      json.field("as_of", asOf.code)
      json.key("systems")
      json.object { json in
        for verdict in printed {
          json.key(verdict.system.rawValue)
          verdict.write(to: &json)
        }
      }
      json.key("course_values")
      json.array(of: courses) { $1.write(to: &$0) }
      json.key("gpa")
      json.object { json in
        for verdict in printed {
          guard let own = gradePoints.first(where: { $0.system == verdict.system }) else { continue }
          json.key(verdict.system.rawValue)
          GradePointText.write(own.average, to: &json)
        }
      }
      json.key("flags")
      json.array(of: flags) { $1.write(to: &$0) }
      json.key("plan")
      if let counsel { counsel.writePlan(to: &json) } else { json.null() }
      json.key("on_track")
      if let counsel { counsel.writeOnTrack(to: &json) } else { json.null() }
      if let assumedEntry {
        json.key("assumed_entry")
        json.object { json in
          json.field("entering", assumedEntry.year)
          json.key("own_editions")
          json.array(of: assumedEntry.ownEditions) { $0.string($1) }
        }
      }
      if let whatIf {
        json.key("what_if")
        whatIf.write(to: &json)
      }
    }
    return writer.document + [UInt8(ascii: "\n")]
  }
}

extension SystemVerdict {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.field("edition", edition)
      all.writeFields(to: &json)
      json.field("reason", reason.isEmpty ? nil : reason)
      json.key("areas")
      json.object { json in
        for verdict in areas {
          json.key(verdict.area.letter)
          json.object { json in
            verdict.standing.writeFields(to: &json)
            json.key("best_missing")
            json.number(formatted: Amounts.semesters(twelfths: verdict.bestMissing))
            json.key("reasons")
            json.array(of: verdict.reasons) { $0.string($1) }
            json.key("uses")
            json.array(of: verdict.uses) { $1.write(to: &$0) }
            json.key("alternatives")
            json.array(of: verdict.alternatives) { $0.string($1) }
          }
        }
      }
      json.key("not_counted")
      json.array(of: notCounted) { $1.write(to: &$0) }
      json.key("counterfactuals")
      json.array(of: changes) { $1.write(to: &$0) }
    }
  }
}

extension HelpfulChange {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.field("what", what)
      json.field("course_id", record?.courseID)
      json.field("school_year", record?.schoolYear)
      json.field("term", record?.term)
      json.field("mark", record?.mark)
      json.key("semesters")
      json.number(formatted: Amounts.semesters(twelfths: work))
      json.key("gained")
      json.number(formatted: Amounts.semesters(twelfths: total))
      json.key("gained_by_area")
      json.object { json in
        for gain in gains {
          json.key(gain.area.letter)
          json.number(formatted: Amounts.semesters(twelfths: gain.twelfths))
        }
      }
      json.field("status", overall.rawValue)
      json.key("beside_running")
      json.bool(isBesideRunning)
    }
  }
}

extension Standing {
  func writeFields(to json: inout JSONWriter) {
    json.field("status", status.rawValue)
    for (name, twelfths) in [
      ("required", required), ("earned", earned), ("in_progress", inProgress), ("missing", missing),
    ] {
      json.key(name)
      json.number(formatted: Amounts.semesters(twelfths: twelfths))
    }
  }
}

extension RecordUse {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.key("semesters")
      json.number(formatted: Amounts.semesters(twelfths: twelfths))
      json.field("how", how.rawValue)
      json.field("school_id", schoolID)
      json.field("school", school)
      json.field("school_year", schoolYear)
      json.field("term", term)
      json.field("course_id", courseID)
      json.field("course_title", title)
      json.field("part", part)
      json.field("mark", mark.isEmpty ? nil : mark)
      json.field("because", because)
      json.field("explanation", explanation.isEmpty ? nil : explanation)
      json.field("twelfths", twelfths)
    }
  }
}
