import { loadLocalServicesConfig, readEnvironment } from '@carillon/config';
import { isCommitFailure } from '@carillon/embedded-mongo';
import { createLogger, loadOrExit, runProcess } from '@carillon/observability';
import { composeLocalServices } from './compose.ts';

const config = loadOrExit(() => loadLocalServicesConfig(readEnvironment()));
const logger = createLogger({ process: 'local-services', level: config.logLevel, format: config.logFormat });

// Who reads our output may end before us: that must not keep us from stopping the databases in order.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

// Where the disk is full, the store refuses writes and goes on reading: that is no reason to end.
runProcess({ logger, shutdownTimeoutMs: config.shutdownTimeoutMs, start: (stopping) => composeLocalServices({ config, logger, stopping }), tolerates: isCommitFailure });
