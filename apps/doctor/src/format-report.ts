import type { Finding } from './finding.ts';

const marks = { ok: '✓', warning: '!', failure: '✗' } as const;

/** A line for each finding, with the advice below it, and what they come to. */
export function formatReport(findings: readonly Finding[]): string {
  const width = Math.max(0, ...findings.map(({ subject }) => subject.length));
  const lines = findings.flatMap((finding) => [
    `${marks[finding.level]} ${finding.subject.padEnd(width)}  ${finding.text}`,
    ...(finding.level === 'ok' ? [] : [`  ${' '.repeat(width)}  → ${finding.advice}`]),
  ]);
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  return [...lines, '', `${count('ok')} in order, ${count('warning')} to look at, ${count('failure')} broken`].join('\n');
}
