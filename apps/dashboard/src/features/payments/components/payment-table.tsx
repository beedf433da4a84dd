import { formatAmount, type Payment } from '@carillon/domain';
import { Link } from 'react-router';
import { Instant } from '../../../components/ui/instant.tsx';
import table from '../../../components/ui/table.module.css';
import { ToneBadge } from '../../../components/ui/tone-badge.tsx';
import { useRowKeys } from '../../../components/ui/use-row-keys.ts';
import { useUserNames } from '../../../lib/users/use-user-names.ts';
import { paymentLooks } from '../payment-looks.ts';

/** Each row leads to its user, where the payment's reminders are. */
export function PaymentTable({ payments }: { payments: readonly Payment[] }) {
  const { listRef } = useRowKeys(payments.length);
  const names = useUserNames(payments.map(({ userId }) => userId));
  return (
    <div ref={listRef} className={`${table.scroller} ${table.framed}`} tabIndex={0} role="region" aria-label="Payments">
      <table className={`${table.table} ${table.stacking}`}>
        <thead>
          <tr>
            <th scope="col">Reference</th>
            <th scope="col">State</th>
            <th scope="col" className={table.number}>
              Amount
            </th>
            <th scope="col">Due</th>
            <th scope="col">User</th>
            <th scope="col">Paid</th>
            <th scope="col">Id</th>
            <th scope="col">Messages</th>
          </tr>
        </thead>
        <tbody>
          {payments.map((payment, index) => (
            <tr key={payment.id}>
              <td>
                <span className={table.nowrap}>{payment.reference}</span>
                <div className={table.quiet}>{payment.description}</div>
              </td>
              <td>
                <ToneBadge look={paymentLooks[payment.status]} />
              </td>
              <td className={`${table.number} ${table.nowrap}`}>{formatAmount(payment, 'en-GB')}</td>
              <td className={table.nowrap} data-heading="Due">{payment.dueDate}</td>
              <td className={table.nowrap} data-heading="User">
                <Link to={`/users/${encodeURIComponent(payment.userId)}`} className={table.strongLink} data-row={index}>
                  {names.get(payment.userId) ?? payment.userId}
                </Link>
                {names.has(payment.userId) && <div className={table.quiet}>{payment.userId}</div>}
              </td>
              <td className={table.nowrap} data-heading="Paid">{payment.paidAt === null ? <span className={table.quiet}>–</span> : <Instant at={payment.paidAt} />}</td>
              <td className={table.nowrap} data-heading="Id">
                <code>{payment.id}</code>
              </td>
              <td className={table.nowrap} data-heading="Messages">
                <Link to={`/notifications?${new URLSearchParams({ paymentId: payment.id }).toString()}`} className={table.strongLink} aria-label={`All messages about the payment ${payment.reference}`}>
                  All messages
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
