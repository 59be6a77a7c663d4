/// Area D: rules 1.D, 15.18, 15.19 and 15.32.
extension OracleAreas {
  func scienceUC(_ units: [OracleUnit]) -> [OracleOutcome] {
    func year(_ disciplines: [String], exam: String) -> OracleOutcome {
      let found = amounts(units) { disciplines.contains($0.discipline) }
      let real = min(12, found.all)
      return OracleOutcome(
        missing: exams.contains(exam) ? 0 : 12 - real, missingWithoutExams: 12 - real,
        taken: max(0, real - found.free))
    }
    func both(_ left: OracleOutcome, _ right: OracleOutcome) -> OracleOutcome {
      OracleOutcome(
        missing: left.missing + right.missing,
        missingWithoutExams: left.missingWithoutExams + right.missingWithoutExams, taken: left.taken + right.taken)
    }
    let foundations = [
      year(["BIO", "BIO/ES"], exam: "BIO"), year(["CHEM", "CHEM/ES"], exam: "CHEM"),
      year(["PHYS", "PHYS/ES"], exam: "PHYS"),
    ]
    var outcomes = [
      both(foundations[0], foundations[1]), both(foundations[0], foundations[2]),
      both(foundations[1], foundations[2]),
    ]
    if edition.earthAndSpaceYear {
      for other in [year(["ESS"], exam: "-"), year(["INTERD"], exam: "INTERD")] {
        outcomes += foundations.map { both($0, other) }
      }
    }
    let integrated = amounts(units) { $0.discipline == "INT" }
    let real = min(24, integrated.all)
    outcomes.append(
      OracleOutcome(missing: 24 - real, missingWithoutExams: 24 - real, taken: max(0, real - integrated.free)))
    return outcomes
  }

  func scienceCSU(_ units: [OracleUnit], _ elective: [OracleUnit]) -> [OracleOutcome] {
    let life = amounts(units) { ["BIO", "BIO/ES"].contains($0.discipline) }
    let physical = amounts(units) { ["CHEM", "CHEM/ES", "PHYS", "PHYS/ES", "ESS"].contains($0.discipline) }
    let either = amounts(units) { ["INT", "INTERD"].contains($0.discipline) }
    let lifeG = amounts(elective) { $0.discipline == "SCI-BIO" }.all
    let physicalG = amounts(elective) { ["SCI-CHEM", "SCI-PHYS", "SCI-ESS"].contains($0.discipline) }.all
    let eitherG = amounts(elective) { $0.discipline == "SCI-INT" }.all
    // A D or F in chemistry's first half, twelfth by twelfth, that the second half makes good.
    var validated = 0
    if knowledge.hasSecondHalf("D:CHEM") {
      validated =
        (knowledge.failed["D:CHEM"] ?? []).subtracting(knowledge.passed["D:CHEM"] ?? [])
        .filter { $0 < 6 }.count
    }
    let lifeExam = exams.contains("BIO") ? 12 : 0
    let physicalExam = exams.contains("CHEM") || exams.contains("PHYS") ? 12 : 0
    let eitherExam = exams.contains("INTERD") ? 12 : 0

    var outcomes: [OracleOutcome] = []
    for eitherLife in 0...min(12, either.all) {
      for eitherPhysical in 0...min(12, either.all - eitherLife) {
        for eitherLifeG in 0...min(12 - eitherLife, eitherG) {
          for eitherPhysicalG in 0...min(12 - eitherPhysical, eitherG - eitherLifeG)
          where eitherLifeG + eitherPhysicalG <= 12 {
            for fromValidated in 0...min(validated, 12 - eitherPhysical - eitherPhysicalG) {
              let fromLife = min(life.all, 12 - eitherLife - eitherLifeG)
              let fromPhysical = min(physical.all, 12 - eitherPhysical - eitherPhysicalG - fromValidated)
              let room = 12 - eitherLifeG - eitherPhysicalG
              for fromLifeG in 0...min(lifeG, 12 - eitherLife - eitherLifeG - fromLife, room) {
                let mostPhysicalG = min(
                  physicalG, 12 - eitherPhysical - eitherPhysicalG - fromValidated - fromPhysical, room - fromLifeG)
                for fromPhysicalG in 0...mostPhysicalG {
                  let lifeYear = eitherLife + eitherLifeG + fromLife + fromLifeG
                  let physicalYear = eitherPhysical + eitherPhysicalG + fromValidated + fromPhysical + fromPhysicalG
                  let wantLife = max(0, 12 - lifeYear - lifeExam)
                  let wantPhysical = max(0, 12 - physicalYear - physicalExam)
                  let fromElective = eitherLifeG + eitherPhysicalG + fromLifeG + fromPhysicalG
                  outcomes.append(
                    OracleOutcome(
                      missing: max(0, wantLife + wantPhysical - eitherExam),
                      missingWithoutExams: 24 - lifeYear - physicalYear,
                      taken: max(0, fromLife - life.free) + max(0, fromPhysical - physical.free)
                        + max(0, eitherLife + eitherPhysical - either.free) + fromElective,
                      fromElective: fromElective))
                }
              }
            }
          }
        }
      }
    }
    return outcomes
  }
}
