/// A family of student groups, such as race and ethnicity.
public struct ReleaseFamily: Sendable {
  public var id: String
  public var title: String
  /// Every student is in exactly one group, so that the groups add up to `all`. Otherwise one side only is printed.
  public var partitionsAll: Bool
  /// In the order in which they are printed on every table and chart: alphabetical by label.
  public var groups: [ReleaseGroup]

  public init(id: String, title: String, partitionsAll: Bool, groups: [ReleaseGroup]) {
    (self.id, self.title, self.partitionsAll, self.groups) = (id, title, partitionsAll, groups)
  }

  /// The family and group of everybody; always the first row.
  public static let all = ReleaseFamily(
    id: "all", title: "All students", partitionsAll: true,
    groups: [ReleaseGroup(id: "all", label: "All students", people: "students")])

  /// The student groups of the extract.
  public static let standard: [ReleaseFamily] = [
    all,
    ReleaseFamily(
      id: "race_ethnicity", title: "Race and ethnicity", partitionsAll: true,
      groups: [
        ReleaseGroup(id: "african_american", label: "African American", people: "African American students"),
        ReleaseGroup(id: "american_indian", label: "American Indian", people: "American Indian students"),
        ReleaseGroup(id: "asian", label: "Asian", people: "Asian students"),
        ReleaseGroup(id: "filipino", label: "Filipino", people: "Filipino students"),
        ReleaseGroup(id: "hispanic", label: "Hispanic or Latino", people: "Hispanic or Latino students"),
        ReleaseGroup(id: "not_reported", label: "Not reported", people: "students of unreported race"),
        ReleaseGroup(id: "pacific_islander", label: "Pacific Islander", people: "Pacific Islander students"),
        ReleaseGroup(id: "two_or_more", label: "Two or more races", people: "students of two or more races"),
        ReleaseGroup(id: "white", label: "White", people: "White students"),
      ]),
    ReleaseFamily(
      id: "gender", title: "Gender", partitionsAll: true,
      groups: [
        ReleaseGroup(id: "F", label: "Female", people: "female students"),
        ReleaseGroup(id: "M", label: "Male", people: "male students"),
        ReleaseGroup(id: "X", label: "Nonbinary", people: "nonbinary students"),
        ReleaseGroup(id: "not_reported", label: "Not reported", people: "students of unreported gender"),
      ]),
    ReleaseFamily(
      id: "english_status", title: "English language status", partitionsAll: true,
      groups: [
        ReleaseGroup(id: "EL", label: "English learners", people: "English learners"),
        ReleaseGroup(id: "EO", label: "English only", people: "English-only students"),
        ReleaseGroup(id: "IFEP", label: "Fluent at entry (IFEP)", people: "students fluent at entry"),
        ReleaseGroup(id: "not_reported", label: "Not reported", people: "students of unreported English status"),
        ReleaseGroup(id: "RFEP", label: "Reclassified (RFEP)", people: "reclassified students"),
        ReleaseGroup(id: "TBD", label: "To be determined", people: "students whose English status is open"),
      ]),
    oneSided("disability", "Disability", "With a disability", "students with a disability"),
    oneSided("foster", "Foster youth", "In foster care", "students in foster care"),
    oneSided("homeless", "Homelessness", "Without a home", "students without a home"),
    oneSided("low_income", "Income", "Low income", "students from low-income families"),
    oneSided("migrant", "Migrant", "Migrant", "migrant students"),
  ]

  private static func oneSided(_ id: String, _ title: String, _ label: String, _ people: String) -> ReleaseFamily {
    ReleaseFamily(
      id: id, title: title, partitionsAll: false, groups: [ReleaseGroup(id: "Y", label: label, people: people)])
  }
}

/// One student group of a family.
public struct ReleaseGroup: Sendable {
  public var id: String
  /// For tables: `English learners`.
  public var label: String
  /// For sentences, with the people first: `students with a disability`.
  public var people: String

  public init(id: String, label: String, people: String) { (self.id, self.label, self.people) = (id, label, people) }
}
