/// Amounts of course work as they are printed.
public enum Amounts {
  /// Twelfths of a year as semesters: `.` as decimal point, at most 2 decimals, half up, no trailing zeros
  /// (`8`, `1.5`, `0.67`). Six twelfths are one semester.
  public static func semesters(twelfths: Int) -> String {
    let size = twelfths.magnitude
    let (whole, rest) = size.quotientAndRemainder(dividingBy: 6)
    let hundredths = (rest * 100 + 3) / 6
    var text = "\(whole)"
    if hundredths > 0 {
      text += hundredths < 10 ? ".0\(hundredths)" : ".\(hundredths)"
      if text.hasSuffix("0") { text.removeLast() }
    }
    return twelfths < 0 ? "-\(text)" : text
  }

  /// The same as a phrase: `1 semester`, `1.5 semesters`.
  public static func semestersPhrase(twelfths: Int) -> String {
    "\(semesters(twelfths: twelfths)) \(twelfths == 6 ? "semester" : "semesters")"
  }

  /// A count of things by their plural: `1 student`, `4,012 students`.
  public static func counted(_ value: Int, _ plural: String) -> String {
    "\(grouped(value)) \(value == 1 && plural.hasSuffix("s") ? String(plural.dropLast()) : plural)"
  }

  /// A count with commas between thousands: `4,012`.
  public static func grouped(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
