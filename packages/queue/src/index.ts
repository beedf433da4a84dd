export { createRedisClient, waitUntilReady, type Redis, type RedisClientOptions } from './connection.ts';
export { bindJob, createWorker, type DeadLetter, type JobContext, type JobResult, type WorkerOptions } from './create-worker.ts';
export { defineJob, queueNames, type JobDefinition, type QueueName } from './define-job.ts';
export { defineSchedule, type ScheduleDefinition } from './define-schedule.ts';
export { createJobQueue, QueueUnavailableError, type EnqueueOptions, type JobQueue, type JobRequest } from './enqueue.ts';
export { RetryAt } from './job-errors.ts';
export { jobIdFrom } from './job-id.ts';
export { createLiveEventPublisher, createLiveEventReader, readLiveEventsAfter, type LiveEventPublisher, type LiveEventReader, type StoredLiveEvent } from './live-events.ts';
