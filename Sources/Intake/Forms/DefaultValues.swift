/// The spellings that the program knows without a district's map. Marks: the variants of the state's course completion
/// files (CALPADS "Student Course Final Grade"); terms: CALPADS "Academic Term" and what transcripts print.
enum DefaultValues {
  static func of(_ section: MapSection) -> [(String, String)] {
    switch section {
    case .marks: marks
    case .terms: terms
    case .subjectAreas: subjectAreas
    case .honors: honors
    case .courseLengths: lengths
    case .englishStatus: englishStatus
    case .lowIncome: lowIncome
    case .indicators: yesNo
    case .genders: genders
    case .races: races
    case .gradeLevels: (6...12).flatMap { [("\($0)", "\($0)"), ("0\($0)", "\($0)"), ("\($0)th", "\($0)")] }
    case .schoolKinds, .schoolIDs: []
    }
  }

  private static func pairs(_ text: String) -> [(String, String)] {
    text.split(separator: ";").flatMap { group -> [(String, String)] in
      let parts = group.split(separator: "=")
      guard parts.count == 2 else { return [] }
      return parts[0].split(separator: "|").map { (String($0), String(parts[1])) }
    }
  }

  /// Numbers are no marks here: what they mean is the district's to say.
  private static let marks = pairs(
    "A+=A+;A=A;A-|-A=A-;B+=B+;B=B;B-|-B=B-;C+=C+;C=C;C-|-C=C-;D+=D+;D=D;D-|-D=D-;F|F+|F-=F;P|PAS|PASS|S|S+=P;CR=CR;"
      + "NP|N|U|S-=NP;NC|NCR|NG=NC;I|IN|INC=I;IP|PR=in_progress;W|WF|FW|WP=W;M|NA|.|NM=none")

  private static let terms = pairs(
    "S1|Semester 1|Sem 1|1st Semester|First Semester|Fall|Fall Semester=S1;"
      + "S2|Semester 2|Sem 2|2nd Semester|Second Semester|Spring|Spring Semester=S2;"
      + "T1|Trimester 1|Tri 1|1st Trimester=T1;T2|Trimester 2|Tri 2|2nd Trimester=T2;T3|Trimester 3|Tri 3|3rd Trimester=T3;"
      + "Q1|Quarter 1|Qtr 1|1st Quarter=Q1;Q2|Quarter 2|Qtr 2|2nd Quarter=Q2;Q3|Quarter 3|Qtr 3|3rd Quarter=Q3;"
      + "Q4|Quarter 4|Qtr 4|4th Quarter=Q4;FY|Y1|YR|Year|Full Year|Full-Year|Yearlong|Year Long|Annual=FY;"
      + "SU|SS|SUM|Summer|Summer School|Summer Session=SU")

  private static let subjectAreas = pairs(
    "A=A;B=B;C=C;D=D;E=E;F=F;G|GA|GB|GC|GD|GE|GF|GO=G;"
      + "A - History/Social Science|A-History/Social Science=A;B - English|B-English=B;C - Mathematics|C-Mathematics=C;"
      + "D - Laboratory Science|D - Science|D-Laboratory Science|D-Science=D;"
      + "E - Language Other Than English|E - LOTE|E-Language Other Than English=E;"
      + "F - Visual and Performing Arts|F - VPA|F-Visual and Performing Arts=F;"
      + "G - College-Preparatory Elective|G - Elective|G-College-Preparatory Elective=G;"
      + "N|NA|N/A|None|no data provided=none")

  private static let honors = pairs(
    "AP|Advanced Placement=AP;IB|International Baccalaureate=IB;HL|H|HN|HON|Honors|UC Honors=HL;"
      + "CL|DE|College|Dual Enrollment|College Course=CL;N|NA|N/A|None|R|Reg|Regular|P|CP|College Prep|0=none")

  private static let lengths = pairs(
    "year|Full Year|Full-Year|Yearlong|Year Long|FY|YR|Y|Annual|1 Year=year;"
      + "semester|Half Year|Half-Year|Sem|S|One Semester|1 Semester=semester;two_years|Two Years|2 Years=two_years")

  private static let englishStatus = pairs("EO=EO;IFEP=IFEP;EL|ADEL|Y|Yes=EL;RFEP=RFEP;TBD=TBD;N|No=none")

  private static let lowIncome = pairs("Y|Yes|True|F|R|Free|Reduced|181|182=Y;N|No|False|P|Paid|Not Eligible=N")

  private static let yesNo = pairs("Y|Yes|True|T|1=Y;N|No|False|F|0=N;U|Unknown=none")

  private static let genders = pairs("F|Female=F;M|Male=M;X|N|NB|Nonbinary|Non-binary=X;U|Unknown=none")

  /// CALPADS race codes; 500 is Hispanic in files before CALPADS.
  private static let races = pairs(
    "100=american_indian;201|202|203|204|205|206|207|208|299=asian;301|302|303|304|399=pacific_islander;400=filipino;"
      + "500=hispanic;600=african_american;700=white;900|999=not_reported")
}
