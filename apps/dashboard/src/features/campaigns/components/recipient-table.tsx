import type { CommunicationLog } from '@carillon/domain';
import { Link } from 'react-router';
import { Instant } from '../../../components/ui/instant.tsx';
import { NextTry } from '../../../components/ui/next-try.tsx';
import { StatusBadge } from '../../../components/ui/status-badge.tsx';
import table from '../../../components/ui/table.module.css';
import { useRowKeys } from '../../../components/ui/use-row-keys.ts';

export function RecipientTable({ recipients }: { recipients: readonly CommunicationLog[] }) {
  const { listRef } = useRowKeys(recipients.length);
  return (
    <div ref={listRef} className={`${table.scroller} ${table.framed}`} tabIndex={0} role="region" aria-label="Recipients">
      <table className={`${table.table} ${table.stacking}`}>
        <thead>
          <tr>
            <th scope="col">Recipient</th>
            <th scope="col">State</th>
            <th scope="col">Why</th>
            <th scope="col" className={table.number}>
              Attempts
            </th>
            <th scope="col">Provider</th>
            <th scope="col">Changed</th>
          </tr>
        </thead>
        <tbody>
          {recipients.map((row, index) => (
            <tr key={row.id}>
              <td>
                <Link to={`/campaigns/${row.campaignId}/recipients/${row.id}`} className={table.strongLink} data-row={index}>
                  {row.to === '' ? row.userId : row.to}
                </Link>
                <div className={table.quiet}>{row.name === '' ? row.userId : row.name}</div>
              </td>
              <td>
                <StatusBadge status={row.status} />
              </td>
              <td className={table.long}>
                {row.reason}
                {row.status === 'retrying' && row.nextAttemptAt !== null && (
                  <div className={table.quiet}>
                    Next try <NextTry at={row.nextAttemptAt} />
                  </div>
                )}
              </td>
              <td className={table.number} data-heading="Attempts">{row.attemptCount}</td>
              <td className={table.nowrap} data-heading="Provider">{row.provider ?? ''}</td>
              <td className={table.nowrap} data-heading="Changed">
                <Instant at={row.updatedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
