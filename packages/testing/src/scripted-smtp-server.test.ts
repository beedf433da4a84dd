import { createConnection } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createScriptedSmtpServer, type ScriptedSmtpServer, type SmtpScript } from './scripted-smtp-server.ts';

const opened: ScriptedSmtpServer[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close()));
});

/** Says the lines one after the other, each when the former was answered; resolves with the codes when the connection ends. */
async function converse(server: ScriptedSmtpServer, lines: string[]): Promise<string[]> {
  const socket = createConnection(server.port, '127.0.0.1');
  const answers: string[] = [];
  const unsaid = [...lines];
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    answers.push(chunk.toString().slice(0, 3));
    socket.write(`${unsaid.shift() ?? 'QUIT'}\r\n`);
  });
  await new Promise((resolve) => socket.on('close', resolve));
  return answers;
}

async function start(script: SmtpScript): Promise<ScriptedSmtpServer> {
  const server = await createScriptedSmtpServer(script);
  opened.push(server);
  return server;
}

const envelope = ['HELO test', 'MAIL FROM:<a@x.test>', 'RCPT TO:<b@x.test>', 'DATA'];
const content = 'Subject: hi\r\n\r\nbody\r\n.';

test.each<{ promise: string; script: SmtpScript; lines: string[]; answers: string[] }>([
  { promise: 'accepts what no script speaks of', script: {}, lines: [...envelope, content], answers: ['220', '250', '250', '250', '354', '250', '221'] },
  { promise: 'refuses a recipient with the scripted code', script: { recipients: { 'b@x.test': { code: 550, text: 'no such user' } } }, lines: envelope.slice(0, 3), answers: ['220', '250', '250', '550', '221'] },
  { promise: 'refuses the greeting', script: { connect: { code: 421, text: 'busy' } }, lines: [], answers: ['421'] },
  { promise: 'cuts the connection when the message has come', script: { dataEnd: 'drop' }, lines: [...envelope, content], answers: ['220', '250', '250', '250', '354'] },
  { promise: 'cuts the connection half-way through the message', script: { dataStart: 'drop' }, lines: [...envelope, content], answers: ['220', '250', '250', '250', '354'] },
])('it $promise', async ({ script, lines, answers }) => {
  const server = await start(script);
  expect(await converse(server, lines)).toEqual(answers);
});

test('a list of reactions is used one at a time, then the stage accepts', async () => {
  const server = await start({ mailFrom: [{ code: 451, text: 'later' }] });
  await converse(server, ['HELO test', 'MAIL FROM:<a@x.test>']);
  expect(await converse(server, ['HELO test', 'MAIL FROM:<a@x.test>'])).toEqual(['220', '250', '250', '221']);
});

test('a message that came completely is recorded even when it was refused', async () => {
  const server = await start({ dataEnd: { code: 554, text: 'spam' } });
  await converse(server, [...envelope, content]);
  expect(server.messages).toMatchObject([{ from: 'a@x.test', to: ['b@x.test'], raw: 'Subject: hi\r\n\r\nbody\r\n', accepted: false }]);
});
