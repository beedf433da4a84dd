import { createHash } from 'node:crypto';

/** The whole look of the pages that recipients see: nothing is fetched, and it follows the light or dark of their system. */
export const style = `
:root { color-scheme: light dark; --page: #f4f5f7; --card: #fff; --text: #1c2430; --quiet: #566172; --line: #d6dbe3; --accent: #1a56c4; --on-accent: #fff; --good: #e4f3ea; --good-text: #14532d; --bad: #fdeaea; --bad-text: #7f1d1d; }
@media (prefers-color-scheme: dark) { :root { --page: #14181f; --card: #1f2630; --text: #e7ebf1; --quiet: #a3aebd; --line: #3a4452; --accent: #8ab4ff; --on-accent: #10151c; --good: #173626; --good-text: #b5f0cd; --bad: #45191d; --bad-text: #ffc9c9; } }
* { box-sizing: border-box; }
body { margin: 0; padding: clamp(16px, 6vh, 72px) 16px; background: var(--page); color: var(--text); font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; }
main { max-width: 560px; margin: 0 auto; padding: clamp(20px, 5vw, 40px); border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
h1 { margin: 0 0 8px; font-size: 24px; line-height: 1.25; }
h2 { margin: 32px 0 12px; font-size: 17px; }
p { margin: 0 0 16px; }
form { margin: 0 0 16px; }
main > :last-child { margin-bottom: 0; }
.quiet { color: var(--quiet); font-size: 14px; }
.notice { margin: 16px 0; padding: 12px 16px; border-radius: 8px; background: var(--good); color: var(--good-text); font-weight: 600; }
.notice.bad { background: var(--bad); color: var(--bad-text); }
fieldset { margin: 0 0 16px; padding: 0; border: 0; }
legend { padding: 0; }
.choice { display: flex; gap: 12px; align-items: flex-start; padding: 12px 0; border-bottom: 1px solid var(--line); cursor: pointer; }
.choice input { flex: none; width: 20px; height: 20px; margin: 2px 0 0; accent-color: var(--accent); }
.choice .quiet { display: block; }
.actions { display: flex; flex-wrap: wrap; gap: 12px; }
button { min-height: 44px; padding: 10px 18px; border: 1px solid var(--accent); border-radius: 8px; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
button.plain { background: transparent; color: var(--accent); }
button:focus-visible, input:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
@media (max-width: 420px) { .actions button { width: 100%; } }
`;

/** Nothing but this style and forms to this very host: no script, no picture, no frame around it. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
