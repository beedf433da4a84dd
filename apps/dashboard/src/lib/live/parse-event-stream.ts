/** One message of a `text/event-stream`, as the HTML standard's "server-sent events" dispatches it. */
export interface StreamMessage {
  id: string;
  event: string;
  data: string;
}

/**
 * An incremental parser: feed it text as it arrives, and it calls back for each complete message. Comments (heartbeats)
 * and messages without data are swallowed, as the standard demands; the last id survives from message to message.
 */
export function createEventStreamParser(onMessage: (message: StreamMessage) => void): (text: string) => void {
  let rest = '';
  let id = '';
  let event = '';
  let data: string[] = [];

  function dispatch(): void {
    if (data.length > 0) onMessage({ id, event: event === '' ? 'message' : event, data: data.join('\n') });
    event = '';
    data = [];
  }

  function readLine(line: string): void {
    if (line === '') return dispatch();
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'data') data.push(value);
    if (field === 'event') event = value;
    if (field === 'id' && !value.includes('\0')) id = value;
  }

  return (text) => {
    rest += text;
    // A carriage return at the very end may be the first half of a CRLF: it waits for what follows.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) readLine(line);
  };
}
