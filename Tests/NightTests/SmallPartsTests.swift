import Night
import Rules
import Testing

@Suite("A student's years where the file leaves them empty")
struct StudentYearsTests {
  private let current = SchoolYear(fall: 2026)

  @Test("The entry year is counted back from the grade level")
  func entry() {
    #expect(StudentYears.entry(stated: nil, gradeLevel: 9, current: current) == 2026)
    #expect(StudentYears.entry(stated: nil, gradeLevel: 12, current: current) == 2023)
    #expect(StudentYears.entry(stated: nil, gradeLevel: 6, current: current) == 2029)
    #expect(StudentYears.entry(stated: 2021, gradeLevel: 12, current: current) == 2021)
  }

  @Test("The graduation year is as stated, else four years after a stated entry, else from the grade level")
  func graduation() {
    #expect(StudentYears.graduation(stated: 2030, entry: 2020, gradeLevel: 12, current: current) == 2030)
    #expect(StudentYears.graduation(stated: nil, entry: 2022, gradeLevel: 12, current: current) == 2026)
    #expect(StudentYears.graduation(stated: nil, entry: nil, gradeLevel: 12, current: current) == 2027)
    #expect(StudentYears.graduation(stated: nil, entry: nil, gradeLevel: 9, current: current) == 2030)
  }
}

@Suite("The mixture that tells a changed record from an unchanged one")
struct DigestBuilderTests {
  private func digest(_ fill: (inout DigestBuilder) -> Void) -> [UInt64] {
    var builder = DigestBuilder()
    fill(&builder)
    return [builder.value.0, builder.value.1]
  }

  @Test("It is the same in every run and on every machine")
  func stable() {
    let value = digest {
      $0.add(UInt64(7))
      $0.add("Geometry")
      $0.add(nil as String?)
      $0.add(3 as Int?)
    }
    #expect(
      value
        == digest {
          $0.add(UInt64(7))
          $0.add("Geometry")
          $0.add(nil as String?)
          $0.add(3 as Int?)
        })
    #expect(value.allSatisfy { $0 != 0 })
  }

  @Test("Texts do not run into each other, and absent differs from empty and from zero")
  func boundaries() {
    func texts(_ texts: [String?]) -> [UInt64] {
      digest { builder in for text in texts { builder.add(text) } }
    }
    let lists: [[String?]] = [
      ["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["", "abc"], ["abc", nil], [nil, "abc"], ["abcdefgh"],
      ["abcdefgh", ""], ["abcdefg", "h"], ["\0"], ["\0\0"], [""], [nil], [],
    ]
    #expect(Set(lists.map(texts)).count == lists.count)
    #expect(digest { $0.add(0 as Int?) } != digest { $0.add(nil as Int?) })
  }

  @Test("A hundred thousand neighbouring numbers give as many values")
  func spread() {
    var seen: Set<[UInt64]> = []
    for number in 0..<100_000 as Range<UInt64> { seen.insert(digest { $0.add(number) }) }
    #expect(seen.count == 100_000)
  }
}

@Suite("Counts of verdicts")
struct VerdictCountsTests {
  @Test("Each system and status has a place of its own")
  func places() {
    var counts = VerdictCounts()
    var next = 1
    let statuses: [Status] = [.met, .inProgress, .notMet, .unknown]
    for system in System.allCases {
      for status in statuses {
        counts[system, status] = next
        next += 1
      }
    }
    next = 1
    for system in System.allCases {
      for status in statuses {
        #expect(counts[system, status] == next)
        next += 1
      }
    }
  }
}
