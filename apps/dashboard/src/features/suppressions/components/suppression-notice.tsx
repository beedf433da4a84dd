import { Button } from '@mantine/core';
import { IconHelp, IconMailOff } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Instant } from '../../../components/ui/instant.tsx';
import strip from '../../../components/ui/strip.module.css';
import { recognizeId } from '../../../lib/recognize-id.ts';
import { useSuppressionsOf } from '../api/suppressions.ts';
import { suppressionLooks } from '../suppression-looks.ts';
import { ReleaseDialog } from './release-dialog.tsx';

/** Says of each of somebody's addresses that is on the list, why and since when. Nothing is shown while none is. */
export function SuppressionNotice({ addresses, mayRelease }: { addresses: readonly string[]; mayRelease: boolean }) {
  const query = useSuppressionsOf(addresses);
  const [asking, setAsking] = useState<string | null>(null);
  if (query.data === undefined && query.error !== null) {
    return (
      <div className={strip.strip} data-tone="doubt" role="status">
        <IconHelp size={16} aria-hidden />
        <span>Whether an address is suppressed could not be looked up.</span>
        <Button size="compact-xs" variant="default" onClick={() => void query.refetch()}>
          Retry now
        </Button>
      </div>
    );
  }
  return (
    <>
      {query.data?.items.map(({ address, reason, source, createdAt }) => (
        <div key={address} className={strip.strip} data-tone="bad" data-suppressed={address}>
          <IconMailOff size={16} aria-hidden />
          <span className={strip.words}>
            <span role="status">
              <strong>{address}</strong> is suppressed, nothing is sent to it. {suppressionLooks[reason].meaning},
            </span>{' '}
            <Instant at={createdAt} /> (<Source source={source} />).
          </span>
          <Link to={`/suppressions?${new URLSearchParams({ search: address }).toString()}`}>
            Show in the list
          </Link>
          {mayRelease && (
            <Button size="compact-xs" variant="default" aria-label={`Release ${address}`} onClick={() => setAsking(address)}>
              Release
            </Button>
          )}
        </div>
      ))}
      <ReleaseDialog address={asking} onClose={() => setAsking(null)} />
    </>
  );
}

/** A message that it follows from is a click away. */
function Source({ source }: { source: string }) {
  const page = recognizeId(source);
  return page === null ? source : <Link to={page}>{source}</Link>;
}
