import * as definitions from '@carillon/jobs/definitions';
import { expect, it } from 'vitest';
import { bindJobs, type HandlerDeps } from './bind-jobs.ts';

const bound = bindJobs({} as HandlerDeps, {} as Parameters<typeof bindJobs>[1]);
const jobs = Object.values(definitions).flatMap((exported) => (typeof exported === 'object' ? [[exported.name, exported.queue] as const] : []));

it.each(jobs)('%s has a handler on the queue %s', (name, queue) => {
  expect(bound[queue].map((job) => job.name)).toContain(name);
});
