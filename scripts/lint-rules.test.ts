import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const readsEnvironment = 'export const home = process.env["HOME"];\n';

const forbidden = [
  { rule: 'node(no-process-env)', file: 'packages/db/src/connection.ts', content: readsEnvironment },
  { rule: 'node(no-process-env)', file: 'apps/api/src/compose.ts', content: readsEnvironment },
  { rule: 'typescript(no-floating-promises)', file: 'apps/api/src/floating.ts', content: 'export function run(work: () => Promise<void>): void {\n  work();\n}\n' },
  { rule: 'typescript(no-explicit-any)', file: 'apps/api/src/any.ts', content: 'export const value = (input: any): string => String(input);\n' },
  { rule: 'import(no-default-export)', file: 'apps/api/src/default.ts', content: 'export default 1;\n' },
  { rule: 'vitest(no-disabled-tests)', file: 'apps/api/src/skipped.test.ts', content: "import { expect, test } from 'vitest';\ntest.skip('later', () => expect(1).toBe(2));\n" },
  { rule: 'vitest(no-focused-tests)', file: 'apps/api/src/only.test.ts', content: "import { expect, test } from 'vitest';\ntest.only('this', () => expect(1).toBe(1));\n" },
  { rule: '(expect-expect)', file: 'apps/api/src/empty.test.ts', content: "import { test } from 'vitest';\ntest('it works', () => {\n  JSON.parse('1');\n});\n" },
];
const allowed = { file: 'apps/api/src/main.ts', content: readsEnvironment };
let findings: string[];

/** All cases lie in one tree that is linted once with the product's own configuration. */
beforeAll(async () => {
  const directory = await mkdtemp(join(tmpdir(), 'carillon-lint-'));
  for (const { file, content } of [...forbidden, allowed]) {
    await mkdir(dirname(join(directory, file)), { recursive: true });
    await writeFile(join(directory, file), content);
  }
  await writeFile(join(directory, 'tsconfig.json'), JSON.stringify({ extends: join(root, 'tsconfig.base.json'), include: ['**/*'] }));
  await symlink(join(root, 'node_modules'), join(directory, 'node_modules'));
  await symlink(join(root, '.oxlintrc.json'), join(directory, '.oxlintrc.json'));
  const { stdout } = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--type-aware', '--deny-warnings', '--format=unix'], { cwd: directory, encoding: 'utf8' });
  findings = stdout.split('\n');
  return () => rm(directory, { recursive: true, force: true });
}, 60_000);

test.each(forbidden)('$rule bites in $file', ({ rule, file }) => {
  expect(findings.filter((line) => line.includes(file))).toContainEqual(expect.stringContaining(rule));
});

test('main.ts may read the environment', () => {
  expect(findings.filter((line) => line.includes(allowed.file))).toEqual([]);
});
