import Rules
import Testing

/// How days, school years, kinds of school and names of disciplines are read and written.
@Suite struct VocabularyTests {
  @Test func everyDayHasOneNumberAndOneCode() throws {
    // Years with and without a leap day: of 4, of 100 and of 400 years.
    for year in [1, 4, 100, 400, 1899, 1900, 1970, 1999, 2000, 2023, 2024, 2100, 2400, 9999] {
      var before: Int32?
      for month in 1...12 {
        for day in 1...31 {
          guard let found = CalendarDay(year: year, month: month, day: day) else { continue }
          #expect(CalendarDay(dayNumber: found.dayNumber) == found, "\(found.code)")
          #expect(CalendarDay(code: found.code) == found && found.code.utf8.count == 10)
          if let before { #expect(found.dayNumber == before + 1, "\(found.code) follows the day before") }
          before = found.dayNumber
        }
      }
      let isLeap = [4, 400, 2000, 2024, 2400].contains(year)
      #expect((CalendarDay(year: year, month: 2, day: 29) != nil) == isLeap, "\(year)")
    }
  }

  @Test func numbersOfDaysCountFromTheBeginningOf1970() throws {
    #expect(CalendarDay(dayNumber: 0)?.code == "1970-01-01")
    #expect(CalendarDay(dayNumber: 59)?.code == "1970-03-01")
    #expect(CalendarDay(dayNumber: 20_778)?.code == "2026-11-21")
    #expect(CalendarDay(year: 1969, month: 12, day: 31)?.dayNumber == -1)
    #expect(CalendarDay(dayNumber: -719_162)?.code == "0001-01-01")
    for number in [-719_163, -719_468, -719_469, -719_800, .min, 2_932_897, .max] as [Int32] {
      #expect(CalendarDay(dayNumber: number) == nil, "\(number): not in the years 1 to 9999")
    }
    #expect(CalendarDay(dayNumber: 2_932_896)?.code == "9999-12-31")
  }

  @Test func aSchoolYearIsReadWithTwoOrFourDigitsAtItsEnd() {
    #expect(SchoolYear(code: "2024-25") == SchoolYear(fall: 2024))
    #expect(SchoolYear(code: "2024-2025") == SchoolYear(fall: 2024))
    #expect(SchoolYear(code: "1999-00")?.code == "1999-00")
    #expect(SchoolYear(fall: 2008).code == "2008-09" && SchoolYear(fall: 2009).code == "2009-10")
    for wrong in [
      "2024-26", "2024-2026", "2024-025", "2024-5", "24-25", "2024", "2024-25-26", "2024/25", "2o24-25", "",
    ] {
      #expect(SchoolYear(code: wrong) == nil, "\(wrong)")
    }
  }

  @Test func onlyCollegesAndUniversitiesAreColleges() {
    #expect(SchoolKind.allCases.filter(\.isCollege) == [.communityCollege, .university])
  }

  @Test func aDisciplineIsReadHoweverItsNameIsSpaced() {
    for name in [
      "Biology / Life Sciences", "biology/life sciences", " Biology  /Life\tSciences ", "Biology/ Life Sciences",
    ] {
      #expect(Discipline.folded(name) == "biology/life sciences", "\(name)")
    }
    for name in ["A & B", "A&B", "a  and b", "A& B", "A &B", "A  &  B"] {
      #expect(Discipline.folded(name) == "a and b", "\(name)")
    }
    for name in [
      "U.S. - History", "U.S.\u{2013}History", "u.s.\u{2014} history", "U.S. \u{2212} History", "U.S.-History",
    ] {
      #expect(Discipline.folded(name) == "u.s.-history", "\(name)")
    }
    #expect(Discipline(name: "") == .none && Discipline(name: "  \t") == .none)
    #expect(Discipline(name: "Underwater Basket Weaving") == .unknown)
    #expect(Discipline(name: "GEOMETRY ") == .geometry)
  }
}
