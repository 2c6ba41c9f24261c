import TechDecoupling

/// Relations for tests of the rule language alone.
enum Words {
  static let develops = Relation<Lab, Model>("develops")
  static let customaryPartner = Relation<Lab, Chipmaker>("customary-partner")
  static let earlyAccess = Relation<Model, Chipmaker>("early-access")
  static let released = Relation<Model>("released")
  static let withheldFrom = Relation<Model, Chipmaker>("withheld-from")
  static let figures = Relation<Chip, Int, Fixed>("figures")
  static let denser = Relation<Chip, Int>("denser")
  static let owns = Relation<Chipmaker, Chip>("owns")
  static let partner = Relation<Chipmaker, Chipmaker>("partner")
  static let counted = Relation<Chipmaker, Int>("counted")
}
