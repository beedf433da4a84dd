import { loadLocalServicesConfig, readEnvironment } from '@carillon/config';
import { createLogger, loadOrExit, runProcess } from '@carillon/observability';
import { composeLocalServices } from './compose.ts';

const config = loadOrExit(() => loadLocalServicesConfig(readEnvironment()));
const logger = createLogger({ process: 'local-services', level: config.logLevel, format: config.logFormat });

// Who reads our output may end before us: that must not keep us from stopping the databases in order.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

runProcess({ logger, shutdownTimeoutMs: config.shutdownTimeoutMs, start: () => composeLocalServices({ config, logger }) });
