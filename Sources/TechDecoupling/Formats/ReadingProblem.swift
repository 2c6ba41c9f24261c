/// A mistake in a file that was to be read, with its place.
public struct ReadingProblem: Diagnostic {
  /// What is wrong.
  public enum Mistake: Hashable, Sendable {
    /// A file that cannot be read or written, and why.
    case file(FileProblem)
    /// The document is not JSON, or not strict JSON.
    case syntax(SyntaxMistake)
    /// A key that an object of this kind does not have.
    case unknownKey(String, owner: String, nearest: String?, keys: [String])
    /// A key that an object of this kind must have.
    case missingKey(String, owner: String)
    /// A value of another type than its key takes.
    case wrongType(found: String, expected: String)
    /// Another version of the format, or another format.
    case otherFormat(found: String, reads: String)
    /// A word that is not one of a few.
    case unknownWord(String, meaning: String, nearest: String?, words: [String])
    /// A role that no kind of entity has.
    case unknownRole(String, nearest: String?, roles: [String])
    /// An entry that is two things, or none.
    case contents(found: [String])
    /// A key that does not go with another of the same object.
    case misplacedKey(String, owner: String, next: String)
    /// A kind or relation that two declarations differ on, or that is the library's.
    case redeclared(noun: String, name: String)
    /// A name that is not in the form that names have.
    case badName(String, noun: String, form: String)
    /// An atom that cannot be read.
    case atom(AtomProblem)
    /// A date or period that cannot be read.
    case date(DateProblem)
    /// A mistake in what the documents say together.
    case record(ChronicleProblem)
    /// A change of a scenario that says nothing, or several things.
    case changes(found: [String], keys: [String])
    /// Changes of a scenario that contradict each other.
    case scenario(ScenarioProblem)
    /// A mistake in the rules of a scenario, by their own lines.
    case rule(RuleTextProblem)
    /// Text of a mapping whose braces hold no name of a column.
    case hole(String)
    /// A column of a mapping that has the name of another.
    case repeatedColumn(String)
    /// A column of a mapping for which no hole asks.
    case unusedColumn(String, nearest: String?)
  }

  /// What is wrong.
  public let mistake: Mistake
  /// Where it is; nil if there was nothing to read.
  public let place: Place?
  /// The place of what it clashes with, if it does.
  public let otherPlace: Place?

  /// Creates a problem.
  public init(_ mistake: Mistake, at place: Place?, and otherPlace: Place? = nil) {
    self.mistake = mistake
    self.place = place
    self.otherPlace = otherPlace
  }

  /// The code of the documentation's list.
  public var code: String {
    switch mistake {
    case .file(let problem): problem.code
    case .syntax(let mistake): mistake.code
    case .unknownKey: "TD120"
    case .missingKey: "TD121"
    case .wrongType: "TD122"
    case .otherFormat: "TD123"
    case .unknownWord: "TD124"
    case .unknownRole: "TD125"
    case .contents: "TD126"
    case .misplacedKey: "TD127"
    case .redeclared: "TD128"
    case .badName: "TD129"
    case .atom(let problem): problem.code
    case .date(let problem): problem.code
    case .record(let problem): problem.code
    case .changes: "TD807"
    case .scenario(let problem): problem.code
    case .rule(let problem): problem.code
    case .hole: "TD913"
    case .repeatedColumn: "TD914"
    case .unusedColumn: "TD915"
    }
  }
}

/// All the mistakes of the files that were to be read, in order of place.
///
/// A document is taken whole or not at all.
public struct ReadingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// At least one problem, by file as given, then by place.
  public let problems: [ReadingProblem]

  /// Creates an error.
  public init(_ problems: [ReadingProblem]) {
    self.problems = problems
  }

  /// One line for each problem.
  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}
