/// A part of a pattern.
indirect enum PatternNode {
  case empty
  case scalar(ScalarSet)
  case assertion(Pattern.Assertion)
  case sequence([PatternNode])
  case choice([PatternNode])
  /// At least and at most so often; nil for any number.
  case repetition(PatternNode, Int, Int?)

  /// Appends the instructions of the part.
  func emit(into code: inout [Pattern.Instruction]) throws(PatternError) {
    if code.count > Pattern.mostStates {
      throw PatternError(
        reason: "the pattern comes to more than \(Pattern.mostStates) states when its"
          + " repetitions are written out")
    }
    switch self {
    case .empty: break
    case .scalar(let set): code.append(.scalar(set))
    case .assertion(let assertion): code.append(.assertion(assertion))
    case .sequence(let parts):
      for part in parts { try part.emit(into: &code) }
    case .choice(let parts):
      var jumps: [Int] = []
      for (index, part) in parts.enumerated() {
        guard index + 1 < parts.count else {
          try part.emit(into: &code)
          continue
        }
        let split = code.count
        code.append(.end)
        try part.emit(into: &code)
        jumps.append(code.count)
        code.append(.end)
        code[split] = .split(split + 1, code.count)
      }
      for jump in jumps { code[jump] = .jump(code.count) }
    case .repetition(let part, let least, let most):
      for _ in 0..<least { try part.emit(into: &code) }
      guard let most else {
        let split = code.count
        code.append(.end)
        try part.emit(into: &code)
        code.append(.jump(split))
        code[split] = .split(split + 1, code.count)
        return
      }
      var splits: [Int] = []
      for _ in least..<max(least, most) {
        splits.append(code.count)
        code.append(.end)
        try part.emit(into: &code)
      }
      for split in splits { code[split] = .split(split + 1, code.count) }
    }
  }
}
