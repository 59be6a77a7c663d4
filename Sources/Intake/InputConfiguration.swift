public import Rules

/// How the bytes of one file spell text. Never guessed: UTF-8 unless the configuration names another.
public enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case windows1252 = "windows-1252"
  case latin1 = "iso-8859-1"
}

/// What a night is told about its input beyond the files themselves.
public struct InputConfiguration: Sendable {
  /// Table (`students.csv`, without `.gz`) to encoding; a table that is not named is UTF-8.
  public var encodings: [String: TextEncoding]
  /// The share of rows (0.20 = 20%) that a file may have lost since the last published run.
  public var shrinkLimit: Double
  /// Set by `--accept-shrink`: the shrink guard stays silent for this night.
  public var acceptShrink: Bool
  /// Table or file of another form to rows read at the last published run; empty before the first.
  public var previousRows: [String: Int]
  /// How the district's files of other forms spell marks, terms, groups and kinds of course.
  public var mapping = FormMapping()
  /// The day of the run, to tell who has left where a form gives only dates; nil = nobody has.
  public var asOf: CalendarDay?
  /// A folder for temporary files, tried after `$TMPDIR`, `/tmp` and `/var/tmp`.
  public var scratchFolder: String?

  public init(
    encodings: [String: TextEncoding] = [:], shrinkLimit: Double = 0.20, acceptShrink: Bool = false,
    previousRows: [String: Int] = [:], scratchFolder: String? = nil, asOf: CalendarDay? = nil
  ) {
    self.encodings = encodings
    self.shrinkLimit = shrinkLimit
    self.acceptShrink = acceptShrink
    self.previousRows = previousRows
    self.scratchFolder = scratchFolder
    self.asOf = asOf
  }
}

/// Sizes that only tests and measurements change.
package struct ReadingLimits: Sendable {
  /// Bytes handed to the scanner at a time; at most `fieldBytes`, so that a record inside one chunk has no long field.
  var chunkBytes: Int
  /// Students per transcript bucket, as long as there are at most `bucketLimit` buckets.
  var bucketStudents: Int
  var bucketLimit: Int
  /// Bytes that a bucket gathers in memory before they go to the spill.
  var bucketBuffer: Int
  /// Record ids compared exactly at a time.
  var candidatesPerPass: Int
  /// Bytes of a file that is one document (JSON) and must be held whole. UC's list of a school and year has less than a
  /// megabyte.
  var documentBytes = 64 << 20

  package init(
    chunkBytes: Int = 1 << 20, bucketStudents: Int = 1024, bucketLimit: Int = 512, bucketBuffer: Int = 32 << 10,
    candidatesPerPass: Int = 250_000
  ) {
    (self.chunkBytes, self.bucketStudents, self.bucketLimit) = (chunkBytes, bucketStudents, bucketLimit)
    (self.bucketBuffer, self.candidatesPerPass) = (bucketBuffer, candidatesPerPass)
  }

  /// A field with more bytes than this rejects its row.
  static let fieldBytes = 1 << 20
  /// What is kept of one record; enough for every column of the widest table at its full length.
  static let recordBytes = 32 << 20
  /// An identifier with more bytes than this rejects its row; a database index could not hold it.
  static let identifierBytes = 1000
  /// A printed title longer than this becomes absent; titles are kept once for all rows, so they must stay small.
  static let titleBytes = 1000
  /// All printed titles together; further new ones become absent.
  static let titleBytesTotal = 32 << 20
  /// Columns that a header may name.
  static let headerColumns = 16_384
}
