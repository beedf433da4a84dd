import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IConfiguration } from 'dependency-cruiser';
import { expect, onTestFinished, test } from 'vitest';

const configuration: IConfiguration = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

/** The names of the rules that the files violate; each file is given with its content. */
async function violatedRules(files: Record<string, string>): Promise<string[]> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'carillon-imports-')));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const written = Object.entries({ 'apps/none.ts': '', 'packages/none.ts': '', ...files });
  await Promise.all(
    written.map(async ([file, content]) => {
      await mkdir(dirname(join(directory, file)), { recursive: true });
      await writeFile(join(directory, file), content);
    }),
  );
  const options: ICruiseOptions = { ...configuration.options, baseDir: directory, validate: true, ruleSet: { forbidden: configuration.forbidden ?? [] } };
  const { output } = await cruise(['apps', 'packages'], options);
  const { summary }: ICruiseResult = typeof output === 'string' ? JSON.parse(output) : output;
  return [...new Set(summary.violations.map(({ rule }) => rule.name))];
}

const thing = 'export const thing = 1;';
const useOf = (path: string) => `import { thing } from '${path}'; export const other = thing;`;

test.each<{ rule: string; files: Record<string, string> }>([
  { rule: 'no-circles', files: { 'packages/db/src/a.ts': useOf('./b.ts'), 'packages/db/src/b.ts': "import { other } from './a.ts'; export const thing = other;" } },
  { rule: 'no-unknown-modules', files: { 'packages/db/src/a.ts': useOf('./missing.ts') } },
  { rule: 'domain-imports-zod-only', files: { 'packages/domain/src/a.ts': useOf('node:fs') } },
  { rule: 'config-is-a-leaf', files: { 'packages/config/src/a.ts': useOf('../../domain/src/index.ts'), 'packages/domain/src/index.ts': thing } },
  { rule: 'observability-is-a-leaf', files: { 'packages/observability/src/a.ts': useOf('../../domain/src/index.ts'), 'packages/domain/src/index.ts': thing } },
  { rule: 'db-imports-domain-only', files: { 'packages/db/src/a.ts': useOf('../../queue/src/index.ts'), 'packages/queue/src/index.ts': thing } },
  { rule: 'queue-imports-domain-only', files: { 'packages/queue/src/a.ts': useOf('../../db/src/index.ts'), 'packages/db/src/index.ts': thing } },
  { rule: 'channels-imports-domain-only', files: { 'packages/channels/src/a.ts': useOf('../../db/src/index.ts'), 'packages/db/src/index.ts': thing } },
  { rule: 'service-clients-imports-domain-only', files: { 'packages/service-clients/src/a.ts': useOf('../../db/src/index.ts'), 'packages/db/src/index.ts': thing } },
  { rule: 'templates-imports-domain-only', files: { 'packages/templates/src/a.ts': useOf('../../channels/src/index.ts'), 'packages/channels/src/index.ts': thing } },
  { rule: 'csv-import-imports-domain-only', files: { 'packages/csv-import/src/a.ts': useOf('../../db/src/index.ts'), 'packages/db/src/index.ts': thing } },
  { rule: 'http-imports-domain-and-observability', files: { 'packages/http/src/a.ts': useOf('../../queue/src/index.ts'), 'packages/queue/src/index.ts': thing } },
  { rule: 'directory-lock-is-a-leaf', files: { 'packages/directory-lock/src/a.ts': useOf('../../domain/src/index.ts'), 'packages/domain/src/index.ts': thing } },
  { rule: 'embedded-mongo-is-a-leaf', files: { 'packages/embedded-mongo/src/a.ts': useOf('../../db/src/index.ts'), 'packages/db/src/index.ts': thing } },
  { rule: 'definitions-import-domain-and-queue', files: { 'packages/jobs/src/payment/remind/definition.ts': "import type { Thing } from '../../../../db/src/index.ts'; export type Other = Thing;", 'packages/db/src/index.ts': 'export type Thing = 1;' } },
  { rule: 'handlers-take-deps', files: { 'packages/jobs/src/payment/remind/handler.ts': useOf('../../../../db/src/index.ts'), 'packages/db/src/index.ts': thing } },
  { rule: 'producers-never-reach-handlers', files: { 'apps/api/src/a.ts': useOf('./b.ts'), 'apps/api/src/b.ts': "export { thing } from '../../../packages/jobs/src/handlers.ts';", 'packages/jobs/src/handlers.ts': thing } },
  { rule: 'apps-never-import-apps', files: { 'apps/api/src/a.ts': useOf('../../worker/src/b.ts'), 'apps/worker/src/b.ts': thing } },
  { rule: 'no-deep-imports', files: { 'apps/worker/src/a.ts': useOf('../../../packages/db/src/notification/model.ts'), 'packages/db/src/notification/model.ts': thing } },
  { rule: 'packages-never-import-apps', files: { 'packages/db/src/a.ts': useOf('../../../apps/api/src/b.ts'), 'apps/api/src/b.ts': thing } },
  { rule: 'dashboard-imports-domain-only', files: { 'apps/dashboard/src/lib/a.ts': useOf('../../../../packages/db/src/index.ts'), 'packages/db/src/index.ts': thing } },
  { rule: 'dashboard-shared-below-features', files: { 'apps/dashboard/src/lib/a.ts': useOf('../features/inbox/b.ts'), 'apps/dashboard/src/features/inbox/b.ts': thing } },
  { rule: 'dashboard-features-below-app', files: { 'apps/dashboard/src/features/inbox/a.ts': useOf('../../app/b.ts'), 'apps/dashboard/src/app/b.ts': thing } },
  { rule: 'dashboard-features-never-sideways', files: { 'apps/dashboard/src/features/inbox/a.ts': useOf('../overview/b.ts'), 'apps/dashboard/src/features/overview/b.ts': thing } },
  { rule: 'only-queue-imports-bullmq', files: { 'apps/worker/src/a.ts': useOf('bullmq') } },
  { rule: 'only-db-imports-mongoose', files: { 'apps/worker/src/a.ts': useOf('mongoose') } },
  { rule: 'only-email-channel-imports-nodemailer', files: { 'apps/worker/src/a.ts': useOf('nodemailer') } },
  { rule: 'testing-only-from-tests', files: { 'apps/worker/src/a.ts': useOf('../../../packages/testing/src/index.ts'), 'packages/testing/src/index.ts': thing } },
])('$rule bites', async ({ rule, files }) => {
  expect(await violatedRules(files)).toContain(rule);
});

