/// Evidence: who speaks, from where they know, and what they gain from being believed.
///
/// Most of it is weighed before any rule runs, while a record becomes facts. Each claim has its
/// lineage: whom a text relays, down to the *root* that knows at first hand; what five texts repeat
/// from one root is known from one (``Appraisal``). Roots that agree corroborate, a denial weakens,
/// a withdrawal silences what was said and all that relays it, and facts that exclude each other are
/// conflicts, both kept. By which grades that is done is a policy (``CredibilityPolicy``). What a
/// conclusion rests on is in its ``Explanation``, who stands by name for what in
/// ``Chronicle/speakers()``, how far a source can be followed in ``Chronicle/ranking(of:)``.
///
/// What is left to rules is what a record says of those who speak: who founded, heads, wrote or sells
/// what. People, outlets and texts are parties without a role of their own. A text is *interested in* what its publisher sells, and in what its author is
/// built on. That is a reason to mark a source as interested, so that a root is D at best; it is no
/// mark by itself, since an interest need not bear on what the text tells.
///
/// Headline conclusion: ``interestedIn``.
public enum Evidence {
  // MARK: - Recorded

  /// A party has a role in another: it has founded, heads, writes, publishes or sells it.
  ///
  /// *Shape*: who, in what, ``Role`` or another word.
  public static let roleIn = Relation<Party, Party, String>("role-in")

  // MARK: - Concluded

  /// A text speaks for what its publisher or author gains from.
  ///
  /// *Shape*: the text, the subject.
  public static let interestedIn = Relation<Party, Party>("interested-in")

  /// All of them, with their column types erased; the recorded one first.
  public static let relations: [RelationSignature] = [roleIn.signature, interestedIn.signature]

  /// The rules of evidence, in the order in which they build on each other.
  public static let rulebook = Rulebook("Evidence") {
    Rule("A text is interested in what its publisher sells") { text, goods, publisher in
      interestedIn(text, goods)
        .when(
          roleIn(publisher, text, Role.publisher.rawValue),
          roleIn(publisher, goods, Role.seller.rawValue)
        )
        .because("\(publisher) publishes \(text) and sells \(goods)")
    }

    Rule("A text is interested in what its author is built on") { text, part, author in
      interestedIn(text, part)
        .when(roleIn(author, text, Role.author.rawValue), Dependence.dependsOn(author, part))
        .because("\(author) has written \(text) and depends on \(part)")
    }
  }
}

extension Evidence {
  /// What a party is to another, where rules ask: words of the last column of ``Evidence/roleIn``.
  public enum Role: String, Hashable, Sendable, CaseIterable, Codable {
    /// Has written it.
    case author
    /// Brings it out.
    case publisher
    /// Offers it for money.
    case seller
  }
}
