import MailReading
import Testing

@Suite struct HTMLTextTests {
  private func text(_ html: String) -> String { HTMLText(Array(html.utf8)).text }

  @Test(arguments: [
    ("", ""),
    ("plain words", "plain words\n"),
    ("<p>One</p><p>Two</p>", "One\n\nTwo\n"),
    ("<div>One</div><div>Two</div>", "One\nTwo\n"),
    ("One<br>Two<br><br>Three", "One\nTwo\n\nThree\n"),
    ("a  b\n\tc", "a b c\n"),
    ("a<b>b</b>c <i>d</i>", "abc d\n"),
    ("<ul><li>One<li>Two</ul>", "- One\n- Two\n"),
    ("<ol><li>One</li><li>Two</li></ol>", "1. One\n2. Two\n"),
    ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc\n"),
    ("<pre>a\n  b</pre>", "a\n  b\n"),
    ("Hi<blockquote>When?<br>Now?</blockquote>Soon", "Hi\n\n> When?\n> Now?\n\nSoon\n"),
    ("<script>alert('x')</script>a<style>b{}</style>", "a\n"),
    ("a<!-- note -->b", "ab\n"),
    ("a & b < c > d", "a & b < c > d\n"),
    ("&amp;lt; &eacute; &#8211; &#x2013; &#150; &nosuch; &nbsp;x &#0;", "&lt; é – – – &nosuch; x \u{FFFD}\n"),
    ("Caf&eacute&amp", "Caf&eacute&\n"),
    ("<img src=cid:1 alt='A lamp'>", "A lamp\n"),
  ])
  func htmlBecomesReadableText(html: String, expected: String) {
    #expect(text(html) == expected)
  }

  @Test(arguments: [
    ("<a href='https://a.example/x'>the form</a>.", "the form <https://a.example/x>.\n"),
    ("<a href=\"https://a.example/\">a.example</a>", "a.example\n"),
    ("<a href=\"https://a.example/x\">https://a.example/x</a>", "https://a.example/x\n"),
    (
      "<a href='https://evil.example/'>https://bank.example/</a>",
      "https://bank.example/ <https://evil.example/>\n"
    ),
    ("<a href='mailto:jo@example.org'>jo@example.org</a>", "jo@example.org\n"),
    ("<a href='mailto:jo@example.org'>Jo</a>", "Jo <jo@example.org>\n"),
    ("<a href='#top'>up</a>", "up\n"),
    ("<a href='https://a.example/?a=1&amp;b=2'>go", "go <https://a.example/?a=1&b=2>\n"),
    ("<a href='https://a.example/'><img alt=''></a>x", "<https://a.example/>x\n"),
  ])
  func linksShowWhereTheyLead(html: String, expected: String) {
    #expect(text(html) == expected)
  }

  @Test(arguments: [
    ("a<span style='display:none'>help me</span>b", "a[hidden text: help me] b\n"),
    ("<div style='DISPLAY : none'>x<div>y</div>z</div>w", "[hidden text: x\ny\nz]\nw\n"),
    ("<p style='visibility:hidden'>x</p>", "[hidden text: x]\n"),
    ("<span style='font-size:0px'>x</span>", "[hidden text: x]\n"),
    ("<span hidden>x</span>", "[hidden text: x]\n"),
    ("<font style='color:#FFF;background:white'>x</font>", "[hidden text: x]\n"),
    ("<!--[if mso]>only Outlook<![endif]-->all", "[hidden text: only Outlook] all\n"),
    ("<span style='display:none'>x", "[hidden text: x]\n"),
  ])
  func hiddenTextIsShownBetweenMarks(html: String, expected: String) {
    let result = HTMLText(Array(html.utf8))
    #expect(result.text == expected)
    #expect(result.hasHiddenText)
  }

  @Test(arguments: [
    ("<!--[if !mso]><!-->all<!--<![endif]-->", "all\n"),
    ("<![if !mso]>all<![endif]>", "all\n"),
    ("<div style='display:none'>&zwnj;&nbsp;&zwnj;</div>a", "a\n"),
    ("<td style='font-size:0px'><div style='font-size:13px'>a</div></td>", "a\n"),
    ("<img style='display:none' src=x>a", "a\n"),
    ("<font color=white>a</font>", "a\n"),
  ])
  func whatIsSeenIsNotCalledHidden(html: String, expected: String) {
    let result = HTMLText(Array(html.utf8))
    #expect(result.text == expected)
    #expect(!result.hasHiddenText)
  }

  @Test(arguments: [
    ("a <!-- no end", "a <!-- no end\n"), ("a <b no end", "a <b no end\n"), ("a <", "a <\n"),
    ("<script>no end", "no end\n"), ("a <![if x", "a <![if x\n"),
    ("<a href='x>label</a> rest", "label <x> rest\n"),
  ])
  func whatHasNoEndIsText(html: String, expected: String) {
    #expect(text(html).replacing("<'x>", with: "<x>") == expected)
  }

  @Test func picturesFromElsewhereAreCounted() {
    let html =
      "<img src='https://a.example/1'><img src=cid:2><td background=http://b.example/><p style='x:url(//c)'>"
    #expect(HTMLText(Array(html.utf8)).remotePictures == 3)
  }

  @Test func deepNestingLosesNoText() {
    let words = (0..<3000).map { "w\($0)" }
    let html = words.map { "<div>\($0)" }.joined() + String(repeating: "</div>", count: 3000)
    #expect(text(html) == words.joined(separator: "\n") + "\n")
  }

  @Test(arguments: [
    "<p" + String(repeating: " a=b", count: 200_000) + ">x", String(repeating: "<!--", count: 500_000),
    String(repeating: "&", count: 1 << 20), String(repeating: "<a href=\"", count: 200_000),
    String(repeating: "<script>", count: 200_000), String(repeating: "<a x=\">\" ", count: 200_000) + ">",
    String(repeating: "<b><i>", count: 50_000), String(repeating: "<ol><li>", count: 100_000),
    String(repeating: "<!--[if", count: 200_000), String(repeating: "&#", count: 500_000),
    String(repeating: "<p style='display:none'>", count: 50_000), String(repeating: "</", count: 500_000),
  ])
  func hostileMarkupIsReadToItsEnd(html: String) {
    #expect(text(html).utf8.count <= html.utf8.count * 5 + 1)
  }
}
