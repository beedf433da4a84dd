import { userFields, UserStatus, type AttributeType } from '@carillon/domain';
import { ActionIcon, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { attributeTypeWords } from '../../../lib/attribute-text.ts';
import { changeCondition } from '../edit-draft.ts';
import { kindOf, testsOf, type ConditionDraft, type Subject, type Test } from '../rule-draft.ts';
import { dateTestWords, fieldWords, testWords } from '../rule-words.ts';
import classes from './rule-builder.module.css';

interface ConditionEditorProps {
  draft: ConditionDraft;
  /** What the condition is called: "1.2". */
  name: string;
  problem: string | undefined;
  readOnly: boolean;
  onChange: (draft: ConditionDraft) => void;
  onRemove: () => void;
}

const subjects: { group: string; items: { value: Subject; label: string }[] }[] = [
  { group: 'More', items: [{ value: 'tag', label: 'Tag' }, { value: 'attribute', label: 'Attribute…' }, { value: 'campaign', label: 'Campaign' }] },
  { group: 'Texts', items: ownFields('string') },
  { group: 'Dates', items: ownFields('date') },
];
const attributeTypes = ['string', 'number', 'boolean', 'date'] as const satisfies readonly AttributeType[];

function ownFields(type: AttributeType) {
  return subjectsOf(type).map((value) => ({ value, label: fieldWords[value] }));
}
function subjectsOf(type: AttributeType) {
  return (['name', 'email', 'phone', 'externalId', 'locale', 'timeZone', 'status', 'createdAt', 'lastActiveAt', 'lastLoginAt'] as const).filter((field) => userFields[field] === type);
}

/** One test of a user, as a row of fields; every field is named after its condition. */
export function ConditionEditor({ draft, name, problem, readOnly, onChange, onRemove }: ConditionEditorProps) {
  const label = (field: string) => `Condition ${name}: ${field}`;
  const change = (part: Partial<ConditionDraft>) => onChange(changeCondition(draft, part));
  const kind = kindOf(draft);
  return (
    <Group className={classes.condition ?? ''} gap={6} align="start" role="group" aria-label={`Condition ${name}`}>
      <NativeSelect size="xs" aria-label={label('sense')} disabled={readOnly} value={draft.negated ? 'not' : ''} onChange={(event) => change({ negated: event.currentTarget.value === 'not' })} data={[{ value: '', label: 'where' }, { value: 'not', label: 'where not' }]} />
      <NativeSelect size="xs" aria-label={label('about')} disabled={readOnly} value={draft.subject} data-condition={draft.key} data={subjects} onChange={(event) => change({ subject: subjectIn(event.currentTarget.value) })} />
      {draft.subject === 'attribute' && (
        <>
          <TextInput size="xs" aria-label={label('attribute')} placeholder="plan" readOnly={readOnly} maxLength={50} w={120} value={draft.attribute} onChange={(event) => change({ attribute: event.currentTarget.value })} />
          <NativeSelect size="xs" aria-label={label('type')} disabled={readOnly} value={draft.type} onChange={(event) => change({ type: attributeTypes.find((type) => type === event.currentTarget.value) ?? 'string' })} data={attributeTypes.map((type) => ({ value: type, label: attributeTypeWords[type] }))} />
        </>
      )}
      <NativeSelect size="xs" aria-label={label('test')} disabled={readOnly} value={draft.test} onChange={(event) => change({ test: testsOf[kind].find((test) => test === event.currentTarget.value) ?? draft.test })} data={testsOf[kind].map((test) => ({ value: test, label: (kind === 'date' ? dateTestWords[test] : undefined) ?? testWords[test] }))} />
      <ValueField draft={draft} label={label('value')} readOnly={readOnly} onChange={(value) => change({ value })} />
      {!readOnly && (
        <ActionIcon variant="subtle" color="gray" aria-label={`Remove condition ${name}`} onClick={onRemove}>
          <IconX size={15} aria-hidden />
        </ActionIcon>
      )}
      {problem !== undefined && <Text size="xs" w="100%" c="var(--bad-text)">{problem}</Text>}
    </Group>
  );
}

function ValueField({ draft, label, readOnly, onChange }: { draft: ConditionDraft; label: string; readOnly: boolean; onChange: (value: string) => void }) {
  const { test, value, subject } = draft;
  if (test === 'exists') return null;
  const kind = kindOf(draft);
  const common = { 'size': 'xs', 'aria-label': label, 'flex': '1 1 90px', 'miw': 80, 'maw': 420, value } as const;
  const options = kind === 'boolean' ? [{ value: '', label: 'choose' }, { value: 'true', label: 'yes' }, { value: 'false', label: 'no' }] : subject === 'status' && test === 'equals' ? ['', ...UserStatus.options] : null;
  if (options !== null) return <NativeSelect {...common} disabled={readOnly} data={options} onChange={(event) => onChange(event.currentTarget.value)} />;
  const calendar = kind === 'date' && !isRelative(test) && /^(\d{4}-\d{2}-\d{2})?$/.test(value);
  return <TextInput {...common} readOnly={readOnly} type={calendar ? 'date' : 'text'} inputMode={isRelative(test) || kind === 'number' ? 'decimal' : 'text'} maxLength={500} placeholder={hintOf(kind, test)} onChange={(event) => onChange(event.currentTarget.value)} />;
}

function isRelative(test: Test): boolean {
  return test === 'in-the-last' || test === 'more-than-ago' || test === 'in-the-next';
}

function hintOf(kind: ReturnType<typeof kindOf>, test: Test): string {
  if (isRelative(test)) return 'days, like 30';
  if (test === 'in') return 'one, two, three';
  return { string: '', number: '10', boolean: '', date: '2026-03-01', tag: 'vip', campaign: 'cmp_…' }[kind];
}

function subjectIn(value: string): Subject {
  return subjects.flatMap(({ items }) => items).find((item) => item.value === value)?.value ?? 'tag';
}
