/// Rows of coefficients of which only those that are not 0 are kept, with the rows that hold each column.
struct SparseRows {
  struct Entry {
    let column: Int
    let factor: Double

    init(_ column: Int, _ factor: Double) { (self.column, self.factor) = (column, factor) }
  }

  /// Each in the order of its columns.
  private(set) var rows: [[Entry]] = []
  /// For each column a bit for each row: whether it stands there.
  private var held: [UInt64]
  private let words: Int

  init(width: Int, rows: Int) {
    words = rows / 64 + 1
    held = Array(repeating: 0, count: width * words)
  }

  func factor(_ row: Int, _ column: Int) -> Double {
    let line = rows[row]
    var (low, high) = (0, line.count)
    while low < high {
      let middle = (low + high) / 2
      if line[middle].column < column { low = middle + 1 } else { high = middle }
    }
    return low < line.count && line[low].column == column ? line[low].factor : 0
  }

  /// The rows in which a column stands, in ascending order.
  func holders(_ column: Int) -> [Int] {
    var found: [Int] = []
    for word in 0..<words {
      var bits = held[column * words + word]
      while bits != 0 {
        found.append(word * 64 + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
    return found
  }

  private mutating func hold(_ row: Int, _ column: Int) { held[column * words + row >> 6] |= 1 << UInt64(row & 63) }

  private mutating func drop(_ row: Int, _ column: Int) { held[column * words + row >> 6] &= ~(1 << UInt64(row & 63)) }

  mutating func append(_ line: [Entry]) {
    for entry in line { hold(rows.count, entry.column) }
    rows.append(line)
  }

  /// One row plus another so many times. What is 0 but for rounding is left out.
  static func sum(_ left: [Entry], _ right: [Entry], times factor: Double) -> [Entry] {
    var sum: [Entry] = []
    sum.reserveCapacity(left.count + right.count)
    var (here, there) = (0, 0)
    while here < left.count || there < right.count {
      if there == right.count || (here < left.count && left[here].column < right[there].column) {
        sum.append(left[here])
        here += 1
      } else if here == left.count || right[there].column < left[here].column {
        sum.append(Entry(right[there].column, right[there].factor * factor))
        there += 1
      } else {
        let total = left[here].factor + right[there].factor * factor
        if abs(total) > 1e-9 { sum.append(Entry(left[here].column, total)) }
        here += 1
        there += 1
      }
    }
    return sum
  }

  /// Takes an unknown out of all rows, given the row that it is solved for (without itself).
  mutating func take(out column: Int, of line: [Entry]) {
    for row in holders(column) { rows[row] = without(column, row, line) }
  }

  /// A row from which an unknown is taken out.
  private mutating func without(_ column: Int, _ row: Int, _ line: [Entry]) -> [Entry] {
    let (old, factor) = (rows[row], -factor(row, column))
    drop(row, column)
    var sum: [Entry] = []
    sum.reserveCapacity(old.count + line.count)
    var (here, there) = (0, 0)
    while here < old.count || there < line.count {
      if there == line.count || (here < old.count && old[here].column < line[there].column) {
        if old[here].column != column { sum.append(old[here]) }
        here += 1
      } else if here == old.count || line[there].column < old[here].column {
        sum.append(Entry(line[there].column, line[there].factor * factor))
        hold(row, line[there].column)
        there += 1
      } else {
        let total = old[here].factor + line[there].factor * factor
        if abs(total) > 1e-9 { sum.append(Entry(old[here].column, total)) } else { drop(row, old[here].column) }
        here += 1
        there += 1
      }
    }
    return sum
  }

  /// Solves a row for another unknown; the one that it was solved for gets a column.
  ///
  /// - Returns: The new row.
  mutating func solve(_ row: Int, for column: Int, instead left: Int) -> [Entry] {
    let lead = factor(row, column)
    var line = rows[row].filter { $0.column != column }.map { Entry($0.column, $0.factor / lead) }
    line.insert(Entry(left, 1 / lead), at: line.firstIndex { $0.column > left } ?? line.count)
    drop(row, column)
    hold(row, left)
    rows[row] = line
    return line
  }
}
