extension FileInput {
  /// Opens a file, or standard input for `-`, for a reader that asks for its next bytes.
  ///
  /// - Parameter reporting: Called with how far the reading has come, each time that bytes were read.
  /// - Returns: What puts the next bytes into a buffer and returns how many, 0 at the end; it throws
  ///   ``ImportError``, or `CancellationError` if the task was cancelled.
  /// - Throws: ``ImportError`` if the file cannot be opened.
  static func filling(
    from path: String, reporting: ((TableProgress) -> Void)?
  ) throws(ImportError) -> (UnsafeMutableRawBufferPointer) throws -> Int {
    func refusal(_ problem: FileProblem) -> ImportError {
      ImportError([ImportProblem(.file(problem), at: Place(file: path))])
    }
    let input: FileInput
    do throws(FileProblem) { input = try FileInput(path) } catch { throw refusal(error) }
    var progress = TableProgress(bytes: 0, totalBytes: input.size)
    return { buffer in
      if Task.isCancelled { throw CancellationError() }
      do throws(FileProblem) {
        let count = try input.read(into: buffer)
        progress.bytes += count
        reporting?(progress)
        return count
      } catch {
        throw refusal(error)
      }
    }
  }
}
