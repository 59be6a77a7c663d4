import Rules

/// What a state course code (element 9.07) says about a course.
///
/// Restated from CALPADS Valid Code Combinations v12.0 (CDE, 1 July 2020), sheet "Course Group Master Combos": codes
/// from 2000 on until 2018-19, from 9000 on since 2019-20. The exam codes are the College Board's.
enum CalpadsCourseCodes {
  /// Advanced Placement courses and their exam; empty = the code stands for two exams (Physics C).
  static let advancedPlacement: [String: String] = pairs(
    """
    2170=36 2171=37 2270=48 2271=51 2272=55 2273=60 2274=61 2275=87 2276=89 2277=62 2278=28 2279=64 2370=75 2470=31
    2471=33 2472=32 2480=66 2481=68 2483=90 2670=20 2671=25 2672=78 2673= 2674=40 2675=83 2676=84 2770=35 2771=34
    2772=58 2773=57 2774=43 2775=07 2776=85 2777=53 2778=93 2825=22 2826=23 2870=13 2874=14 2875=15 2876=16
    9002=16 9003=15 9004=14 9005=13 9066=32 9067=31 9118=37 9119=36 9146=64 9147=28 9148=62 9149=89 9150=87 9151=60
    9152=55 9153=48 9191=93 9192=53 9193=85 9194=07 9195=43 9196=57 9197=58 9198=34 9199=35 9225=23 9226=22 9266=90
    9267=68 9268=66 9300=75 9344=84 9345=83 9346=40 9347=82 9348=80 9349=25 9350=20
    """)

  /// Pre-AP courses, which the state's own list marks as AP and as meeting no UC/CSU requirement. They are not AP.
  static let preAdvancedPlacement: Set<String> = codes(
    """
    9021 9083 9097 9121 9201 9279 9304 9360
    """)

  /// International Baccalaureate courses of the diploma programme; those of the middle years are left out.
  static let internationalBaccalaureate: Set<String> = codes(
    """
    2160 2173 2174 2175 2260 2261 2262 2263 2264 2281 2282 2283 2360 2362 2460 2461 2462 2463 2465 2466 2660 2661
    2662 2664 2666 2668 2760 2761 2762 2763 2764 2765 2766 2767 2768 2779 2780 2860 2960 2962 9007 9052 9068 9069
    9081 9093 9095 9115 9116 9117 9140 9141 9142 9143 9144 9145 9182 9183 9184 9185 9186 9187 9188 9189 9190 9269
    9270 9271 9272 9281 9282 9283 9284 9302 9351 9352 9354 9355 9356 9357
    """)

  /// Courses for college credit.
  static let collegeCredit: Set<String> = codes(
    """
    2190 2290 2490 2690 2790 2890 6090 9020 9082 9096 9120 9154 9200 9227 9273 9303 9358
    """)

  /// UC's discipline where the code's name leaves no doubt: a course list of UC says it better, so this serves schools
  /// without one. Codes whose name spans two disciplines or two levels are left out.
  private static let disciplines: [(String, String)] = [
    ("U.S. History", "2709 2775 9173 9194"),
    ("World History / Cultures / Historical Geography", "2711 2774 2778 9172 9191 9195"),
    ("Civics / American Government", "2703 2773 9174 9196"),
    ("English", "2101 2130 2131 2132 2133 2170 2171 9105 9106 9107 9108 9118 9119"),
    ("English as a Second Language (ESL) / English Language Development (ELD)", "2110 9104"),
    ("Algebra I", "2403 2437 9249"),
    ("Geometry", "2413 2439 9255"),
    ("Algebra II", "2404 2438 9252"),
    ("Mathematics I", "2425 2440 9241"),
    ("Mathematics II", "2426 2441 9242"),
    ("Mathematics III", "2427 2442 9243"),
    ("Pre-Calculus", "2444 9257"),
    ("Trigonometry", "2407 9256"),
    ("Calculus", "2415 2480 2481 9258 9267 9268"),
    ("Statistics", "2410 2445 2483 9259 9266"),
    ("Computer Science", "2453 9062"),
    ("Biology / Life Sciences", "2603 2604 2670 9324 9350"),
    ("Chemistry", "2607 2608 2671 9325 9349"),
    ("Physics", "2613 2614 2672 2673 2675 2676 9326 9344 9345 9347 9348"),
    ("Earth and Space Sciences", "9321"),
    ("Biology / Earth and Space Sciences", "9331"),
    ("Chemistry / Earth and Space Sciences", "9332"),
    ("Physics / Earth and Space Sciences", "9333"),
    ("Integrated Science", "2626 2627 2628 9327 9328 9329"),
    ("LOTE Level 1", "9130"),
    ("LOTE Level 2", "9131"),
    ("LOTE Level 3", "9132"),
    ("LOTE Level 4+", "9133 9156 9146 9147 9148 9150 9152 9153 2270 2272 2275 2277 2278 2279"),
    ("Dance", "2352 2354 2356 2357 2362 9080 9081"),
    ("Music", "2300 2303 2305 2307 2308 2309 2360 2370 9291 9292 9293 9294 9295 9299 9300 9302"),
    ("Theater", "2900 2904 2905 2960 9090 9095"),
    ("Visual Arts", "2800 2803 2806 2807 2812 2817 2860 2870 2874 2875 2876 9000 9001 9002 9003 9004 9005 9007"),
  ]

