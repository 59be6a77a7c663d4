public import Postgres

/// Reads what the district certified to the state about students of the published run.
public enum DistrictClaims {
  /// Students whom the login may see and who have a claim, bytewise by student_id.
  public static func read(
    _ connection: borrowing Connection
  ) throws -> [(student: StudentReference, claim: DistrictClaimRow)] {
    var found: [(student: StudentReference, claim: DistrictClaimRow)] = []
    try connection.query(
      "SELECT student_key, from_run, school_year, met_requirements FROM record.claim_order ORDER BY student_id",
      name: "claims"
    ) { row in
      found.append(
        (
          StudentReference(key: try row.int64(0), version: try row.int32(1)),
          DistrictClaimRow(schoolYear: try row.int16(2), metRequirements: try row.bool(3))
        ))
    }
    return found
  }
}
