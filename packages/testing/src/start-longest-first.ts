import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes a minute and more, longest first. Without a memory of earlier runs, as after a clone, the size of a file says little. */
export const LONGEST = [
  'e2e/guarantees/campaign-launch.test.ts',
  'e2e/guarantees/reminders.test.ts',
  'e2e/fuzz/fuzz.test.ts',
  'e2e/guarantees/crash-recovery.test.ts',
  'e2e/guarantees/campaign-crashes.test.ts',
  'apps/worker/src/payment-reminders.integration.test.ts',
  'apps/sql-service/src/main.integration.test.ts',
  'packages/embedded-mongo/src/behaviour/crash.integration.test.ts',
  'apps/local-services/src/main.integration.test.ts',
];

const rank = ({ moduleId }: TestSpecification) => {
  const index = LONGEST.findIndex((file) => moduleId.endsWith(file));
  return index === -1 ? LONGEST.length : index;
};

/** Vitest's order of files, but for the longest: started late, one of them would run on alone. */
export class StartLongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}
