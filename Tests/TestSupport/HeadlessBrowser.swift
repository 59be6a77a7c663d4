public import Foundation
import Glibc

/// Chromium without a window and without a network, told what to do over its DevTools pipe.
public final class HeadlessBrowser {
  /// Where it is installed; nil where it is not.
  public static let path = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// What the page said on the console, and errors of its scripts and of its policy.
  public private(set) var messages: [String] = []
  /// Every address that was asked for.
  public private(set) var requests: [String] = []
  /// Its profile, and room for files; removed with it.
  public let folder: String

  private var process: pid_t = 0
  private let input: Int32
  private let output: Int32
  private var received: [UInt8] = []
  private var events: Set<String> = []
  private var number = 0
  private var session: String?

  public init() throws {
    guard let path = HeadlessBrowser.path else { throw TestFailure("Chromium is not installed") }
    folder = try makeTemporaryFolder("agtrack-browser")
    let (toChild, fromChild) = (try HeadlessBrowser.pipe(), try HeadlessBrowser.pipe())
    (input, output) = (toChild.write, fromChild.read)
    let arguments = [
      path, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
      "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=\(folder)/profile",
      "--remote-debugging-pipe", "about:blank",
    ]
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for file in [0, 1, 2] as [Int32] {
      posix_spawn_file_actions_addopen(&actions, file, "/dev/null", file == 0 ? O_RDONLY : O_WRONLY, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, toChild.read, 3)
    posix_spawn_file_actions_adddup2(&actions, fromChild.write, 4)
    var argv = arguments.map { strdup($0) } + [nil]
    defer { for pointer in argv { free(pointer) } }
    let code = posix_spawn(&process, path, &actions, nil, &argv, environ)
    close(toChild.read)
    close(fromChild.write)
    guard code == 0 else { throw TestFailure("Chromium cannot be started: \(String(cString: strerror(code)))") }
    let targets = try send("Target.getTargets")["targetInfos"] as? [[String: Any]] ?? []
    let page = targets.first { $0["type"] as? String == "page" }?["targetId"] as? String ?? ""
    session = try send("Target.attachToTarget", ["targetId": page, "flatten": true])["sessionId"] as? String
    for domain in ["Page", "Runtime", "Network", "Log"] { try send("\(domain).enable") }
  }

  deinit {
    close(input)
    close(output)
    if process > 0 {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    try? FileManager.default.removeItem(atPath: folder)
  }

  // MARK: What tests ask for

  /// Opens a file as it looks at this width; below 600 on a phone.
  public func open(_ file: String, width: Int, height: Int, isDark: Bool = false) throws {
    try send(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600])
    try media(isDark: isDark)
    events = []
    try send("Page.navigate", ["url": "file://\(file)"])
    while !events.contains("Page.loadEventFired") { note(try next()) }
  }

  public func media(isDark: Bool = false, isPrint: Bool = false) throws {
    let scheme = ["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"]
    try send("Emulation.setEmulatedMedia", ["media": isPrint ? "print" : "", "features": [scheme]])
  }

  /// The value of an expression; an exception in it is a failure.
  @discardableResult
  public func evaluate(_ expression: String) throws -> Any? {
    let answer = try send("Runtime.evaluate", ["expression": expression, "returnByValue": true])
    if let fault = answer["exceptionDetails"] { throw TestFailure("\(fault)") }
    return (answer["result"] as? [String: Any])?["value"]
  }

  public func press(_ key: String, code: Int) throws {
    for type in ["rawKeyDown", "keyUp"] {
      try send("Input.dispatchKeyEvent", ["type": type, "key": key, "code": key, "windowsVirtualKeyCode": code])
    }
  }

  /// The page as it stands on the screen, from its top.
  public func screenshot(height: Int) throws -> Data {
    let width = try evaluate("innerWidth") as? Int ?? 0
    let clip = ["x": 0, "y": 0, "width": width, "height": height, "scale": 1]
    return try data(
      send("Page.captureScreenshot", ["format": "png", "captureBeyondViewport": true, "clip": clip]))
  }

  public func paper() throws -> Data {
    try data(send("Page.printToPDF", ["preferCSSPageSize": true, "printBackground": true]))
  }

  private func data(_ answer: [String: Any]) throws -> Data {
    guard let data = (answer["data"] as? String).flatMap({ Data(base64Encoded: $0) }) else {
      throw TestFailure("Chromium sent no data")
    }
    return data
  }

  // MARK: The pipe

  /// Sends a command and waits for its answer; meanwhile events are noted.
  @discardableResult
  public func send(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    number += 1
    var message: [String: Any] = ["id": number, "method": method, "params": parameters]
    if let session { message["sessionId"] = session }
    var bytes = [UInt8](try JSONSerialization.data(withJSONObject: message)) + [0]
    while !bytes.isEmpty {
      let count = write(input, bytes, bytes.count)
      guard count > 0 else { throw TestFailure("Chromium is gone") }
      bytes.removeFirst(count)
    }
    while true {
      let answer = try next()
      guard answer["id"] as? Int == number else {
        note(answer)
        continue
      }
      if let fault = answer["error"] { throw TestFailure("\(method): \(fault)") }
      return answer["result"] as? [String: Any] ?? [:]
    }
  }

  private func next() throws -> [String: Any] {
    var searched = 0
    while true {
      if let end = received[searched...].firstIndex(of: 0) {
        let message = Data(received[..<end])
        received.removeFirst(end + 1)
        return try JSONSerialization.jsonObject(with: message) as? [String: Any] ?? [:]
      }
      searched = received.count
      // A browser that hangs must not hang the tests.
      var ready = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, 120_000) > 0 else { throw TestFailure("Chromium does not answer") }
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(output, &buffer, buffer.count)
      guard count > 0 else { throw TestFailure("Chromium is gone") }
      received += buffer[..<count]
    }
  }

  private func note(_ event: [String: Any]) {
    guard let method = event["method"] as? String else { return }
    let parameters = event["params"] as? [String: Any] ?? [:]
    events.insert(method)
    switch method {
    case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded": messages.append("\(parameters)")
    case "Network.requestWillBeSent":
      requests.append((parameters["request"] as? [String: Any])?["url"] as? String ?? "")
    default: break
    }
  }

  /// A pipe whose ends are not those that the browser is given.
  private static func pipe() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else { throw TestFailure("no pipe") }
    let high = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 10) }
    for end in ends { close(end) }
    return (high[0], high[1])
  }
}
