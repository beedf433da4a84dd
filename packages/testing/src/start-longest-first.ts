import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files whose tests take long and are few come first: started last, they would run on while a core has nothing to do. */
const KINDS = [/\/e2e\/(guarantees|fuzz)\//, /\.integration\.test\./, /./];

/** What takes long, longest first. Without a memory of earlier runs, as after a clone, the size of a file says little. */
export const LONGEST = [
  'e2e/guarantees/campaign-launch.test.ts',
  'e2e/guarantees/reminders.test.ts',
  'e2e/fuzz/fuzz.test.ts',
  'e2e/guarantees/crash.test.ts',
  'e2e/guarantees/campaign-crashes.test.ts',
  'packages/embedded-mongo/src/behaviour/crash.integration.test.ts',
  'apps/scheduler/src/rule-schedules/run-rule-schedules.integration.test.ts',
  'apps/worker/src/campaigns.integration.test.ts',
  'apps/local-services/src/main.integration.test.ts',
  'apps/worker/src/payment-reminders.integration.test.ts',
  'apps/sql-service/src/main.integration.test.ts',
  'apps/sql-service/src/database/open-database.integration.test.ts',
  'apps/doctor/src/compose.integration.test.ts',
  'packages/queue/src/connection.integration.test.ts',
  'packages/channels/src/email/create-email-channel.test.ts',
  'scripts/steps/run-command.test.ts',
  'packages/testing/src/end-with-process.test.ts',
  'packages/channels/src/vendor/create-vendor-channel.test.ts',
  'packages/templates/src/create-template-renderer.test.ts',
  'scripts/lint-rules.test.ts',
];

const rank = ({ moduleId }: TestSpecification) => {
  const index = LONGEST.findIndex((file) => moduleId.endsWith(file));
  return KINDS.findIndex((kind) => kind.test(moduleId)) * (LONGEST.length + 1) + (index === -1 ? LONGEST.length : index);
};

/** Vitest's order of files, but one kind after the other, and in each the longest first. */
export class StartLongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}
