import { createServer } from 'node:http';
import { closeServer, listen } from '@carillon/observability';
import { createServiceApp, type ServiceAppDeps } from './create-service-app.ts';

export interface StartServiceOptions extends Omit<ServiceAppDeps, 'stopping'> {
  process: string;
  host: string;
  port: number;
  /** The variable that moves the port, for the message when it is taken. */
  portVariable: string;
  /** What the line in the log says besides the port. */
  facts?: Record<string, unknown>;
  /** Aborted by `stop`, for what the service's own routes wait for. */
  stopping?: AbortController;
  /** Closes what stands behind the routes, once no request runs any more. */
  close(): Promise<void>;
}

/** A service that answers; `stop` lets running requests end and closes it all. Rejects with `PortTakenError`. */
export async function startService({ process, host, port: wanted, portVariable, facts = {}, stopping = new AbortController(), close, ...app }: StartServiceOptions): Promise<{ port: number; stop(): Promise<void> }> {
  const server = createServer(createServiceApp({ ...app, stopping: stopping.signal }));
  const { port } = await listen(server, { process, host, port: wanted, portVariable });
  app.logger.info(`${process}.listening`, { port, ...facts });
  return {
    port,
    async stop() {
      stopping.abort();
      await closeServer(server);
      await close();
    },
  };
}
