import { CAMPAIGN_CATEGORY, Category, type CreateSegment, type Segment } from '@carillon/domain';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState, type ReactNode } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import classes from '../../../components/ui/columns.module.css';
import { FormError } from '../../../components/ui/form-error.tsx';
import { ReturnedDraft } from '../../../components/ui/returned-draft.tsx';
import { ApiError } from '../../../lib/http/api-error.ts';
import { randomId } from '../../../lib/http/random-id.ts';
import { useKeptDraft } from '../../../lib/use-kept-draft.ts';
import { useSegmentPreview } from '../api/preview-segment.ts';
import { KeptSegment, keptKey, sameSegment, segmentDraftOf, type SegmentDraft } from '../kept-segment.ts';
import { readDraft } from '../rule-draft.ts';
import { RuleBuilder } from './rule-builder.tsx';
import { SegmentPreviewPanel, type PreviewAbout } from './segment-preview-panel.tsx';

const SAMPLES = 8;

interface SegmentEditorProps {
  /** Null for a new one. */
  segment: Segment | null;
  readOnly: boolean;
  saving: boolean;
  saveError: unknown;
  /** Stands above the save button, such as the answer to a conflict. */
  notice?: ReactNode;
  onSave: (body: CreateSegment) => void;
}

/** Building a segment, with whom it would reach counted beside it as one types. */
export function SegmentEditor({ segment, readOnly, saving, saveError, notice, onSave }: SegmentEditorProps) {
  const kept = useKeptDraft({ key: keptKey(segment), saved: useMemo(() => segmentDraftOf(segment, randomId), [segment]), schema: KeptSegment, same: sameSegment });
  const { name, description, root: draft } = kept.draft;
  const change = (part: Partial<SegmentDraft>) => kept.setDraft((before) => ({ ...before, ...part }));
  const [about, setAbout] = useState<PreviewAbout>({ channel: 'email', category: CAMPAIGN_CATEGORY });
  const { rule, problems } = useMemo(() => readDraft(draft), [draft]);

  const incomplete = problems.size > 0 || !Category.safeParse(about.category).success;
  const asked = useMemo(() => (incomplete ? null : { rule, ...about, samples: SAMPLES }), [incomplete, rule, about]);
  const [settled] = useDebouncedValue(asked, 300);
  const preview = useSegmentPreview(settled);

  const body: CreateSegment = { name: name.trim(), description: description.trim(), rule };
  const dirty = segment === null || body.name !== segment.name || body.description !== segment.description || JSON.stringify(body.rule) !== JSON.stringify(segment.rule);
  // Why the button can not be pressed; that nothing has changed is plain to see.
  const todo = problems.size > 0 ? 'Finish or remove what is marked in the rule.' : body.name === '' ? `Give it a name to ${segment === null ? 'create' : 'save'} it.` : null;
  const nameError = saveError instanceof ApiError ? saveError.messageAt('/name') : undefined;
  return (
    <div className={classes.columns}>
      <Card title="Who belongs to it" aside={dirty && segment !== null ? <Text size="xs" fw={550} c="var(--warning-text)">Not saved yet</Text> : undefined}>
        <Stack gap="sm">
          {kept.returned && !readOnly && <ReturnedDraft onDiscard={kept.discard} />}
          <TextInput label="Name" maxLength={100} readOnly={readOnly} value={name} error={nameError} onChange={(event) => change({ name: event.currentTarget.value })} />
          <TextInput label="Description" maxLength={500} readOnly={readOnly} value={description} onChange={(event) => change({ description: event.currentTarget.value })} />
          <RuleBuilder draft={draft} problems={problems} readOnly={readOnly} onChange={(root) => change({ root })} />
          {draft.items.length === 0 && <Text size="sm">Without a condition everybody belongs to it.</Text>}
          {!readOnly && (
            <Group gap="sm">
              {notice}
              <FormError error={saveError} />
              <Button loading={saving} disabled={problems.size > 0 || body.name === '' || !dirty} onClick={() => onSave(body)}>
                {segment === null ? 'Create the segment' : 'Save the segment'}
              </Button>
              {todo !== null && <Text size="sm">{todo}</Text>}
            </Group>
          )}
        </Stack>
      </Card>
      <SegmentPreviewPanel about={about} onAbout={setAbout} preview={preview} incomplete={incomplete} stale={settled !== asked || preview.isFetching} />
    </div>
  );
}
