import Glibc

/// Splits records that are one physical line.
struct FieldSplitter: Sendable {
  let delimiter: UInt8
  /// The delimiter in each of eight bytes.
  private let delimiters: UInt64

  init(delimiter: UInt8) {
    self.delimiter = delimiter
    delimiters = UInt64(delimiter) &* 0x0101_0101_0101_0101
  }

  /// Splits a record without quotes at its delimiters, eight bytes at a time: notes where the fields begin and end, those past `stored` aside; returns how many there are.
  ///
  /// - Parameters:
  ///   - newline: Where the record ends; a carriage return before it does not belong to the last field.
  ///   - base: Has at least eight bytes behind the newline.
  @inline(__always) func split(
    _ base: UnsafePointer<UInt8>, _ first: Int, _ newline: Int, stored: Int, starts: UnsafeMutablePointer<Int32>,
    ends: UnsafeMutablePointer<Int32>
  ) -> Int {
    let stop = newline > first && base[newline - 1] == 13 ? newline - 1 : newline
    let raw = UnsafeRawPointer(base)
    let delimiters = delimiters
    var count = 0
    var fieldStart = first
    var index = first
    while index < stop {
      // Exactly the bytes that are delimiters get their upper bit; a word may reach past the record, hence the check.
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ delimiters
      var found =
        ~(((word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F) | word | 0x7F7F_7F7F_7F7F_7F7F)
      while found != 0 {
        let at = index + found.trailingZeroBitCount >> 3
        if at >= stop { break }
        if count < stored {
          starts[count] = Int32(truncatingIfNeeded: fieldStart)
          ends[count] = Int32(truncatingIfNeeded: at)
        }
        count += 1
        fieldStart = at + 1
        found &= found &- 1
      }
      index += 8
    }
    if count < stored {
      starts[count] = Int32(truncatingIfNeeded: fieldStart)
      ends[count] = Int32(truncatingIfNeeded: stop)
    }
    return count + 1
  }

  /// What a physical line with quotes is.
  enum QuotedLine {
    /// A record of so many fields, which lie where they are without their quotes.
    case fields(Int)
    /// A whole record that holds doubled quotes, which have to be taken out.
    case doubled
    /// Not a record by itself, or one with quotes where none belong.
    case unclear
  }

  /// Splits a line that begins a record and holds quotes.
  func splitQuoted(
    _ base: UnsafePointer<UInt8>, _ first: Int, _ newline: Int, stored: Int, starts: UnsafeMutablePointer<Int32>,
    ends: UnsafeMutablePointer<Int32>
  ) -> QuotedLine {
    let stop = newline > first && base[newline - 1] == 13 ? newline - 1 : newline
    let quote = UInt8(ascii: "\"")
    var count = 0
    var isDoubled = false
    var index = first
    while true {
      var fieldStart = index
      var fieldEnd: Int
      if index < stop, base[index] == quote {
        fieldStart += 1
        fieldEnd = fieldStart
        while true {
          guard let found = memchr(base + fieldEnd, Int32(quote), stop - fieldEnd) else { return .unclear }
          fieldEnd = UnsafeRawPointer(found) - UnsafeRawPointer(base)
          if fieldEnd + 1 == stop || base[fieldEnd + 1] != quote { break }
          isDoubled = true
          fieldEnd += 2
        }
        index = fieldEnd + 1
        if index < stop, base[index] != delimiter { return .unclear }
      } else {
        while index < stop, base[index] != delimiter {
          if base[index] == quote { return .unclear }
          index += 1
        }
        fieldEnd = index
      }
      if count < stored {
        starts[count] = Int32(truncatingIfNeeded: fieldStart)
        ends[count] = Int32(truncatingIfNeeded: fieldEnd)
      }
      count += 1
      if index >= stop { return isDoubled ? .doubled : .fields(count) }
      index += 1
    }
  }
}
