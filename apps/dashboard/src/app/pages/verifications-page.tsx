import { VerificationStatus } from '@carillon/domain';
import { RowsByUser, useFilterByUser } from '../../components/ui/rows-by-user.tsx';
import { useVerifications } from '../../features/verifications/api/list-verifications.ts';
import { VerificationTable } from '../../features/verifications/components/verification-table.tsx';
import { verificationLooks } from '../../features/verifications/verification-looks.ts';

export function VerificationsPage() {
  const filterBy = useFilterByUser(VerificationStatus.options);
  const query = useVerifications(filterBy.asked);
  return (
    <RowsByUser title="Verifications" description="As the sql-service knows them, the newest request first. They are changed there." filterBy={filterBy} looks={verificationLooks} query={query}>
      {(verifications) => <VerificationTable verifications={verifications} />}
    </RowsByUser>
  );
}
