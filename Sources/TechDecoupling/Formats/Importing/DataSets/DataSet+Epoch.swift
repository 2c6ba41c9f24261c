extension DataSet {
  /// The chips of Epoch AI and their figures.
  ///
  /// A chip has its figures in two readings: `own total` takes the set's total processing
  /// performance, `by format` the greatest product of a format's dense rate and its bits. What the
  /// set does not give is 0, as ``ExportControls/figures`` has it. TF32 has 19 bits. Figures of 1 or
  /// more are rounded to six places.
  ///
  /// - Source: Epoch AI, Machine Learning Hardware, read in April 2026, CC BY 4.0.
  public static let epochChips = DataSet(
    source: Source(
      id: "epoch-chips", name: "Epoch AI, Machine Learning Hardware", reliability: .b,
      published: "2026-04", url: "https://epoch.ai/data/machine-learning-hardware"),
    files: ["ml_hardware.csv"],
    relations: [named.signature, launched.signature, fabricatedBy.signature],
    readFiles: readChips)

  /// The rates of the set's columns, and the bits of each format.
  private static let formats: [(column: String, bits: Int64)] = [
    ("FP64 (double precision) performance (FLOP/s)", 64),
    ("FP32 (single precision) performance (FLOP/s)", 32),
    ("TF32 (TensorFloat-32) performance (FLOP/s)", 19),
    ("Tensor-FP16/BF16 performance (FLOP/s)", 16),
    ("FP16 (half precision) performance (FLOP/s)", 16), ("INT16 performance (OP/s)", 16),
    ("FP8 performance (FLOP/s)", 8), ("INT8 performance (OP/s)", 8),
    ("FP4 performance (FLOP/s)", 4), ("INT4 performance (OP/s)", 4),
  ]

  private static let total = "Total processing performance (bit-OP/s)"
  private static let area = "Die Size (mm^2)"
  private static let link = "Intranode bandwidth (byte/s)"
  private static let memory = "Memory bandwidth (byte/s)"

  @Sendable private static func readChips(_ input: inout Input) throws {
    var file = try input.table(
      "ml_hardware.csv", columns: "Hardware name", "Manufacturer", "Release date", "Foundry", total,
      area, link, memory)
    _ = try file.require(formats.map(\.column))
    while try file.next(&input.builder.report) {
      let name = file["Hardware name"]
      input.builder.begin(name, at: file.place)
      let record = { (id: EntityID) in
        EntityRecord(id: id, roles: [Chip.kind.name], name: name)
      }
      guard let chip = input.builder.id("epoch-chip-", name, column: "Hardware name"),
        input.builder.add(record(chip))
      else { continue }
      let key = EntityID.slug(name)
      let maker = file["Manufacturer"]
      if let id = input.builder.id("epoch-", maker, column: "Manufacturer"),
        input.builder.add(EntityRecord(id: id, roles: [Chipmaker.kind.name], name: maker))
      {
        input.builder.name(id, EntityID.slug(maker), [maker])
        input.builder.state(key, Atom(Profile.makes.signature, .entity(id), .entity(chip)))
      }
      for foundry in file["Foundry"].cells {
        guard let id = input.builder.id("epoch-", foundry, column: "Foundry"),
          input.builder.add(EntityRecord(id: id, roles: [], name: foundry))
        else { continue }
        input.builder.state(
          "\(key)-\(EntityID.slug(foundry))",
          Atom(fabricatedBy.signature, .entity(chip), .entity(id)))
      }
      if let date = input.builder.date(file["Release date"], column: "Release date") {
        input.builder.happen(
          key,
          Event("\(name) comes out", on: date, marks: [Atom(launched.signature, .entity(chip))]))
      }
      readFigures(file, chip, key, &input.builder)
    }
  }

  private static func readFigures(
    _ file: borrowing CSVFile, _ chip: EntityID, _ key: String, _ builder: inout ImportBuilder
  ) {
    var others: [Fixed] = []
    for (column, power) in [(area, 0), (link, -9), (memory, -9)] {
      let text = file[column]
      others.append(
        text.isEmpty ? 0 : builder.decimal(text, column: column, power: power, rounds: true) ?? 0)
    }
    func state(_ reading: String, _ tpp: Fixed, _ builder: inout ImportBuilder) {
      let values = [tpp] + others
      builder.state(
        "\(key)-\(EntityID.slug(reading))",
        Atom(
          relation: ExportControls.figures.signature,
          arguments: [.value(.entity(chip)), .value(.text(reading))]
            + values.map { .value(.decimal($0)) }))
    }
    if let tpp = builder.decimal(file[total], column: total, power: -12, rounds: true) {
      state("own total", tpp, &builder)
    }
    var greatest: Fixed?
    for (column, bits) in formats {
      let text = file[column]
      guard !text.isEmpty,
        let rate = builder.decimal(text, column: column, power: -12, rounds: true)
      else {
        continue
      }
      let (product, isTooLarge) = rate.millionths.multipliedReportingOverflow(by: bits)
      if isTooLarge {
        builder.leave(.number(text, column: column, expected: "a rate whose product fits 64 bits"))
      } else {
        greatest = max(greatest ?? 0, Fixed(millionths: product))
      }
    }
    if let greatest { state("by format", greatest, &builder) }
  }

  /// The notable models of Epoch AI: who made them, when they came out, on what they were trained.
  ///
  /// Organizations and countries are lists that pair by position; where they are not equally long,
  /// only a single organization is given its countries. A number of chips is taken where the row
  /// names one kind of chip. Training was at some day up to publication.
  ///
  /// - Source: Epoch AI, Notable AI Models, read in January 2026, CC BY 4.0.
  public static let epochModels = DataSet(
    source: Source(
      id: "epoch-models", name: "Epoch AI, Notable AI Models", reliability: .b,
      published: "2026-01", url: "https://epoch.ai/data/ai-models"),
    files: ["notable_ai_models.csv"],
    relations: [
      named.signature, basedIn.signature, published.signature, hardwareCount.signature,
      trainingCompute.signature, statedConfidence.signature,
    ],
    readFiles: readModels)

  @Sendable private static func readModels(_ input: inout Input) throws {
    var file = try input.table(
      "notable_ai_models.csv", columns: "Model", "Organization", "Publication date",
      "Training hardware", "Hardware quantity", "Confidence", "Country (of organization)",
      "Training compute (FLOP)")
    while try file.next(&input.builder.report) {
      let name = file["Model"]
      input.builder.begin(name, at: file.place)
      guard let model = input.builder.id("epoch-model-", name, column: "Model"),
        input.builder.add(EntityRecord(id: model, roles: [Model.kind.name], name: name))
      else { continue }
      let key = EntityID.slug(name)
      readOrganizations(file, model, key, &input.builder)
      let date = input.builder.date(file["Publication date"], column: "Publication date")
      if let date {
        input.builder.happen(
          key,
          Event(
            "\(name) is published", on: date, marks: [Atom(published.signature, .entity(model))]))
      }
      readHardware(file, model, key, by: date, &input.builder)
      let confidence = file["Confidence"]
      if !confidence.isEmpty {
        input.builder.state(
          key, Atom(statedConfidence.signature, .entity(model), .text(confidence)))
      }
      let compute = file["Training compute (FLOP)"]
      if !compute.isEmpty,
        let amount = input.builder.decimal(
          compute, column: "Training compute (FLOP)", power: -18, rounds: true)
      {
        input.builder.state(
          key, Atom(trainingCompute.signature, .entity(model), .decimal(amount)))
      }
    }
  }

  private static func readOrganizations(
    _ file: borrowing CSVFile, _ model: EntityID, _ key: String, _ builder: inout ImportBuilder
  ) {
    let names = file["Organization"].cells
    let countries = file["Country (of organization)"].cells
    if names.isEmpty { builder.leave(.empty(column: "Organization")) }
    if names.count > 1, names.count != countries.count {
      builder.leave(
        .unequalLists(
          columns: ["Organization", "Country (of organization)"],
          counts: [names.count, countries.count]))
    }
    for (index, name) in names.enumerated() {
      guard let id = builder.id("epoch-", name, column: "Organization"),
        builder.add(EntityRecord(id: id, roles: [Lab.kind.name], name: name))
      else { continue }
      let slug = EntityID.slug(name)
      builder.name(id, slug, [name])
      builder.state("\(key)-\(slug)", Atom(Profile.develops.signature, .entity(id), .entity(model)))
      let own =
        names.count == 1 ? countries : names.count == countries.count ? [countries[index]] : []
      if names.count == 1, own.isEmpty {
        builder.leave(.empty(column: "Country (of organization)"))
      }
      for country in own {
        guard let code = builder.country(country, column: "Country (of organization)") else {
          continue
        }
        builder.state(
          "\(slug)-\(EntityID.slug(code.text))",
          Atom(basedIn.signature, .entity(id), .entity(code)))
      }
    }
  }

  private static func readHardware(
    _ file: borrowing CSVFile, _ model: EntityID, _ key: String, by date: DateRange?,
    _ builder: inout ImportBuilder
  ) {
    let names = file["Training hardware"].cells
    let period = date?.last.flatMap { try? DatePeriod(parsing: "[..\($0)]/..") }
    for name in names {
      guard let chip = builder.id("epoch-chip-", name, column: "Training hardware"),
        builder.add(EntityRecord(id: chip, roles: [Chip.kind.name], name: name))
      else { continue }
      builder.state(
        "\(key)-\(EntityID.slug(name))",
        Atom(Training.trainedOn.signature, .entity(model), .entity(chip)), over: period)
    }
    let quantity = file["Hardware quantity"]
    guard !quantity.isEmpty else { return }
    guard names.count == 1, let name = names.first else {
      builder.leave(
        .unequalLists(
          columns: ["Training hardware", "Hardware quantity"], counts: [names.count, 1]))
      return
    }
    guard let count = builder.decimal(quantity, column: "Hardware quantity"),
      count.millionths % 1_000_000 == 0
    else {
      builder.leave(
        .number(quantity, column: "Hardware quantity", expected: "a whole number"))
      return
    }
    builder.state(
      key,
      Atom(
        hardwareCount.signature, .entity(model),
        .entity(EntityID("epoch-chip-" + EntityID.slug(name))),
        .integer(Int(count.millionths / 1_000_000))))
  }
}

extension String {
  /// The values of a cell that separates them by commas, without those that are empty.
  var cells: [String] { cells(at: ",") }

  /// The values of a cell that a character separates, without space at their ends and without those
  /// that are empty.
  func cells(at separator: Character) -> [String] { parts(at: separator).map { String($0) } }

  /// The same as parts of the cell.
  func parts(at separator: Character) -> [Substring] {
    split(separator: separator).map { part in
      let end = part.indices.last { !part[$0].isWhitespace }
      return end.map { part[...$0].drop(while: \.isWhitespace) } ?? ""
    }.filter { !$0.isEmpty }
  }
}
