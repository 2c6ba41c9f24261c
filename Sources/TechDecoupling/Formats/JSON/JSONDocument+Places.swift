extension JSONDocument {
  /// Finds line, column and path of some bytes, given in ascending order.
  ///
  /// Of a part of a file they are those in the file.
  ///
  /// - Complexity: O(*n*) in bytes for all of them together.
  func places(at offsets: [Int]) -> [Place] {
    let paths = self.paths(at: offsets)
    var places: [Place] = []
    places.reserveCapacity(offsets.count)
    let start = origin?.index == nil && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var (line, column, index) = (1, 1, start)
    func jump() {
      if let origin, origin.offset == index { (line, column) = (origin.line, origin.column) }
    }
    jump()
    for (offset, path) in zip(offsets, paths) {
      while index < min(offset, bytes.count) {
        defer { jump() }
        if bytes[index] == 0x0A {
          (line, column) = (line + 1, 1)
        } else if bytes[index] & 0xC0 != 0x80 {
          column += 1
        }
        index += 1
      }
      places.append(Place(file: name, line: line, column: column, path: path))
    }
    return places
  }

  /// The line and column of a value of an element.
  ///
  /// - Complexity: O(*n*) in the bytes before it.
  func position(of node: Int) -> (line: Int, column: Int) {
    var (line, column) = (origin?.line ?? 1, origin?.column ?? 1)
    for byte in bytes[..<Int(nodes[node].offset)] {
      if byte == 0x0A {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }

  /// A container on the way to a byte, and the child that the search has come to.
  private struct Step {
    let container: Int
    var child: Int
    var index = 0
  }

  private func paths(at offsets: [Int]) -> [String] {
    // What is no value is not an element yet.
    guard !nodes.isEmpty else { return offsets.map { _ in origin?.list ?? "$" } }
    var steps: [Step] = []
    var paths: [String] = []
    for offset in offsets {
      while let last = steps.last, Int(nodes[last.container].end) <= offset { steps.removeLast() }
      if steps.isEmpty { steps = [Step(container: 0, child: 1)] }
      var path: String?
      while path == nil {
        let member = advance(&steps[steps.count - 1], to: offset)
        guard let member else {
          path = text(of: steps.dropLast())
          break
        }
        let isDeeper =
          nodes[member].isContainer && Int(nodes[member].offset) <= offset
        if isDeeper {
          steps.append(Step(container: member, child: member + 1))
        } else {
          path = text(of: steps[...])
        }
      }
      paths.append(path ?? "$")
    }
    return paths
  }

  /// Moves to the child that has the byte; returns its value, or nil if the byte is between
  /// children.
  private func advance(_ step: inout Step, to offset: Int) -> Int? {
    let container = nodes[step.container]
    guard container.isContainer else { return nil }
    let isObject = container.kind == .object
    let end = min(Int(container.next), nodes.count)
    while step.child < end {
      let value = isObject ? step.child + 1 : step.child
      // A key whose value was never read is its own last node.
      let last = nodes[min(value, nodes.count - 1)]
      if offset < Int(last.end) || last.next == .max {
        return offset >= Int(nodes[step.child].offset) ? min(value, nodes.count - 1) : nil
      }
      step.child = Int(last.next)
      step.index += 1
    }
    return nil
  }

  private func text(of steps: ArraySlice<Step>) -> String {
    var path = origin?.path ?? "$"
    // The middle of a path that no chronicle has is left out.
    let outer = origin?.depth ?? 0
    let count = outer + steps.count
    for (depth, step) in zip(outer..., steps) where step.child < nodes.count {
      if count > 16, depth >= 8, depth < count - 4 {
        if depth == 8 { path += "…" }
        continue
      }
      if nodes[step.container].kind == .array {
        path += "[\(step.index)]"
      } else {
        path += JSONDocument.pathComponent(text(of: step.child))
      }
    }
    return path
  }

  /// A key as a path has it.
  static func pathComponent(_ key: String) -> String {
    let isPlain = key.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
      default: false
      }
    }
    if isPlain, !key.isEmpty { return "." + key }
    var quoted: [UInt8] = []
    JSONEscapes.quote(key, into: &quoted)
    return "[" + String(decoding: quoted, as: UTF8.self) + "]"
  }
}

extension JSONDocument.Origin {
  /// The path of the document itself.
  var path: String { index.map { "\(list)[\($0)]" } ?? list }

  /// The number of containers around the document.
  var depth: Int { index == nil ? 0 : list == "$" ? 1 : 2 }
}

extension JSONNode {
  var isContainer: Bool { kind == .object || kind == .array }
}
