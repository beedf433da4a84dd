import { expect, it } from 'vitest';
import { createEventStreamParser, type StreamMessage } from './parse-event-stream.ts';

function parse(...chunks: string[]): StreamMessage[] {
  const messages: StreamMessage[] = [];
  chunks.forEach(createEventStreamParser((message) => messages.push(message)));
  return messages;
}

it('reads a message with id, event and data', () => {
  expect(parse('id: 7\nevent: notification.changed\ndata: {"a":1}\n\n')).toEqual([{ id: '7', event: 'notification.changed', data: '{"a":1}' }]);
});

it('joins a message that arrives byte by byte', () => {
  expect(parse(...'id: 8\r\ndata: x\r\n\r\n')).toEqual([{ id: '8', event: 'message', data: 'x' }]);
});

it('does not take a carriage return at the end of a chunk for a line of its own', () => {
  expect(parse('data: a\r', '\ndata: b\r\n\r\n')).toEqual([{ id: '', event: 'message', data: 'a\nb' }]);
});

it('swallows comments and messages without data', () => {
  expect(parse(': heartbeat\n\nevent: lonely\n\ndata: y\n\n')).toEqual([{ id: '', event: 'message', data: 'y' }]);
});

it('keeps the last id for messages that bring none', () => {
  expect(parse('id: 1\ndata: a\n\ndata: b\n\n').map((message) => message.id)).toEqual(['1', '1']);
});

it('holds back a message until its empty line has come', () => {
  expect(parse('data: unfinished\n')).toEqual([]);
});
