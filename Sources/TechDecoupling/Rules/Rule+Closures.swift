// One initializer for each number of variables, because the type checker learns the types of a
// closure's variables early from these, and late, at a cost that grows without bound, from a
// parameter pack. The pack serves rules of more than twelve variables.

extension Rule {
  /// Creates a rule from a closure over no variables.
  public init(
    _ name: String, strength: Credibility = .confirmed, fileID: String = #fileID,
    line: Int = #line,
    _ body: () -> Clause
  ) {
    let variables = VariableSupply()
    let clause = body()
    self.init(name, strength, SourceLocation(fileID: fileID, line: line), variables, clause)
  }

  /// Creates a rule from a closure over one variable.
  public init<A: Column>(
    _ name: String, strength: Credibility = .confirmed, fileID: String = #fileID,
    line: Int = #line,
    _ body: (Variable<A>) -> Clause
  ) {
    var variables = VariableSupply()
    let clause = body(variables.next(A.self))
    self.init(name, strength, SourceLocation(fileID: fileID, line: line), variables, clause)
  }

  /// Creates a rule from a closure over two variables.
  public init<A: Column, B: Column>(
    _ name: String, strength: Credibility = .confirmed, fileID: String = #fileID,
    line: Int = #line,
    _ body: (Variable<A>, Variable<B>) -> Clause
  ) {
    var variables = VariableSupply()
    let clause = body(variables.next(A.self), variables.next(B.self))
    self.init(name, strength, SourceLocation(fileID: fileID, line: line), variables, clause)
  }

  /// Creates a rule from a closure over three variables.
  public init<A: Column, B: Column, C: Column>(
    _ name: String, strength: Credibility = .confirmed, fileID: String = #fileID,
    line: Int = #line,
    _ body: (Variable<A>, Variable<B>, Variable<C>) -> Clause
  ) {
    var variables = VariableSupply()
    let clause = body(variables.next(A.self), variables.next(B.self), variables.next(C.self))
    self.init(name, strength, SourceLocation(fileID: fileID, line: line), variables, clause)
  }

  /// Creates a rule from a closure over four variables.
  public init<A: Column, B: Column, C: Column, D: Column>(
    _ name: String, strength: Credibility = .confirmed, fileID: String = #fileID,
    line: Int = #line,
    _ body: (Variable<A>, Variable<B>, Variable<C>, Variable<D>) -> Clause
  ) {
    var variables = VariableSupply()
    let clause = body(
      variables.next(A.self), variables.next(B.self), variables.next(C.self), variables.next(D.self)
    )
    self.init(name, strength, SourceLocation(fileID: fileID, line: line), variables, clause)
  }

  /// Creates a rule from a closure over five variables.
  public init<A: Column, B: Column, C: Column, D: Column, E: Column>(
    _ name: String, strength: Credibility = .confirmed, fileID: String = #fileID,
    line: Int = #line,
    _ body: (Variable<A>, Variable<B>, Variable<C>, Variable<D>, Variable<E>) -> Clause
  ) {
    var variables = VariableSupply()
    let clause = body(
      variables.next(A.self), variables.next(B.self), variables.next(C.self),
      variables.next(D.self), variables.next(E.self))
    self.init(name, strength, SourceLocation(fileID: fileID, line: line), variables, clause)
  }

  /// Creates a rule from a closure over six variables.
  public init<A: Column, B: Column, C: Column, D: Column, E: Column, F: Column>(
    _ name: String, strength: Credibility = .confirmed, fileID: String = #fileID,
    line: Int = #line,
    _ body: (Variable<A>, Variable<B>, Variable<C>, Variable<D>, Variable<E>, Variable<F>) -> Clause
  ) {
    var variables = VariableSupply()
    let clause = body(
      variables.next(A.self), variables.next(B.self), variables.next(C.self),
      variables.next(D.self), variables.next(E.self), variables.next(F.self))
    self.init(name, strength, SourceLocation(fileID: fileID, line: line), variables, clause)
  }

  /// Creates a rule from a closure over seven variables.
  public init<A: Column, B: Column, C: Column, D: Column, E: Column, F: Column, G: Column>(
    _ name: String, strength: Credibility = .confirmed, fileID: String = #fileID,
    line: Int = #line,
    _ body: (
      Variable<A>, Variable<B>, Variable<C>, Variable<D>, Variable<E>, Variable<F>, Variable<G>
    ) -> Clause
  ) {
    var variables = VariableSupply()
    let clause = body(
      variables.next(A.self), variables.next(B.self), variables.next(C.self),
      variables.next(D.self), variables.next(E.self), variables.next(F.self), variables.next(G.self)
    )
    self.init(name, strength, SourceLocation(fileID: fileID, line: line), variables, clause)
  }

  /// Creates a rule from a closure over eight variables.
  public init<
    A: Column, B: Column, C: Column, D: Column, E: Column, F: Column, G: Column, H: Column
  >(
    _ name: String, strength: Credibility = .confirmed, fileID: String = #fileID,
    line: Int = #line,
    _ body: (
      Variable<A>, Variable<B>, Variable<C>, Variable<D>, Variable<E>, Variable<F>, Variable<G>,
      Variable<H>
    ) -> Clause
  ) {
    var variables = VariableSupply()
    let clause = body(
      variables.next(A.self), variables.next(B.self), variables.next(C.self),
      variables.next(D.self), variables.next(E.self), variables.next(F.self),
      variables.next(G.self), variables.next(H.self))
    self.init(name, strength, SourceLocation(fileID: fileID, line: line), variables, clause)
  }

