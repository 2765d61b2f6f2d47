/// How an office of a group stands on one day.
package struct OfficeState: Sendable, Equatable {
  package enum Standing: Sendable, Equatable {
    case held
    /// Twelve months are over and no newer minute appoints anybody.
    case ended
    /// Nobody was ever appointed.
    case vacant
  }

  package let office: String
  /// The newest; nil when nobody was ever appointed.
  package let term: OfficeTerm?
  package let standing: Standing
}

extension Record {
  /// How each office of a group stands on a day: the Chair first, the others in the order of their first holder.
  ///
  /// Source: requirements IA-01: "twelve months after the AGM the Chair shows 'term ended' until a new appointment
  /// minute exists".
  package func officeStates(on day: Day) -> [OfficeState] {
    var names = [AdvisoryGroup.chair]
    for term in self[AdvisoryGroup.offices] ?? [] where !names.contains(where: term.office.isSameName) {
      names.append(term.office)
    }
    return names.map { name in
      guard let term = newestTerm(of: name, notAfter: day) else {
        return OfficeState(office: name, term: nil, standing: .vacant)
      }
      return OfficeState(office: name, term: term, standing: day < term.to ? .held : .ended)
    }
  }

  /// The newest term of an office, whether it has ended or not.
  func currentTerm(of office: String) -> OfficeTerm? { newestTerm(of: office, notAfter: nil) }

  /// When the first of the newest terms ends.
  var soonestTermEnd: Day? {
    let offices = Set((self[AdvisoryGroup.offices] ?? []).map { $0.office.trimmed.lowercased() })
    return offices.compactMap { currentTerm(of: $0)?.to }.min()
  }

  /// Who held an office on a day, whether in time or after its end.
  func holder(of office: String, on day: Day) -> String? { newestTerm(of: office, notAfter: day)?.holder }

  /// Of two from one day the one that was recorded last.
  private func newestTerm(of office: String, notAfter day: Day?) -> OfficeTerm? {
    var newest: OfficeTerm?
    for term in self[AdvisoryGroup.offices] ?? [] where term.office.isSameName(as: office) {
      if let day, term.from > day { continue }
      if newest.map({ $0.from <= term.from }) ?? true { newest = term }
    }
    return newest
  }
}
