import { Counter, Histogram, type Registry } from '@carillon/observability';
import type { WorkerOptions } from '@carillon/queue';

/** Counts what jobs come to, and how long they take. */
export function createJobMetrics(registry: Registry) {
  const jobs = new Counter({ name: 'carillon_jobs_total', help: 'Jobs that ended, by what they came to', labelNames: ['job', 'outcome'], registers: [registry] });
  const durations = new Histogram({
    name: 'carillon_job_duration_seconds',
    help: 'From taking a job to its end',
    labelNames: ['job'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers: [registry],
  });
  return {
    finished: ({ name, result, durationMs }: Parameters<WorkerOptions['on']['finished']>[0]) => {
      jobs.inc({ job: name, outcome: result.outcome });
      durations.observe({ job: name }, durationMs / 1_000);
    },
    failed: ({ name, final }: Parameters<WorkerOptions['on']['failed']>[0]) => jobs.inc({ job: name, outcome: final ? 'dead' : 'error' }),
  };
}
