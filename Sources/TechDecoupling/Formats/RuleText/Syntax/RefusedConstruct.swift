/// What other dialects of rules have and this one leaves out, by its name in a sentence.
public enum RefusedConstruct: String, Hashable, Sendable, CaseIterable {
  /// `[a, b]` and `nil`.
  case records = "records"
  /// `.type T = [a: number]`.
  case recordTypes = "record types"
  /// `$Branch(a, b)`.
  case branches = "branches of algebraic data types"
  /// `.type T = A { x: number } | B {}`.
  case algebraicTypes = "algebraic data types"
  /// `eqrel`.
  case equivalenceRelations = "'eqrel' relations"
  /// `inline`.
  case inlineRelations = "'inline' relations"
  /// `choice-domain`.
  case choiceDomains = "'choice-domain' relations"
  /// `p(x) <= p(y) :- …`.
  case subsumption = "subsumption rules ('<=' between heads)"
  /// `.lattice` and `x: T<>`.
  case lattices = "lattices"
  /// `.decl d = debug_delta(r)`.
  case deltas = "'debug_delta' relations"
  /// `.functor`, `.extern fn`.
  case functors = "declarations of functors"
  /// `@f(x)`.
  case functorCalls = "user-defined functors"
  /// `@@f x : { … }`.
  case userAggregates = "user-defined aggregates"
  /// `$` and `autoinc()`.
  case counters = "counters ('$' and 'autoinc()')"
  /// `recursive_iteration_cnt()`.
  case iterationCounts = "counts of iterations"
  /// `loop { … }` and `fixpoint { … }`.
  case loops = "'loop' and 'fixpoint' blocks"
  /// `.include`, `#include`.
  case includedFiles = "included files"
  /// `#define f(x) …`.
  case macrosWithArguments = "macros with arguments"
  /// `#if …`.
  case conditionsOnValues = "'#if' and '#elif'"

  /// What to write instead.
  var next: String {
    switch self {
    case .records, .recordTypes: "give each part a column of its own"
    case .branches, .algebraicTypes: "give each branch a relation of its own"
    case .equivalenceRelations: "write the rules of symmetry and transitivity"
    case .inlineRelations: "leave the word out; the relation is then concluded as others are"
    case .choiceDomains: "choose with 'min' or 'max'"
    case .subsumption: "choose with 'min' or 'max', or exclude with '!'"
    case .lattices: "aggregate with 'min' or 'max'"
    case .deltas, .iterationCounts: "a rule does not see how it is evaluated"
    case .functors, .functorCalls: "use the built-in ones, or state the function as a relation"
    case .userAggregates: "use count, sum, min, max or mean"
    case .counters: "number the rows in the facts"
    case .loops: "write the rules without the block; recursion goes on until nothing is new"
    case .includedFiles: "join the files, or give the runner the text as one"
    case .macrosWithArguments: "write out what it stands for"
    case .conditionsOnValues: "use #ifdef or #ifndef"
    }
  }
}