  /// Creates a rule from a closure over nine variables.
  public init<
    A: Column, B: Column, C: Column, D: Column, E: Column, F: Column, G: Column, H: Column,
    I: Column
  >(
    _ name: String, strength: Credibility = .confirmed, fileID: String = #fileID,
    line: Int = #line,
    _ body: (
      Variable<A>, Variable<B>, Variable<C>, Variable<D>, Variable<E>, Variable<F>, Variable<G>,
      Variable<H>, Variable<I>
    ) -> Clause
  ) {
    var variables = VariableSupply()
    let clause = body(
      variables.next(A.self), variables.next(B.self), variables.next(C.self),
      variables.next(D.self), variables.next(E.self), variables.next(F.self),
      variables.next(G.self), variables.next(H.self), variables.next(I.self))
    self.init(name, strength, SourceLocation(fileID: fileID, line: line), variables, clause)
  }

  /// Creates a rule from a closure over ten variables.
  public init<
    A: Column, B: Column, C: Column, D: Column, E: Column, F: Column, G: Column, H: Column,
    I: Column, J: Column
  >(
    _ name: String, strength: Credibility = .confirmed, fileID: String = #fileID,
    line: Int = #line,
    _ body: (
      Variable<A>, Variable<B>, Variable<C>, Variable<D>, Variable<E>, Variable<F>, Variable<G>,
      Variable<H>, Variable<I>, Variable<J>
    ) -> Clause
  ) {
    var variables = VariableSupply()
    let clause = body(
      variables.next(A.self), variables.next(B.self), variables.next(C.self),
      variables.next(D.self), variables.next(E.self), variables.next(F.self),
      variables.next(G.self), variables.next(H.self), variables.next(I.self), variables.next(J.self)
    )
    self.init(name, strength, SourceLocation(fileID: fileID, line: line), variables, clause)
  }

  /// Creates a rule from a closure over eleven variables.
  public init<
    A: Column, B: Column, C: Column, D: Column, E: Column, F: Column, G: Column, H: Column,
    I: Column, J: Column, K: Column
  >(
    _ name: String, strength: Credibility = .confirmed, fileID: String = #fileID,
    line: Int = #line,
    _ body: (
      Variable<A>, Variable<B>, Variable<C>, Variable<D>, Variable<E>, Variable<F>, Variable<G>,
      Variable<H>, Variable<I>, Variable<J>, Variable<K>
    ) -> Clause
  ) {
    var variables = VariableSupply()
    let clause = body(
      variables.next(A.self), variables.next(B.self), variables.next(C.self),
      variables.next(D.self), variables.next(E.self), variables.next(F.self),
      variables.next(G.self), variables.next(H.self), variables.next(I.self),
      variables.next(J.self), variables.next(K.self))
    self.init(name, strength, SourceLocation(fileID: fileID, line: line), variables, clause)
  }

  /// Creates a rule from a closure over twelve variables.
  public init<
    A: Column, B: Column, C: Column, D: Column, E: Column, F: Column, G: Column, H: Column,
    I: Column, J: Column, K: Column, L: Column
  >(
    _ name: String, strength: Credibility = .confirmed, fileID: String = #fileID,
    line: Int = #line,
    _ body: (
      Variable<A>, Variable<B>, Variable<C>, Variable<D>, Variable<E>, Variable<F>, Variable<G>,
      Variable<H>, Variable<I>, Variable<J>, Variable<K>, Variable<L>
    ) -> Clause
  ) {
    var variables = VariableSupply()
    let clause = body(
      variables.next(A.self), variables.next(B.self), variables.next(C.self),
      variables.next(D.self), variables.next(E.self), variables.next(F.self),
      variables.next(G.self), variables.next(H.self), variables.next(I.self),
      variables.next(J.self), variables.next(K.self), variables.next(L.self))
    self.init(name, strength, SourceLocation(fileID: fileID, line: line), variables, clause)
  }

  /// Creates a rule from a closure over thirteen variables or more.
  public init<
    A: Column, B: Column, C: Column, D: Column, E: Column, F: Column, G: Column, H: Column,
    I: Column, J: Column, K: Column, L: Column, M: Column, each N: Column
  >(
    _ name: String, strength: Credibility = .confirmed, fileID: String = #fileID,
    line: Int = #line,
    _ body: (
      Variable<A>, Variable<B>, Variable<C>, Variable<D>, Variable<E>, Variable<F>, Variable<G>,
      Variable<H>, Variable<I>, Variable<J>, Variable<K>, Variable<L>, Variable<M>,
      repeat Variable<each N>
    ) -> Clause
  ) {
    var variables = VariableSupply()
    let clause = body(
      variables.next(A.self), variables.next(B.self), variables.next(C.self),
      variables.next(D.self), variables.next(E.self), variables.next(F.self),
      variables.next(G.self), variables.next(H.self), variables.next(I.self),
      variables.next(J.self), variables.next(K.self), variables.next(L.self),
      variables.next(M.self), repeat variables.next((each N).self))
    self.init(name, strength, SourceLocation(fileID: fileID, line: line), variables, clause)
  }

  private init(
    _ name: String, _ strength: Credibility, _ location: SourceLocation,
    _ variables: VariableSupply, _ clause: Clause
  ) {
    self.init(
      name, strength: strength, location: location, variableTypes: variables.types, clause: clause)
  }
}

/// Numbers the variables of one rule and remembers their types.
private struct VariableSupply {
  var types: [ColumnType] = []

  mutating func next<V: Column>(_ type: V.Type) -> Variable<V> {
    types.append(V.columnType)
    return Variable(id: VariableID(types.count - 1))
  }
}
