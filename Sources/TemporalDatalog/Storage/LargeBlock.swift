#if canImport(Glibc)
  import Glibc
#endif

/// Memory for many words that are read and written here and there.
enum LargeBlock {
  /// Where the system gives memory in larger pages if it is asked to, those of x86-64 and arm64.
  private static let pageSize = 1 << 21

  /// Memory for so many words, which are still to be written; it is given back by `deallocate()`.
  ///
  /// A page that is touched for the first time costs some microseconds. Of MiB of bits that is more
  /// than setting them, so that large blocks are asked for in pages of 2 MiB instead of 4 KiB.
  static func allocate(words: Int) -> UnsafeMutablePointer<UInt64> {
    let size = words * MemoryLayout<UInt64>.size
    guard size >= 2 * pageSize else { return .allocate(capacity: words) }
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: pageSize)
    #if canImport(Glibc)
      // It is a hint: where the system has no such pages, nothing changes.
      _ = madvise(memory, size / pageSize * pageSize, MADV_HUGEPAGE)
    #endif
    return memory.bindMemory(to: UInt64.self, capacity: words)
  }
}
