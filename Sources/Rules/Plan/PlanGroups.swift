/// What is found for one group of areas, by what of the student decides it.
extension PlanWork {
  /// How far the smallest sets of a group are asked for.
  enum Reach: UInt64 {
    /// Up to one that disturbs nothing: what a plan needs first.
    case first
    /// Those of the fewest semesters.
    case smallest
    /// Those of up to two semesters more.
    case larger
  }

  /// The sets of a group of areas, the least disturbing first.
  mutating func part(_ areas: SubjectAreas, _ reach: Reach) -> Part {
    var part = Part(areas: areas)
    let group = group(areas, reach)
    if let sets = sets(group) {
      (part.sets, part.isExhausted, part.isCut) = (sets, group.isExhausted, group.isCut)
    } else {
      gather(&part, reach)
    }
    return part
  }

  private mutating func group(_ areas: SubjectAreas, _ reach: Reach) -> PlanGroup {
    var (key, records, items) = narrowed(areas)
    key.words.append(reach.rawValue)
    if let known = memory[group: key] { return known }
    var work = narrowed(to: records, items)
    let found = work.search(areas, reach)
    memory[group: key] = found
    return found
  }

  /// The same with this student's whole transcript.
  private mutating func gather(_ part: inout Part, _ reach: Reach) {
    switch reach {
    case .first: gatherAgain(&part, enough: { $0.cost == 0 })
    case .smallest: gatherAgain(&part)
    case .larger: gatherAgain(&part, beyond: 2, limit: 2 * PlanWork.setsMost)
    }
  }

  /// The last term in which a start of the fewest semesters still meets one of areas A to F.
  mutating func lastStart(_ area: SubjectArea) -> LastStart {
    let (key, records, items) = narrowed(SubjectAreas(area))
    if let known = memory[start: key] { return known }
    var work = narrowed(to: records, items)
    let found = work.searchLastStart(area)
    memory[start: key] = found
    return found
  }

  /// The sets as candidates of this student; nil where one of them is not among them.
  private func sets(_ group: PlanGroup) -> [(found: PlanSearch.Found, cost: Int)]? {
    var sets: [(found: PlanSearch.Found, cost: Int)] = []
    for choice in group.sets {
      var found = PlanSearch.Found()
      for piece in choice.pieces {
        let index = candidates.place[Int(piece.item)]
        guard index >= 0 else { return nil }
        found.set.append(Int(index))
        found.earliest.append(Int(piece.earliest))
      }
      found.semesters = choice.semesters
      sets.append((found, choice.cost))
    }
    return sets
  }

  private mutating func search(_ areas: SubjectAreas, _ reach: Reach) -> PlanGroup {
    var part = Part(areas: areas)
    var group = PlanGroup()
    if reach == .first {
      var search = search(areas, verdictsMost: min(PlanWork.firstVerdicts, settings.verdictsMost))
      gather(&part, &search, enough: { $0.cost == 0 })
      let isHopeless = part.sets.isEmpty && !unmet(everything(from: 0)).isDisjoint(with: areas)
      if part.sets.isEmpty && !part.isExhausted && !isHopeless {
        search.verdictsMost = settings.verdictsMost
        gather(&part, &search, enough: { $0.cost == 0 })
      }
    } else {
      gather(&part, reach)
    }
    (group.isExhausted, group.isCut) = (part.isExhausted, part.isCut)
    group.sets = part.sets.map { set in
      PlanGroup.Choice(
        pieces: zip(set.found.set, set.found.earliest).map {
          PlanGroup.Piece(item: Int32(candidates.all[$0].item), earliest: Int8($1))
        }, semesters: set.found.semesters, cost: set.cost)
    }
    return group
  }

  // MARK: - What decides

  /// The student with the records and the offers alone that matter.
  private func narrowed(to records: [TranscriptRecord], _ items: [Int]) -> PlanWork {
    PlanWork(
      student.narrowed(to: records, policies: policies, scale: scale), policies: policies, offers: offers, end: end,
      scale: scale, settings: settings, items: items)
  }

