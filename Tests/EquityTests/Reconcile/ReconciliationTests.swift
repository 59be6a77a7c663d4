import Equity
import Testing

@Suite("Our rates beside the state's")
struct ReconciliationTests {
  private func counts(_ cohort: Int, _ graduates: Int, _ met: Int) throws -> GraduateCounts {
    try #require(GraduateCounts(cohort: cohort, graduates: graduates, met: met))
  }

  private func reasons(
    _ ours: GraduateCounts?, _ stated: Reconciliation.Stated, any: Bool = false
  ) -> [DifferenceReason] { Reconciliation(ours: ours, stated: stated, isAnyTime: any).reasons }

  @Test("Percents have one decimal, rounded half up")
  func rounding() throws {
    for (x, n, text) in [
      (1, 8, "12.5"), (1, 16, "6.3"), (3, 16, "18.8"), (66, 66, "100.0"), (0, 9, "0.0"), (1, 2000, "0.1"),
      (1, 2001, "0.0"),
    ] {
      #expect(TenthPercent(try #require(Count(n: n, x: x)))?.text == text)
    }
    #expect(TenthPercent(.none) == nil)
    for (text, value) in [("52.4", 524), ("52", 520), ("100.0", 1000), ("0.0", 0)] {
      #expect(TenthPercent(text)?.value == value)
    }
    for text in ["", ".5", "5.", "5.55", "-1.0", "*", "1e2", "5,0", "1.2.3"] {
      #expect(TenthPercent(text) == nil, "\(text)")
    }
    #expect((TenthPercent(97) - TenthPercent(100)).text == "-0.3")
  }

  @Test("The rate is one of graduates, and the same counts agree")
  func agreement() throws {
    // CDS 01100170112607, 2016-17: printed 100.0 of 66 graduates in a cohort of 81.
    let ours = try counts(81, 66, 66)
    let line = Reconciliation(ours: ours, stated: .counts(ours, rate: TenthPercent(1000)), isAnyTime: true)
    #expect(line.agrees == true && line.reasons == [] && line.ourRate?.text == "100.0")
  }

  @Test("Every difference has its reasons, and what is not there is no difference")
  func differences() throws {
    let ours = try counts(100, 90, 45)
    #expect(reasons(nil, .hidden) == [.notInExtract, .hiddenByState])
    #expect(reasons(ours, .absent) == [.notInFile])
    #expect(reasons(try counts(100, 0, 0), .counts(ours, rate: nil)) == [.noGraduatesYet])
    #expect(reasons(ours, .counts(try counts(104, 90, 45), rate: nil)) == [.cohortDiffers])
    #expect(
      reasons(ours, .counts(try counts(100, 88, 44), rate: nil), any: true) == [
        .graduatesDiffer, .metDiffers, .groupAtAnyTime,
      ])
    #expect(reasons(ours, .counts(ours, rate: TenthPercent(501))) == [.printedRateDiffers])
    #expect(reasons(try counts(100, 90, 1), .counts(ours, rate: nil)) == [.metDiffers, .listsMayHaveFailed])
    #expect(reasons(ours, .counts(try counts(100, 90, 0), rate: nil)) == [.metDiffers, .stateDataMayHaveFailed])
    #expect(Reconciliation(ours: ours, stated: .hidden, isAnyTime: false).agrees == nil)
    #expect(
      Reconciliation(ours: ours, stated: .counts(try counts(100, 90, 48), rate: nil), isAnyTime: false).difference?.text
        == "-3.3")
    #expect(
      GraduateCounts(cohort: 5, graduates: 6, met: 1) == nil && GraduateCounts(cohort: 5, graduates: 4, met: 5) == nil)
  }
}
