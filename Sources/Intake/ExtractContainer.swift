import Glibc

/// One file of an extract that is there and may be read.
struct StoredFile {
  /// The name as it lies in the folder.
  var name: String
  /// The table that the name stands for; empty for a file that is not of the format.
  var table: String
  /// Bytes as stored; only a hint for the size of tables.
  var size: Int
  var open: () throws(SourceFault) -> any ByteSource

  var isGzip: Bool { name.hasSuffix(".gz") }
}

/// What lies in an extract: the files of the format, the others, and what is wrong with them.
struct ExtractContents {
  var files: [String: StoredFile] = [:]
  /// Names that are not of the format, bytewise ordered.
  var unknown: [String] = []
  /// Those of them that are files.
  var others: [String: StoredFile] = [:]
  var refusals: [Refusal] = []
  /// Sees whether what lies there changes; nil where nothing could be looked at.
  var watch: ExtractWatch?

  /// Tables of which something is there, even if it cannot be used; they are not missing.
  var present: Set<String> = []

  /// Sorts names into tables. `find` opens what a name of the format stands for.
  init(names: [String], find: (String, String) throws(SourceFault) -> StoredFile) {
    var known: Set<String> = []
    let all = Set(names)
    for schema in TableSchema.all {
      let forms = [schema.file, schema.file + ".gz"].filter { all.contains($0) }
      known.formUnion(forms)
      if forms.isEmpty { continue }
      present.insert(schema.file)
      if forms.count == 2 {
        refusals.append(
          Refusal(
            file: forms[0], line: nil, column: nil, code: .twoForms,
            message: "both \(forms[0]) and \(forms[1]) are there; remove the one that is out of date"))
      }
      for form in forms {
        do throws(SourceFault) {
          let file = try find(form, schema.file)
          if forms.count == 1 { files[schema.file] = file }
        } catch {
          refusals.append(
            Refusal(file: form, line: nil, column: nil, code: error.code, message: "\(form) \(error.message)"))
        }
      }
    }
    unknown = names.filter { !known.contains($0) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for name in unknown { others[name] = try? find(name, "") }
  }

  /// Nothing could be looked at; missing files would only repeat that.
  private(set) var isUnusable = false

  init(refusal: Refusal) {
    refusals = [refusal]
    isUnusable = true
  }

  /// Looks at what a path leads to.
  static func of(path: String) -> ExtractContents {
    func refused(_ message: String, _ code: RefusalCode = .notAnExtract) -> ExtractContents {
      ExtractContents(
        refusal: Refusal(
          file: ShownValue.of(path), line: nil, column: nil, code: code, message: "the extract " + message))
    }
    var status = stat()
    guard stat(path, &status) == 0 else {
      switch errno {
      case ELOOP: return refused("is a link that leads to itself; correct the link", .linkLoop)
      case EACCES: return refused("may not be read by this user; correct the permissions", .unreadable)
      default: return refused("is not there; name the folder or the .zip that holds it")
      }
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return folder(path) ?? refused("may not be listed by this user; correct the permissions", .unreadable)
    case S_IFREG where path.utf8.suffix(4).elementsEqual(".zip".utf8, by: { $0 | 32 == $1 | 32 }):
      return ArchiveContainer.contents(path: path)
    default: return refused("is neither a folder nor a .zip file; name one of these")
    }
  }

  private static func folder(_ path: String) -> ExtractContents? {
    guard let directory = opendir(path), let nameOffset = MemoryLayout<dirent>.offset(of: \dirent.d_name) else {
      return nil
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = String(cString: UnsafeRawPointer(entry).advanced(by: nameOffset).assumingMemoryBound(to: CChar.self))
      if name != "." && name != ".." { names.append(name) }
    }
    let watch = ExtractWatch(folder: path, names: names)
    var contents = ExtractContents(names: names) { (name, table) throws(SourceFault) in
      try file(path + "/" + name, name: name, table: table)
    }
    contents.watch = watch
    return contents
  }

  /// One file by itself.
  static func file(_ path: String, name: String, table: String) throws(SourceFault) -> StoredFile {
    let status = try regularFile(path)
    return StoredFile(name: name, table: table, size: Int(status.st_size)) { () throws(SourceFault) in
      // Non-blocking: a pipe put in the file's place since it was looked at must not stop the night.
      let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
      guard descriptor >= 0 else { throw fault(errno) }
      var now = stat()
      guard fstat(descriptor, &now) == 0, now.st_mode & S_IFMT == S_IFREG else {
        close(descriptor)
        throw SourceFault(code: .notARegularFile, line: nil, message: "is not a regular file; put the file itself here")
      }
      return FileSource(descriptor: descriptor)
    }
  }

  private static func regularFile(_ path: String) throws(SourceFault) -> stat {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT {
        throw SourceFault(
          code: .danglingLink, line: nil, message: "is a link to nothing; correct the link or remove it")
      }
      throw fault(errno)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw SourceFault(
        code: .notARegularFile, line: nil,
        message: "is not a regular file (a folder, pipe or device); put the file itself here")
    }
    guard access(path, R_OK) == 0 else { throw fault(errno) }
    return status
  }

  private static func fault(_ error: Int32) -> SourceFault {
    if error == ELOOP {
      return SourceFault(code: .linkLoop, line: nil, message: "is a link that leads to itself; correct the link")
    }
    return SourceFault(
      code: .unreadable, line: nil,
      message: "cannot be read (\(String(cString: strerror(error)))); correct the permissions")
  }
}
