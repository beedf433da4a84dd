import type { User } from '@carillon/domain';
import { Link } from 'react-router';
import { Instant } from '../../../components/ui/instant.tsx';
import table from '../../../components/ui/table.module.css';
import { ToneBadge } from '../../../components/ui/tone-badge.tsx';
import { useRowKeys } from '../../../components/ui/use-row-keys.ts';
import { userLooks } from '../user-looks.ts';

export function UserTable({ users }: { users: readonly User[] }) {
  const { listRef } = useRowKeys(users.length);
  return (
    <div ref={listRef} className={`${table.scroller} ${table.framed}`} tabIndex={0} role="region" aria-label="Users">
      <table className={`${table.table} ${table.stacking}`}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">State</th>
            <th scope="col">Tags</th>
            <th scope="col">Id</th>
            <th scope="col">Time zone</th>
            <th scope="col">Last active</th>
            <th scope="col">Last sign-in</th>
            <th scope="col">Joined</th>
          </tr>
        </thead>
        <tbody>
          {users.map((user, index) => (
            <tr key={user.id}>
              <td>
                <Link to={`/users/${encodeURIComponent(user.id)}`} className={table.strongLink} data-row={index}>
                  {user.name}
                </Link>
                <div className={table.quiet}>{user.email}</div>
              </td>
              <td>
                <ToneBadge look={userLooks[user.status]} />
              </td>
              <td data-heading="Tags">{user.tags.length === 0 ? <span className={table.quiet}>None</span> : user.tags.join(', ')}</td>
              <td className={table.nowrap} data-heading="Id">
                <code>{user.id}</code>
              </td>
              <td className={table.nowrap} data-heading="Time zone">{user.timeZone}</td>
              <td className={table.nowrap} data-heading="Last active">
                <MaybeInstant at={user.lastActiveAt} />
              </td>
              <td className={table.nowrap} data-heading="Last sign-in">
                <MaybeInstant at={user.lastLoginAt} />
              </td>
              <td className={table.nowrap} data-heading="Joined">
                <Instant at={user.createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MaybeInstant({ at }: { at: string | null }) {
  return at === null ? <span className={table.quiet}>Never</span> : <Instant at={at} />;
}
