/// Entities, and what holds of them and between them on one day, to be drawn by other programs.
///
/// Nodes are sorted by id; edges stand in the order of the relations that were asked for, those of
/// one relation sorted by column. The same findings give the same bytes.
public struct Graph: Hashable, Sendable {
  /// The day on which all of it holds.
  public let day: Day
  /// The entities that some edge or mark names, sorted by id.
  public let nodes: [Node]
  /// What holds between two entities.
  public let edges: [Edge]

  /// An entity of a graph.
  public struct Node: Hashable, Sendable {
    /// The id.
    public let entity: EntityID
    /// The name to print.
    public let name: String
    /// The names of its kinds, sorted.
    public let kinds: [String]
    /// What holds of it alone: relations with one column of entities.
    public internal(set) var marks: [Label]
  }

  /// What holds between two entities.
  public struct Edge: Hashable, Sendable {
    /// The place in ``Graph/nodes`` of the entity from which it goes.
    public let from: Int
    /// The place in ``Graph/nodes`` of the entity to which it goes.
    public let to: Int
    /// What holds.
    public let label: Label
  }

  /// What is written on an edge or in a node.
  public struct Label: Hashable, Sendable {
    /// What holds.
    public let atom: Atom
    /// The relation and the values that are not at an end of the edge, entities by name:
    /// `declined-access: DeepSeek-V4`.
    public let words: String
    /// How far up it follows; nil if it is only conceivable.
    public let credibility: Credibility?

    /// How sure it is, in words.
    var certainty: String { credibility?.rawValue ?? "only conceivable" }
  }

  /// A relation to be drawn, and the two of its columns that an edge joins.
  public struct Part: Hashable, Sendable {
    /// The relation.
    public var relation: RelationSignature
    /// The column from which edges go, from 0; nil: the first that holds entities.
    public var from: Int?
    /// The column to which edges go, from 0; nil: the first other one that holds entities.
    public var to: Int?

    /// Creates a part from a relation whose column types are erased.
    public init(_ relation: RelationSignature, from: Int? = nil, to: Int? = nil) {
      self.relation = relation
      self.from = from
      self.to = to
    }

    /// A relation to be drawn.
    ///
    /// - Parameters:
    ///   - relation: The relation, typed.
    ///   - from: The column from which edges go, from 0; by default the first that holds entities.
    ///   - to: The column to which they go; by default the first other one that holds entities.
    public static func relation<each C: Column>(
      _ relation: Relation<repeat each C>, from: Int? = nil, to: Int? = nil
    ) -> Part {
      Part(relation.signature, from: from, to: to)
    }
  }
}
