export { closeServer, listen, PortTakenError } from './listen.ts';
export { withLogContext } from './log-context.ts';
export { createLogger, type Logger } from './logger.ts';
export { Counter, createMetrics, Gauge, Histogram, Registry } from './metrics.ts';
export { startOperationsServer } from './operations-server.ts';
export { checkReadiness, type ReadinessCheck } from './readiness.ts';
export { loadOrExit, runProcess } from './run-process.ts';
