import { ChannelName, describeExclusion, ExclusionReason, type PreviewSegment, type SegmentPreview } from '@carillon/domain';
import { Group, NativeSelect, Skeleton, Text, TextInput } from '@mantine/core';
import { Link } from 'react-router';
import { Card } from '../../../components/ui/card.tsx';
import { ErrorPanel } from '../../../components/ui/error-panel.tsx';
import facts from '../../../components/ui/facts.module.css';
import table from '../../../components/ui/table.module.css';
import { channelLabels } from '../../../lib/channel-labels.ts';
import type { useSegmentPreview } from '../api/preview-segment.ts';

export type PreviewAbout = Pick<PreviewSegment, 'channel' | 'category'>;

interface SegmentPreviewPanelProps {
  about: PreviewAbout;
  onAbout: (about: PreviewAbout) => void;
  preview: ReturnType<typeof useSegmentPreview>;
  /** The rule can not be counted before it is complete. */
  incomplete: boolean;
  /** What is shown belongs to an earlier rule. */
  stale: boolean;
}

/** Whom the rule would reach right now, and who is left out and why: the numbers of a launch. */
export function SegmentPreviewPanel({ about, onAbout, preview, incomplete, stale }: SegmentPreviewPanelProps) {
  return (
    <Card title="Who would get it" aside={<Text size="xs" c="dimmed" role="status">{incomplete ? 'Complete the conditions to count' : stale ? 'Counting…' : ''}</Text>}>
      <Group grow gap="xs" mb="sm">
        <NativeSelect size="xs" label="Channel" value={about.channel} data={ChannelName.options.map((value) => ({ value, label: channelLabels[value] }))} onChange={(event) => onAbout({ ...about, channel: ChannelName.parse(event.currentTarget.value) })} />
        <TextInput size="xs" label="Category" maxLength={50} value={about.category} onChange={(event) => onAbout({ ...about, category: event.currentTarget.value })} />
      </Group>
      {preview.error !== null && !incomplete ? <ErrorPanel error={preview.error} onRetry={() => void preview.refetch()} /> : preview.data === undefined ? incomplete ? null : <Skeleton height={220} radius={6} /> : <Figures preview={preview.data} counting={stale && !incomplete} />}
    </Card>
  );
}

function Figures({ preview: { included, matched, excluded, samples }, counting }: { preview: SegmentPreview; counting: boolean }) {
  const left = ExclusionReason.options.filter((reason) => excluded[reason] > 0);
  return (
    <div aria-busy={counting} data-testid="segment-preview">
      <Text size="sm" mb="xs">
        <strong data-testid="included" style={{ fontSize: 22 }}>{included.toLocaleString('en')}</strong> of {matched.toLocaleString('en')} {matched === 1 ? 'user' : 'users'}
      </Text>
      {left.length > 0 && (
        <dl className={facts.facts} aria-label="Left out">
          {left.map((reason) => (
            <Group key={reason} justify="space-between" wrap="nowrap" py={3} fz="sm">
              <dt>{asLabel(describeExclusion(reason))}</dt>
              <dd className={table.number} style={{ margin: 0 }}>
                {excluded[reason].toLocaleString('en')}
              </dd>
            </Group>
          ))}
        </dl>
      )}
      {samples.length > 0 && (
        <>
          <Text size="xs" c="dimmed" mt="xs">
            The first {samples.length === 1 ? 'one' : samples.length}, by address
          </Text>
          <ul aria-label="Samples" style={{ margin: 0, padding: 0, listStyle: 'none', fontSize: 13, lineHeight: 1.8, overflowWrap: 'anywhere' }}>
            {samples.map(({ userId, name, address }) => (
              <li key={userId}>
                <Link to={`/users/${encodeURIComponent(userId)}`} className={table.strongLink}>{name}</Link> {address}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function asLabel(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