test.each<{ promise: string; files: Record<string, string> }>([
  { promise: 'a handler may know the types of what it is handed', files: { 'packages/jobs/src/payment/remind/handler.ts': "import type { Thing } from '../../../../db/src/index.ts'; export type Other = Thing;", 'packages/db/src/index.ts': 'export type Thing = 1;' } },
  { promise: 'a test may use the testing package', files: { 'apps/worker/src/a.test.ts': useOf('../../../packages/testing/src/index.ts'), 'packages/testing/src/index.ts': thing } },
  { promise: 'the app of the dashboard may use its features, and they what is shared', files: { 'apps/dashboard/src/app/a.ts': useOf('../features/inbox/b.ts'), 'apps/dashboard/src/features/inbox/b.ts': "import { base } from '../../lib/c.ts'; export const thing = base;", 'apps/dashboard/src/lib/c.ts': 'export const base = 1;' } },
])('$promise', async ({ files }) => {
  expect(await violatedRules(files)).toEqual([]);
});

test('every rule has a case here that makes it bite', () => {
  const source = readFileSync(import.meta.filename, 'utf8');
  const untested = (configuration.forbidden ?? []).map((rule) => String(rule.name)).filter((name) => !source.includes(`rule: '${name}'`));
  expect(untested).toEqual([]);
});
