/// What a page for readers tells of findings: its title, its conclusions, its actors and its day.
///
/// ```swift
/// var report = Report(title: "Who withholds what", lead: ["DeepSeek withholds V4 from Nvidia."])
/// report.day = "2026-02-26"
/// try findings.write(report, to: "report.html")
/// ```
///
/// ``Findings/html(of:)`` says what is on the page.
public struct Report: Hashable, Sendable {
  /// The heading, and the name of the page in a browser.
  public var title: String
  /// Paragraphs below the heading: the news in a sentence or two.
  public var lead: [String]
  /// The relations whose findings are told, in this order; nil: all that rules conclude, in the
  /// order of the rules.
  public var relations: [RelationSignature]?
  /// The relations drawn between actors; those that the findings do not know are left out.
  public var flows: [Flow]
  /// The day on which the page opens; nil: the first on which the first of the findings is proved.
  public var day: Day?

  /// Creates what a page tells.
  public init(
    title: String = "What follows from the record", lead: [String] = [],
    relations: [RelationSignature]? = nil, flows: [Flow] = Flow.standard, day: Day? = nil
  ) {
    self.title = title
    self.lead = lead
    self.relations = relations
    self.flows = flows
    self.day = day
  }

  /// A relation between actors: something goes from one to the other, or is kept from it.
  public struct Flow: Hashable, Sendable {
    /// The relation, and the two of its columns that are the actors.
    public var part: Graph.Part
    /// Whether something is kept from the second; otherwise it goes there.
    public var isWithheld: Bool

    /// Creates a flow.
    public init(_ part: Graph.Part, isWithheld: Bool = false) {
      self.part = part
      self.isWithheld = isWithheld
    }

    /// Access given and refused, controls, licenses, and what stands behind them.
    public static let standard = [
      Flow(.relation(Access.withheldFrom), isWithheld: true),
      Flow(.relation(Access.declinedAccess, to: 2), isWithheld: true),
      Flow(.relation(Access.earlyAccess)),
      Flow(.relation(Access.grantedAccess, to: 2)),
      Flow(.relation(Profile.develops)),
      Flow(.relation(ExportControls.restricts, to: 2), isWithheld: true),
      Flow(.relation(ExportControls.restrictsParty), isWithheld: true),
      Flow(.relation(ExportControls.licenseGranted, to: 2)),
      Flow(.relation(Interdependence.backs)),
    ]
  }
}