  /// The records that matter to some areas, and everything else that does, as a key.
  private mutating func narrowed(_ areas: SubjectAreas) -> (
    key: PlanMemory.Key, records: [TranscriptRecord], items: [Int]
  ) {
    let closure = memory.closure(of: areas, at: offers, takesElective: takesElective)
    var key = PlanMemory.Key(words: [])
    key.words.reserveCapacity(96)
    key.words.append(UInt64(UInt(bitPattern: ObjectIdentifier(offers.identity))))
    key.words.append(UInt64(areas.rawValue))
    for policy in policies { key.words.append(UInt64(memory.number(of: policy)) | 1 << 32) }
    student.write(to: &key.words)
    var records: [TranscriptRecord] = []
    for record in student.transcript.records {
      guard let course = record.course,
        closure.contains(course) || course.mayServe(areas, takesElective: takesElective)
      else { continue }
      var own = record
      own.sequence = Int32(records.count + 1)
      own.mark = own.mark.map(\.alike)
      own.write(course, to: &key.words)
      records.append(own)
    }
    return (key, records, closure.items)
  }
}

extension Mark {
  /// One mark for all that count alike in the patterns.
  fileprivate var alike: Mark {
    switch self {
    case .aPlus, .a, .aMinus, .bPlus, .b, .bMinus, .cPlus, .c, .cMinus: .c
    case .dPlus, .d, .dMinus: .d
    default: self
    }
  }
}

extension PlanStudent {
  /// What of the student matters beside records of courses.
  fileprivate func write(to words: inout [UInt64]) {
    words.append(UInt64(terms.count) << 32 | UInt64(UInt16(bitPattern: currentYear.fall)))
    for (term, room) in zip(terms, room) {
      words.append(
        UInt64(UInt16(bitPattern: term.year.fall)) << 32 | UInt64(term.term.order & 0xff) << 24
          | UInt64(term.gradeLevel) << 16 | UInt64(room.school & 0xff) << 8 | UInt64(room.college & 0xff))
    }
    words.append(
      UInt64(englishNow & 0xff) << 8 | (hasSequence ? 1 : 0) | (hasIntegrated ? 2 : 0)
        | (hasLanguageDevelopment ? 4 : 0))
    words.append(UInt64(transcript.exams.count) << 32 | UInt64(transcript.waivers.count))
    for exam in transcript.exams {
      words.append(UInt64(UInt16(bitPattern: exam.year.fall)) << 32 | UInt64(UInt32(bitPattern: exam.score)))
      for text in [exam.program.rawValue, exam.subject] {
        words.append(UInt64(text.utf8.count))
        for byte in text.utf8 { words.append(UInt64(byte)) }
      }
    }
    for waiver in transcript.waivers {
      words.append(UInt64(waiver.area.rawValue) << 32 | UInt64(UInt32(clamping: waiver.twelfths)))
    }
  }
}

extension TranscriptRecord {
  /// - Parameter course: Of the record.
  fileprivate func write(_ course: ListedCourse, to words: inout [UInt64]) {
    words.append(
      UInt64(UInt32(bitPattern: course.sameCourse)) << 32 | UInt64(course.areas.rawValue) << 24
        | UInt64(course.discipline.rawValue) << 16 | UInt64(course.part & 3) << 14
        | UInt64(course.length.number) << 12 | (course.ninthGradeOnly ? 1 << 10 : 0)
        | (course.electiveEligible ? 1 << 9 : 0))
    words.append(
      UInt64(UInt32(bitPattern: course.disciplineKey.value)) << 32 | UInt64(UInt32(bitPattern: course.language.value)))
    words.append(
      UInt64(UInt32(bitPattern: creditsAttempted)) << 32 | UInt64(UInt16(bitPattern: year.fall)) << 16
        | UInt64(gradeLevel) << 8 | UInt64(part & 3) << 6 | (isCollege ? 1 << 5 : 0))
    words.append(UInt64(term.number) << 8 | UInt64(mark?.number ?? 0xff))
  }
}

extension CaseIterable where Self: Equatable, AllCases.Index == Int {
  /// The place among all cases.
  fileprivate var number: Int { Self.allCases.firstIndex(of: self) ?? -1 }
}
