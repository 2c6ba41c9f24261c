/// A public data set as its publisher lays it out, and how it is read into a record.
///
/// ```swift
/// let read = try DataSet.epochChips.read(from: "data/epoch")
/// print(read.report)
/// try chronicle.add(read.document)
/// ```
///
/// Every entry cites the set as its source, with the day of the version that the library was made
/// for, and the row. Ids begin with the set's own prefix, so that nothing is taken to be one with
/// something of another set because of its name; ``named`` is there to ask by name.
/// <doc:importing-data> has what each set gives and what it leaves.
public struct DataSet: Sendable {
  /// The set as a source: publisher, version and grade.
  public let source: Source
  /// The files that are read, by name, of the folder that is given.
  public let files: [String]
  /// Relations beside the library's that the set states.
  let relations: [RelationSignature]
  let readFiles: @Sendable (inout Input) throws -> Void

  /// What a reader works on.
  struct Input {
    var builder: ImportBuilder
    let folder: String
    let files: [String]
    let reporting: ((TableProgress) -> Void)?

    /// The path of one of the set's files.
    func path(_ name: String) -> String {
      if files.count == 1, folder.hasSuffix(name) || folder == "-" { return folder }
      return folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    /// Opens a file of comma-separated values that has some columns.
    func table(_ name: String, columns: String...) throws -> CSVFile {
      let file = try CSVFile(path: path(name), reporting: reporting)
      _ = try file.require(columns)
      return file
    }

    /// Opens a file of JSON, which has a list that is read element by element.
    func list(_ key: String?, of name: String) throws -> JSONFile {
      try JSONFile(path: path(name), list: key, reporting: reporting)
    }
  }

  /// Reads the set.
  ///
  /// - Parameters:
  ///   - path: The folder that has its files; for a set of one file also that file.
  ///   - reporting: Called with how far the reading of a file has come, once for each megabyte.
  /// - Throws: ``ImportError`` if a file is not there, or not laid out as the set is; what single
  ///   rows lack is in the report. `CancellationError` if the task was cancelled.
  /// - Complexity: O(*n*) in bytes.
  public func read(
    from path: String, reporting: ((TableProgress) -> Void)? = nil
  ) throws -> Imported {
    var input = Input(
      builder: ImportBuilder(source, relations: relations), folder: path, files: files,
      reporting: reporting)
    try readFiles(&input)
    return input.builder.imported
  }

  /// All sets that the library reads.
  public static let all: [DataSet] = [
    etoSupplyChain, commerceControlList, countryGroups, entityList, epochChips, epochModels,
    ploverEvents,
  ]
}

// MARK: - What sets state beside the relations of the mechanisms

extension DataSet {
  /// A party has a name or an alias in a set, by its letters and digits, such as `huawei`.
  ///
  /// Names can be compared by it. That two parties have a name in common does not make them one; who knows that they are records
  /// ``Profile/sameAs``.
  public static let named = Relation<Party, String>("named")
  /// A party has an address or a seat in a country, one of perhaps several.
  public static let basedIn = Relation<Party, Country>("based-in")
  /// A chip came out on a day.
  public static let launched = Relation<Chip>("launched")
  /// A chip is fabricated by a foundry.
  public static let fabricatedBy = Relation<Chip, Party>("fabricated-by")
  /// A model was published on a day.
  public static let published = Relation<Model>("published")
  /// A model was trained on a number of chips.
  public static let hardwareCount = Relation<Model, Chip, Int>("hardware-count")
  /// The training compute of a model, in units of 10¹⁸ operations.
  public static let trainingCompute = Relation<Model, Fixed>("training-compute")
  /// How sure the set is of a model's figures, in its own word.
  public static let statedConfidence = Relation<Model, String>("stated-confidence")
  /// The heading of an entry of a control list.
  public static let heading = Relation<ExportControl, String>("heading")
  /// A reason for control, such as NS.
  public static let reasonForControl = Relation<ExportControl, String>("reason-for-control")
  /// What needs a license for where, in the words of the list.
  ///
  /// *Shape*: the list's entry, what, where.
  public static let licenseRequirement = Relation<ExportControl, String, String>(
    "license-requirement")
  /// An entry of a control list applies the column of the country chart, such as `NS 1`.
  public static let chartColumn = Relation<ExportControl, String>("chart-column")
  /// What needs a license to go to a listed party, and how applications are reviewed.
  ///
  /// *Shape*: party, requirement, policy.
  public static let listingTerms = Relation<Party, String, String>("listing-terms")
  /// One party acted toward another, in a category of the PLOVER ontology.
  ///
  /// *Shape*: who acted, the category, toward whom.
  public static let actedToward = Relation<Party, String, Party>("acted-toward")
  /// A party acted, in a category of the PLOVER ontology, toward nobody who is named.
  public static let acted = Relation<Party, String>("acted")
}

extension ImportBuilder {
  /// States the names of a party, so that they can be compared.
  mutating func name(_ party: EntityID, _ key: String, _ names: [String]) {
    for name in Set(names.map { EntityID.slug($0) }).sorted() where !name.isEmpty {
      state("\(key)-\(name)", Atom(DataSet.named.signature, .entity(party), .text(name)))
    }
  }
}
