// What stacks share, and who is fitted to which of them.

extension Stacks {
  /// What two stacks share, and whether they work together.
  static let sharing = Rulebook("Sharing") {
    Rule("Part of two stacks") { part, stack, other in
      shared(part, stack, other)
        .when(inStack(part, stack, any()), inStack(part, other, any()), stack != other)
        .because("\(part) is part of \(stack) and of \(other)")
    }

    Rule("A shared part joins two stacks") { stack, other, part in
      interoperable(stack, other)
        .when(shared(part, stack, other))
        .because("\(stack) and \(other) share \(part)")
    }

    Rule("Software joins two stacks") { stack, other, software, hardware in
      interoperable(stack, other)
        .when(
          runsOn(software, hardware),
          inStack(software, stack, any()),
          inStack(hardware, other, any()),
          stack != other
        )
        .because("\(software) of \(stack) runs on \(hardware) of \(other)")
    }

    Rule("Rivals at a layer that nothing joins") { stack, other, layer in
      split(stack, other)
        .when(inStack(any(), stack, layer), inStack(any(), other, layer), stack != other)
        .unless(interoperable(stack, other), interoperable(other, stack))
        .because("\(stack) and \(other) both offer \(layer), and nothing joins them")
    }
  }

  /// Which platforms early tuning favors, and who is fitted to which stack.
  static let aligning = Rulebook("Aligning") {
    Rule("Tuned while the other could not be", strength: .possible) {
      platform, rival, model, maker, other in
      favoredOver(platform, rival, model)
        .when(
          Access.canPreTune(maker, platform, model).sometime(.past(catchingUp)),
          Access.cannotPreTune(other, rival, model).sometime(.past(catchingUp)),
          platform != rival
        )
        .because(
          """
          \(maker) could tune \(platform) to \(model) before its release, and \(other) could not \
          tune \(rival)
          """)
    }

    Rule("Small gains count with a large model", strength: .possible) {
      platform, rival, model, size in
      swaysBuyers(platform, rival, model)
        .when(
          favoredOver(platform, rival, model),
          sizeInBillions(model, size),
          size >= largeModel
        )
        .because(
          "\(model) has \(size) billion parameters, so what \(platform) gains on \(rival) counts")
    }

    Rule("Fitted to what it is tuned for") { thing, stack, part in
      alignedWith(thing, stack)
        .when(tunedFor(thing, part), inStack(part, stack, any()))
        .because("\(thing) is tuned for \(part) of \(stack)")
    }

    Rule("Fitted to the members of what it is tuned for", strength: .possible) {
      thing, stack, group, part in
      alignedWith(thing, stack)
        .when(
          tunedFor(thing, group.as(Party.self)),
          Profile.memberOf(part, group),
          inStack(part, stack, any())
        )
        .because("\(thing) is tuned for \(group), and \(part) of \(stack) is one of them")
    }

    // A lab is a customer as well: who depends on it does not belong to its stack for that.
    Rule("Fitted to what it builds on") { thing, stack, part, layer in
      alignedWith(thing, stack)
        .when(
          Dependence.dependsOn(thing, part),
          inStack(part, stack, layer),
          layer != Layer.lab.rawValue
        )
        .because("\(thing) builds on \(part), the \(layer) of \(stack)")
    }

    Rule("Fitted to the platform that early tuning favors") {
      (
        model: Variable<Model>, stack: Variable<Group>, platform: Variable<Platform>,
        rival: Variable<Platform>
      ) in
      alignedWith(model.as(Party.self), stack)
        .when(
          favoredOver(platform, rival, model),
          inStack(platform.as(Party.self), stack, any())
        )
        .because("\(model) favors \(platform) of \(stack) over \(rival)")
    }

    Rule("Fitted to one stack alone") { thing, stack, other in
      lockedIn(thing, stack)
        .when(
          alignedWith(thing, stack),
          count(per: other, where: alignedWith(thing, other)) == 1
        )
        .because("\(thing) is fitted to \(stack) and to no other stack")
    }
  }
}
