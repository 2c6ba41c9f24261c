import Testing

@testable import TechDecoupling

@Suite struct FileAccessTests {
  private func error(_ paths: String...) -> String {
    do throws(ReadingError) {
      _ = try Chronicle(contentsOf: paths)
      return "no error"
    } catch {
      return error.description
    }
  }

  @Test func `a path that leads nowhere is told with what was tried`() {
    #expect(
      error("/nowhere/a.json")
        == "TD101: cannot read '/nowhere/a.json': there is no such file or folder; "
        + "give the path of a file")
    #expect(
      error("", "/dev/null/a.json")
        == """
        TD101: cannot read '': it is not the path of a file; give the path of a file
        TD101: cannot read '/dev/null/a.json': a part of the path is not a folder; \
        give the path of a file
        """)
    #expect(error("a\0b").contains("it is not the path of a file"))
  }

  @Test func `a folder without documents is told`() {
    #expect(
      error(Repository.path("Sources/TechDecoupling"))
        == "TD101: cannot list '\(Repository.path("Sources/TechDecoupling"))': "
        + "the folder has no file that ends in .json; give the path of a file")
  }

  @Test func `an empty file is read, and is no chronicle`() {
    #expect(
      error("/dev/null")
        == "TD102: the file is empty at /dev/null:1:1 ($); "
        + "it is to be a JSON object with the key 'format'")
  }

  @Test func `a chronicle cannot be written into a folder that is not there`() {
    #expect(
      throws: FileProblem(.write, "/nowhere/a.json", reason: "there is no such file or folder")
    ) {
      try Chronicle().write(to: "/nowhere/a.json")
    }
  }

  @Test func `what is written to a file is read back, from the file and from its folder`() throws {
    let folder = Repository.path(".build/formats-\(UInt64.random(in: 0 ... .max))")
    #expect(Repository.makeFolder(folder))
    defer { Repository.removeFolder(folder) }
    var random = RandomRecord(seed: 1)
    var document = random.document(entries: 0..<0)
    // More than one buffer of the reader's.
    for number in 0..<600 {
      document.entries.append(
        Entry(
          EntryID("long\(number)"), Event("x"), note: String(repeating: "é", count: number)))
    }
    let chronicle = try Chronicle(joining: [document])
    try chronicle.write(to: folder + "/b.json")
    try Chronicle().write(to: folder + "/a.json")
    #expect(try FileAccess.documents(at: folder) == [folder + "/a.json", folder + "/b.json"])
    #expect(try FileAccess.read(folder + "/b.json") == chronicle.jsonBytes)
    #expect(try Chronicle(contentsOf: folder) == chronicle)
    #expect(try Chronicle(contentsOf: [folder + "/b.json", folder + "/b.json"]) == chronicle)
  }

  @Test func `what was read has its place`() throws {
    let chronicle = try Chronicle(
      json: """
        {"format": "techdecoupling/1",
         "entities": [{"id": "a", "roles": ["Lab"]},
           {"id": "b", "roles": ["Lab"]}], "sources": [{"id": "s", "name": "S", "reliability": "A"}],
         "entries": [{"id": "e", "event": "x", "claims": [{"source": "s"}]}]}
        """, name: "a.json")
    #expect(chronicle.entities["b"]?.place?.description == "a.json:3:4 ($.entities[1])")
    #expect(chronicle.sources["s"]?.place?.description == "a.json:3:48 ($.sources[0])")
    #expect(chronicle["e"]?.place?.description == "a.json:4:14 ($.entries[0])")
    #expect(
      chronicle["e"]?.claims.first?.place?.description == "a.json:4:51 ($.entries[0].claims[0])")
  }
}
