import ArgumentParser
import Glibc

@main
struct Main {
  static func main() {
    // A reader that closes its pipe early is not a crash; writes report it instead.
    signal(SIGPIPE, SIG_IGN)
    holdStandardFiles()
    Interruption.install()
    do {
      var command = try Agtrack.parseAsRoot()
      try command.run()
    } catch let code as ExitCode {
      exit(code.rawValue)
    } catch {
      Exit.end(error)
    }
  }

  /// Where the caller closed a standard file, something must hold its number, or the next file or connection opened
  /// would get it and be written into. Writing to what holds standard output fails, as it should.
  private static func holdStandardFiles() {
    for file in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(file, F_GETFD) < 0 {
      _ = open("/dev/null", file == STDERR_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
