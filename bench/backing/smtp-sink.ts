import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import { serveParent } from './serve-parent.ts';

// Takes every message, keeps none, and counts.
let received = 0;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, _session, done) {
    stream.resume();
    stream.on('end', () => {
      received += 1;
      done();
    });
  },
});
server.listen(0, '127.0.0.1');
await once(server.server, 'listening');
const address = server.server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;
serveParent(`smtp://127.0.0.1:${port}`, () => received, () => new Promise<void>((resolve) => server.close(resolve)));
