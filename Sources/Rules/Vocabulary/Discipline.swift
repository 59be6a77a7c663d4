/// UC's name for what a listed course teaches; sub-patterns inside an area are decided by it.
public enum Discipline: UInt8, CaseIterable, Sendable {
  case none
  /// A name that is not in UC's vocabulary: the course counts only where no sub-pattern needs the discipline.
  case unknown
  case usHistory, worldHistory, civics, historySocialScience
  case english, englishLanguageDevelopment
  case algebra1, geometry, algebra2, mathematics1, mathematics2, mathematics3
  case preCalculus, trigonometry, calculus, statistics, otherAdvancedMathematics, dataScience
  case computerScience
  case biology, chemistry, physics, earthAndSpace
  case biologyEarthAndSpace, chemistryEarthAndSpace, physicsEarthAndSpace
  case integratedScience, interdisciplinarySciences, appliedScience, engineering
  case languageLevel1, languageLevel2, languageLevel3, languageLevel4
  case dance, music, theater, visualArts, interdisciplinaryArts
  case electiveBiology, electiveChemistry, electivePhysics, electiveEarthAndSpace, electiveIntegrated
  case electiveOtherScience
  case interdisciplinary, electiveArts, electiveMathematics, electiveLanguage

  /// Reads a discipline as it stands in UC course lists: without case, `&` = `and`, spaces around `/` and dashes
  /// ignored, `Integrated Science 1` to `3` = `Integrated Science`. Empty is `.none`, anything else `.unknown`.
  public init(name: String) {
    let folded = Discipline.folded(name)
    if folded.isEmpty {
      self = .none
    } else {
      self = Discipline.byFoldedName[folded] ?? .unknown
    }
  }

  /// The spelling used to compare names; also tells two unknown disciplines apart.
  public static func folded(_ name: String) -> String {
    var bytes: [UInt8] = []
    var text = name.lowercased()
    // All of them begin with this byte, for which looking is quick.
    let dashes = text.utf8.contains(0xE2) ? ["\u{2013}", "\u{2014}", "\u{2212}"] : []
    for dash in dashes where text.contains(dash) {
      text = text.split(separator: dash, omittingEmptySubsequences: false).joined(separator: "-")
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"):
        if let last = bytes.last, last != 32 { bytes.append(32) }
        bytes += Array("and ".utf8)
      case 9, 32:
        if let last = bytes.last, last != 32, last != UInt8(ascii: "/"), last != UInt8(ascii: "-") { bytes.append(32) }
      case UInt8(ascii: "/"), UInt8(ascii: "-"):
        if bytes.last == 32 { bytes.removeLast() }
        bytes.append(byte)
      default: bytes.append(byte)
      }
    }
    while bytes.last == 32 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let byFoldedName: [String: Discipline] = {
    var table: [String: Discipline] = [:]
    for (name, discipline) in names { table[folded(name)] = discipline }
    return table
  }()

  private static let names: [(String, Discipline)] = [
    ("U.S. History", .usHistory), ("US History", .usHistory),
    ("World History / Cultures / Historical Geography", .worldHistory),
    ("Civics / American Government", .civics), ("History / Social Science", .historySocialScience),
    ("English", .english),
    ("English as a Second Language (ESL) / English Language Development (ELD)", .englishLanguageDevelopment),
    ("Algebra I", .algebra1), ("Geometry", .geometry), ("Algebra II", .algebra2),
    ("Mathematics I", .mathematics1), ("Mathematics II", .mathematics2), ("Mathematics III", .mathematics3),
    ("Pre-Calculus", .preCalculus), ("Precalculus", .preCalculus), ("Trigonometry", .trigonometry),
    ("Calculus", .calculus), ("Statistics", .statistics), ("Other Advanced Mathematics", .otherAdvancedMathematics),
    ("Data Science", .dataScience), ("Computer Science", .computerScience),
    ("Biology / Life Sciences", .biology), ("Chemistry", .chemistry), ("Physics", .physics),
    ("Earth and Space Sciences", .earthAndSpace),
    ("Biology / Earth and Space Sciences", .biologyEarthAndSpace),
    ("Chemistry / Earth and Space Sciences", .chemistryEarthAndSpace),
    ("Physics / Earth and Space Sciences", .physicsEarthAndSpace),
    ("Integrated Science", .integratedScience), ("Integrated Science 1", .integratedScience),
    ("Integrated Science 2", .integratedScience), ("Integrated Science 3", .integratedScience),
    ("Interdisciplinary Sciences", .interdisciplinarySciences), ("Applied Science", .appliedScience),
    ("Engineering", .engineering),
    ("LOTE Level 1", .languageLevel1), ("LOTE Level 2", .languageLevel2), ("LOTE Level 3", .languageLevel3),
    ("LOTE Level 4+", .languageLevel4), ("LOTE Level 4", .languageLevel4),
    ("Dance", .dance), ("Music", .music), ("Theater", .theater), ("Visual Arts", .visualArts),
    ("Interdisciplinary Arts", .interdisciplinaryArts),
    ("Science - Biology / Life Sciences", .electiveBiology), ("Science - Chemistry", .electiveChemistry),
    ("Science - Physics", .electivePhysics), ("Science - Physical Sciences", .electivePhysics),
    ("Science - Earth and Space Sciences", .electiveEarthAndSpace),
    ("Science - Biology / Earth and Space Sciences", .electiveBiology),
    ("Science - Chemistry / Earth and Space Sciences", .electiveChemistry),
    ("Science - Physics / Earth and Space Sciences", .electivePhysics),
    ("Science - Integrated Science", .electiveIntegrated),
    ("Science - Interdisciplinary Sciences", .electiveIntegrated),
    ("Science - Applied Science", .electiveOtherScience), ("Science - Engineering", .electiveOtherScience),
    ("Science - Computer Science", .electiveOtherScience),
    ("Interdisciplinary", .interdisciplinary), ("Visual & Performing Arts", .electiveArts),
    ("Mathematics - Computer Science", .electiveMathematics), ("Mathematics", .electiveMathematics),
    ("Language Other Than English", .electiveLanguage),
  ]
}
