import Casework
import MailWire

/// Tells letters from what machines send.
///
/// Source: RFC 3834 for automatic answers, RFC 3464 and RFC 6522 for reports. `X-Auto-Response-Suppress` is
/// no sign: it asks others not to answer, and people's programs set it.
enum MailNatureRule {
  /// - Parameter reportType: of the outermost part when it is a `multipart/report`.
  static func nature(
    of headers: MailHeaders, sender: MailAddress, subject: String, reportType: String?
  )
    -> MailNature
  {
    switch reportType {
    case "delivery-status", "delivery-status-notification": return .bounce
    case "disposition-notification", "feedback-report": return .automaticReply
    default: break
    }
    if isFromMailSystem(sender), hasEmptyReturnPath(headers) || headers.has("x-failed-recipients") {
      return .bounce
    }
    return isAutomatic(headers, subject: subject) ? .automaticReply : .letter
  }

  private static func isAutomatic(_ headers: MailHeaders, subject: String) -> Bool {
    let submitted = headers.keyword("auto-submitted")
    if !submitted.isEmpty { return submitted != "no" }
    if ["x-autoreply", "x-autorespond", "x-autoreply-from", "x-mail-autoreply"].contains(where: headers.has) {
      return !["no", "false", "0"].contains(headers.keyword("x-autoreply"))
    }
    guard ["auto_reply", "bulk", "junk"].contains(headers.keyword("precedence")) else { return false }
    // Lists say "bulk" as well: only with an empty return path or such a subject is it an answer.
    return headers.keyword("precedence") == "auto_reply" && !headers.has("list-id")
      || hasEmptyReturnPath(headers) || looksLikeAbsence(subject)
  }

  private static func hasEmptyReturnPath(_ headers: MailHeaders) -> Bool {
    headers["return-path"].map { $0.trimmed.filter { !$0.isWhitespace } == Array("<>".utf8) } ?? false
  }

  private static func isFromMailSystem(_ sender: MailAddress) -> Bool {
    let local = sender.address.asciiLowercased.prefix { $0 != "@" }
    return local == "mailer-daemon" || local == "postmaster" || local == "mail-daemon"
  }

  /// As the usual programs write it, in English and Welsh.
  private static func looksLikeAbsence(_ subject: String) -> Bool {
    let subject = subject.asciiLowercased
    return [
      "automatic reply", "auto reply", "autoreply", "auto-reply", "out of office", "ateb awtomatig",
      "allan o'r swyddfa",
    ].contains { subject.hasPrefix($0) }
  }
}
