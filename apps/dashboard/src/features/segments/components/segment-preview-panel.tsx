import { ChannelName, ExclusionReason, type PreviewSegment, type SegmentPreview } from '@carillon/domain';
import { NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { Link } from 'react-router';
import { Card } from '../../../components/ui/card.tsx';
import { ErrorPanel } from '../../../components/ui/error-panel.tsx';
import type { useSegmentPreview } from '../api/preview-segment.ts';
import classes from './segment-preview-panel.module.css';

export type PreviewAbout = Pick<PreviewSegment, 'channel' | 'category'>;
const reasonWords: Record<ExclusionReason, string> = {
  'deactivated': 'Deactivated', 'unsubscribed': 'Do not want this category', 'no-address': 'Without an address for this channel', 'suppressed': 'On the suppression list', 'duplicate-address': 'Share an address with somebody before them',
};
const channelWords: Record<ChannelName, string> = { email: 'E-mail', vendor: 'Text message (vendor)' };

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
    <Card title="Who would get it" aside={<span className={classes.quiet} role="status">{incomplete ? 'Complete the conditions to count' : stale ? 'Counting…' : ''}</span>}>
      <div className={classes.about}>
        <NativeSelect size="xs" label="Channel" value={about.channel} data={ChannelName.options.map((value) => ({ value, label: channelWords[value] }))} onChange={(event) => onAbout({ ...about, channel: ChannelName.parse(event.currentTarget.value) })} />
        <TextInput size="xs" label="Category" maxLength={50} value={about.category} onChange={(event) => onAbout({ ...about, category: event.currentTarget.value })} />
      </div>
      {preview.error !== null && !incomplete ? <ErrorPanel error={preview.error} onRetry={() => void preview.refetch()} /> : preview.data === undefined ? incomplete ? null : <Skeleton height={220} radius={6} /> : <Figures preview={preview.data} stale={stale || incomplete} />}
    </Card>
  );
}

function Figures({ preview: { included, matched, excluded, samples }, stale }: { preview: SegmentPreview; stale: boolean }) {
  const left = ExclusionReason.options.filter((reason) => excluded[reason] > 0);
  return (
    <div aria-busy={stale} data-testid="segment-preview">
      <p className={classes.total}>
        <strong data-testid="included">{included.toLocaleString('en')}</strong> of {matched.toLocaleString('en')} {matched === 1 ? 'user' : 'users'}
      </p>
      {left.length > 0 && (
        <dl className={classes.reasons} aria-label="Left out">
          {left.map((reason) => (
            <div key={reason}>
              <dt>{reasonWords[reason]}</dt>
              <dd>{excluded[reason].toLocaleString('en')}</dd>
            </div>
          ))}
        </dl>
      )}
      {samples.length > 0 && (
        <>
          <p className={classes.quiet}>The first {samples.length === 1 ? 'one' : samples.length}, by address</p>
          <ul className={classes.samples} aria-label="Samples">
            {samples.map(({ userId, name, address }) => (
              <li key={userId}>
                <Link to={`/users/${encodeURIComponent(userId)}`}>{name}</Link> {address}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
