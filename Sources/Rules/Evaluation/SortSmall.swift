extension Array {
  /// Insertion sort for the usual few elements that arrive nearly in order, the library's sort beyond.
  @inline(__always)
  mutating func sortSmall(by precedes: (Element, Element) -> Bool) {
    guard count <= 96 else {
      sort(by: precedes)
      return
    }
    var index = 1
    while index < count {
      let moving = self[index]
      var hole = index
      while hole > 0 && precedes(moving, self[hole - 1]) {
        self[hole] = self[hole - 1]
        hole -= 1
      }
      self[hole] = moving
      index += 1
    }
  }
}
