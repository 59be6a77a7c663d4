extension Ledger {
  /// Area B (rules `b.english`, `b.eld-most`, `b.eld-before-grade-12`, `b.ninth-grade-most`).
  mutating func fillEnglish(_ policy: EnglishPolicy, required: Int, outside: OutsideCredit) {
    var fill = Fill(required: required)
    // What can serve nothing else is spent first, so that the rest is free for area G.
    fill.records = self[.languageDevelopment].spend(min(policy.languageDevelopmentMost, required))
    let ninth = min(policy.ninthGradeMost, self[.ninthGradeEnglish].fixed, required - fill.records)
    fill.records += self[.ninthGradeEnglish].spend(ninth)
    fill.records += self[.english].spend(min(self[.english].fixed, required - fill.records))
    fill.records += self[.ninthGradeEnglish].spend(min(policy.ninthGradeMost - ninth, required - fill.records))
    fill.records += self[.english].spend(required - fill.records)
    fill.exams = min(outside.english, fill.missing)
    clear(.english, fill.exams)
    fallShort(.english, fill.missing)
    fills[.b] = fill
  }
}
