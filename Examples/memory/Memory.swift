#if canImport(Glibc)
  import Glibc
#endif

/// Keeps large blocks of memory that are freed for those that come next.
///
/// glibc takes each block of 128 KiB or more from the system, which clears its pages, and gives it
/// back when it is freed. Once a larger one has been freed it keeps blocks up to that size, but at
/// most 32 MiB: *M_MMAP_THRESHOLD* of mallopt(3). So one block that nobody writes to is enough.
public func keepFreedMemory() {
  UnsafeMutableRawPointer.allocate(byteCount: 1 << 25 - 1 << 16, alignment: 16).deallocate()
}

/// Has all threads take memory from one place, for work on one thread; to be called before there is
/// a second.
///
/// What works may go on in another thread after it has waited, to which glibc would give an arena
/// of its own: what was freed in the first would then lie idle, up to 13 MiB of 88 on a million
/// facts. Two threads at work would wait for each other.
public func holdMemoryTogether() {
  #if canImport(Glibc)
    // Found by name, since Swift's module of the library does not have it.
    guard let set = dlsym(nil, "mallopt") else { return }
    let mostArenas: CInt = -8
    _ = unsafeBitCast(set, to: (@convention(c) (CInt, CInt) -> CInt).self)(mostArenas, 1)
  #endif
}
