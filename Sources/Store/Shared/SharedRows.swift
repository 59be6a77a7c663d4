/// A row of schools.csv.
public struct SchoolRow: Sendable, Equatable {
  public var schoolID: String
  public var name: String
  public var districtID: String?
  public var districtName: String?
  public var kind: String
  public var ceebCode: String?

  public init(
    schoolID: String, name: String, districtID: String? = nil, districtName: String? = nil, kind: String = "high",
    ceebCode: String? = nil
  ) {
    (self.schoolID, self.name, self.kind, self.ceebCode) = (schoolID, name, kind, ceebCode)
    (self.districtID, self.districtName) = (districtID, districtName)
  }
}

/// A row of courses.csv. Lists keep the semicolons of the extract.
public struct CourseRow: Sendable, Equatable {
  public var schoolID = ""
  public var courseID = ""
  public var title = ""
  /// `C` or `C;D`; nil = not on the A-G list.
  public var subjectArea: String?
  public var discipline: String?
  public var language: String?
  public var length = "year"
  public var honors: String?
  public var examCode: String?
  public var part: Int16?
  public var courseKey = ""
  public var gradeLevels: String?
  /// Fall of the first school year on the list; nil = open.
  public var firstYear: Int16?
  /// Fall of the last school year on the list; nil = open.
  public var lastYear: Int16?
  public var gEligible = true
  public var sections: Int32?
  public var seats: Int32?
  /// nil where the file does not part them by terms.
  public var fallSeats: Int32?
  public var springSeats: Int32?
  public var summerSeats: Int32?
  public var prerequisites: String?
  public var stateCourseCode: String?

  public init() {}
}

/// What makes the courses of one institution the same course: of a row of courses.csv, the key.
public struct CourseKeyRow: Sendable, Equatable {
  public var schoolID: String
  public var courseID: String
  public var courseKey: String

  public init(schoolID: String, courseID: String, courseKey: String) {
    (self.schoolID, self.courseID, self.courseKey) = (schoolID, courseID, courseKey)
  }
}

/// A row of equivalents.csv.
public struct EquivalentRow: Sendable, Equatable {
  public var schoolID: String
  public var courseID: String
  public var sameAsSchoolID: String
  public var sameAsCourseID: String

  public init(schoolID: String, courseID: String, sameAsSchoolID: String, sameAsCourseID: String) {
    (self.schoolID, self.courseID) = (schoolID, courseID)
    (self.sameAsSchoolID, self.sameAsCourseID) = (sameAsSchoolID, sameAsCourseID)
  }
}

/// A row of staff.csv.
public struct StaffRow: Sendable, Equatable {
  public var staffID: String
  public var name: String?
  public var login: String?
  public var role: String
  public var schoolID: String?

  public init(staffID: String, name: String?, login: String?, role: String, schoolID: String?) {
    (self.staffID, self.name, self.login) = (staffID, name, login)
    (self.role, self.schoolID) = (role, schoolID)
  }
}

/// A row of measures.csv.
public struct MeasureRow: Sendable, Equatable {
  public var measureID = ""
  public var number: String?
  public var focusArea: String?
  public var emphasis: String?
  public var name: String?
  public var denominator: String?
  public var kind: String?
  public var direction: String?
  public var unit: String?
  public var leader: String?
  public var goal: String?

  public init() {}
}

/// A row of measure_values.csv.
public struct MeasureValueRow: Sendable, Equatable {
  public var measureID = ""
  public var scopeID = ""
  /// nil = all.
  public var studentGroup: String?
  /// Fall of the school year.
  public var schoolYear: Int16 = 0
  public var actual: String?
  public var target: String?
  public var longTermYear: String?
  public var longTermTarget: String?

  public init() {}
}
