extension RuleProgram {
  /// Reads a file of rules.
  ///
  /// - Parameters:
  ///   - path: The file, or `-` for standard input.
  ///   - vocabulary: The relations and kinds that the text may use without declaring them.
  /// - Throws: ``RuleTextError`` with every mistake, in order of place.
  public init(
    contentsOf path: String, vocabulary: Vocabulary = .standard
  ) throws(RuleTextError) {
    try self.init(contentsOf: [path], vocabulary: vocabulary)
  }

  /// Reads files of rules that are one program: what one declares the others may use.
  ///
  /// - Parameters:
  ///   - paths: The files, in order; `-` is standard input.
  ///   - vocabulary: The relations and kinds that the text may use without declaring them.
  /// - Throws: ``RuleTextError`` with every mistake, in order of place.
  public init(
    contentsOf paths: [String], vocabulary: Vocabulary = .standard
  ) throws(RuleTextError) {
    var sources: [RuleTextSource] = []
    var problems: [RuleTextProblem] = []
    for path in paths {
      do throws(FileProblem) {
        sources.append(RuleTextSource(name: path, bytes: try FileAccess.read(path)))
      } catch {
        problems.append(
          RuleTextProblem(mistake: .file(error), place: Place(file: path), excerpt: nil))
      }
    }
    guard problems.isEmpty else { throw RuleTextError(problems) }
    try self.init(RuleTextSource(joining: sources), vocabulary: vocabulary)
  }

  /// Reads rules from text.
  ///
  /// - Parameters:
  ///   - text: The rules.
  ///   - name: The name of the file from which the text comes; errors and rules name it.
  ///   - vocabulary: The relations and kinds that the text may use without declaring them.
  /// - Throws: ``RuleTextError`` with every mistake, in order of place.
  public init(
    parsing text: String, name: String? = nil, vocabulary: Vocabulary = .standard
  ) throws(RuleTextError) {
    try self.init(RuleTextSource(name: name, text), vocabulary: vocabulary)
  }

  /// Reads rules from a source.
  init(_ source: RuleTextSource, vocabulary: Vocabulary) throws(RuleTextError) {
    let (syntax, problems) = RuleParser.parse(source)
    var elaborator = Elaborator(
      source, vocabulary: vocabulary, bookName: RuleProgram.bookName(source.name))
    // What the parser left out would be missed everywhere.
    guard problems.allSatisfy({ $0.severity == .warning }) else { throw RuleTextError(problems) }
    elaborator.elaborate(syntax)
    let all = problems + elaborator.problems
    if elaborator.hasErrors { throw RuleTextError(all) }
    self.init(elaborator, warnings: Set(all).sorted())
  }

  private init(_ elaborator: Elaborator, warnings: [RuleTextProblem]) {
    rulebook = elaborator.rulebook
    declarations = elaborator.relations.compactMap { relation in
      relation.range == nil
        ? nil
        : Declaration(
          name: relation.name, relation: relation.signature, attributes: relation.attributes,
          types: relation.typeNames, isTemporal: relation.isTemporal)
    }
    transfers = elaborator.transfers
    parameters = elaborator.parameters.keys.sorted()
    self.warnings = warnings
  }

  /// The name of a book that the text does not name: that of its file, without folders and ending.
  private static func bookName(_ path: String?) -> String {
    guard let path, let last = path.split(separator: "/").last else { return "rules" }
    let name = last.hasSuffix(".dl") ? last.dropLast(3) : last
    return name.isEmpty || name == "-" ? "rules" : String(name)
  }
}

extension Rulebook {
  /// Reads the rules and facts of a file of rules; what it reads and writes is left aside.
  ///
  /// - Throws: ``RuleTextError`` with every mistake, in order of place.
  public init(
    contentsOf path: String, vocabulary: Vocabulary = .standard
  ) throws(RuleTextError) {
    self = try RuleProgram(contentsOf: path, vocabulary: vocabulary).rulebook
  }

  /// Reads rules and facts from text; what it reads and writes is left aside.
  ///
  /// - Throws: ``RuleTextError`` with every mistake, in order of place.
  public init(
    parsing text: String, name: String? = nil, vocabulary: Vocabulary = .standard
  ) throws(RuleTextError) {
    self = try RuleProgram(parsing: text, name: name, vocabulary: vocabulary).rulebook
  }
}
