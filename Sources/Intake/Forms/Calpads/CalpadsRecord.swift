/// One CALPADS record in its layout, valid only while it is being read.
struct CalpadsRecord {
  let fields: FieldSlice
  let layout: CalpadsLayout
  /// The field that holds carets of its own, and how many; the fields behind it stand so much further on.
  private let split: (field: Int, carets: Int)?

  /// How a record's fields fit a layout.
  private enum Fit {
    case exact
    /// Only empty fields follow the last one.
    case trailing
    case split(field: Int, carets: Int)
  }

  subscript(field: CalpadsField) -> Bytes {
    let place = layout.place(field)
    guard let split, place >= split.field else { return fields[place] }
    return place == split.field ? fields.joined(place...place + split.carets) : fields[place + split.carets]
  }

  /// The element that holds a caret; nil where none does.
  var repaired: CalpadsField? { split.map { layout.fields[$0.field] } }

  /// More fields than the layout has, all of them empty.
  var hasTrailingDelimiters: Bool { split == nil && fields.count > layout.count }

  func column(_ field: CalpadsField) -> String { layout.column(field) }

  /// Reads a record in the layout that the file had so far, or in another of its type.
  ///
  /// - Returns: nil where no layout of the type has so many fields, and no single free-text field can hold what is
  ///   too much.
  static func read(_ fields: FieldSlice, type: CalpadsType, expecting last: CalpadsLayout?) -> CalpadsRecord? {
    let isExtract = CalpadsType.isExtract(fields[0])
    if let last, last.type == type, last.isExtract == isExtract {
      if fields.count == last.count { return CalpadsRecord(fields: fields, layout: last, split: nil) }
      if let record = repaired(fields, [last]) { return record }
      let others = CalpadsLayout.of(type, isExtract: isExtract).filter { $0.count != last.count }
      return whole(fields, others) ?? repaired(fields, others)
    }
    let layouts = CalpadsLayout.of(type, isExtract: isExtract)
    // A bad value in the first record is no reason to refuse the file: the count alone is known then.
    return whole(fields, layouts) ?? repaired(fields, layouts)
      ?? layouts.first { $0.count == fields.count }.map { CalpadsRecord(fields: fields, layout: $0, split: nil) }
  }

  /// The record in the layout that has its count and whose elements admit all its values.
  private static func whole(_ fields: FieldSlice, _ layouts: [CalpadsLayout]) -> CalpadsRecord? {
    layouts.first { $0.count == fields.count && fits(fields, $0, nil) }
      .map { CalpadsRecord(fields: fields, layout: $0, split: nil) }
  }

  /// The record in the one layout that it fits once empty fields at its end are left out, or carets kept in a name.
  private static func repaired(_ fields: FieldSlice, _ layouts: [CalpadsLayout]) -> CalpadsRecord? {
    var found: CalpadsRecord?
    for layout in layouts {
      switch fit(fields, layout) {
      case nil, .exact: continue
      case .trailing: return CalpadsRecord(fields: fields, layout: layout, split: nil)
      case .split(let field, let carets):
        if found != nil { return nil }
        found = CalpadsRecord(fields: fields, layout: layout, split: (field, carets))
      }
    }
    return found
  }

  private static func fit(_ fields: FieldSlice, _ layout: CalpadsLayout) -> Fit? {
    let extra = fields.count - layout.count
    if extra == 0 { return .exact }
    guard extra > 0, extra <= 16 else { return nil }
    if (layout.count..<fields.count).allSatisfy({ fields[$0].isEmpty }), fits(fields, layout, nil) { return .trailing }
    // Exactly one field must be able to hold all carets; two that could prove nothing.
    var place: Int?
    for (field, kind) in layout.fields.enumerated() where kind.isFreeText && fits(fields, layout, (field, extra)) {
      if place != nil { return nil }
      place = field
    }
    return place.map { .split(field: $0, carets: extra) }
  }

  /// Whether every field has the form that its element allows.
  private static func fits(_ fields: FieldSlice, _ layout: CalpadsLayout, _ split: (field: Int, carets: Int)?) -> Bool {
    for (place, field) in layout.fields.enumerated() {
      let value: Bytes
      if let split, place == split.field {
        value = fields.joined(place...place + split.carets)
      } else if let split, place > split.field {
        value = fields[place + split.carets]
      } else {
        value = fields[place]
      }
      if !field.admits(value) { return false }
    }
    return true
  }
}
