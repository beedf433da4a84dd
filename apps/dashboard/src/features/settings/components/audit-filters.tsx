import { AuditAction, type AuditFilter } from '@carillon/domain';
import { NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { FilterBar } from '../../../components/ui/filter-bar.tsx';
import { useAllPages } from '../../../lib/http/use-all-pages.ts';
import { useShortcuts } from '../../../lib/keyboard/use-shortcuts.ts';
import { ownZone } from '../../../lib/time/format-instant.ts';
import { fromLocalInput, toLocalInput } from '../../../lib/time/local-input.ts';
import { useApiKeys } from '../api/list-api-keys.ts';
import { useOperators } from '../api/list-operators.ts';
import classes from './audit-panel.module.css';

/** What narrows the audit: who, what, about what, and when. */
export function AuditFilters({ filter, onChange }: { filter: AuditFilter; onChange: (part: AuditFilter) => void }) {
  const field = useRef<HTMLInputElement>(null);
  useShortcuts([{ keys: '/', label: 'Search', group: 'Lists', run: () => field.current?.focus() }]);
  return (
    <FilterBar
      search={
        <TextInput
          ref={field}
          size="xs"
          aria-label="Subject"
          placeholder="Id of what was changed"
          leftSection={<IconSearch size={15} aria-hidden />}
          value={filter.subject ?? ''}
          onChange={(event) => onChange({ subject: event.currentTarget.value })}
        />
      }
    >
      <WhoSelect by={filter.by} onChange={(by) => onChange({ by })} />
      <NativeSelect size="xs" aria-label="Action" value={filter.action ?? ''} onChange={(event) => onChange({ action: event.currentTarget.value })}>
        <option value="">Any action</option>
        {withChosen(AuditAction.options, filter.action).map((action) => (
          <option key={action} value={action}>
            {action}
          </option>
        ))}
      </NativeSelect>
      <TimeInput edge="From" label="At or after" instant={filter.from} onChange={(from) => onChange({ from })} />
      <TimeInput edge="To" label="Before" instant={filter.to} onChange={(to) => onChange({ to })} />
    </FilterBar>
  );
}

function TimeInput({ edge, label, instant, onChange }: { edge: string; label: string; instant: string | undefined; onChange: (instant: string | undefined) => void }) {
  // A year that is being typed passes through the first centuries: the text is kept as it is, and means nothing until then.
  const [typed, setTyped] = useState({ text: toLocalInput(instant), instant });
  const type = (text: string) => {
    const meant = fromLocalInput(text);
    const isYetToCome = meant !== undefined && Date.parse(meant) < 0;
    setTyped({ text, instant: isYetToCome ? instant : meant });
    if (!isYetToCome) onChange(meant);
  };
  return (
    <TextInput
      size="xs"
      w={230}
      type="datetime-local"
      aria-label={label}
      title={`By the clock of ${ownZone}`}
      leftSection={<span className={classes.edge}>{edge}</span>}
      leftSectionWidth={42}
      value={typed.instant === instant ? typed.text : toLocalInput(instant)}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
}

/** By name; whoever the address names and nobody knows by now, by id. */
function WhoSelect({ by, onChange }: { by: string | undefined; onChange: (by: string) => void }) {
  const [operatorPages, keyPages] = [useOperators(), useApiKeys()];
  useAllPages(operatorPages);
  useAllPages(keyPages);
  const operators = (operatorPages.data?.pages ?? []).flatMap(({ items }) => items);
  const keys = (keyPages.data?.pages ?? []).flatMap(({ items }) => items);
  const isKnown = by === undefined || [...operators, ...keys].some(({ id }) => id === by);
  return (
    <NativeSelect size="xs" w={220} aria-label="Who" value={by ?? ''} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">Anybody</option>
      {!isKnown && <option value={by}>{by}</option>}
      {operators.length > 0 && (
        <optgroup label="Operators">
          {operators.map(({ id, name, email }) => (
            <option key={id} value={id}>{`${name}, ${email}`}</option>
          ))}
        </optgroup>
      )}
      {keys.length > 0 && (
        <optgroup label="API keys">
          {keys.map(({ id, name, hint }) => (
            <option key={id} value={id}>{`${name}, ends in ${hint}`}</option>
          ))}
        </optgroup>
      )}
    </NativeSelect>
  );
}

/** An action that is in old entries only can be chosen by its address. */
function withChosen(actions: readonly string[], chosen: string | undefined): readonly string[] {
  return chosen === undefined || actions.includes(chosen) ? actions : [...actions, chosen];
}
