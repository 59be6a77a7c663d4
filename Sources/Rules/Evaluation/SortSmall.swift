extension Array {
  /// Insertion sort for the usual few elements that arrive nearly in order, the library's sort beyond.
  @inline(__always)
  mutating func sortSmall(by precedes: (Element, Element) -> Bool) {
    guard count <= 96 else {
      sort(by: precedes)
      return
    }
    // In place: the array is not asked at each step whether it is shared.
    var elements = mutableSpan
    for index in 1..<Swift.max(1, elements.count) {
      let moving = elements[index]
      var hole = index
      while hole > 0 && precedes(moving, elements[hole - 1]) {
        elements[hole] = elements[hole - 1]
        hole -= 1
      }
      if hole < index { elements[hole] = moving }
    }
  }
}
