/// Parents over generations: each node has some different parents in the layer above.
struct GenerationsInput {
  var layers: Int
  var width: Int
  var parents: Int
  var seed: UInt64

  func write(to folder: String) throws(Failure) {
    var random = SplitMix(state: seed)
    try FactFile.write("parent", to: folder) { file in
      for layer in 1..<max(1, layers) {
        for place in 0..<width {
          var chosen: Set<Int> = []
          while chosen.count < min(parents, width) { chosen.insert(random.below(width)) }
          for parent in chosen.sorted() {
            file.add((layer - 1) * width + parent, layer * width + place)
          }
        }
      }
    }
  }
}
