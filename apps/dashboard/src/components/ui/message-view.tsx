import { Tabs } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { MessageFrame } from './message-frame.tsx';
import classes from './message-view.module.css';

interface MessageViewProps {
  subject: string;
  html: string | null;
  text: string;
  headers?: readonly { name: string; value: string }[];
  raw?: string;
}

/** A message from all sides: as HTML, as text, its headers, and as it is on the wire. */
export function MessageView({ subject, html, text, headers, raw }: MessageViewProps) {
  const [side, setSide] = useState<string | null>(html === null ? 'text' : 'html');
  const sides: { value: string; label: string; content: ReactNode }[] = [
    ...(html === null ? [] : [{ value: 'html', label: 'HTML', content: <MessageFrame html={html} title={`Message: ${subject}`} /> }]),
    { value: 'text', label: 'Text', content: <Source label="Text of the message" text={text} /> },
    ...(headers === undefined ? [] : [{ value: 'headers', label: 'Headers', content: <HeaderTable headers={headers} /> }]),
    ...(raw === undefined ? [] : [{ value: 'raw', label: 'Raw', content: <Source label="Raw message" text={raw} /> }]),
  ];
  return (
    <Tabs value={side} onChange={setSide} keepMounted={false}>
      <Tabs.List>
        {sides.map(({ value, label }) => (
          <Tabs.Tab key={value} value={value}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {sides.map(({ value, content }) => (
        <Tabs.Panel key={value} value={value} pt="sm">
          {content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function Source({ label, text }: { label: string; text: string }) {
  return (
    <pre className={classes.source} tabIndex={0} role="region" aria-label={label}>
      {text === '' ? '(empty)' : text}
    </pre>
  );
}

function HeaderTable({ headers }: { headers: readonly { name: string; value: string }[] }) {
  if (headers.length === 0) return <p className={classes.note}>No headers of its own.</p>;
  return (
    <table className={classes.headers}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        {headers.map(({ name, value }, index) => (
          <tr key={`${name}-${index}`}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
