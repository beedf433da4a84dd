import type { Verification } from '@carillon/domain';
import { Link } from 'react-router';
import { Instant } from '../../../components/ui/instant.tsx';
import table from '../../../components/ui/table.module.css';
import { ToneBadge } from '../../../components/ui/tone-badge.tsx';
import { useRowKeys } from '../../../components/ui/use-row-keys.ts';
import { useUserNames } from '../../../lib/users/use-user-names.ts';
import { verificationLooks } from '../verification-looks.ts';

/** Each row leads to its user, where it is told how often the employee was asked. */
export function VerificationTable({ verifications }: { verifications: readonly Verification[] }) {
  const { listRef } = useRowKeys(verifications.length);
  const names = useUserNames(verifications.map(({ userId }) => userId));
  return (
    <div ref={listRef} className={`${table.scroller} ${table.framed}`} tabIndex={0} role="region" aria-label="Verifications">
      <table className={`${table.table} ${table.stacking}`}>
        <thead>
          <tr>
            <th scope="col">Employee</th>
            <th scope="col">State</th>
            <th scope="col">Requested</th>
            <th scope="col">Expires</th>
            <th scope="col">Settled</th>
            <th scope="col">User</th>
            <th scope="col">Id</th>
          </tr>
        </thead>
        <tbody>
          {verifications.map((verification, index) => (
            <tr key={verification.id}>
              <td>
                {verification.employeeName}
                <div className={table.quiet}>{verification.email}</div>
              </td>
              <td>
                <ToneBadge look={verificationLooks[verification.status]} />
              </td>
              <td className={table.nowrap} data-heading="Requested">
                <Instant at={verification.requestedAt} />
              </td>
              <td className={table.nowrap} data-heading="Expires">
                <Instant at={verification.expiresAt} />
              </td>
              <td className={table.nowrap} data-heading="Settled">{verification.settledAt === null ? <span className={table.quiet}>–</span> : <Instant at={verification.settledAt} />}</td>
              <td className={table.nowrap} data-heading="User">
                <Link to={`/users/${encodeURIComponent(verification.userId)}`} className={table.strongLink} data-row={index}>
                  {names.get(verification.userId) ?? verification.userId}
                </Link>
                {names.has(verification.userId) && <div className={table.quiet}>{verification.userId}</div>}
              </td>
              <td className={table.nowrap} data-heading="Id">
                <code>{verification.id}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
