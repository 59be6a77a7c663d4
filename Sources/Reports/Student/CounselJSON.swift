import Rules

extension CounselReport {
  /// The value of `on_track`.
  func writeOnTrack(to json: inout JSONWriter) {
    json.object { json in
      json.field("pace", onTrack.first?.table)
      for (system, answer) in zip(systems, onTrack) {
        json.key(system.rawValue)
        json.object { json in
          json.field("feasibility", answer.feasibility.rawValue)
          json.key("earned_only")
          answer.earned.write(to: &json)
          json.key("if_running_passed")
          answer.running.write(to: &json)
          json.key("if_plan_followed")
          json.object { json in
            json.field("outcome", answer.outcome.code)
          }
        }
      }
      json.key("last_start")
      json.object { json in
        for area in SubjectArea.allCases {
          json.key(area.letter)
          switch lastStarts[area] {
          case .notNeeded: json.null()
          case .passed: json.string("passed")
          case .term(let term): json.string(term.code)
          }
        }
      }
    }
  }

  /// The value of `plan`: null where nothing has to be planned.
  func writePlan(to json: inout JSONWriter) {
    guard let first = plans.first else {
      json.null()
      return
    }
    json.object { json in
      first.writeFields(to: &json)
      json.key("others")
      json.array(of: Array(plans.dropFirst())) { json, plan in json.object { plan.writeFields(to: &$0) } }
    }
  }
}

extension PlanReport {
  fileprivate func writeFields(to json: inout JSONWriter) {
    json.key("completes")
    json.array(of: systems) { $0.string($1.rawValue) }
    json.field("outcome", outcome.code)
    if case .plan(let plan) = outcome {
      json.field("semesters", plan.semesters)
      json.field("summer_courses", plan.summerCourses)
      json.field("college_courses", plan.collegeCourses)
      json.key("proven_shortest")
      json.bool(plan.isProven)
    }
    json.key("courses")
    json.array(of: courses) { $1.write(to: &$0) }
    json.key("unreachable")
    if case .none(let areas) = outcome {
      json.array(of: areas.areas) { $0.string($1.letter) }
    } else {
      json.array { _ in }
    }
    json.key("shortage")
    if let shortage {
      json.object { json in
        json.field("semesters", shortage.semesters)
        json.field("room_regular", shortage.regular)
        json.field("room_summer", shortage.summer)
        json.field("room_college", shortage.college)
      }
    } else {
      json.null()
    }
    json.key("ways")
    json.array(of: ways) { json, way in
      json.object { json in
        json.field("area", way.area.letter)
        json.field("kind", way.kind.rawValue)
        json.key("names")
        json.array(of: way.names) { $0.string($1) }
      }
    }
  }
}

extension PlanReport.Course {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.field("school_year", planned.term.year.code)
      json.field("term", planned.term.term.rawValue)
      json.field("school_id", schoolID)
      json.field("course_id", courseID)
      json.field("course_title", title)
      json.field("part", planned.part == 0 ? nil : Int(planned.part))
      json.field("semesters", planned.semesters)
      json.field("subject_area", planned.areas.code)
      json.key("repeat")
      json.bool(planned.isRepeat)
      json.key("instead")
      json.array(of: instead) { $0.string($1) }
    }
  }
}

extension PaceAnswer {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.field("end_of_grade", grade)
      json.key("on_pace")
      json.bool(isOnPace)
      json.key("measures")
      json.array(of: measures) { json, measure in
        json.object { json in
          json.field("what", measure.kind.code)
          if case .area(let area) = measure.kind { json.field("area", area.letter) }
          if case .passedIn(let areas) = measure.kind { json.field("area", areas.code) }
          json.key("needed")
          json.number(formatted: measure.amount(measure.needed))
          json.key("have")
          json.number(formatted: measure.amount(measure.have))
        }
      }
    }
  }
}

extension PaceMeasure {
  fileprivate func amount(_ value: Int) -> String {
    switch kind {
    case .coreFailures, .passedIn: String(value)
    default: Amounts.semesters(twelfths: value)
    }
  }
}

extension PaceMeasure.Kind {
  fileprivate var code: String {
    switch self {
    case .semesters: "semesters"
    case .area: "area_semesters"
    case .coursesInGrade: "courses_in_grade"
    case .coursesSoFar: "courses_so_far"
    case .coreFailures: "core_failures_most"
    case .passedIn: "passed_in"
    }
  }
}
