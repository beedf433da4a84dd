import { PaymentStatus } from '@carillon/domain';
import { RowsByUser, useFilterByUser } from '../../components/ui/rows-by-user.tsx';
import { usePayments } from '../../features/payments/api/list-payments.ts';
import { PaymentTable } from '../../features/payments/components/payment-table.tsx';
import { paymentLooks } from '../../features/payments/payment-looks.ts';

export function PaymentsPage() {
  const filterBy = useFilterByUser(PaymentStatus.options);
  const query = usePayments(filterBy.asked);
  return (
    <RowsByUser title="Payments" description="As the sql-service knows them, the latest due date first. They are changed there." filterBy={filterBy} looks={paymentLooks} query={query}>
      {(payments) => <PaymentTable payments={payments} />}
    </RowsByUser>
  );
}
