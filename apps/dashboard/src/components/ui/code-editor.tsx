import { useId, useRef, type KeyboardEvent } from 'react';
import classes from './code-editor.module.css';

interface CodeEditorProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  rows: number;
  error?: string | undefined;
  /** Numbers of the lines to mark, from 1. */
  markedLine?: number | undefined;
  readOnly?: boolean;
}

const LINE_HEIGHT = 19;

/** A plain text area with line numbers. Tab leaves it, as everywhere: whoever works by keyboard is not trapped. */
export function CodeEditor({ label, value, onChange, rows, error, markedLine, readOnly = false }: CodeEditorProps) {
  const id = useId();
  const gutter = useRef<HTMLPreElement>(null);
  const lines = value.split('\n').length;
  return (
    <div className={classes.field}>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <div className={classes.editor} data-invalid={error !== undefined || undefined}>
        <pre ref={gutter} className={classes.gutter} aria-hidden style={{ height: rows * LINE_HEIGHT + 16 }}>
          {Array.from({ length: lines }, (_, index) => (
            <span key={index} data-marked={index + 1 === markedLine || undefined}>
              {index + 1}
              {'\n'}
            </span>
          ))}
        </pre>
        <textarea
          id={id}
          className={classes.text}
          style={{ height: rows * LINE_HEIGHT + 16 }}
          value={value}
          readOnly={readOnly}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : `${id}-error`}
          onChange={(event) => onChange(event.currentTarget.value)}
          onKeyDown={keepIndentation}
          onScroll={(event) => {
            if (gutter.current !== null) gutter.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      {error !== undefined && (
        <p id={`${id}-error`} className={classes.error}>
          {error}
        </p>
      )}
    </div>
  );
}

/** Enter starts the next line where the current one starts. */
function keepIndentation(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
  const { value, selectionStart } = event.currentTarget;
  const indentation = /^[ \t]*/.exec(value.slice(value.lastIndexOf('\n', selectionStart - 1) + 1, selectionStart))?.[0] ?? '';
  if (indentation === '') return;
  event.preventDefault();
  event.currentTarget.setRangeText(`\n${indentation}`, selectionStart, event.currentTarget.selectionEnd, 'end');
  event.currentTarget.dispatchEvent(new Event('input', { bubbles: true }));
}
