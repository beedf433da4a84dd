import { ChannelName, MissedPolicy, type Campaign } from '@carillon/domain';
import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useId, useState, type FormEvent } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import { FormError } from '../../../components/ui/form-error.tsx';
import { ReturnedDraft } from '../../../components/ui/returned-draft.tsx';
import { channelLabels } from '../../../lib/channel-labels.ts';
import { ApiError } from '../../../lib/http/api-error.ts';
import { randomId } from '../../../lib/http/random-id.ts';
import { ownZone } from '../../../lib/time/format-instant.ts';
import { forgetKept, useKeptDraft } from '../../../lib/use-kept-draft.ts';
import { useProviderChoices } from '../api/list-choices.ts';
import { useSaveCampaign } from '../api/save-campaign.ts';
import { againOf, CampaignDraft, draftOf, emptyDraft, keptKey, readDraft, sameDraft } from '../campaign-draft.ts';
import { warnOfShift } from '../schedule-words.ts';
import classes from './campaign-form.module.css';
import { SegmentField } from './segment-field.tsx';
import { TemplateField } from './template-field.tsx';

const missed: Record<MissedPolicy, string> = { ask: 'Ask an operator', send: 'Send it late', skip: 'Do not send it' };
/** Fields that say by themselves what the server refuses about them. */
const marked = new Set(['/name', '/segmentId', '/template', '/subject', '/category', '/ratePerSecond', '/pauseAtBounceRate', '/schedule/at', '/schedule/timeZone']);
const zones = ['Etc/UTC', ...Intl.supportedValuesOf('timeZone')];

/** What a campaign is made of; a new one may begin as another one was. What the server refuses is said at the field. */
export function CampaignForm({ campaign, like = null, onSaved }: { campaign: Campaign | null; like?: Campaign | null; onSaved: (saved: Campaign) => void }) {
  const [idempotencyKey] = useState(randomId);
  const [saved] = useState(() => (campaign !== null ? draftOf(campaign, ownZone) : like !== null ? againOf(like, ownZone) : emptyDraft(ownZone)));
  const key = keptKey(campaign, like);
  const { draft, setDraft, returned, discard } = useKeptDraft({ key, saved, schema: CampaignDraft, same: sameDraft });
  const save = useSaveCampaign(campaign, idempotencyKey);
  const providers = useProviderChoices();
  const zoneList = useId();
  const problem = save.error instanceof ApiError ? save.error : null;
  const [mistyped, setMistyped] = useState<Readonly<Record<string, string>> | null>(null);
  const errorAt = (pointer: string) => mistyped?.[pointer] ?? problem?.messageAt(pointer);
  const edit = (part: Partial<CampaignDraft>) => {
    save.reset();
    setMistyped(null);
    setDraft({ ...draft, ...part });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending) return;
    const { input, problems } = readDraft(draft);
    setMistyped(problems);
    if (input === null) save.reset();
    else
      save.mutate(input, {
        onSuccess: (after) => {
          forgetKept(key);
          onSaved(after);
        },
      });
  };
  const isMarked = mistyped !== null || (problem !== null && problem.details.length > 0 && problem.details.every(({ pointer }) => marked.has(pointer ?? '')));
  const shift = draft.scheduled ? warnOfShift(draft) : null;
  const ofChannel = (providers.data ?? []).filter(({ channel }) => channel === draft.channel);

  return (
    <Card title="What and to whom">
      <form noValidate onSubmit={submit}>
        <Stack gap="sm">
          {returned && <ReturnedDraft onDiscard={discard} />}
          <TextInput label="Name" required value={draft.name} error={errorAt('/name')} onChange={(event) => edit({ name: event.currentTarget.value })} />
          <SegmentField value={draft.segmentId} error={errorAt('/segmentId')} onChange={(segmentId) => edit({ segmentId })} />
          <TemplateField value={draft.template} error={errorAt('/template')} onChange={(template) => edit({ template })} />
          <TextInput label="Subject" description="Empty: that of the template. May use the same variables" maxLength={500} value={draft.subject} error={errorAt('/subject')} onChange={(event) => edit({ subject: event.currentTarget.value })} />
          <NativeSelect label="Channel" value={draft.channel} data={ChannelName.options.map((value) => ({ value, label: channelLabels[value] }))} onChange={(event) => edit({ channel: ChannelName.parse(event.currentTarget.value), providers: [] })} />
          {ofChannel.length > 1 && (
            <Checkbox.Group label="Providers" description="In the order they are chosen; none chosen: all of the channel" value={draft.providers} onChange={(chosen) => edit({ providers: chosen })}>
              <Group gap="md" mt={6}>
                {ofChannel.map(({ name }) => (
                  <Checkbox key={name} size="xs" value={name} label={name} />
                ))}
              </Group>
            </Checkbox.Group>
          )}
          <div className={classes.beside}>
            <TextInput label="Category" description="What recipients may unsubscribe from" value={draft.category} error={errorAt('/category')} onChange={(event) => edit({ category: event.currentTarget.value })} />
            <TextInput label="At most per second" description="Empty: no limit" inputMode="decimal" value={draft.rate} error={errorAt('/ratePerSecond')} onChange={(event) => edit({ rate: event.currentTarget.value })} />
            <TextInput label="Pause at bounces, in %" description="Empty: never" inputMode="decimal" value={draft.bouncePercent} error={errorAt('/pauseAtBounceRate')} onChange={(event) => edit({ bouncePercent: event.currentTarget.value })} />
          </div>
          <Checkbox size="xs" label="Note who opens it and follows its links" checked={draft.tracking} onChange={(event) => edit({ tracking: event.currentTarget.checked })} />
          <Checkbox size="xs" label="Send it at a certain time" checked={draft.scheduled} onChange={(event) => edit({ scheduled: event.currentTarget.checked })} />
          {draft.scheduled && (
            <div className={classes.beside}>
              <TextInput type="datetime-local" label="Time" value={draft.at} error={errorAt('/schedule/at')} onChange={(event) => edit({ at: event.currentTarget.value })} />
              <TextInput label="Time zone" list={zoneList} spellCheck={false} value={draft.timeZone} error={errorAt('/schedule/timeZone')} onChange={(event) => edit({ timeZone: event.currentTarget.value })} />
              <NativeSelect label="If nothing runs then" value={draft.missed} onChange={(event) => edit({ missed: MissedPolicy.safeParse(event.currentTarget.value).data ?? 'ask' })}>
                {MissedPolicy.options.map((policy) => (
                  <option key={policy} value={policy}>
                    {missed[policy]}
                  </option>
                ))}
              </NativeSelect>
            </div>
          )}
          {shift !== null && <Text role="status" size="sm" c="var(--warning-text)">{shift}</Text>}
          <datalist id={zoneList}>
            {zones.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </datalist>
          {isMarked ? <Text role="alert" size="sm" c="var(--bad-text)">It was not saved: see what is marked above.</Text> : <FormError error={save.error} />}
          <Group gap="xs">
            <Button type="submit" size="xs" loading={save.isPending}>
              {campaign === null ? 'Save as a draft' : 'Save'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