  private static let disciplineByCode: [String: String] = {
    var table: [String: String] = [:]
    for (name, list) in disciplines { for code in codes(list) { table[code] = name } }
    return table
  }()

  /// The language that a code names.
  private static let languageByCode: [String: String] = pairs(
    """
    2200=German 2201=German 2202=Italian 2203=Italian 2204=French 2205=French 2206=Spanish 2207=Spanish
    2208=Russian 2209=Russian 2210=Latin 2211=Latin 2212=Korean 2213=Korean 2214=Chinese 2215=Chinese
    2216=Japanese 2217=Japanese 2218=Portuguese 2219=Portuguese 2220=Vietnamese 2221=Vietnamese 2223=Chinese
    2224=Korean 2225=Spanish 2227=Filipino 2228=Filipino 2230=American_Sign_Language
    2270=French 2271=French 2272=German 2273=Latin 2274=Latin 2275=Spanish 2276=Spanish 2277=Italian 2278=Chinese
    2279=Japanese
    9146=Japanese 9147=Chinese 9148=Italian 9149=Spanish 9150=Spanish 9151=Latin 9152=German 9153=French
    """)

  /// UC's discipline name; empty where the code does not tell it.
  static func discipline(_ code: String) -> String { disciplineByCode[code] ?? "" }

  static func language(_ code: String) -> String {
    (languageByCode[code] ?? "").split(separator: "_").joined(separator: " ")
  }

  /// The area that courses of a discipline are listed in; nil for disciplines listed in several.
  static func area(ofDiscipline name: String) -> SubjectArea? {
    switch Discipline(name: name) {
    case .usHistory, .worldHistory, .civics: .a
    case .english, .englishLanguageDevelopment: .b
    case .algebra1, .geometry, .algebra2, .mathematics1, .mathematics2, .mathematics3, .preCalculus, .trigonometry,
      .calculus, .statistics:
      .c
    case .biology, .chemistry, .physics, .biologyEarthAndSpace, .chemistryEarthAndSpace, .physicsEarthAndSpace: .d
    case .languageLevel1, .languageLevel2, .languageLevel3, .languageLevel4: .e
    default: nil
    }
  }

  /// What honors a course claims: AP and IB by its code or, for a career course, by the cross reference (9.32); else by
  /// its level.
  static func honors(code: String, reference: String, level: HonorsType?) -> (honors: HonorsType?, examCode: String) {
    for code in [code, reference] where !code.isEmpty {
      if let exam = advancedPlacement[code] { return (.advancedPlacement, exam) }
      if internationalBaccalaureate.contains(code) { return (.internationalBaccalaureate, "") }
    }
    if let level { return (level, "") }
    return (collegeCredit.contains(code) ? .college : nil, "")
  }

  private static func codes(_ list: String) -> Set<String> { Set(list.split { $0.isWhitespace }.map(String.init)) }

  private static func pairs(_ list: String) -> [String: String] {
    var table: [String: String] = [:]
    for pair in list.split(whereSeparator: { $0.isWhitespace }) {
      let parts = pair.split(separator: "=", omittingEmptySubsequences: false)
      if parts.count == 2 { table[String(parts[0])] = String(parts[1]) }
    }
    return table
  }
}
