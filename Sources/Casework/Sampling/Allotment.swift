/// A drawn file, and the accounts that had a hand in it.
package struct FileToRead: Sendable, Equatable {
  package let reference: String
  package let handledBy: Set<String>

  package init(_ reference: String, handledBy: Set<String> = []) {
    self.reference = reference
    self.handledBy = handledBy
  }
}

/// Who reads a file, and who reads it again without seeing the first answers.
package struct Reading: Sendable, Equatable {
  package let reference: String
  package let reviewer: String
  /// Nil for a file that is read once.
  package let second: String?
}

/// Sharing the files of a sample out among the reviewers.
package enum Allotment {
  /// Gives every file a reviewer, and some a second one, as evenly as can be: nobody could pass a file on to
  /// somebody who has two fewer. Nobody reads a file that they handled. Which files are read twice, and who gets one
  /// file more, is a matter of tickets, so that the same seed shares out the same.
  ///
  /// - Parameters:
  ///   - reviewers: names of accounts.
  ///   - secondShare: how many of a hundred files are read twice; a part of a file counts as one.
  /// Returns the readings in the order of `files`.
  /// Throws: ``SampleRefusal`` when there are no reviewers, one is named twice, a file can be given to nobody, or too
  /// few files can be read twice. Source: requirements C9; ordinary independence.
  package static func share(
    files: [FileToRead], reviewers: [String], secondShare: Int = 0, seed: String
  ) throws(SampleRefusal) -> [Reading] {
    guard !seed.isBlank else { throw .seedBlank }
    guard (0...100).contains(secondShare) else { throw .shareOutOfRange(secondShare) }
    let names = try inOrder(reviewers, seed: seed)
    let options = try options(of: files, among: names)
    var desks = Desks(count: names.count)
    let firsts = desks.give(options, inOrder: order(of: files, seed: seed))
    let chosen = try filesToReadTwice(files, options: options, share: secondShare, seed: seed)
    let others = chosen.map { file in options[file].filter { $0 != firsts[file] } }
    let seconds = desks.give(others, inOrder: Array(others.indices))
    let secondOf = Dictionary(uniqueKeysWithValues: zip(chosen, seconds))
    return files.indices.map { file in
      Reading(
        reference: files[file].reference, reviewer: names[firsts[file]],
        second: secondOf[file].map { names[$0] })
    }
  }

  private static func inOrder(_ reviewers: [String], seed: String) throws(SampleRefusal) -> [String] {
    guard !reviewers.isEmpty else { throw .noReviewers }
    let names = reviewers.map { (ticket: Ticket(seed: seed, reference: $0), name: $0) }
      .sorted { $0.ticket < $1.ticket }.map(\.name)
    for (one, next) in zip(names, names.dropFirst()) where one.isSpelledLike(next) {
      throw .reviewerTwice(one)
    }
    return names
  }

  /// The reviewers that each file can be given to, as positions in `names`.
  private static func options(
    of files: [FileToRead], among names: [String]
  ) throws(SampleRefusal) -> [[Int]] {
    var options: [[Int]] = []
    for file in files {
      let open = names.indices.filter { !file.handledBy.contains(names[$0]) }
      guard !open.isEmpty else { throw .nobodyCanRead(file.reference) }
      options.append(open)
    }
    return options
  }

  private static func order(of files: [FileToRead], seed: String) -> [Int] {
    let tickets = files.map { Ticket(seed: seed, reference: $0.reference) }
    return files.indices.sorted { tickets[$0] == tickets[$1] ? $0 < $1 : tickets[$0] < tickets[$1] }
  }

  /// By tickets of another seed: whoever knows the draw's tickets shall not know from them which files are read twice.
  private static func filesToReadTwice(
    _ files: [FileToRead], options: [[Int]], share: Int, seed: String
  ) throws(SampleRefusal) -> [Int] {
    let wanted = (files.count * share + 99) / 100
    let possible = order(of: files, seed: "\(seed),second").filter { options[$0].count > 1 }
    guard wanted <= possible.count else {
      throw .tooFewForSecondReading(wanted: wanted, possible: possible.count)
    }
    return Array(possible.prefix(wanted))
  }
}

/// The reviewers' desks, and how many files lie on each.
private struct Desks {
  private var loads: [Int]

  init(count: Int) {
    loads = Array(repeating: 0, count: count)
  }

  /// Puts each file on one of its desks, and then passes files on, from desk to desk, as long as that evens the loads.
  ///
  /// Source: Harvey, Ladner, Lovász and Tamir, "Semi-matchings for bipartite graphs and load balancing", Journal of
  /// Algorithms 59 (2006) 53-78: when no such chain is left, the loads are as even as they can be.
  mutating func give(_ options: [[Int]], inOrder order: [Int]) -> [Int] {
    var desks = options.map { $0[0] }
    for file in order {
      desks[file] = options[file].min { loads[$0] < loads[$1] } ?? desks[file]
      loads[desks[file]] += 1
    }
    while let chain = evening(desks, options) {
      for (file, desk) in chain {
        loads[desks[file]] -= 1
        loads[desk] += 1
        desks[file] = desk
      }
    }
    return desks
  }

  private func evening(_ desks: [Int], _ options: [[Int]]) -> [(file: Int, desk: Int)]? {
    for start in loads.indices {
      if let chain = evening(from: start, desks, options) { return chain }
    }
    return nil
  }

  /// Files to pass on, and where to, so that in the end `start` has one less and a desk with two fewer has one more.
  private func evening(from start: Int, _ desks: [Int], _ options: [[Int]]) -> [(file: Int, desk: Int)]? {
    var arrivals: [Int: (file: Int, from: Int)] = [:]
    var queue = [start]
    var next = 0
    while next < queue.count {
      let desk = queue[next]
      next += 1
      if loads[desk] <= loads[start] - 2 { return chain(to: desk, from: start, arrivals) }
      for file in desks.indices where desks[file] == desk {
        for other in options[file] where other != start && arrivals[other] == nil {
          arrivals[other] = (file, desk)
          queue.append(other)
        }
      }
    }
    return nil
  }

  private func chain(
    to end: Int, from start: Int, _ arrivals: [Int: (file: Int, from: Int)]
  ) -> [(file: Int, desk: Int)] {
    var chain: [(file: Int, desk: Int)] = []
    var desk = end
    while desk != start, let arrival = arrivals[desk] {
      chain.append((arrival.file, desk))
      desk = arrival.from
    }
    return chain
  }
}
