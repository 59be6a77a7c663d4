import Dispatch

/// Reads a source ahead on a thread of its own, so that unpacking and hashing run beside parsing, and lets work on each
/// chunk be done ahead on further threads. The order of the chunks, and with it every result, does not depend on the
/// timing.
final class ChunkPipe: @unchecked Sendable {
  /// What is done with a chunk before the scanner gets it.
  typealias Preparation = @Sendable (UnsafeMutableBufferPointer<UInt8>, PreparedRows) -> Void

  /// One chunk of memory, used again and again. Belongs to one thread at a time, handed over by the semaphores.
  private final class Slot: @unchecked Sendable {
    let bytes: UnsafeMutablePointer<UInt8>
    var length = 0
    let rows = PreparedRows()
    // Begins at 0: Dispatch stops a program that lets go of a semaphore below its first value.
    let full = DispatchSemaphore(value: 0)

    // Not filled with zeros: a small file then touches no more memory than it needs.
    init(capacity: Int) { bytes = .allocate(capacity: capacity) }
    deinit { bytes.deallocate() }

    var chunk: UnsafeMutableBufferPointer<UInt8> { UnsafeMutableBufferPointer(start: bytes, count: length) }
  }

  private static let depth = 4
  private let source: any ByteSource
  private let size: Int
  private let slots: [Slot]
  private var fault: SourceFault?
  private let free = DispatchSemaphore(value: 0)
  private let done = DispatchSemaphore(value: 0)
  private let workers = DispatchQueue(label: "agtrack.intake.prepare", attributes: .concurrent)
  private let lock = DispatchSemaphore(value: 1)
  private var preparation: Preparation?
  private var next = 0
  private var holding = false
  private var atEnd = false

  /// The scanner loads words of eight bytes, so every chunk has room behind its end.
  private static let padding = 16

  init(_ source: any ByteSource, chunkBytes: Int) {
    self.source = source
    size = chunkBytes
    slots = (0..<ChunkPipe.depth).map { _ in Slot(capacity: chunkBytes + ChunkPipe.padding) }
    for _ in 0..<ChunkPipe.depth { free.signal() }
    DispatchQueue(label: "agtrack.intake.read").async { [self] in produce() }
  }

  /// Chunks that are read from now on are prepared; which is the first depends on the timing.
  func prepare(_ preparation: @escaping Preparation) {
    lock.wait()
    self.preparation = preparation
    lock.signal()
  }

  private func currentPreparation() -> Preparation? {
    lock.wait()
    defer { lock.signal() }
    return preparation
  }

  private func produce() {
    var place = 0
    var more = true
    while more {
      free.wait()
      let slot = slots[place]
      var filled = 0
      do throws(SourceFault) {
        while filled < size {
          let count = try source.read(
            into: UnsafeMutableRawBufferPointer(start: slot.bytes + filled, count: size - filled))
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
      slot.length = filled
      slot.rows.clear()
      place = (place + 1) % ChunkPipe.depth
      // A chunk that is not full is the last one, and empty where the bytes ended with a full chunk.
      if filled > 0, let preparation = currentPreparation() {
        workers.async {
          preparation(slot.chunk, slot.rows)
          slot.full.signal()
        }
      } else {
        slot.full.signal()
      }
    }
    done.signal()
  }

  /// The next bytes and what was prepared of them, valid until the next call; nil at the end. Throws after the last good
  /// bytes.
  func nextChunk() throws(SourceFault) -> (bytes: UnsafeMutableBufferPointer<UInt8>, rows: PreparedRows)? {
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
    let slot = slots[next]
    slot.full.wait()
    next = (next + 1) % ChunkPipe.depth
    if slot.length < size {
      atEnd = true
    } else {
      holding = true
    }
    return slot.length > 0 ? (slot.chunk, slot.rows) : try nextChunk()
  }

  /// Waits until the threads have let go of the source, taking what is left if the end was not reached.
  func finish() {
    while !atEnd { _ = try? nextChunk() }
    done.wait()
  }
}
