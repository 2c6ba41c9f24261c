import TechDecoupling

extension Seeds {
  /// All seeds, with what nobody has told: enough for every mechanism to have something to conclude.
  static func supposing() throws -> Chronicle {
    var chronicle = try all()
    for entity: any Entity in [
      Technology("product"), Group("chip-partners"), Lab("lab-at-home", country: "CN"),
      Lab("lab-abroad", country: "CN"), Chipmaker("biren-subsidiary"), Chip("unclaimed-chip"),
      Model("model-of-baidu", lab: "baidu"), Model("model-of-bytedance", lab: "bytedance"),
    ] {
      try chronicle.add(entity)
    }
    for lab in ["baidu", "bytedance"] as [EntityID] {
      let model = Model(EntityID("model-of-\(lab)"), lab: lab)
      try chronicle.add(
        Entry(
          EntryID("\(model.id)-withheld"),
          Event(
            "\(lab) withholds its model from Nvidia", on: "2026-02-27",
            begins: [Access.declinedAccess(Lab(lab), model, Party("nvidia"))])))
    }
    let suppositions: [EntryID: [Atom]] = [
      "product-as-built": ["aws", "aliyun", "nvidia", "pytorch", "deepseek-v4"].map {
        Dependence.dependsOn(Party("product"), Party(EntityID($0)))
      },
      "v4-is-built-on": ["alibaba", "baidu"].map {
        Dependence.dependsOn(Party(EntityID($0)), Party("deepseek-v4"))
      } + [Stacks.openWeights(v4)],
      "what-labs-build-on": [
        Dependence.dependsOn(Party("lab-at-home"), Party("ascend")),
        Dependence.alternativeTo(Party("ascend"), Party("h100")),
        Dependence.dependsOn(Party("lab-abroad"), Party("h100")),
        Stacks.tunedFor(Party("model-of-baidu"), Party("ascend")),
      ],
      "two-counts-of-staff": [36.1, 36.2].map { count in
        let figure = Fixed(floatLiteral: count)
        return Indicators.indicator(
          Party("nvidia"), "staff", "exactly", figure, figure, "thousand people", "")
      },
      "v4-keeps-up": [
        Assessments.comparesWith(
          Party("deepseek-v4"), Party("claude"), "coding", Assessments.Standing.onPar.rawValue)
      ],
      "biren-holds-a-subsidiary": [
        Dependence.owns.fact(Party("biren"), Party("biren-subsidiary"), 60)
      ],
      "v4-uses-other-chips": [
        Training.trainedOn(v4, Chip("unclaimed-chip")), Training.trainedOn(v4, Chip("a800")),
        Training.trainedOnlyOn(v4, Chip("ascend")),
        ExportControls.namesItem(
          ExportControl("us-training-chip-controls"), Party("unclaimed-chip")),
      ],
      "a-class-is-given-v4": [
        Access.grantedAccess(Lab("deepseek"), v4, Party("chip-partners")),
        Profile.memberOf(Party("biren"), Group("chip-partners")),
      ],
      "shared-after-all": [
        Stacks.runsOn(Party("cuda"), Party("ascend")),
        Dependence.dependsOn(Party("model-developers"), Party("nvidia")),
      ],
      "card-for-games": [
        ExportControls.figures.fact(Chip("rtx-4090"), "a reading", 4799, 609, 0, 1008),
        ExportControls.figures.fact(Chip("rtx-4090"), "another reading", 5285, 609, 0, 1008),
      ],
    ]
    for (id, atoms) in suppositions.sorted(by: { $0.key < $1.key }) {
      try chronicle.add(Entry(id, Statement(atoms)))
    }
    return chronicle
  }
}
