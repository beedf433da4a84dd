import { loadVendorSimulatorConfig, readEnvironment } from '@carillon/config';
import { createLogger, loadOrExit, runProcess } from '@carillon/observability';
import { compose } from './compose.ts';

const config = loadOrExit(() => loadVendorSimulatorConfig(readEnvironment()));
const logger = createLogger({ process: 'vendor-simulator', level: config.logLevel, format: config.logFormat });

runProcess({ logger, shutdownTimeoutMs: config.shutdownTimeoutMs, start: () => compose(config, logger) });
