/** What a template may use up before it is refused. A template is written by an operator, but is not trusted more than that. */
export const templateLimits = {
  /** Milliseconds one field (subject, HTML, text) may take to render. */
  renderMs: 500,
  /** Characters and list items that filters and ranges of one field may create. */
  memory: 2_000_000,
  /** Characters of one field's source. */
  source: 200_000,
  /** Tags and outputs in one field, how deep they stand in one another, and how long one of them may be. */
  tags: 1_000,
  nesting: 50,
  tagLength: 2_000,
  /** Characters one field may render to. Reading back HTML that only opens tags takes a second at this length, and four at twice it. */
  output: 250_000,
  /** Sources kept compiled, per kind of output. */
  compiled: 500,
} as const;
