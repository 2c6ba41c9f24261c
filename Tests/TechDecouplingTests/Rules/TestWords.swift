import TechDecoupling

/// Kinds of entity and relations for tests of the rule language alone.
protocol TestEntity: Entity {
  init(id: EntityID, name: String)
}

extension TestEntity {
  var aliases: [String] { [] }
  var profile: [String: [Value]] { [:] }
  init(record: EntityRecord) { self.init(id: record.id, name: record.name ?? record.id.text) }
  init(_ id: EntityID) { self.init(id: id, name: id.text) }
  init(from decoder: any Decoder) throws {
    self.init(EntityID(try decoder.singleValueContainer().decode(String.self)))
  }
  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(id.text)
  }
}

struct TestLab: TestEntity {
  static let kind = EntityKind("Lab")
  var id: EntityID
  var name: String
}

struct TestModel: TestEntity {
  static let kind = EntityKind("Model")
  var id: EntityID
  var name: String
}

struct TestMaker: TestEntity {
  static let kind = EntityKind("Chipmaker")
  var id: EntityID
  var name: String
}

struct TestChip: TestEntity {
  static let kind = EntityKind("Chip")
  var id: EntityID
  var name: String
}

enum Words {
  static let develops = Relation<TestLab, TestModel>("develops")
  static let customaryPartner = Relation<TestLab, TestMaker>("customary-partner")
  static let earlyAccess = Relation<TestModel, TestMaker>("early-access")
  static let released = Relation<TestModel>("released")
  static let withheldFrom = Relation<TestModel, TestMaker>("withheld-from")
  static let figures = Relation<TestChip, Int, Fixed>("figures")
  static let denser = Relation<TestChip, Int>("denser")
  static let owns = Relation<TestMaker, TestChip>("owns")
  static let partner = Relation<TestMaker, TestMaker>("partner")
  static let counted = Relation<TestMaker, Int>("counted")
}
