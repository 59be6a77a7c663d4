import Dispatch

/// Reads a source ahead on a thread of its own, so that unpacking and hashing run beside parsing. The order of the
/// chunks, and with it every result, does not depend on the timing.
final class ChunkPipe: @unchecked Sendable {
  private static let depth = 4
  private let source: any ByteSource
  private let size: Int
  private let chunks: [UnsafeMutablePointer<UInt8>]
  /// One number for each chunk; not an array, which two threads may not touch at once even in different places.
  private let lengths: UnsafeMutablePointer<Int>
  private var fault: SourceFault?
  // Both begin at 0: Dispatch stops a program that lets go of a semaphore below its first value.
  private let free = DispatchSemaphore(value: 0)
  private let full = DispatchSemaphore(value: 0)
  private let done = DispatchSemaphore(value: 0)
  private var next = 0
  private var holding = false
  private var atEnd = false

  /// The scanner loads words of eight bytes, so every chunk has room behind its end.
  private static let padding = 16

  init(_ source: any ByteSource, chunkBytes: Int) {
    self.source = source
    size = chunkBytes
    // Not filled with zeros: a small file then touches no more memory than it needs.
    chunks = (0..<ChunkPipe.depth).map { _ in .allocate(capacity: chunkBytes + ChunkPipe.padding) }
    lengths = .allocate(capacity: ChunkPipe.depth)
    lengths.initialize(repeating: 0, count: ChunkPipe.depth)
    for _ in 0..<ChunkPipe.depth { free.signal() }
    DispatchQueue(label: "agtrack.intake.read").async { [self] in produce() }
  }

  deinit {
    for chunk in chunks { chunk.deallocate() }
    lengths.deallocate()
  }

  private func produce() {
    var slot = 0
    var more = true
    while more {
      free.wait()
      var filled = 0
      do throws(SourceFault) {
        while filled < size {
          let count = try source.read(
            into: UnsafeMutableRawBufferPointer(start: chunks[slot] + filled, count: size - filled))
          if count == 0 {
            more = false
            break
          }
          filled += count
        }
      } catch {
        fault = error  // Read by the other side only after the chunk below was handed over.
        more = false
      }
      lengths[slot] = filled
      slot = (slot + 1) % ChunkPipe.depth
      // A chunk that is not full is the last one, and empty where the bytes ended with a full chunk.
      full.signal()
    }
    done.signal()
  }

  /// The next bytes, valid until the next call; nil at the end. Throws after the last good bytes.
  func nextChunk() throws(SourceFault) -> UnsafeMutableBufferPointer<UInt8>? {
    if holding {
      free.signal()
      holding = false
    }
    if atEnd {
      if let late = fault {
        fault = nil
        throw late
      }
      return nil
    }
    full.wait()
    let length = lengths[next]
    let chunk = UnsafeMutableBufferPointer(start: chunks[next], count: length)
    next = (next + 1) % ChunkPipe.depth
    if length < size {
      atEnd = true
    } else {
      holding = true
    }
    return length > 0 ? chunk : try nextChunk()
  }

  /// Waits until the thread has let go of the source, taking what is left if the end was not reached.
  func finish() {
    while !atEnd { _ = try? nextChunk() }
    done.wait()
  }
}
