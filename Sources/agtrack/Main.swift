import ArgumentParser
import Glibc

@main
struct Main {
  static func main() {
    // A reader that closes its pipe early is not a crash; writes report it instead.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try Agtrack.parseAsRoot()
      try command.run()
    } catch let code as ExitCode {
      exit(code.rawValue)
    } catch {
      Exit.end(error)
    }
  }
}
