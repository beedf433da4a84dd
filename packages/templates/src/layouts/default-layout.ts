import { toHtml } from '../output-text.ts';

const FOOTER = 'This message was sent to you automatically.';

/**
 * A whole document around rendered HTML: one column that fits a phone, light and dark, with a footer. Tables and inline styles,
 * because mail programs understand little else.
 */
export function wrapHtml(subject: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${toHtml(subject)}</title>
<style>
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  body { margin: 0; padding: 0; width: 100%; background: #f4f5f7; color: #1c2430; }
  .card { background: #ffffff; }
  .card h1 { margin: 0 0 16px; font-size: 22px; line-height: 1.3; }
  .card p { margin: 0 0 16px; }
  .card a { color: #1a56c4; }
  .button a { background: #1a56c4; color: #ffffff; }
  .quiet { color: #5b6676; }
  @media (max-width: 620px) { .card { padding: 24px 20px !important; border-radius: 0 !important; } }
  @media (prefers-color-scheme: dark) {
    body, .page { background: #14181f !important; color: #e7ebf1 !important; }
    .card { background: #1f2630 !important; color: #e7ebf1 !important; }
    .card a { color: #8ab4ff !important; }
    .button, .button a { background: #8ab4ff !important; color: #10151c !important; }
    .quiet { color: #a3aebd !important; }
  }
</style>
</head>
<body>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f5f7">
<tr><td align="center" style="padding:24px 0">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px">
<tr><td class="card" style="padding:32px;border-radius:12px;background:#ffffff;font:16px/1.6 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
${content}
</td></tr>
<tr><td class="quiet" style="padding:16px 32px;font:13px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;color:#5b6676">${FOOTER}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

/** The same for the plain-text alternative. */
export function wrapText(content: string): string {
  return `${content.trim()}\n\n-- \n${FOOTER}\n`;
}
