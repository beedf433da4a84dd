export { closeServer, listen, PortTakenError } from './listen.ts';
export { withLogContext } from './log-context.ts';
export { createLogger, type Logger, type LoggerOptions } from './logger.ts';
export { Counter, createMetrics, Gauge, Histogram, Registry } from './metrics.ts';
export { startOperationsServer, type OperationsServerOptions } from './operations-server.ts';
export { checkReadiness, type Readiness, type ReadinessCheck } from './readiness.ts';
export { redact } from './redact.ts';
export { EXIT_CONFIGURATION, loadOrExit, runProcess, type RunProcessOptions } from './run-process.ts';
