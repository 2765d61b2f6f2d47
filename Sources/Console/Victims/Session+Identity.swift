internal import Canvas
internal import Casework

// Looking into the vault from the console.
extension Session {
  /// How long an open vault may be left alone, in seconds.
  private static let patience = 300

  mutating func pushIdentity(_ record: Record) -> [Request] {
    guard record.kind == .participant else {
      notice = Notice(
        message: "\(record.reference) is no participant: 'p shows the participants.", isError: true)
      subject = nil
      return []
    }
    return lay(.identity(IdentityLayer(record, now: now)))
  }

  mutating func handle(_ key: Key, in layer: inout IdentityLayer) -> [Request] {
    layer.touched = now
    let result = layer.handle(key)
    replaceTop(.identity(layer))
    switch result {
    case .stay: return []
    case .leave: return dropLayer() + [.closeVault]
    case .open(let passphrase):
      return [.openIdentity(reference: layer.reference, passphrase: passphrase)]
    case .seal(let identity): return [.seal(identity, reference: layer.reference)]
    }
  }

  /// Takes an open identity off the screen, wherever it lies, and forgets the key.
  mutating func closeIdentity() -> [Request] {
    guard layers.contains(where: \.isIdentity) else { return [] }
    layers.removeAll(where: \.isIdentity)
    if layers.isEmpty { subject = nil }
    return [.closeVault]
  }

  mutating func closeIdentityWhenLeftAlone() -> [Request] {
    for case .identity(let layer) in layers
    where now.milliseconds - layer.touched.milliseconds > Self.patience * 1000 {
      notice = Notice(message: "The vault was left alone for five minutes and is closed.", isError: false)
      return closeIdentity()
    }
    return []
  }

  // MARK: - Answers

  mutating func show(_ identity: ParticipantIdentity, of reference: String) {
    change { if $0.reference == reference { $0.show(identity) } }
  }

  mutating func finishSealing(_ reference: String) -> [Request] {
    change { if $0.reference == reference { $0.finishSealing() } }
    notice = Notice(message: "\(reference): the identity is sealed.", isError: false)
    return reload()
  }

  mutating func refuseIdentity(_ message: Message) {
    change { $0.refuse(message) }
  }

  private mutating func change(_ body: (inout IdentityLayer) -> Void) {
    for position in layers.indices {
      guard case .identity(var layer) = layers[position] else { continue }
      body(&layer)
      layers[position] = .identity(layer)
    }
  }
}

extension Layer {
  fileprivate var isIdentity: Bool {
    if case .identity = self { return true }
    return false
  }
}
