/// A file of rules as text: a rulebook, the relations that it declares, and what it reads and writes.
///
/// ```swift
/// let program = try RuleProgram(contentsOf: "exposure.dl")
/// let facts = try program.facts(from: "facts")
/// let findings = try await facts.findings(under: program.rulebook)
/// try program.write(findings, to: "results")
/// ```
public struct RuleProgram: Hashable, Sendable {
  /// A relation as the text declares it.
  public struct Declaration: Hashable, Sendable {
    /// The name as rule text has it: `withheld_from`.
    public var name: String
    /// The relation; its name has hyphens for underscores.
    public var relation: RelationSignature
    /// A name for each column.
    public var attributes: [String]
    /// The type of each column as written.
    public var types: [String]
    /// Whether rows may hold on some days only.
    public var isTemporal: Bool
  }

  /// What is done with a relation's rows before or after the rules run.
  public struct Transfer: Hashable, Sendable {
    /// Which way the rows go.
    public enum Direction: Hashable, Sendable {
      /// `.input`: they are read before the rules run.
      case input
      /// `.output`: they are written.
      case output
      /// `.printsize`: their number is printed.
      case printSize
    }
    /// Which way the rows go.
    public var direction: Direction
    /// The name of the declared relation, as rule text has it.
    public var relation: String
    /// The file's name inside the folder; nil for standard output.
    public var file: String?
    /// How the file is written.
    public var format: TableFormat
    /// Where the text says so; two transfers that differ in this alone are equal.
    public var location: SourceLocation? {
      get { place.value }
      set { place.value = newValue }
    }
    private var place = Incidental<SourceLocation>(nil)

    /// Creates what a directive says.
    public init(
      direction: Direction, relation: String, file: String?, format: TableFormat,
      location: SourceLocation? = nil
    ) {
      self.direction = direction
      self.relation = relation
      self.file = file
      self.format = format
      place = Incidental(location)
    }
  }

  /// The rules, and the facts that the text states.
  public let rulebook: Rulebook
  /// The relations that the text declares, in its order.
  public let declarations: [Declaration]
  /// What is read and written, in the text's order.
  public let transfers: [Transfer]
  /// The names of the parameters that the text declares, sorted; ``Rulebook/setting(_:to:)`` takes them.
  public let parameters: [String]
  /// What may not say what was meant.
  public let warnings: [RuleTextProblem]
}
