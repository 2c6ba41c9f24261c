import Synchronization

/// The tasks that help an evaluation's own task with rules that are shared out in lanes.
///
/// Rounds of recursion are often over before a thread that sleeps has woken up. So helpers look out
/// for the next job for a while before they sleep, who comes too late for a job misses it, and
/// nobody waits for those.
final class Crew: Sendable {
  private struct State {
    /// What is to be done at present; called with the helper's number.
    var job: (@Sendable (Int) -> Void)?
    var sleepers: [CheckedContinuation<Void, Never>] = []
    /// Who gave the job and waits for the helpers that are at it.
    var giver: CheckedContinuation<Void, Never>?
    /// The helpers that were called in.
    var helpers: [Task<Void, Never>] = []
    var isCancelled = false
  }

  private let state = Mutex(State())
  /// Changes with every job; -1 once there will be no other.
  private let jobNumber = Atomic(0)
  /// The helpers that are at the job.
  private let workingCount = Atomic(0)

  /// How many microseconds a task looks out before it sleeps.
  ///
  /// At most several times as long as it takes to wake one, since what the others do meanwhile takes
  /// as long. Less once somebody who looked out was kept from its core: there, another may need it.
  private let patience = Atomic(Crew.longest)
  private static let longest = 500
  private static let shortest = 50
  /// How many helpers are called in with the first job.
  private let helperCount: Int

  /// A crew that calls in so many helpers once there is a job: to wake threads takes longer than
  /// many an evaluation.
  init(helpers count: Int = 0) { helperCount = count }

  /// Helps until ``dismiss()`` is called.
  func help(as number: Int) async {
    var known = 0
    while true {
      let last = known
      if known == 0 || !(lookOut { jobNumber.load(ordering: .acquiring) != last }) {
        await sleep(while: last)
      }
      let job = state.withLock { state in
        // Numbered with the job, so that nobody does one twice.
        known = jobNumber.load(ordering: .acquiring)
        // Counted while the job is seen to be open, so that its giver waits.
        if state.job != nil { workingCount.add(1, ordering: .relaxed) }
        return state.job
      }
      if known < 0 { return }
      guard let job else { continue }
      job(number)
      let giver = state.withLock { state -> CheckedContinuation<Void, Never>? in
        guard workingCount.subtract(1, ordering: .releasing).newValue == 0 else { return nil }
        defer { state.giver = nil }
        return state.giver
      }
      giver?.resume()
    }
  }

  /// Has a job done by the caller, as number 0, and by those helpers that come in time.
  func run(_ job: @escaping @Sendable (Int) -> Void) async {
    call(job)
    job(0)
    state.withLock { $0.job = nil }
    if lookOut({ workingCount.load(ordering: .acquiring) == 0 }) { return }
    await withCheckedContinuation { giver in
      let isDone = state.withLock { state in
        if workingCount.load(ordering: .acquiring) == 0 { return true }
        state.giver = giver
        return false
      }
      if isDone { giver.resume() }
    }
  }

  /// Has several jobs done, by whoever comes, the first ones first.
  func share(_ jobs: [@Sendable () -> Void]) async {
    final class Next: Sendable {
      let number = Atomic(0)
    }
    let next = Next()
    await run { _ in
      while true {
        let number = next.number.add(1, ordering: .relaxed).oldValue
        if number >= jobs.count { return }
        jobs[number]()
      }
    }
  }

  /// Lets all helpers go.
  func dismiss() { call(nil) }

  /// Lets all helpers go that were called in, and waits until they are gone.
  func disband() async {
    dismiss()
    let helpers = state.withLock { state in
      defer { state.helpers = [] }
      return state.helpers
    }
    for helper in helpers { await helper.value }
  }

  /// Cancels the tasks of all helpers that were called in, or will be.
  func cancel() {
    state.withLock { state in
      state.isCancelled = true
      for helper in state.helpers { helper.cancel() }
    }
  }

  /// Tasks of their own, since they outlive the job; ``disband()`` waits for them.
  private func callHelpers(_ state: inout State) {
    while state.helpers.count < helperCount {
      let number = state.helpers.count + 1
      let helper = Task { await self.help(as: number) }
      if state.isCancelled { helper.cancel() }
      state.helpers.append(helper)
    }
  }

  private func call(_ job: (@Sendable (Int) -> Void)?) {
    let sleepers = state.withLock { state in
      state.job = job
      let number = jobNumber.load(ordering: .relaxed)
      jobNumber.store(job == nil ? -1 : number + 1, ordering: .releasing)
      if job != nil { callHelpers(&state) }
      defer { state.sleepers = [] }
      return state.sleepers
    }
    for sleeper in sleepers { sleeper.resume() }
  }

  private func sleep(while number: Int) async {
    await withCheckedContinuation { sleeper in
      let isCalled = state.withLock { state in
        if jobNumber.load(ordering: .acquiring) != number { return true }
        state.sleepers.append(sleeper)
        return false
      }
      if isCalled { sleeper.resume() }
    }
  }

  /// Looks at a condition again and again; false if it does not come true soon.
  private func lookOut(_ condition: () -> Bool) -> Bool {
    let clock = ContinuousClock()
    let allowed = patience.load(ordering: .relaxed)
    var now = clock.now
    let end = now + .microseconds(allowed)
    while !condition() {
      for _ in 0..<64 where condition() { return true }
      let last = now
      now = clock.now
      if now - last > .microseconds(100) {
        patience.store(max(Crew.shortest, allowed / 2), ordering: .relaxed)
        return condition()
      }
      if now > end { return condition() }
    }
    if allowed < Crew.longest { patience.store(allowed + 10, ordering: .relaxed) }
    return true
  }
}
