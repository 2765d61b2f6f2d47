internal import Casework

// Parts of conditions that take some SQL.
extension QuerySQL {
  /// A theme with those below it, whose names begin with its own and a stroke: `parking/pavement`. Asked for by its
  /// name or by its title, whatever the case of its letters.
  static let themesBelow = """
    WITH named(name) AS (
      SELECT ? UNION
      SELECT name FROM setting WHERE kind = 'theme' AND ? COLLATE NOCASE IN (name, value ->> '$.title')
    ) SELECT record_theme.record FROM named CROSS JOIN record_theme
      ON record_theme.theme = named.name
        OR record_theme.theme > named.name || '/' AND record_theme.theme < named.name || '0'
    """

  /// As ``Record/consentWithdrawn`` has it.
  static let withdrawn = """
    (SELECT CASE WHEN max(CASE value ->> '$.answer' WHEN 'withdrawn' THEN value ->> '$.day' END)
        >= coalesce(max(CASE value ->> '$.answer' WHEN 'given' THEN value ->> '$.day' END), '')
      THEN max(CASE value ->> '$.answer' WHEN 'withdrawn' THEN value ->> '$.day' END) END
      FROM record_body, json_each(record_body.body, '$.\(Participant.consents.name)')
      WHERE record_body.id = record.id)
    """

  /// A place with everything below it; asked for by its name or by its title, whatever the case of its letters.
  static let placesBelow = """
    WITH RECURSIVE lies(name, parent) AS MATERIALIZED (
      SELECT setting.name, parents.value FROM setting, json_each(setting.value, '$.parents') AS parents
      WHERE setting.kind = 'place'
    ), below(name) AS (
      SELECT name FROM setting
      WHERE kind = 'place' AND ? COLLATE NOCASE IN (name, value ->> '$.title')
      UNION SELECT lies.name FROM below JOIN lies ON lies.parent = below.name
    ) SELECT name FROM below
    """
}
