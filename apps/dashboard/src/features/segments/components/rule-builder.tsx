import { ActionIcon, Button, Group, NativeSelect, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { randomId } from '../../../lib/http/random-id.ts';
import { addNode, changeNode, mayNest, removeNode } from '../edit-draft.ts';
import { blankCondition, joins, type DraftNode, type GroupDraft } from '../rule-draft.ts';
import { describeRule, joinWords } from '../rule-words.ts';
import { ConditionEditor } from './condition-editor.tsx';
import classes from './rule-builder.module.css';

interface RuleBuilderProps {
  draft: GroupDraft;
  problems: ReadonlyMap<string, string>;
  readOnly: boolean;
  onChange: (draft: GroupDraft) => void;
}

/** A rule as nested groups of conditions. The focus goes to what was added, and to its group's first button when something is removed. */
export function RuleBuilder({ draft, problems, readOnly, onChange }: RuleBuilderProps) {
  const frame = useRef<HTMLDivElement>(null);
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    frame.current?.querySelector<HTMLElement>(wanted.current)?.focus();
    wanted.current = null;
  });
  const edits: Edits = {
    change: (node) => onChange(changeNode(draft, node.key, () => node)),
    add: (group, node) => {
      wanted.current = `[data-condition="${node.kind === 'group' ? (node.items[0]?.key ?? '') : node.key}"]`;
      onChange(addNode(draft, group.key, node));
    },
    remove: (group, key) => {
      wanted.current = `[data-add="${group.key}"]`;
      onChange(removeNode(draft, key));
    },
  };
  return (
    <div ref={frame}>
      <GroupEditor group={draft} name="" depth={1} problems={problems} readOnly={readOnly} edits={edits} onRemove={null} />
    </div>
  );
}

interface Edits {
  change: (node: DraftNode) => void;
  add: (group: GroupDraft, node: DraftNode) => void;
  remove: (group: GroupDraft, key: string) => void;
}
interface GroupEditorProps {
  group: GroupDraft;
  /** Where it stands: "2" is the second part of the rule, "" the rule itself. */
  name: string;
  depth: number;
  problems: ReadonlyMap<string, string>;
  readOnly: boolean;
  edits: Edits;
  onRemove: (() => void) | null;
}

function GroupEditor({ group, name, depth, problems, readOnly, edits, onRemove }: GroupEditorProps) {
  const called = name === '' ? 'Rule' : `Group ${name}`;
  const problem = problems.get(group.key);
  const of = name === '' ? 'to the rule' : `to group ${name}`;
  return (
    <fieldset className={classes.group}>
      <legend>{called}</legend>
      <Group gap={6}>
        <NativeSelect size="xs" aria-label={`${called}: how its parts are joined`} disabled={readOnly} value={group.join} data={joins.map((join) => ({ value: join, label: joinWords[join] }))} onChange={(event) => edits.change({ ...group, join: joins.find((join) => join === event.currentTarget.value) ?? group.join })} />
        {onRemove !== null && !readOnly && (
          <ActionIcon variant="subtle" color="gray" aria-label={`Remove group ${name}`} onClick={onRemove}>
            <IconX size={15} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      {group.items.length > 0 && (
        <ol className={classes.items} aria-label={`Parts of ${called.toLowerCase()}`}>
          {group.items.map((item, index) => (
            <li key={item.key}>
              <Part item={item} name={name === '' ? `${index + 1}` : `${name}.${index + 1}`} depth={depth + 1} problems={problems} readOnly={readOnly} edits={edits} onRemove={() => edits.remove(group, item.key)} />
            </li>
          ))}
        </ol>
      )}
      {problem !== undefined && <Text size="xs" c="var(--bad-text)" mb={6}>{problem}</Text>}
      {!readOnly && (
        <Group gap={6}>
          <Button size="compact-sm" variant="default" leftSection={<IconPlus size={13} aria-hidden />} data-add={group.key} aria-label={`Add a condition ${of}`} onClick={() => edits.add(group, blankCondition(randomId()))}>
            Condition
          </Button>
          {mayNest(depth) && (
            <Button size="compact-sm" variant="default" leftSection={<IconPlus size={13} aria-hidden />} aria-label={`Add a group ${of}`} onClick={() => edits.add(group, { kind: 'group', key: randomId(), join: 'any', items: [blankCondition(randomId())] })}>
              Group
            </Button>
          )}
        </Group>
      )}
    </fieldset>
  );
}

function Part({ item, onRemove, ...rest }: Omit<GroupEditorProps, 'group' | 'onRemove'> & { item: DraftNode; onRemove: () => void }) {
  if (item.kind === 'group') return <GroupEditor {...rest} group={item} onRemove={onRemove} />;
  if (item.kind === 'condition') return <ConditionEditor draft={item} name={rest.name} problem={rest.problems.get(item.key)} readOnly={rest.readOnly} onChange={rest.edits.change} onRemove={onRemove} />;
  return (
    <Group className={classes.condition ?? ''} gap={6} wrap="nowrap" role="group" aria-label={`Condition ${rest.name}`}>
      <Text size="sm" flex={1}>{describeRule(item.rule)} (made over the API; kept as it is)</Text>
      {!rest.readOnly && (
        <ActionIcon variant="subtle" color="gray" aria-label={`Remove condition ${rest.name}`} onClick={onRemove}>
          <IconX size={15} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}
