import Rules

/// Where a stated value comes from, and how far it can be trusted.
public struct Provenance: Sendable, Equatable {
  /// Page and section that says it.
  public let source: String
  /// The day, as `2026-11-22`, on which somebody last looked at that page.
  public let verifiedOn: String
  /// No authority settles it: it stands in the list of open rules.
  public let isOpen: Bool

  static let keys = ["source", "verified_on", "open"]

  init(_ mapping: StrictMapping) throws(PolicyFileError) {
    source = try mapping.text("source")
    verifiedOn = try mapping.text("verified_on")
    guard CalendarDay(code: verifiedOn) != nil else {
      throw mapping.error("verified_on must be a day as 2026-11-21", at: "verified_on")
    }
    isOpen = mapping.optional("open") == nil ? false : try mapping.flag("open")
  }
}
