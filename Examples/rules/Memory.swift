/// Keeps large blocks of memory that are freed for those that come next.
///
/// glibc takes each block of 128 KiB or more from the system, which clears its pages, and gives it
/// back when it is freed. Once a larger one has been freed it keeps blocks up to that size, but at
/// most 32 MiB: *M_MMAP_THRESHOLD* of mallopt(3). So one block that nobody writes to is enough.
func keepFreedMemory() {
  UnsafeMutableRawPointer.allocate(byteCount: 1 << 25 - 1 << 16, alignment: 16).deallocate()
}
