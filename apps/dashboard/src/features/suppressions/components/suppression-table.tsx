import type { Suppression } from '@carillon/domain';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Instant } from '../../../components/ui/instant.tsx';
import table from '../../../components/ui/table.module.css';
import { ToneBadge } from '../../../components/ui/tone-badge.tsx';
import { suppressionLooks } from '../suppression-looks.ts';
import { ReleaseDialog } from './release-dialog.tsx';

export function SuppressionTable({ suppressions, mayRelease }: { suppressions: readonly Suppression[]; mayRelease: boolean }) {
  const [asking, setAsking] = useState<string | null>(null);
  return (
    <>
      <div className={`${table.scroller} ${table.framed}`} tabIndex={0} role="region" aria-label="Suppressed addresses">
        <table className={`${table.table} ${table.stacking}`}>
          <thead>
            <tr>
              <th scope="col">Address</th>
              <th scope="col">Because</th>
              <th scope="col">Source</th>
              <th scope="col">Since</th>
              {mayRelease && <th scope="col">Action</th>}
            </tr>
          </thead>
          <tbody>
            {suppressions.map((suppression) => (
              <tr key={suppression.address}>
                <td className={table.break}>{suppression.address}</td>
                <td>
                  <ToneBadge look={suppressionLooks[suppression.reason]} />
                </td>
                <td className={table.break} data-heading="Source">{suppression.source}</td>
                <td className={table.nowrap} data-heading="Since">
                  <Instant at={suppression.createdAt} />
                </td>
                {mayRelease && (
                  <td>
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`Release ${suppression.address}`}
                      onClick={() => setAsking(suppression.address)}
                    >
                      Release
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ReleaseDialog address={asking} onClose={() => setAsking(null)} />
    </>
  );
}
